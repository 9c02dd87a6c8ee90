import ChineseText
import Core
import Organization
import People
import Storage
import Workforce

/// Fills a demo city with as many invented people as a measurement needs, by the commands that everybody uses.
package struct Generating: Sendable {
    package let people: Int
    /// How many of them serve: hired, posted and responsible for their unit.
    package let posted: Int
    let house: House

    private static let batchSize = 500

    package init(people: Int, posted: Int, in house: House) {
        self.people = people
        self.posted = min(posted, people)
        self.house = house
    }

    /// - Parameter progress: how many people are there, of how many.
    package func run(_ progress: @Sendable (_ done: Int, _ of: Int) -> Void) async throws {
        let (units, known) = try await house.database.read { tx in
            (
                try tx.values(
                    "SELECT u.id FROM units u WHERE u.closed_on IS NULL AND u.kind IN \(list: Self.kinds) ORDER BY u.id"
                )
                    as [Identifier],
                try tx.value("SELECT COUNT(*) FROM people") as Int? ?? 0
            )
        }
        guard !units.isEmpty else { return }
        var crowd = Crowd(units: units, today: house.today, seed: UInt64(known))
        var done = 0
        progress(0, people)
        while done < people {
            let next = (done..<min(done + Self.batchSize, people)).map { number in
                crowd.member(serves: (number + 1) * posted / people > number * posted / people)
            }
            try await house.runner.batch("generatePeople", as: .founder) { act in
                for member in next { try Self.enter(member, act) }
            }
            done += next.count
            progress(done, people)
        }
    }

    private static let kinds = UnitKind.allCases.filter(\.isCovered)

    private static func enter(_ member: Crowd.Member, _ act: Act) throws {
        let registered = try act.attempt(
            RegisterPerson(
                name: member.person.name, documentNumber: member.person.identityNumber, phone: member.person.phone,
                unit: member.unit))
        // An invented number that somebody has already: one fewer.
        guard case .success(let outcome) = registered, let startedOn = member.startedOn else { return }
        try act.run(
            HireWorker(
                person: outcome.person, category: .unionSocialWorker, source: member.source, hiredOn: startedOn,
                unit: member.unit, startedOn: startedOn))
    }
}

/// People for measuring with, one after the other, the same each time.
private struct Crowd {
    struct Member: Sendable {
        let person: PlannedPerson
        let unit: Identifier
        let source: WorkerSource
        /// nil: she is known, but does not serve.
        let startedOn: Day?
    }

    private let units: [Identifier]
    private let today: Day
    private var planning: PersonPlanning
    private var chance: SeededGenerator

    init(units: [Identifier], today: Day, seed: UInt64) {
        (self.units, self.today) = (units, today)
        planning = PersonPlanning(seed: seed &+ 1_000_003)
        chance = SeededGenerator(seed: seed &+ 2_000_003)
    }

    mutating func member(serves: Bool) -> Member {
        let hiring = Hiring(.unionSocialWorker, isOfCohort: false, on: today, using: &chance)
        let sex: ResidentIdentityNumber.Sex = Int.random(in: 0..<100, using: &chance) < 70 ? .female : .male
        return Member(
            person: planning.person(sex, born: hiring.birthDay(on: today, using: &chance)),
            unit: units[Int.random(in: 0..<units.count, using: &chance)], source: hiring.source,
            startedOn: serves ? hiring.day : nil)
    }
}
