import ChineseText
import Core
import Organization
import Storage

/// Judges rows about enterprises.
struct EnterpriseJudge: RowJudge {
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
        let values = line.values
        if let fault = line.earlyFault { return rejected(fault) }
        let codeFault = values.creditCodeFault
        if let codeFault, codeFault != .wrongCheckCharacter { return rejected(line.fault(.badCode, .creditCode)) }
        let digest = digest(of: line)
        if let digest, let earlier = taken[digest] {
            return rejected(line.fault(.duplicateInFile, .enterpriseName, [earlier.sheet, String(earlier.row)]))
        }
        let unit: Unit
        switch finder.units.find(line) {
        case .success(let found): unit = found
        case .failure(let miss): return rejected(miss.fault)
        }
        guard scope.contains(unit.place) else { return rejected(line.fault(.outOfScope, .unit)) }
        if codeFault != nil, values[.remark] == nil {
            return rejected(line.fault(.codeCheckDigit, .creditCode), unit: unit.id)
        }
        if let fault = line.lateFault { return rejected(fault, unit: unit.id) }
        var warnings: [RowWarning] = codeFault == nil ? [] : [.codeOverridden]
        if values[.industry] != nil, values.industryRead == nil { warnings.append(.industryUnknown) }
        switch try finder.find(values, at: unit, tx) {
        case .several: return rejected(line.fault(.severalEnterprises, .enterpriseName), unit: unit.id)
        case .none:
            if let digest { taken[digest] = (line.sheet, line.row) }
            return RowJudgement(outcome: .new, unit: unit.id, warnings: warnings)
        case .found(let known):
            // Whose it is elsewhere stays untold.
            guard scope.contains(known.place) else { return rejected(line.fault(.outOfScope, .creditCode)) }
            if known.place.unit != unit.id, !unit.place.key.contains(known.place.key) {
                let name = finder.units.directory.unit(known.place.unit)?.name ?? ""
                return rejected(line.fault(.otherParent, .unit, [name]), unit: unit.id)
            }
            if let digest { taken[digest] = (line.sheet, line.row) }
            let changes = try changes(values, known, tx)
            if changes.contains("name") { warnings.append(.enterpriseNameDiffers) }
            return RowJudgement(
                outcome: changes.isEmpty ? .unchanged : .updated, record: known.id, version: known.version,
                unit: known.place.unit, changes: changes, warnings: warnings)
        }
    }

    /// What the row says that differs; what it leaves blank stays as it is.
    private func changes(_ values: RowValues, _ known: Enterprise, _ tx: Transaction) throws -> [String] {
        var changes: [String] = []
        if let name = values[.enterpriseName], name != known.name { changes.append("name") }
        if let code = values.creditCode, code != known.creditCode { changes.append("creditCode") }
        if let address = values[.address], address != known.address { changes.append("address") }
        if let industry = values.industryRead, industry != known.industry { changes.append("industry") }
        if let count = HeadcountSaid(values, today) {
            let stored = try HeadcountStore.on(count.day, of: known.id, tx)
            if stored?.employees != count.employees || stored?.members != count.members { changes.append("employees") }
        }
        return changes
    }

    mutating func giveBack(_ line: ImportLine) {
        if let digest = digest(of: line) { taken[digest] = nil }
    }

    func digest(of line: ImportLine) -> String? {
        guard let name = line.values[.enterpriseName] else { return nil }
        return vault.digest(
            "import.enterprise",
            line.values.creditCode ?? [line.values.district, line.values.unit, name].joined(separator: "|"))
    }
}

/// What a row says of how many people work there; without a day, as of the day of the import.
struct HeadcountSaid {
    let employees: Int
    let members: Int
    let day: Day

    /// nil: the row says nothing of it.
    init?(_ values: RowValues, _ today: Day) {
        guard let employees = values.number(.employees) else { return nil }
        self.employees = employees
        members = values.number(.members) ?? 0
        day = values.day(.day) ?? today
    }
}
