import Core
import Storage
import Web

/// `/units/:unit`: what is known of one unit, what lies below it, and its story.
struct UnitPages: Sendable {
    let sections: [UnitSection]
    let story: StoryWords

    func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("unit")
        let before = visit.query["before"].flatMap { Identifier($0) }
        let scope = visit.actor.sees
        // A record has no list of today in its place.
        if let problem = visit.pastDay.problem { throw problem }
        return .page(
            try await visit.house.database.read { tx -> any Page in
                guard let unit = try UnitStore.find(id, scope, tx) else { throw Problem.notFound }
                if let day = visit.asOf { return try UnitThenPage.load(unit, asOf: day, visit, sections, tx) }
                let above = try UnitStore.ancestors(of: unit, tx)
                // A single unit opened by a grant says nothing of what lies below it.
                let isWhole = scope.contains(unit.place)
                let children = try UnitStore.children(of: [unit.id], scope, tx, limit: UnitPage.childrenShown + 1)
                let lines = try UnitLine.lines([unit] + children, withParents: false, tx)
                return UnitPage(
                    unit: unit, above: above.map { Step($0, isInScope: scope.contains($0.place)) },
                    below: isWhole ? lines[0].below : 0,
                    children: Array(lines.dropFirst().prefix(UnitPage.childrenShown)),
                    hasMoreChildren: children.count > UnitPage.childrenShown,
                    aliases: try AliasStore.count(below: unit, scope, tx),
                    story: try UnitStory.load(of: unit, before: before, scope, story, tx),
                    course: try UnitCourse.load(of: unit, above: above, scope, story, tx),
                    sections: UnitSections(all: try sections.compactMap { try $0.load(visit, unit.id, tx) }),
                    mayChange: try mayChange(unit, above.last, visit.actor), today: visit.house.today,
                    mayAdd: unit.mayTakeUnits(visit.actor), mayCorrect: visit.actor.may(.manageUnits, at: unit.place))
            })
    }

    /// The changes of the tree that this actor may make here.
    private func mayChange(_ unit: Unit, _ parent: Unit?, _ actor: Actor) throws -> [UnitPage.Change] {
        guard actor.may(.manageUnits, at: unit.place).isAllowed, let parent else { return [] }
        if unit.isClosed { return [.reopen] }
        var changes: [UnitPage.Change] = []
        let scope = actor.scope(for: .manageUnits)
        if unit.mayHaveOther(for: .move, scope) { changes.append(.move) }
        if unit.mayHaveOther(for: .merge, scope) { changes.append(.merge) }
        if actor.may(.manageUnits, at: parent.place).isAllowed { changes.append(.split) }
        return changes + [.close]
    }
}

/// A unit on the way down from the city; a link only where the visitor may see it.
struct Step: Sendable, Encodable {
    let id: Identifier
    let name: String
    let isInScope: Bool

    init(_ unit: Unit, isInScope: Bool) {
        id = unit.id
        name = unit.name
        self.isInScope = isInScope
    }

    init(_ unit: UnitThen, isInScope: Bool) {
        id = unit.id
        name = unit.name
        self.isInScope = isInScope
    }
}

/// What other rooms show, each under its key.
struct UnitSections: Sendable, Encodable {
    let all: [any Section]

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for section in all {
            try section.encode(to: container.superEncoder(forKey: Key(stringValue: type(of: section).key)))
        }
    }
}

struct UnitPage: Page {
    static let childrenShown = 300

    enum Change: String, Sendable, Encodable {
        case move, merge, split, close, reopen
    }

    let title: Message
    let id: Identifier
    let name: String
    let kind: UnitKind
    let kindName: Message
    let placeName: String
    let code: String?
    let openedOn: Day?
    let closedOn: Day?
    let version: Int
    /// From the city down to the unit's parent.
    let above: [Step]
    let below: Int
    let children: [UnitLine]
    let hasMoreChildren: Bool
    /// Spellings of rosters that are remembered at this unit and below.
    let aliases: Int
    let story: UnitStory
    let course: UnitCourse
    let mayChange: [Change]
    let today: Day
    let sections: UnitSections
    let canHaveUnits: Bool
    let addRefusal: Message?
    let correctRefusal: Message?

    var room: Room? { Organization.room }

    init(
        unit: Unit, above: [Step], below: Int, children: [UnitLine], hasMoreChildren: Bool, aliases: Int,
        story: UnitStory, course: UnitCourse, sections: UnitSections, mayChange: [Change], today: Day,
        mayAdd: Permission, mayCorrect: Permission
    ) {
        title = .verbatim(unit.name)
        id = unit.id
        name = unit.name
        kind = unit.kind
        kindName = unit.kind.title
        placeName = unit.placeName
        code = unit.code
        openedOn = unit.openedOn
        closedOn = unit.closedOn
        version = unit.version
        self.above = above
        self.below = below
        self.children = children
        self.hasMoreChildren = hasMoreChildren
        self.aliases = aliases
        self.story = story
        self.course = course
        self.mayChange = mayChange
        self.today = today
        self.sections = sections
        canHaveUnits = !unit.kind.kindsBelow.isEmpty
        addRefusal = mayAdd.reason
        correctRefusal = mayCorrect.reason
    }
}

extension Permission {
    var reason: Message? {
        switch self {
        case .allowed: nil
        case .refused(let reason): reason
        }
    }
}
