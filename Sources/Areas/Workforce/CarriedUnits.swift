import Core
import Storage

/// How many units each person in post answers for, and how many people of each unit carry so many: kept beside posts and
/// responsibilities, so that a page over the whole city adds up units and not people. Whoever changes either calls
/// `follow` in the same transaction; an invariant proves it.
package enum CarriedUnits {
    static let migrations = [
        Migration(
            "workforce-carried-units-1",
            [
                """
                CREATE TABLE carried_units (
                    person_id \(type: .integer) NOT NULL PRIMARY KEY REFERENCES workers (person_id),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    units \(type: .integer) NOT NULL
                )\(SQL.tableOptions)
                """,
                """
                CREATE TABLE unit_loads (
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    units \(type: .integer) NOT NULL,
                    people \(type: .integer) NOT NULL CONSTRAINT unit_loads_people CHECK (people > 0),
                    PRIMARY KEY (unit_id, units)
                )\(SQL.tableOptions)
                """,
                """
                INSERT INTO carried_units (person_id, unit_id, units)
                SELECT po.person_id, po.unit_id, (SELECT COUNT(*) FROM responsibilities r
                    WHERE r.person_id = po.person_id AND r.ended_on IS NULL)
                FROM posts po WHERE po.is_primary AND po.ended_on IS NULL
                """,
                """
                INSERT INTO unit_loads (unit_id, units, people)
                SELECT unit_id, units, COUNT(*) FROM carried_units GROUP BY unit_id, units
                """,
            ])
    ]

    static let invariants = [
        Invariant(
            "carried units: everybody in post, with what she answers for",
            """
            SELECT po.person_id FROM posts po LEFT JOIN carried_units c ON c.person_id = po.person_id
            WHERE po.is_primary AND po.ended_on IS NULL AND (c.person_id IS NULL OR c.unit_id <> po.unit_id
                OR c.units <> (SELECT COUNT(*) FROM responsibilities r
                    WHERE r.person_id = po.person_id AND r.ended_on IS NULL))
            """),
        Invariant(
            "carried units: nobody else",
            """
            SELECT c.person_id FROM carried_units c WHERE NOT EXISTS (
                SELECT 1 FROM posts po WHERE po.person_id = c.person_id AND po.is_primary AND po.ended_on IS NULL)
            """),
        Invariant(
            "carried units: a unit's sums are those of its people",
            """
            SELECT t.unit_id FROM (
                SELECT c.unit_id, c.units, COUNT(*) AS people FROM carried_units c GROUP BY c.unit_id, c.units
            ) t LEFT JOIN unit_loads l ON l.unit_id = t.unit_id AND l.units = t.units
            WHERE l.unit_id IS NULL OR l.people <> t.people
            """),
        Invariant(
            "carried units: no sum of nobody",
            """
            SELECT l.unit_id FROM unit_loads l WHERE NOT EXISTS (
                SELECT 1 FROM carried_units c WHERE c.unit_id = l.unit_id AND c.units = l.units)
            """),
    ]

    private struct Load: Equatable {
        let unit: Identifier
        let units: Int
    }

    /// Counts a person as she stands now; also one who is no longer in post.
    static func follow(_ person: Identifier, _ tx: Transaction) throws {
        let before = try known(person, tx)
        let now = try tx.first(
            """
            SELECT po.unit_id, (SELECT COUNT(*) FROM responsibilities r
                WHERE r.person_id = \(person) AND r.ended_on IS NULL) AS units
            FROM posts po WHERE po.person_id = \(person) AND po.is_primary AND po.ended_on IS NULL
            """
        ) { row in Load(unit: try row["unit_id"], units: try row["units"]) }
        guard before != now else { return }
        if let before { try take(person, off: before, tx) }
        guard let now else { return }
        try tx.execute(
            "INSERT INTO carried_units (person_id, unit_id, units) VALUES (\(person), \(now.unit), \(now.units))")
        try tx.execute(
            """
            INSERT INTO unit_loads AS l (unit_id, units, people) VALUES (\(now.unit), \(now.units), 1)
            ON CONFLICT (unit_id, units) DO UPDATE SET people = l.people + 1
            """)
    }

    /// Before a merger moves what she is counted by.
    static func forget(_ person: Identifier, _ tx: Transaction) throws {
        if let before = try known(person, tx) { try take(person, off: before, tx) }
    }

    private static func known(_ person: Identifier, _ tx: Transaction) throws -> Load? {
        try tx.first("SELECT unit_id, units FROM carried_units WHERE person_id = \(person)") { row in
            Load(unit: try row["unit_id"], units: try row["units"])
        }
    }

    private static func take(_ person: Identifier, off load: Load, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM carried_units WHERE person_id = \(person)")
        let here: SQL = "unit_id = \(load.unit) AND units = \(load.units)"
        let last = try tx.execute("DELETE FROM unit_loads WHERE \(here) AND people = 1")
        if last == 0 { try tx.execute("UPDATE unit_loads SET people = people - 1 WHERE \(here)") }
    }
}
