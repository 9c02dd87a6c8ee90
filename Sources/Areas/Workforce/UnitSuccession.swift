import Core
import Organization
import People
import Storage
import Web

/// What of this room belongs to units: it moves with them, stands in the way of closing them, and goes on at a successor.
enum UnitSuccession {
    static let placed = [
        PlacedTable("posts"), PlacedTable("responsibilities"), PlacedTable("transfer_requests"),
        PlacedTable { move, tx in
            // It knows its unit and district only.
            guard let district = move.district else { return }
            try tx.execute(
                """
                UPDATE post_corrections SET district_id = \(district) WHERE unit_id IN (
                    SELECT unit_id FROM scope_units WHERE scope_key >= \(move.to) AND scope_key < \(move.to.end))
                """)
        },
    ]

    /// Posts first: whoever answers for the unit through a post there goes on through the new one.
    static let contents = [posts, responsibilities, transfers]

    static let invariants = [
        Invariant(
            "posts: nobody is in post at a closed unit",
            """
            SELECT po.id FROM posts po JOIN units u ON u.id = po.unit_id
            WHERE po.ended_on IS NULL AND u.closed_on IS NOT NULL
            """),
        Invariant(
            "responsibilities: nobody answers for a closed unit",
            """
            SELECT r.id FROM responsibilities r JOIN units u ON u.id = r.unit_id
            WHERE r.ended_on IS NULL AND u.closed_on IS NOT NULL
            """),
        Invariant(
            "transfers: nobody is asked for by a closed unit",
            """
            SELECT t.id FROM transfer_requests t JOIN units u ON u.id = t.to_unit_id
            WHERE t.decided_at IS NULL AND u.closed_on IS NOT NULL
            """),
        Invariant.placed("transfers: lie where their unit lies", in: "transfer_requests"),
        Invariant(
            "posts: a correction lies where its unit lies",
            """
            SELECT c.id FROM post_corrections c JOIN scope_units s ON s.unit_id = c.unit_id
            WHERE c.district_id <> s.district_id
            """),
    ]

    // MARK: - Posts

    private static let posts = UnitContent(
        title: "在岗人员",
        count: { place, tx in
            try tx.value("SELECT COUNT(*) FROM posts WHERE unit_id = \(place.unit) AND ended_on IS NULL") ?? 0
        },
        opens: { "/units/\($0)#workers" },
        succeed: { from, to, day, act in
            let unit = try successor(to, act.tx)
            for post in try current(at: from, act.tx) { try pass(post, to: unit, on: day, act) }
        },
        parts: .init("posts") { place, tx in
            try tx.all(
                """
                SELECT po.id, p.name FROM posts po JOIN people p ON p.id = po.person_id
                WHERE po.unit_id = \(place.unit) AND po.ended_on IS NULL ORDER BY p.name_key, po.id
                """
            ) { row in UnitContent.Parts.Part(id: try row["id"], label: try row["name"]) }
        } pass: { ids, from, to, day, act in
            let unit = try successor(to, act.tx)
            let here = Dictionary(uniqueKeysWithValues: try current(at: from, act.tx).map { ($0.id, $0) })
            for id in ids {
                guard let post = here[id] else { throw Problem.notFound }
                try pass(post, to: unit, on: day, act)
            }
        })

    private static func successor(_ place: Place, _ tx: Transaction) throws -> Unit {
        guard let unit = try UnitStore.find(place.unit, tx) else { throw Problem.notFound }
        return unit
    }

    private static func current(at place: Place, _ tx: Transaction) throws -> [Post] {
        try tx.all(
            """
            SELECT \(Post.columns) FROM posts po WHERE po.unit_id = \(place.unit) AND po.ended_on IS NULL
            ORDER BY po.is_primary DESC, po.id
            """, Post.init(row:))
    }

    /// The post goes on at the other unit from this day, and everything that hangs on it with it.
    private static func pass(_ post: Post, to unit: Unit, on day: Day, _ act: Act) throws {
        let carried = try ResponsibilityStore.current(of: post.person, act.tx).filter {
            $0.place.unit != post.place.unit
        }
        var others = try PostStore.history(of: post.person, act.tx).filter { $0.id != post.id }
        if let there = others.first(where: { $0.place.unit == unit.id && $0.endedOn == nil }) {
            // She is posted at both: the primary post is the one that goes on.
            let ending = there.isPrimary ? post : there
            guard ending.startedOn < day else { throw try tooEarly(ending, act.tx) }
            try Posting.end(ending, on: day.adding(days: -1), because: reason, act)
            others.removeAll { $0.id == there.id }
            if there.isPrimary { return try goOn(with: carried, of: post, through: there.id, from: day, act) }
        }
        if let late = others.first(where: { $0.place.unit == unit.id && ($0.endedOn ?? day) >= day }) {
            throw try tooEarly(late, act.tx)
        }
        var through = post.id
        if post.startedOn < day {
            through = try Posting.move(post, to: unit, on: day, because: reason, act)
        } else if post.isPrimary {
            // She came on that day or after it: at the old unit she never was.
            try Posting.correct(post, to: unit, from: post.startedOn, because: reason, act)
        } else {
            throw try tooEarly(post, act.tx)
        }
        try goOn(with: carried, of: post, through: through, from: day, act)
        try Handing.follow(post.id, as: through, at: unit.place, act)
    }

    /// What she answers for elsewhere does not end because her own unit does.
    private static func goOn(
        with carried: [Responsibility], of post: Post, through other: Identifier, from day: Day, _ act: Act
    ) throws {
        let open = Set(try ResponsibilityStore.current(of: post.person, act.tx).map(\.place.unit))
        for one in carried where !open.contains(one.place.unit) {
            try ResponsibilityStore.begin(
                post.person, through: other, for: one.place, from: max(day, one.startedOn), act)
        }
        try CarriedUnits.follow(post.person, act.tx)
    }

    private static let reason = "单位合并或分设"

    private static func tooEarly(_ post: Post, _ tx: Transaction) throws -> Problem {
        let name: String = try tx.value("SELECT name FROM people WHERE id = \(post.person)") ?? ""
        let last = post.endedOn ?? post.startedOn
        return Problem.invalid("on", "\(name)在这两个单位的任职到 \(last) 才有变动，日期须在其后")
    }

    // MARK: - Responsibilities

    private static let responsibilities = UnitContent(
        title: "负责这个单位的人",
        count: { place, tx in
            try tx.value("SELECT COUNT(*) FROM responsibilities WHERE unit_id = \(place.unit) AND ended_on IS NULL")
                ?? 0
        },
        opens: { "/units/\($0)#workers" },
        succeed: { from, to, day, act in
            let unit = try successor(to, act.tx)
            let here = try act.tx.all(
                """
                SELECT \(Responsibility.columns) FROM responsibilities r
                WHERE r.unit_id = \(from.unit) AND r.ended_on IS NULL ORDER BY r.id
                """, Responsibility.init(row:))
            for one in here {
                if one.startedOn < day {
                    try act.tx.execute(
                        "UPDATE responsibilities SET ended_on = \(day.adding(days: -1)) WHERE id = \(one.id)")
                } else {
                    try act.tx.execute("DELETE FROM responsibilities WHERE id = \(one.id)")
                }
                try CarriedUnits.follow(one.person, act.tx)
                let open = try ResponsibilityStore.current(of: one.person, act.tx).map(\.place.unit)
                act.note("person", one.person)
                guard unit.kind.isCovered, !open.contains(unit.id) else { continue }
                try ResponsibilityStore.begin(
                    one.person, through: one.post, for: unit.place, from: max(day, one.startedOn), act)
                try CarriedUnits.follow(one.person, act.tx)
            }
        })

    // MARK: - Requests

    private static let transfers = UnitContent(
        title: "等待答复的调入申请",
        count: { place, tx in
            try tx.value(
                "SELECT COUNT(*) FROM transfer_requests WHERE to_unit_id = \(place.unit) AND decided_at IS NULL") ?? 0
        },
        opens: { _ in "/transfers" },
        succeed: { from, to, _, act in
            // Asked for by both, or there already: one request is enough.
            try act.tx.execute(
                """
                UPDATE transfer_requests SET decided_at = \(act.now), decision = 'refused',
                    decision_reason = \(reason), decided_by = \(act.actor.account)
                WHERE to_unit_id = \(from.unit) AND decided_at IS NULL AND (
                    person_id IN (SELECT other.person_id FROM transfer_requests other
                        WHERE other.to_unit_id = \(to.unit) AND other.decided_at IS NULL)
                    OR person_id IN (SELECT id FROM people WHERE unit_id = \(to.unit)))
                """)
            try act.tx.execute(
                """
                UPDATE transfer_requests SET to_unit_id = \(to.unit)
                WHERE to_unit_id = \(from.unit) AND decided_at IS NULL
                """)
        })
}
