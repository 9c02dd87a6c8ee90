import Core
import Storage

package enum HandoverStore {
    package static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> Handover? {
        try tx.first(
            """
            SELECT \(Handover.columns) FROM handovers h WHERE h.id = \(id) AND \(scope.predicate(Handover.scopeColumns))
            """, Handover.init(row:))
    }

    /// The one that goes on about a post.
    package static func open(of post: Identifier, _ tx: Transaction) throws -> Handover? {
        try tx.first(
            "SELECT \(Handover.columns) FROM handovers h WHERE h.post_id = \(post) AND h.ended_at IS NULL",
            Handover.init(row:))
    }

    /// Which of these posts are being handed over.
    package static func open(of posts: [Identifier], _ tx: Transaction) throws -> [Identifier] {
        try tx.values("SELECT post_id FROM handovers WHERE post_id IN \(list: posts) AND ended_at IS NULL")
    }

    /// Somebody's own that go on, by post.
    package static func open(ofPerson person: Identifier, _ tx: Transaction) throws -> [Handover] {
        try tx.all(
            """
            SELECT \(Handover.columns) FROM handovers h WHERE h.person_id = \(person) AND h.ended_at IS NULL ORDER BY h.id
            """, Handover.init(row:))
    }

    static func assignment(_ id: Identifier, _ tx: Transaction) throws -> HandoverAssignment? {
        try tx.first(
            "SELECT \(HandoverAssignment.columns) FROM handover_assignments a WHERE a.id = \(id)",
            HandoverAssignment.init(row:))
    }

    static func assignments(of handover: Identifier, _ tx: Transaction) throws -> [HandoverAssignment] {
        try tx.all(
            """
            SELECT \(HandoverAssignment.columns) FROM handover_assignments a WHERE a.handover_id = \(handover)
            ORDER BY a.id
            """, HandoverAssignment.init(row:))
    }

    /// What somebody holds by a post at this moment, kind by kind.
    package static func held(
        by person: Identifier, through post: Identifier, _ registry: Registry, _ tx: Transaction
    ) throws -> [(kind: Holdable, held: Holdable.Held)] {
        try registry.held.flatMap { kind in try kind.held(person, post, tx).map { (kind, $0) } }
    }

    /// Everything that a hand-over is about: what she holds now, or held when the post ended, and what has gone over.
    package static func items(of handover: Handover, _ registry: Registry, _ tx: Transaction) throws -> [HandoverItem] {
        let assigned = Dictionary(grouping: try assignments(of: handover.id, tx)) { Key($0.kind, $0.held) }
        let titles = Dictionary(registry.held.map { ($0.kind, $0.title) }) { first, _ in first }
        var items: [HandoverItem] = []
        func add(_ kind: String, _ held: Identifier, _ label: String, _ opens: String?, _ unit: Identifier) {
            guard !items.contains(where: { $0.kind == kind && $0.held == held }) else { return }
            items.append(
                HandoverItem(
                    kind: kind, title: titles[kind] ?? .verbatim(kind), held: held, label: label, opens: opens,
                    unit: unit,
                    assignments: assigned[Key(kind, held)] ?? []))
        }
        if handover.endedAt == nil {
            if try hasEnded(handover.post, tx) {
                for one in try remains(of: handover.id, registry, tx) {
                    add(one.kind, one.held, one.label, nil, one.unit)
                }
            } else {
                for (kind, held) in try self.held(by: handover.person, through: handover.post, registry, tx) {
                    add(kind.kind, held.id, held.label, held.opens, held.place.unit)
                }
            }
        }
        for one in assigned.values.joined().sorted(by: { $0.id < $1.id }) where one.givenAt != nil {
            add(one.kind, one.held, one.label, nil, one.unit)
        }
        return items
    }

    private struct Key: Hashable {
        let kind: String
        let held: Identifier

        init(_ kind: String, _ held: Identifier) {
            self.kind = kind
            self.held = held
        }
    }

    static func hasEnded(_ post: Identifier, _ tx: Transaction) throws -> Bool {
        let last: Day? = try tx.value("SELECT ended_on FROM posts WHERE id = \(post)")
        return last != nil
    }

    /// What was left when the post ended, without what has settled itself since.
    private static func remains(
        of handover: Identifier, _ registry: Registry, _ tx: Transaction
    ) throws -> [(kind: String, held: Identifier, label: String, unit: Identifier)] {
        let left = try tx.all(
            """
            SELECT m.kind, m.held_id, m.label, m.unit_id FROM handover_remains m WHERE m.handover_id = \(handover)
            ORDER BY m.kind, m.held_id
            """
        ) { row in
            (
                kind: try row["kind"] as String, held: try row["held_id"] as Identifier,
                label: try row["label"] as String, unit: try row["unit_id"] as Identifier
            )
        }
        let needed = try Dictionary(grouping: left, by: \.kind).map { kind, some in
            (kind, try registry.held.first { $0.kind == kind }?.needsOwner(some.map(\.held), tx) ?? [])
        }
        let byKind = Dictionary(uniqueKeysWithValues: needed)
        return left.filter { byKind[$0.kind]?.contains($0.held) == true }
    }
}
