import Core
import Storage

extension Registry {
    /// Everything that somebody can hold: what the rooms registered, and every open obligation that she answers for.
    var held: [Holdable] { holdables + [.obligations(obligations)] }
}

extension Holdable {
    /// The open obligations that somebody answers for, those about herself left out: they go where she goes.
    ///
    /// What lies below the unit of a second post belongs to that post, all else to the primary one.
    fileprivate static func obligations(_ kinds: [ObligationKind]) -> Holdable {
        Holdable("obligation", title: "期限") { person, post, tx in
            let open = try tx.all(
                """
                SELECT \(Obligation.columns) FROM obligations o
                WHERE o.holder_id = \(person) AND o.closed_at IS NULL
                    AND (o.person_id IS NULL OR o.person_id <> \(person))
                ORDER BY o.due_on, o.id
                """, Obligation.init(row:))
            guard !open.isEmpty else { return [] }
            let ofPost = belonging(open, to: post, among: try PostStore.current(of: person, tx))
            let labels = try subjects(of: ofPost, kinds, tx)
            return ofPost.map { one in
                Held(
                    id: one.id, label: labels[one.id]?.label ?? one.kind, opens: labels[one.id]?.opens,
                    place: one.place)
            }
        } heldBy: { holders, tx in
            let people = holders.map(\.person)
            let open = try tx.all(
                """
                SELECT \(Obligation.columns) FROM obligations o
                WHERE o.holder_id IN \(list: people) AND o.closed_at IS NULL
                    AND (o.person_id IS NULL OR o.person_id <> o.holder_id)
                ORDER BY o.due_on, o.id
                """, Obligation.init(row:))
            let posts = try tx.all(
                "SELECT \(Post.columns) FROM posts po WHERE po.person_id IN \(list: people) AND po.ended_on IS NULL",
                Post.init(row:))
            return Dictionary(
                holders.map { one in
                    let own = open.filter { $0.holder == one.person }
                    return (
                        one.post,
                        belonging(own, to: one.post, among: posts.filter { $0.person == one.person }).map(\.id)
                    )
                }
            ) { first, _ in first }
        } give: { id, person, _, _, act in
            try act.tx.execute("UPDATE obligations SET holder_id = \(person) WHERE id = \(id) AND closed_at IS NULL")
        } needsOwner: { ids, tx in
            Set(try tx.values("SELECT id FROM obligations WHERE id IN \(list: ids) AND closed_at IS NULL"))
        }
    }

    private static func belonging(
        _ open: [Obligation], to post: Identifier, among posts: [Post]
    ) -> [Obligation] {
        guard let own = posts.first(where: { $0.id == post }), !own.isPrimary else {
            let seconds = posts.filter { !$0.isPrimary }
            return open.filter { one in !seconds.contains { $0.place.key.contains(one.place.key) } }
        }
        return open.filter { own.place.key.contains($0.place.key) }
    }

    private static func subjects(
        of open: [Obligation], _ kinds: [ObligationKind], _ tx: Transaction
    ) throws -> [Identifier: ObligationKind.Subject] {
        var found: [Identifier: ObligationKind.Subject] = [:]
        for kind in kinds {
            let mine = open.filter { $0.kind == kind.kind }
            guard !mine.isEmpty else { continue }
            let subjects = try kind.subjects(mine.map(\.subject), tx)
            for one in mine { found[one.id] = subjects[one.subject] }
        }
        return found
    }
}
