import Core
import Storage
import Web

/// `/enterprises/:enterprise`: what is known of one enterprise, and its story.
struct EnterprisePages: Sendable {
    let story: StoryWords

    func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("enterprise")
        return .page(
            try await visit.house.database.read { tx in
                guard let enterprise = try EnterpriseStore.find(id, visit.actor.sees, tx) else {
                    throw Problem.notFound
                }
                return try EnterprisePage(
                    enterprise, visit,
                    try RecordStory.load("enterprise", id, at: "/enterprises/\(id)", visit, story, tx), tx)
            })
    }
}

struct EnterprisePage: Page {
    struct Count: Sendable, Encodable {
        let id: Identifier
        let countedOn: Day
        let employees: Int
        let members: Int
        let source: String?
    }

    struct Stay: Sendable, Encodable {
        /// nil: a unit beyond what the visitor sees.
        let unit: Identifier?
        let unitName: String?
        let startedOn: Day
        let startReason: String?
        let leftOn: Day?
        let ending: EnterpriseStay.Ending?
        let endReason: String?
    }

    struct FormerName: Sendable, Encodable {
        let name: String
        let untilOn: Day
    }

    let title: Message
    let id: Identifier
    let name: String
    let shortName: String?
    let creditCode: String?
    let creditCodeOverride: String?
    let address: String?
    let ownership: Ownership?
    let industry: Industry?
    let openedOn: Day?
    let closedOn: Day?
    let version: Int
    let unit: Identifier
    let unitName: String
    let employees: Int?
    let members: Int?
    let hasUnion: Bool
    let lacksUnion: Bool
    let duties: [Message]
    let counts: [Count]
    let unions: [UnionOfEnterprise]
    let stays: [Stay]
    let formerNames: [FormerName]
    let story: RecordStory
    /// Why nothing can be changed here; nil: it can.
    let refusal: Message?
    let today: Day

    var room: Room? { Organization.fieldRoom }

    init(_ enterprise: Enterprise, _ visit: Visit, _ story: RecordStory, _ tx: Transaction) throws {
        let scope = visit.actor.sees
        title = .verbatim(enterprise.name)
        id = enterprise.id
        name = enterprise.name
        shortName = enterprise.shortName
        creditCode = enterprise.creditCode
        creditCodeOverride = enterprise.creditCodeOverride
        address = enterprise.address
        ownership = enterprise.ownership
        industry = enterprise.industry
        openedOn = enterprise.openedOn
        closedOn = enterprise.closedOn
        version = enterprise.version
        employees = enterprise.employees
        members = enterprise.members
        hasUnion = enterprise.hasUnion
        lacksUnion = enterprise.lacksUnion
        duties =
            enterprise.isClosed
            ? []
            : UnionDuty.applying(employees: enterprise.employees, members: enterprise.members)
                // What has been done needs no reminder.
                .filter { $0 != .committee || !enterprise.hasUnion }.map(\.sentence)
        counts = try HeadcountStore.all(of: enterprise.id, tx).map { count in
            Count(
                id: count.id, countedOn: count.countedOn, employees: count.employees, members: count.members,
                source: count.sourceNote)
        }
        unions = try UnionOfEnterprise.all(of: enterprise.id, scope, tx)
        let spent = try EnterpriseStore.stays(of: enterprise.id, tx)
        let units = try UnitStore.named(spent.map(\.place.unit) + [enterprise.place.unit], tx)
        let seen = Dictionary(
            uniqueKeysWithValues: units.filter { scope.contains($0.place) }.map { ($0.id, $0.name) })
        unit = enterprise.place.unit
        unitName = seen[enterprise.place.unit] ?? ""
        stays = spent.map { stay in
            Stay(
                unit: seen[stay.place.unit] == nil ? nil : stay.place.unit, unitName: seen[stay.place.unit],
                startedOn: stay.startedOn, startReason: stay.startReason, leftOn: stay.leftOn, ending: stay.ending,
                endReason: stay.endReason)
        }
        formerNames = try tx.all(
            """
            SELECT name, until_on FROM enterprise_former_names WHERE enterprise_id = \(enterprise.id)
            ORDER BY until_on DESC, id DESC
            """
        ) { row in FormerName(name: try row["name"], untilOn: try row["until_on"]) }
        self.story = story
        refusal = visit.actor.may(.manageUnits, at: enterprise.place).reason
        today = visit.house.today
    }
}
