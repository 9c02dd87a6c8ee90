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
    var taken: [String: (sheet: String, row: Int)] = [:]
    /// Where earlier rows are going to register enterprises without a code, by name.
    private var coming: [String: [ScopeKey]] = [:]

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
        return try finder.look(at: lines, today: today, tx).map { judge($0.line, $0) }
    }

    private mutating func judge(_ line: ImportLine, _ seen: EnterpriseFinder.Seen) -> RowJudgement {
        let values = line.values
        if let fault = line.earlyFault { return .rejected(fault) }
        let codeFault = values.creditCodeFault
        if let codeFault, codeFault != .wrongCheckCharacter { return .rejected(line.fault(.badCode, .creditCode)) }
        if let fault = duplicate(line, in: .enterpriseName) { return .rejected(fault) }
        let unit: Unit
        switch seen.unit {
        case .success(let found): unit = found
        case .failure(let miss): return .rejected(miss.fault)
        }
        guard scope.contains(unit.place) else { return .rejected(line.fault(.outOfScope, .unit)) }
        if codeFault != nil, values[.remark] == nil {
            return .rejected(line.fault(.codeCheckDigit, .creditCode), unit: unit.id)
        }
        if let fault = line.lateFault { return .rejected(fault, unit: unit.id) }
        var warnings: [RowWarning] = codeFault == nil ? [] : [.codeOverridden]
        if values[.industry] != nil, values.industryRead == nil { warnings.append(.industryUnknown) }
        switch seen.match {
        case .several: return .rejected(line.fault(.severalEnterprises, .enterpriseName), unit: unit.id)
        case .none:
            if let fault = fault(ofNew: line, at: unit, seen) { return .rejected(fault, unit: unit.id) }
            take(line)
            coming[values[.enterpriseName] ?? "", default: []].append(unit.place.key)
            return RowJudgement(outcome: .new, unit: unit.id, warnings: warnings)
        case .found(let known):
            // Whose it is elsewhere stays untold.
            guard scope.contains(known.place) else { return .rejected(line.fault(.outOfScope, .creditCode)) }
            if known.place.unit != unit.id, !unit.place.key.contains(known.place.key) {
                let name = finder.units.directory.unit(known.place.unit)?.name ?? ""
                return .rejected(line.fault(.otherParent, .unit, [name]), unit: unit.id)
            }
            let changes = changes(values, known, seen)
            if !changes.isEmpty, let fault = fault(of: line, changing: known, seen) {
                return .rejected(fault, unit: unit.id)
            }
            take(line)
            if changes.contains("name") { warnings.append(.enterpriseNameDiffers) }
            return RowJudgement(
                outcome: changes.isEmpty ? .unchanged : .updated, record: known.id, version: known.version,
                unit: known.place.unit, changes: changes, warnings: warnings)
        }
    }

    /// What the row says that differs; what it leaves blank stays as it is.
    private func changes(
        _ values: RowValues, _ known: Enterprise, _ seen: EnterpriseFinder.Seen
    ) -> [String] {
        var changes: [String] = []
        if let name = values[.enterpriseName], name != known.name { changes.append("name") }
        if let code = values.creditCode, code != known.creditCode { changes.append("creditCode") }
        if let address = values[.address], address != known.address { changes.append("address") }
        if let day = values.day(.openedOn), day != known.openedOn { changes.append("openedOn") }
        if let industry = values.industryRead, industry != known.industry { changes.append("industry") }
        if let count = seen.count, !count.isSame(as: seen.stored) { changes.append("employees") }
        return changes
    }

    /// What the command that takes the row over would refuse.
    private func fault(ofNew line: ImportLine, at unit: Unit, _ seen: EnterpriseFinder.Seen) -> RowFault? {
        let command = RegisterEnterprise(line.values, at: unit.id)
        var problems = command.ownProblems(at: unit, today)
        if line.values.creditCode == nil, coming[command.name]?.contains(where: unit.place.key.contains) == true {
            problems.append(RegisterEnterprise.isRegistered(command.name))
        }
        if problems.isEmpty { return seen.count?.fault(of: unit.id, line, .enterprises, today) }
        return ImportKind.enterprises.fault(.invalid(problems), line)
    }

    private func fault(
        of line: ImportLine, changing known: Enterprise, _ seen: EnterpriseFinder.Seen
    ) -> RowFault? {
        let problems = CorrectEnterprise(known, line.values).ownProblems(today)
        if problems.isEmpty { return seen.count?.fault(of: known.id, line, .enterprises, today) }
        return ImportKind.enterprises.fault(.invalid(problems), line)
    }

    func digest(of line: ImportLine) -> String? {
        guard let name = line.values[.enterpriseName] else { return nil }
        return vault.digest("import.enterprise", line.values.whose(name))
    }
}

extension RowValues {
    /// By which an enterprise of a file is told from the others.
    func whose(_ name: String) -> String { creditCode ?? [district, unit, name].joined(separator: "|") }
}

/// What a row says of how many people work there; without a day, as of the day of the import.
struct HeadcountSaid {
    let employees: Int
    let members: Int
    let day: Day

    /// What the command that writes it down would refuse.
    func fault(of enterprise: Identifier, _ line: ImportLine, _ kind: ImportKind, _ today: Day) -> RowFault? {
        let problems = RecordHeadcount(
            enterprise: enterprise, countedOn: day, employees: employees, members: members
        ).ownProblems(today)
        return problems.isEmpty ? nil : kind.fault(.invalid(problems), line)
    }

    func isSame(as stored: Headcount?) -> Bool {
        stored?.employees == employees && stored?.members == members
    }

    /// nil: the row says nothing of it.
    init?(_ values: RowValues, _ today: Day) {
        guard let employees = values.number(.employees) else { return nil }
        self.employees = employees
        members = values.number(.members) ?? 0
        day = values.day(.day) ?? today
    }
}
