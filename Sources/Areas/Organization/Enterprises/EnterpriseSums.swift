import Core
import Storage

/// What the open enterprises of each unit add up to, kept beside them, so that a page over the whole city adds up units
/// and not enterprises. Whoever changes an enterprise calls `follow` in the same transaction; an invariant proves it.
package enum EnterpriseSums {
    static let migrations = [
        Migration(
            "organization-enterprise-sums-1",
            [
                // As what an enterprise has been counted last; without it nobody would know what to take off.
                """
                CREATE TABLE enterprise_counted (
                    enterprise_id \(type: .integer) NOT NULL PRIMARY KEY,
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    employees \(type: .integer),
                    members \(type: .integer),
                    has_union \(type: .bool) NOT NULL
                )\(SQL.tableOptions)
                """,
                """
                CREATE TABLE enterprise_sums (
                    unit_id \(type: .integer) NOT NULL PRIMARY KEY REFERENCES scope_units (unit_id),
                    enterprises \(type: .integer) NOT NULL
                        CONSTRAINT enterprise_sums_enterprises CHECK (enterprises > 0),
                    employees \(type: .integer) NOT NULL,
                    members \(type: .integer) NOT NULL,
                    with_union \(type: .integer) NOT NULL,
                    uncounted \(type: .integer) NOT NULL
                )\(SQL.tableOptions)
                """,
                """
                INSERT INTO enterprise_counted (enterprise_id, unit_id, employees, members, has_union)
                SELECT id, unit_id, employees, members, has_union FROM enterprises WHERE closed_on IS NULL
                """,
                """
                INSERT INTO enterprise_sums (unit_id, enterprises, employees, members, with_union, uncounted)
                SELECT unit_id, COUNT(*), CAST(COALESCE(SUM(employees), 0) AS BIGINT),
                    CAST(COALESCE(SUM(members), 0) AS BIGINT), COUNT(*) FILTER (WHERE has_union),
                    COUNT(*) FILTER (WHERE employees IS NULL)
                FROM enterprise_counted GROUP BY unit_id
                """,
            ])
    ]

    static let invariants = [
        Invariant(
            "enterprise sums: every open enterprise is counted as it is",
            """
            SELECT e.id FROM enterprises e LEFT JOIN enterprise_counted c ON c.enterprise_id = e.id
            WHERE (e.closed_on IS NULL) <> (c.enterprise_id IS NOT NULL)
               OR (c.enterprise_id IS NOT NULL AND (c.unit_id <> e.unit_id OR c.has_union <> e.has_union
                   OR c.employees IS DISTINCT FROM e.employees OR c.members IS DISTINCT FROM e.members))
            """),
        Invariant(
            "enterprise sums: nothing else is counted",
            """
            SELECT c.enterprise_id FROM enterprise_counted c LEFT JOIN enterprises e ON e.id = c.enterprise_id
            WHERE e.id IS NULL
            """),
        Invariant(
            "enterprise sums: a unit's sums are those of its enterprises",
            """
            SELECT t.unit_id FROM (
                SELECT c.unit_id, COUNT(*) AS enterprises, COALESCE(SUM(c.employees), 0) AS employees,
                    COALESCE(SUM(c.members), 0) AS members,
                    COUNT(*) FILTER (WHERE c.has_union) AS with_union,
                    COUNT(*) FILTER (WHERE c.employees IS NULL) AS uncounted
                FROM enterprise_counted c GROUP BY c.unit_id
            ) t LEFT JOIN enterprise_sums s ON s.unit_id = t.unit_id
            WHERE s.unit_id IS NULL OR s.enterprises <> t.enterprises OR s.employees <> t.employees
               OR s.members <> t.members OR s.with_union <> t.with_union OR s.uncounted <> t.uncounted
            """),
        Invariant(
            "enterprise sums: none of a unit without enterprises",
            """
            SELECT s.unit_id FROM enterprise_sums s
            WHERE NOT EXISTS (SELECT 1 FROM enterprise_counted c WHERE c.unit_id = s.unit_id)
            """),
    ]

    private struct Counted: Equatable {
        let unit: Identifier
        let employees: Int?
        let members: Int?
        let hasUnion: Bool

        init(row: Row) throws {
            unit = try row["unit_id"]
            employees = try row["employees"]
            members = try row["members"]
            hasUnion = try row["has_union"]
        }
    }

    /// Counts an enterprise as it is now; also one that is no more.
    static func follow(_ enterprise: Identifier, _ tx: Transaction) throws {
        let before = try tx.first(
            "SELECT unit_id, employees, members, has_union FROM enterprise_counted WHERE enterprise_id = \(enterprise)",
            Counted.init(row:))
        let now = try tx.first(
            """
            SELECT unit_id, employees, members, has_union FROM enterprises
            WHERE id = \(enterprise) AND closed_on IS NULL
            """, Counted.init(row:))
        guard before != now else { return }
        if let before {
            try tx.execute("DELETE FROM enterprise_counted WHERE enterprise_id = \(enterprise)")
            let last = try tx.execute(
                "DELETE FROM enterprise_sums WHERE unit_id = \(before.unit) AND enterprises = 1")
            if last == 0 {
                try tx.execute(
                    """
                    UPDATE enterprise_sums SET enterprises = enterprises - 1,
                        employees = employees - \(before.employees ?? 0), members = members - \(before.members ?? 0),
                        with_union = with_union - \(before.hasUnion ? 1 : 0),
                        uncounted = uncounted - \(before.employees == nil ? 1 : 0)
                    WHERE unit_id = \(before.unit)
                    """)
            }
        }
        if let now {
            try tx.execute(
                """
                INSERT INTO enterprise_counted (enterprise_id, unit_id, employees, members, has_union)
                VALUES (\(enterprise), \(now.unit), \(now.employees), \(now.members), \(now.hasUnion))
                """)
            try tx.execute(
                """
                INSERT INTO enterprise_sums AS s (unit_id, enterprises, employees, members, with_union, uncounted)
                VALUES (\(now.unit), 1, \(now.employees ?? 0), \(now.members ?? 0), \(now.hasUnion ? 1 : 0),
                    \(now.employees == nil ? 1 : 0))
                ON CONFLICT (unit_id) DO UPDATE SET enterprises = s.enterprises + 1,
                    employees = s.employees + excluded.employees, members = s.members + excluded.members,
                    with_union = s.with_union + excluded.with_union, uncounted = s.uncounted + excluded.uncounted
                """)
        }
    }
}
