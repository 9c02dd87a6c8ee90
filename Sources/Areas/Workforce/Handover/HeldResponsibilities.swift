import Core
import Organization
import Storage

extension Holdable {
    /// The units that somebody answers for through a post, and those that she has given up to nobody a short while ago.
    static let responsibilities = Holdable("responsibility", title: "负责的单位") { person, post, tx in
        let current =
            try ResponsibilityStore.current(of: person, tx).filter { $0.post == post }
            + ResponsibilityStore.dropped(through: post, tx)
        let labels = try UnitStore.labels(current.map(\.place.unit), tx)
        return current.map { one in
            Held(
                id: one.id, label: labels[one.place.unit] ?? "", opens: "/units/\(one.place.unit)", place: one.place,
                since: one.startedOn)
        }
    } heldBy: { holders, tx in
        let posts = holders.map(\.post)
        let current = try tx.all(
            """
            SELECT \(Responsibility.columns) FROM responsibilities r
            WHERE r.post_id IN \(list: posts) AND r.ended_on IS NULL ORDER BY r.id
            """, Responsibility.init(row:))
        let held = current + (try ResponsibilityStore.dropped(through: posts, tx))
        return Dictionary(grouping: held, by: \.post).mapValues { $0.map(\.id) }
    } give: { id, person, post, day, act in
        try ResponsibilityStore.give(id, to: person, through: post, from: day, act)
    } needsOwner: { ids, tx in
        // A unit that is closed, or that somebody else answers for by now, waits for nobody; nor does one that she gave up
        // and answers for again.
        let open: [Identifier] = try tx.values(
            """
            SELECT r.id FROM responsibilities r JOIN units u ON u.id = r.unit_id
            WHERE r.id IN \(list: ids) AND u.closed_on IS NULL AND NOT EXISTS (
                SELECT 1 FROM responsibilities o
                WHERE o.unit_id = r.unit_id AND o.ended_on IS NULL AND o.id <> r.id
                    AND (o.person_id <> r.person_id OR r.ended_on IS NOT NULL AND o.post_id = r.post_id))
            """)
        return Set(open)
    }
}

extension ResponsibilityStore {
    /// The other answers for the unit from this day on; where she does already, hers stays as it is.
    static func give(
        _ id: Identifier, to person: Identifier, through post: Identifier, from day: Day, _ act: Act
    ) throws {
        let found = try act.tx.first(
            "SELECT \(Responsibility.columns) FROM responsibilities r WHERE r.id = \(id)", Responsibility.init(row:))
        guard let found else { return }
        if found.startedOn >= day {
            // It was to begin with the receiver's first day: the giver never answered for it.
            try act.tx.execute("DELETE FROM responsibilities WHERE id = \(id)")
        } else if found.endedOn == nil {
            try act.tx.execute("UPDATE responsibilities SET ended_on = \(day.adding(days: -1)) WHERE id = \(id)")
        }
        try CarriedUnits.follow(found.person, act.tx)
        let before = try history(of: person, at: found.place.unit, act.tx)
        if before.contains(where: { $0.endedOn == nil }) { return }
        let through = try act.tx.first(
            "SELECT \(Post.columns) FROM posts po WHERE po.id = \(post)", Post.init(row:))
        let free = before.compactMap(\.endedOn).max().map { $0.adding(days: 1) } ?? day
        let first = [day, free, through?.startedOn ?? day].max() ?? day
        _ = try insert(person, through: post, for: found.place, from: first, act)
        try CarriedUnits.follow(person, act.tx)
    }
}
