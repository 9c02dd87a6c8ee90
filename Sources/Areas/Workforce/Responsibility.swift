import Core
import Organization
import Storage

/// Somebody answers for a unit: its enterprises, its workers, its promises. A unit without one is the uncovered last mile.
package struct Responsibility: Sendable {
    package let id: Identifier
    package let person: Identifier
    package let post: Identifier
    package let place: Place
    package let startedOn: Day
    package let endedOn: Day?

    package init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        post = try row["post_id"]
        place = try Place(row: row)
        startedOn = try row["started_on"]
        endedOn = try row["ended_on"]
    }

    static let columns: SQL = """
        r.id, r.person_id, r.post_id, r.unit_id, r.district_id, r.scope_key, r.started_on, r.ended_on
        """

    static let migrations = [
        Migration(
            "workforce-responsibilities-1",
            [
                """
                CREATE TABLE responsibilities (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    post_id \(type: .integer) NOT NULL REFERENCES posts (id),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    started_on \(type: .text) NOT NULL,
                    ended_on \(type: .text),
                    made_at \(type: .integer) NOT NULL,
                    CHECK (ended_on IS NULL OR ended_on >= started_on)
                )\(SQL.tableOptions)
                """,
                "CREATE UNIQUE INDEX responsibilities_open ON responsibilities (unit_id, person_id) WHERE ended_on IS NULL",
                "CREATE INDEX responsibilities_by_person ON responsibilities (person_id, ended_on)",
                "CREATE INDEX responsibilities_by_post ON responsibilities (post_id)",
            ]),
        // Ended by hand, and not with its post or by a hand-over: when it was entered, and why where nobody followed.
        Migration(
            "workforce-responsibilities-2",
            [
                "ALTER TABLE responsibilities ADD COLUMN dropped_at \(type: .integer)",
                "ALTER TABLE responsibilities ADD COLUMN drop_reason \(type: .text)",
            ]),
    ]

    /// For so many days after somebody gave up a unit she still has to hand it over before her post ends, if nobody else
    /// answers for it.
    static let daysAccountable = 30

    static let invariants = [
        Invariant(
            "responsibilities: none without a current post",
            """
            SELECT r.id FROM responsibilities r JOIN posts po ON po.id = r.post_id
            WHERE r.ended_on IS NULL AND po.ended_on IS NOT NULL
            """),
        Invariant.placed("responsibilities: lie where their unit lies", in: "responsibilities"),
        Invariant(
            "responsibilities: none outside the days of its post, or through another one's",
            """
            SELECT r.id FROM responsibilities r JOIN posts po ON po.id = r.post_id
            WHERE r.person_id <> po.person_id OR r.started_on < po.started_on OR r.ended_on > po.ended_on
            """),
        Invariant(
            "responsibilities: nobody answers for a unit twice at a time",
            """
            SELECT a.id FROM responsibilities a
            JOIN responsibilities b ON b.person_id = a.person_id AND b.unit_id = a.unit_id AND b.id <> a.id
            WHERE a.started_on <= b.started_on AND (a.ended_on IS NULL OR a.ended_on >= b.started_on)
            """),
    ]
}

package enum ResponsibilityStore {
    /// What was given up by hand through a post a short while ago, and nobody has taken.
    static func dropped(through post: Identifier, _ tx: Transaction) throws -> [Responsibility] {
        try dropped(through: [post], tx)
    }

    static func dropped(through posts: [Identifier], _ tx: Transaction) throws -> [Responsibility] {
        let since = tx.now.adding(seconds: -Responsibility.daysAccountable * 86_400)
        let found = try tx.all(
            """
            SELECT \(Responsibility.columns) FROM responsibilities r JOIN units u ON u.id = r.unit_id
            WHERE r.post_id IN \(list: posts) AND r.ended_on IS NOT NULL AND r.dropped_at > \(since)
                AND u.closed_on IS NULL
                AND NOT EXISTS (
                    SELECT 1 FROM responsibilities o WHERE o.unit_id = r.unit_id AND o.ended_on IS NULL)
            ORDER BY r.scope_key, r.started_on, r.id
            """, Responsibility.init(row:))
        // Whoever gave up a unit twice gave it up once.
        return found.enumerated().filter { number, one in
            !found[(number + 1)...].contains { $0.place.unit == one.place.unit && $0.post == one.post }
        }.map(\.element)
    }

    /// Why the last one who answered for a unit does no longer, where she was followed by nobody.
    static func dropReason(at unit: Identifier, _ tx: Transaction) throws -> String? {
        try tx.value(
            """
            SELECT r.drop_reason FROM responsibilities r
            WHERE r.unit_id = \(unit) AND r.drop_reason IS NOT NULL ORDER BY r.dropped_at DESC, r.id DESC LIMIT 1
            """)
    }

    package static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> Responsibility? {
        try tx.first(
            """
            SELECT \(Responsibility.columns) FROM responsibilities r
            WHERE r.id = \(id) AND \(scope.predicate(.init(key: "r.scope_key", district: "r.district_id")))
            """, Responsibility.init(row:))
    }

    /// Everything that one person answered for at a unit.
    static func history(of person: Identifier, at unit: Identifier, _ tx: Transaction) throws -> [Responsibility] {
        try tx.all(
            """
            SELECT \(Responsibility.columns) FROM responsibilities r
            WHERE r.person_id = \(person) AND r.unit_id = \(unit) ORDER BY r.started_on
            """, Responsibility.init(row:))
    }

    package static func current(of person: Identifier, _ tx: Transaction) throws -> [Responsibility] {
        try tx.all(
            """
            SELECT \(Responsibility.columns) FROM responsibilities r
            WHERE r.person_id = \(person) AND r.ended_on IS NULL ORDER BY r.scope_key, r.id
            """, Responsibility.init(row:))
    }

    static func insert(
        _ person: Identifier, through post: Identifier, for place: Place, from day: Day, _ act: Act
    ) throws -> Identifier {
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO responsibilities (id, person_id, post_id, unit_id, district_id, scope_key, started_on, made_at)
            VALUES (\(id), \(person), \(post), \(place.unit), \(place.district), \(place.key), \(day), \(act.now))
            """)
        return id
    }

    /// Whoever is posted at a unit answers for it through that post; an earlier way of answering for it gives way.
    ///
    /// The caller counts her anew (`CarriedUnits.follow`) when all is done.
    static func begin(
        _ person: Identifier, through post: Identifier, for place: Place, from day: Day, _ act: Act
    ) throws {
        let same: SQL = "person_id = \(person) AND unit_id = \(place.unit)"
        try act.tx.execute("DELETE FROM responsibilities WHERE \(same) AND started_on >= \(day)")
        try act.tx.execute(
            """
            UPDATE responsibilities SET ended_on = \(day.adding(days: -1))
            WHERE \(same) AND (ended_on IS NULL OR ended_on >= \(day))
            """)
        _ = try insert(person, through: post, for: place, from: day, act)
    }

    /// Ends what hangs on a post. What was to begin after the post's last day never was.
    static func endAll(of post: Identifier, on day: Day, _ act: Act) throws {
        try act.tx.execute("DELETE FROM responsibilities WHERE post_id = \(post) AND started_on > \(day)")
        try act.tx.execute(
            """
            UPDATE responsibilities SET ended_on = \(day)
            WHERE post_id = \(post) AND (ended_on IS NULL OR ended_on > \(day))
            """)
    }

    /// Follows a post that was written down wrongly: the unit where she never worked she never answered for, and nothing
    /// began before the post did.
    static func correct(through post: Post, to unit: Unit, from day: Day, _ act: Act) throws {
        let own: SQL = "post_id = \(post.id) AND unit_id = \(post.place.unit)"
        if unit.id == post.place.unit {
            try act.tx.execute(
                """
                UPDATE responsibilities SET started_on = \(day)
                WHERE \(own) AND started_on = \(post.startedOn) AND (ended_on IS NULL OR ended_on >= \(day))
                """)
        } else {
            try act.tx.execute("DELETE FROM responsibilities WHERE \(own)")
        }
        try act.tx.execute("DELETE FROM responsibilities WHERE post_id = \(post.id) AND ended_on < \(day)")
        try act.tx.execute(
            "UPDATE responsibilities SET started_on = \(day) WHERE post_id = \(post.id) AND started_on < \(day)")
    }
}
