import Core
import Organization
import Storage

/// Judges rows about how many people work at known enterprises.
struct HeadcountJudge: RowJudge {
    private var finder: EnterpriseFinder
    private let scope: Scope
    private let today: Day
    private let vault: Vault
    private var taken: [String: (sheet: String, row: Int)] = [:]

    init(_ scope: Scope, today: Day, _ tx: Transaction, _ vault: Vault) throws {
        finder = try EnterpriseFinder(scope, tx)
        self.scope = scope
        self.today = today
        self.vault = vault
    }

    mutating func judge(
        _ lines: [ImportLine], alreadyTaken: [String: (sheet: String, row: Int)], _ tx: Transaction
    ) throws -> [RowJudgement] {
        taken.merge(alreadyTaken) { earlier, _ in earlier }
        try finder.prepare(lines, tx)
        return try lines.map { try judge($0, tx) }
    }

    private mutating func judge(_ line: ImportLine, _ tx: Transaction) throws -> RowJudgement {
        func rejected(_ fault: RowFault, unit: Identifier? = nil) -> RowJudgement {
            RowJudgement(outcome: .rejected, fault: fault, unit: unit)
        }
        if let fault = line.earlyFault { return rejected(fault) }
        let digest = digest(of: line)
        if let digest, let earlier = taken[digest] {
            return rejected(line.fault(.duplicateInFile, .enterpriseName, [earlier.sheet, String(earlier.row)]))
        }
        // The code alone finds it; a name needs its unit.
        let unit = finder.units.find(line)
        let known: Enterprise
        switch try finder.find(line.values, at: try? unit.get(), tx) {
        case .found(let found): known = found
        case .several: return rejected(line.fault(.severalEnterprises, .enterpriseName))
        case .none:
            if line.values.creditCode == nil, case .failure(let miss) = unit { return rejected(miss.fault) }
            return rejected(line.fault(.unknownEnterprise, .enterpriseName))
        }
        guard scope.contains(known.place) else { return rejected(line.fault(.outOfScope, .unit)) }
        if let fault = line.lateFault { return rejected(fault, unit: known.place.unit) }
        guard let count = HeadcountSaid(line.values, today) else {
            return rejected(line.fault(.missingValue, .employees), unit: known.place.unit)
        }
        if let digest { taken[digest] = (line.sheet, line.row) }
        let stored = try HeadcountStore.on(count.day, of: known.id, tx)
        let isSame = stored?.employees == count.employees && stored?.members == count.members
        return RowJudgement(
            outcome: isSame ? .unchanged : stored == nil ? .new : .updated, record: known.id, version: known.version,
            unit: known.place.unit, changes: isSame || stored == nil ? [] : ["employees", "members"])
    }

    mutating func giveBack(_ line: ImportLine) {
        if let digest = digest(of: line) { taken[digest] = nil }
    }

    func digest(of line: ImportLine) -> String? {
        guard let name = line.values[.enterpriseName] else { return nil }
        let whose = line.values.creditCode ?? [line.values.district, line.values.unit, name].joined(separator: "|")
        return vault.digest("import.headcount", whose + "|" + (line.values[.day] ?? ""))
    }
}
