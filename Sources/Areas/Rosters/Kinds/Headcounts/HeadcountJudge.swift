import Core
import Organization
import Storage

/// Judges rows about how many people work at known enterprises.
struct HeadcountJudge: RowJudge {
    private var finder: EnterpriseFinder
    private let scope: Scope
    private let today: Day
    private let vault: Vault
    var taken: [String: (sheet: String, row: Int)] = [:]

    init(_ scope: Scope, today: Day, _ tx: Transaction, _ vault: Vault) throws {
        finder = try EnterpriseFinder(scope, byNameAlone: true, tx)
        self.scope = scope
        self.today = today
        self.vault = vault
    }

    mutating func judge(
        _ lines: [ImportLine], alreadyTaken: [String: (sheet: String, row: Int)], _ tx: Transaction
    ) throws -> [RowJudgement] {
        taken.merge(alreadyTaken) { earlier, _ in earlier }
        return try finder.look(at: lines, today: today, tx).map { judge($0.line, $0) }
    }

    private mutating func judge(_ line: ImportLine, _ seen: EnterpriseFinder.Seen) -> RowJudgement {
        if let fault = line.earlyFault { return .rejected(fault) }
        if let fault = duplicate(line, in: .enterpriseName) { return .rejected(fault) }
        // The code alone finds it, and a name that only one has.
        let known: Enterprise
        switch seen.match {
        case .found(let found): known = found
        case .several: return .rejected(line.fault(.severalEnterprises, .enterpriseName))
        case .none:
            let saysWhere = !line.values.unit.isEmpty || !line.values.district.isEmpty && !isDistrict(line)
            if line.values.creditCode == nil, saysWhere, case .failure(let miss) = seen.unit {
                return .rejected(miss.fault)
            }
            return .rejected(line.fault(.unknownEnterprise, .enterpriseName))
        }
        guard scope.contains(known.place) else { return .rejected(line.fault(.outOfScope, .unit)) }
        if let fault = line.lateFault { return .rejected(fault, unit: known.place.unit) }
        guard let count = seen.count else {
            return .rejected(line.fault(.missingValue, .employees), unit: known.place.unit)
        }
        if let fault = count.fault(of: known.id, line, .headcounts, today) {
            return .rejected(fault, unit: known.place.unit)
        }
        take(line)
        let (stored, isSame) = (seen.stored, count.isSame(as: seen.stored))
        return RowJudgement(
            outcome: isSame ? .unchanged : stored == nil ? .new : .updated, record: known.id, version: known.version,
            unit: known.place.unit, changes: isSame || stored == nil ? [] : ["employees", "members"])
    }

    private func isDistrict(_ line: ImportLine) -> Bool {
        finder.units.directory.district(named: line.values.district) != nil
    }

    func digest(of line: ImportLine) -> String? {
        guard let name = line.values[.enterpriseName] else { return nil }
        return vault.digest("import.headcount", line.values.whose(name) + "|" + (line.values[.day] ?? ""))
    }
}
