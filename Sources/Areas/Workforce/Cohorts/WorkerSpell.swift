import Core
import Storage
import Web

/// Somebody's first time in the force: from the first day of her first primary post to the last day before a day without
/// any, or still. A move inside the force is no end; whoever comes back later has left all the same.
package struct WorkerSpell: Sendable, Encodable {
    package let person: Identifier
    package let startedOn: Day
    /// nil: in post without a break since.
    package let lastDay: Day?

    init(row: Row) throws {
        person = try row["person_id"]
        startedOn = try row["started_on"]
        lastDay = try row["last_day"]
    }

    static let migrations = [
        Migration(
            "workforce-spells-1",
            [
                """
                CREATE TABLE worker_spells (
                    person_id \(type: .integer) NOT NULL PRIMARY KEY REFERENCES workers (person_id),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    source \(type: .text) NOT NULL,
                    started_on \(type: .text) NOT NULL,
                    last_day \(type: .text),
                    CONSTRAINT worker_spells_days CHECK (last_day IS NULL OR last_day >= started_on)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX worker_spells_by_scope ON worker_spells (scope_key, source, started_on, last_day)",
                "CREATE INDEX worker_spells_by_district ON worker_spells (district_id, source, started_on, last_day)",
                "CREATE INDEX worker_spells_by_source ON worker_spells (source, started_on, last_day, person_id)",
                """
                INSERT INTO worker_spells
                    (person_id, unit_id, district_id, scope_key, source, started_on, last_day)
                SELECT w.person_id, p.unit_id, p.district_id, p.scope_key, COALESCE(w.source, ''), MIN(po.started_on),
                    (SELECT MIN(e.ended_on) FROM posts e
                     WHERE e.person_id = w.person_id AND e.is_primary AND e.ended_on IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM posts n WHERE n.person_id = e.person_id AND n.is_primary AND n.started_on =
                            \(SQL.engine(sqlite: "date(e.ended_on, '+1 day')", postgres: "(CAST(e.ended_on AS DATE) + 1)::text"))))
                FROM workers w JOIN people p ON p.id = w.person_id
                JOIN posts po ON po.person_id = w.person_id AND po.is_primary
                GROUP BY w.person_id, p.unit_id, p.district_id, p.scope_key, w.source
                """,
            ])
    ]

    static let placed = PlacedTable("worker_spells")

    /// Whoever is not in post lies where she was last: with the other people of a unit her years go to its successor.
    static let content = UnitContent(
        title: "离任人员的在岗年限", onClosing: .passesUp,
        count: { place, tx in
            try tx.value(
                """
                SELECT COUNT(*) FROM worker_spells s WHERE s.unit_id = \(place.unit) AND NOT EXISTS (
                    SELECT 1 FROM posts po WHERE po.person_id = s.person_id AND po.is_primary AND po.ended_on IS NULL)
                """) ?? 0
        },
        opens: { address("/people", [("unit", $0.description)]) },
        succeed: { from, _, _, act in
            let here: [Identifier] = try act.tx.values(
                "SELECT person_id FROM worker_spells WHERE unit_id = \(from.unit) ORDER BY person_id")
            for person in here { try refresh(person, act.tx) }
        })

    static let invariants = [
        Invariant(
            "spells: one for everybody who ever had a post, from her first day",
            """
            SELECT po.person_id FROM posts po LEFT JOIN worker_spells s ON s.person_id = po.person_id
            WHERE po.is_primary GROUP BY po.person_id, s.started_on
            HAVING s.started_on IS NULL OR s.started_on <> MIN(po.started_on)
            """),
        Invariant(
            "spells: whoever is not in post has left",
            """
            SELECT s.person_id FROM worker_spells s WHERE s.last_day IS NULL AND NOT EXISTS (
                SELECT 1 FROM posts po WHERE po.person_id = s.person_id AND po.is_primary AND po.ended_on IS NULL)
            """),
        Invariant(
            "spells: lie where the person lies",
            """
            SELECT s.person_id FROM worker_spells s JOIN people p ON p.id = s.person_id
            WHERE s.unit_id <> p.unit_id OR s.scope_key <> p.scope_key OR s.district_id <> p.district_id
            """),
    ]

    /// One statement, since every new row of a roster runs it: the first time ends on the first last day that no primary
    /// post follows on the next.
    static func refresh(_ person: Identifier, _ tx: Transaction) throws {
        let next = SQL.engine(
            sqlite: "date(e.ended_on, '+1 day')", postgres: "CAST(CAST(e.ended_on AS DATE) + 1 AS TEXT)")
        let changed = try tx.execute(
            """
            INSERT INTO worker_spells (person_id, unit_id, district_id, scope_key, source, started_on, last_day)
            SELECT w.person_id, p.unit_id, p.district_id, p.scope_key, COALESCE(w.source, ''), MIN(po.started_on),
                (SELECT MIN(e.ended_on) FROM posts e
                 WHERE e.person_id = \(person) AND e.is_primary AND e.ended_on IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM posts n WHERE n.person_id = e.person_id AND n.is_primary AND n.started_on = \(next)))
            FROM workers w JOIN people p ON p.id = w.person_id
            JOIN posts po ON po.person_id = w.person_id AND po.is_primary
            WHERE w.person_id = \(person)
            GROUP BY w.person_id, p.unit_id, p.district_id, p.scope_key, w.source
            ON CONFLICT (person_id) DO UPDATE SET unit_id = excluded.unit_id, district_id = excluded.district_id,
                scope_key = excluded.scope_key, source = excluded.source, started_on = excluded.started_on,
                last_day = excluded.last_day
            """)
        if changed == 0 { try tx.execute("DELETE FROM worker_spells WHERE person_id = \(person)") }
    }
}
