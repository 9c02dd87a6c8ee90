import Core
import Organization
import Storage

/// Judges rows about units. A parent may stand in an earlier row of the same file.
struct UnitJudge: RowJudge {
    let finder: UnitFinder
    let vault: Vault
    private let root: Unit?
    private let today: Day
    var taken: [String: (sheet: String, row: Int)] = [:]
    /// What earlier rows are going to make or to call otherwise.
    private var coming = ComingUnits()

    init(_ scope: Scope, today: Day, _ tx: Transaction, _ vault: Vault) throws {
        finder = try UnitFinder(scope, tx)
        self.vault = vault
        self.today = today
        root = try UnitStore.root(tx)
    }

    mutating func judge(
        _ lines: [ImportLine], alreadyTaken: [String: (sheet: String, row: Int)], _ tx: Transaction
    ) throws -> [RowJudgement] {
        taken.merge(alreadyTaken) { earlier, _ in earlier }
        let coded = try UnitStore.coded(lines.compactMap { $0.values[.code] }, tx)
        return try lines.map { try judge($0, coded: $0.values[.code].flatMap { coded[$0] }, tx) }
    }

    private mutating func judge(_ line: ImportLine, coded: Unit?, _ tx: Transaction) throws -> RowJudgement {
        if let fault = line.earlyFault { return .rejected(fault) }
        if let fault = duplicate(line, in: .unitName) { return .rejected(fault) }
        let said = line.values[.unitKind]
        let kind = said.flatMap(UnitKind.reading)
        let parent: Unit?
        switch self.parent(of: line, kind) {
        case .success(let found): parent = found
        case .failure(let miss): return .rejected(miss.fault)
        }
        if let parent, !finder.scope.contains(parent.place) { return .rejected(line.fault(.outOfScope, .unit)) }
        if let coded, !finder.scope.contains(coded.place) { return .rejected(line.fault(.outOfScope, .code)) }
        if let fault = line.lateFault { return .rejected(fault, unit: parent?.id) }
        let named = parent.flatMap { finder.directory.unit(named: line.values[.unitName] ?? "", below: $0) }
        guard let known = coded ?? named else {
            if said == nil { return .rejected(line.fault(.missingValue, .unitKind), unit: parent?.id) }
            guard let kind else {
                return .rejected(line.fault(.unknownKind, .unitKind, [said ?? ""]), unit: parent?.id)
            }
            let above = coming.parent(parent, line)
            if let fault = try fault(ofNew: line, kind, below: above, tx) {
                return .rejected(fault, unit: parent?.id)
            }
            take(line)
            coming.expect(line, kind, below: above)
            return RowJudgement(outcome: .new, unit: parent?.id)
        }
        if let parent, known.parent != parent.id {
            let name = known.parent.flatMap { finder.directory.unit($0) }?.name ?? ""
            return .rejected(line.fault(.otherParent, .unit, [name]), unit: parent.id)
        }
        let changes = changes(line.values, known)
        if !changes.isEmpty, let fault = try fault(of: line, changing: known, tx) {
            return .rejected(fault, unit: known.parent ?? known.id)
        }
        take(line)
        if !changes.isEmpty { coming.expect(line, changing: known) }
        var warnings: [RowWarning] = []
        if let kind, kind != known.kind { warnings.append(.kindDiffers) }
        if let day = line.values.day(.openedOn), day != known.openedOn { warnings.append(.openedOnDiffers) }
        return RowJudgement(
            outcome: changes.isEmpty ? .unchanged : .updated, record: known.id, version: known.version,
            unit: known.parent ?? known.id, changes: changes, warnings: warnings)
    }

    /// nil: it stands in an earlier row and is made before this one.
    private func parent(of line: ImportLine, _ kind: UnitKind?) -> Result<Unit?, UnitFinder.Miss> {
        if kind == .district, line.values.unit.isEmpty, let root { return .success(root) }
        switch finder.find(line, blankIsDistrict: true) {
        case .success(let unit): return .success(unit)
        case .failure(let miss):
            switch coming.kinds(calledAs: line).count {
            case 1 where !miss.isAmbiguous: return .success(nil)
            case 0: return .failure(miss)
            default:
                let said = ["ambiguous", line.values.district, line.values.unit, line.values.unit]
                return .failure(.init(fault: line.fault(.unknownUnit, .unit, said)))
            }
        }
    }

    /// What the command that takes the row over would refuse.
    private func fault(
        ofNew line: ImportLine, _ kind: UnitKind, below parent: ComingUnits.Parent, _ tx: Transaction
    ) throws -> RowFault? {
        var problems = try CreateUnit(line.values, kind, below: parent.id).problems(
            below: parent.kind, parent.id, today, tx)
        if problems.isEmpty { problems = coming.problems(line.words, kind, below: parent) }
        return problems.isEmpty ? nil : ImportKind.units.fault(.invalid(problems), line)
    }

    private func fault(of line: ImportLine, changing known: Unit, _ tx: Transaction) throws -> RowFault? {
        let command = CorrectUnit(known, line.values)
        var problems = try command.wordingProblems(known, tx)
        if problems.isEmpty, let parent = known.parent {
            let words = UnitWording(name: command.name, placeName: command.placeName, code: command.code)
            problems = coming.problems(words, known.kind, below: .init(known: parent), except: known.id)
        }
        return problems.isEmpty ? nil : ImportKind.units.fault(.invalid(problems), line)
    }

    func digest(of line: ImportLine) -> String? {
        guard let name = line.values[.unitName] else { return nil }
        let said = line.values[.code] ?? [line.values.district, line.values.unit, name].joined(separator: "|")
        return vault.digest("import.unit", said)
    }

    /// What the row says that differs; what it leaves blank stays as it is.
    private func changes(_ values: RowValues, _ known: Unit) -> [String] {
        var changes: [String] = []
        if let name = values[.unitName], name != known.name { changes.append("name") }
        if let placeName = values[.placeName], placeName != known.placeName { changes.append("placeName") }
        if let code = values[.code], code != known.code { changes.append("code") }
        return changes
    }
}
