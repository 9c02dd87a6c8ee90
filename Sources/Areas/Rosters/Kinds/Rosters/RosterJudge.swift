import Core
import Organization
import People
import Storage
import Workforce

/// Judges rows in the order of the contract, as the database stands. Asks in a few statements for all rows together.
struct RosterJudge: RowJudge {
    let finder: UnitFinder
    /// Where the importer may import.
    let scope: Scope
    let today: Day
    let vault: Vault
    var taken: [String: (sheet: String, row: Int)] = [:]
    /// Every readable number of the rows judged, accepted or not, by digest.
    private(set) var numbers: Set<String> = []
    /// Every unit that the rows judged name and that lies in the scope.
    private(set) var units: Set<Identifier> = []

    init(_ scope: Scope, today: Day, _ tx: Transaction, _ vault: Vault) throws {
        finder = try UnitFinder(scope, tx)
        self.scope = scope
        self.today = today
        self.vault = vault
    }

    /// - Parameter alreadyTaken: of earlier chunks of the same file.
    mutating func judge(
        _ lines: [ImportLine], alreadyTaken: [String: (sheet: String, row: Int)], _ tx: Transaction
    ) throws -> [RowJudgement] {
        taken.merge(alreadyTaken) { earlier, _ in earlier }
        var known: [KnownPeople] = []
        let readable = lines.filter { $0.earlyFault == nil }.map(\.values.idNumber)
        for start in stride(from: 0, to: readable.count, by: 500) {
            known.append(
                try KnownPeople(Array(readable[start..<min(start + 500, readable.count)]), tx, vault))
        }
        var position = -1
        return lines.map { line in
            if line.earlyFault == nil { position += 1 }
            let person = line.earlyFault == nil ? known[position / 500][line.values.idNumber] : nil
            return judge(line, person)
        }
    }

    private mutating func judge(_ line: ImportLine, _ known: KnownPeople.Known?) -> RowJudgement {
        if let digest = digest(of: line) { numbers.insert(digest) }
        let unit = finder.find(line)
        let inScope = (try? unit.get()).flatMap { scope.contains($0.place) ? $0.id : nil }
        if let inScope { units.insert(inScope) }
        func rejected(_ fault: RowFault) -> RowJudgement { .rejected(fault, unit: inScope) }

        if let fault = line.earlyFault { return rejected(fault) }
        if let fault = duplicate(line, in: .idNumber) { return rejected(fault) }
        if let known, !scope.contains(known.place) {
            var judgement = rejected(line.fault(.heldElsewhere, .idNumber))
            judgement.record = known.person.id
            return judgement
        }
        if case .failure(let miss) = unit { return rejected(miss.fault) }
        guard let inScope else { return rejected(line.fault(.outOfScope, .unit)) }
        if let fault = line.lateFault { return rejected(fault) }
        guard let known else {
            take(line)
            return RowJudgement(outcome: .new, unit: inScope)
        }
        let changes = changes(line.values, known, inScope)
        if changes.contains("name"), Self.isAnother(line.values.name, than: known.person.name) {
            return rejected(line.fault(.otherName, .name))
        }
        if changes.contains("unit"), known.isHandingOver { return rejected(line.fault(.inHandover, .unit)) }
        take(line)
        return RowJudgement(
            outcome: changes.isEmpty ? .unchanged : .updated, record: known.person.id, version: known.person.version,
            unit: inScope, changes: changes, warnings: changes.contains("name") ? [.nameDiffers] : [])
    }

    /// Not one sign in common: more likely a number in the wrong row than a new name.
    private static func isAnother(_ name: String, than known: String) -> Bool {
        Set(name.lowercased().filter(\.isLetter)).isDisjoint(with: known.lowercased().filter(\.isLetter))
    }

    func digest(of line: ImportLine) -> String? {
        line.values.idNumber.isEmpty ? nil : KnownPeople.digest(ofNumber: line.values.idNumber, vault)
    }

    func absent(_ tx: Transaction) throws -> [Absence] {
        try Absence.expected(at: units, without: numbers, scope, tx)
    }

    /// What the row says that differs; what it leaves blank stays as it is.
    private func changes(_ values: RowValues, _ known: KnownPeople.Known, _ unit: Identifier) -> [String] {
        var changes: [String] = []
        if values.name != known.person.name { changes.append("name") }
        if let phone = values.phone, KnownPeople.digest(ofPhone: phone, vault) != known.phoneDigest {
            changes.append("phone")
        }
        if let worker = known.worker {
            if let day = values.recordableHiredOn(today), day != worker.hiredOn { changes.append("hiredOn") }
            if let (source, note) = values.source.map(WorkerSource.reading) {
                if source != worker.source || note != nil && note != worker.sourceNote { changes.append("source") }
            }
            if let category = values.workerCategory, category != worker.category { changes.append("category") }
        } else {
            changes.append("worker")
        }
        if let post = known.post {
            if post.place.unit != unit, !known.alsoAt.contains(unit) { changes.append("unit") }
        } else {
            changes.append("post")
        }
        return changes
    }
}

extension RowValues {
    var workerCategory: WorkerCategory? {
        guard let category else { return nil }
        if category.contains("党群") { return .partyMass }
        return category.contains("社工") || category.contains("社会工作者") ? .unionSocialWorker : nil
    }
}
