import Core
import Organization
import People
import Storage
import Workforce

/// What is to become of a row.
struct RosterJudgement: Sendable {
    var outcome: RosterOutcome
    var fault: RosterFault?
    /// Known already; of a fault `heldElsewhere` for the request of transfer only.
    var person: Identifier?
    var version: Int?
    /// The unit that the row names, where it is known and lies in the scope.
    var unit: Identifier?
    /// The fields that differ from what is stored.
    var changes: [String] = []
    var warnings: [RosterWarning] = []
}

/// Judges rows in the order of the contract, as the database stands. Asks in a few statements for all rows together.
struct RosterJudge {
    let directory: UnitDirectory
    /// Where the importer may import.
    let scope: Scope
    let today: Day
    let vault: Vault
    /// Where each accepted number of this file stands, by digest.
    private(set) var taken: [String: (sheet: String, row: Int)] = [:]
    /// Every readable number of the rows judged, accepted or not, by digest.
    private(set) var numbers: Set<String> = []
    /// Every unit that the rows judged name and that lies in the scope.
    private(set) var units: Set<Identifier> = []

    init(_ scope: Scope, today: Day, _ tx: Transaction, _ vault: Vault) throws {
        directory = try UnitDirectory(tx, for: scope)
        self.scope = scope
        self.today = today
        self.vault = vault
    }

    /// - Parameter alreadyTaken: of earlier chunks of the same file.
    mutating func judge(
        _ lines: [RosterLine], alreadyTaken: [String: (sheet: String, row: Int)] = [:], _ tx: Transaction
    ) throws -> [RosterJudgement] {
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

    private mutating func judge(_ line: RosterLine, _ known: KnownPeople.Known?) -> RosterJudgement {
        let digest = Self.digest(of: line, vault)
        if let digest { numbers.insert(digest) }
        let (found, missing) = unit(of: line)
        let inScope = found.flatMap { scope.contains($0.place) ? $0.id : nil }
        if let inScope { units.insert(inScope) }
        func rejected(_ fault: RosterFault) -> RosterJudgement {
            RosterJudgement(outcome: .rejected, fault: fault, unit: inScope)
        }

        if let fault = line.earlyFault { return rejected(fault) }
        if let digest, let earlier = taken[digest] {
            return rejected(
                RosterFault(
                    .duplicateInFile, .idNumber, column: line.idColumn, detail: [earlier.sheet, String(earlier.row)]))
        }
        if let known, !scope.contains(known.place) {
            var judgement = rejected(RosterFault(.heldElsewhere, .idNumber, column: line.idColumn))
            judgement.person = known.person.id
            return judgement
        }
        guard let found else { return rejected(missing) }
        guard inScope != nil else { return rejected(RosterFault(.outOfScope, .unit, column: line.unitColumn)) }
        if let fault = line.lateFault { return rejected(fault) }
        if let digest { taken[digest] = (line.sheet, line.row) }
        guard let known else { return RosterJudgement(outcome: .new, unit: found.id) }
        let changes = changes(line.values, known, found.id)
        return RosterJudgement(
            outcome: changes.isEmpty ? .unchanged : .updated, person: known.person.id, version: known.person.version,
            unit: found.id, changes: changes, warnings: changes.contains("name") ? [.nameDiffers] : [])
    }

    /// A row that could not be taken in the end stands in nobody's way.
    mutating func giveBack(_ line: RosterLine) {
        if let digest = Self.digest(of: line, vault) { taken[digest] = nil }
    }

    static func digest(of line: RosterLine, _ vault: Vault) -> String? {
        line.values.idNumber.isEmpty ? nil : KnownPeople.digest(ofNumber: line.values.idNumber, vault)
    }

    private func unit(of line: RosterLine) -> (unit: Unit?, fault: RosterFault) {
        let (district, place) = (line.values.district, line.values.unit)
        func unknown(_ kind: String, _ names: [String], inDistrict: Bool = false) -> RosterFault {
            RosterFault(
                .unknownUnit, inDistrict ? .district : .unit,
                column: inDistrict ? line.districtColumn : line.unitColumn,
                detail: [kind, district, place] + names)
        }
        if district.isEmpty { return (nil, unknown("noDistrict", [], inDistrict: true)) }
        guard let known = directory.district(named: district) else {
            return (
                nil, unknown("district", directory.districts(nearestTo: district).map(\.placeName), inDistrict: true)
            )
        }
        if place.isEmpty { return (nil, unknown("place", [])) }
        switch directory.find(in: known.id, place: place) {
        case .found(let unit, _): return (unit, unknown("place", []))
        case .unknown(let nearest): return (nil, unknown("place", nearest.map(\.placeName)))
        case .ambiguous(let units): return (nil, unknown("ambiguous", units.prefix(3).map(\.name)))
        }
    }

    /// What the row says that differs; what it leaves blank stays as it is.
    private func changes(_ values: RosterValues, _ known: KnownPeople.Known, _ unit: Identifier) -> [String] {
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

extension RosterValues {
    var workerCategory: WorkerCategory? {
        guard let category else { return nil }
        if category.contains("党群") { return .partyMass }
        return category.contains("社工") || category.contains("社会工作者") ? .unionSocialWorker : nil
    }
}
