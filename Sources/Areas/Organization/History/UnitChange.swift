import Core
import Storage

/// That a unit was moved, merged, split, closed, reopened or renamed: when, by whom, why.
package struct UnitChange: Sendable {
    package enum Kind: String, Sendable, Codable, ColumnValue {
        /// `other` is the new parent, `before` the old one.
        case moved
        /// `other` is the successor.
        case merged
        /// `other` is the new unit made from a part.
        case split
        case closed
        case reopened
        /// `was` is the old name.
        case renamed
    }

    package let id: Identifier
    package let kind: Kind
    package let unit: Identifier
    package let other: Identifier?
    package let before: Identifier?
    package let was: String?
    package let on: Day
    package let reason: String?
    package let changedBy: Identifier?
    package let changedAt: Instant

    init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        unit = try row["unit_id"]
        other = try row["other_id"]
        before = try row["before_id"]
        was = try row["was"]
        on = try row["on_day"]
        reason = try row["reason"]
        changedBy = try row["changed_by"]
        changedAt = try row["changed_at"]
    }

    static let columns: SQL = """
        c.id, c.kind, c.unit_id, c.other_id, c.before_id, c.was, c.on_day, c.reason, c.changed_by, c.changed_at
        """

    static let migrations = [
        Migration(
            "organization-changes-1",
            [
                """
                CREATE TABLE unit_changes (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    kind \(type: .text) NOT NULL CONSTRAINT unit_changes_kind CHECK (kind IN
                        ('moved', 'merged', 'split', 'closed', 'reopened', 'renamed')),
                    unit_id \(type: .integer) NOT NULL REFERENCES units (id),
                    other_id \(type: .integer) REFERENCES units (id),
                    before_id \(type: .integer) REFERENCES units (id),
                    was \(type: .text),
                    on_day \(type: .text) NOT NULL,
                    reason \(type: .text),
                    changed_by \(type: .integer),
                    changed_at \(type: .integer) NOT NULL,
                    CONSTRAINT unit_changes_other CHECK ((other_id IS NOT NULL) = (kind IN ('moved', 'merged', 'split'))),
                    CONSTRAINT unit_changes_reason CHECK (kind = 'renamed' OR reason IS NOT NULL)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX unit_changes_by_unit ON unit_changes (unit_id, id)",
                "CREATE INDEX unit_changes_by_other ON unit_changes (other_id, id)",
            ])
    ]

    static let invariants = [
        Invariant(
            "changes: a closed unit says when and why",
            """
            SELECT u.id FROM units u WHERE u.closed_on IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM unit_changes c
                WHERE c.unit_id = u.id AND c.kind IN ('closed', 'merged') AND c.on_day = u.closed_on)
            """),
        Invariant(
            "changes: nothing in use lies below a closed unit",
            """
            SELECT u.id FROM units u JOIN units p ON p.id = u.parent_id
            WHERE u.closed_on IS NULL AND p.closed_on IS NOT NULL
            """),
    ]

    static let mostShown = 100

    static func write(
        _ kind: Kind, _ unit: Identifier, other: Identifier? = nil, before: Identifier? = nil, was: String? = nil,
        on day: Day, because reason: String?, _ act: Act
    ) throws {
        try act.tx.execute(
            """
            INSERT INTO unit_changes
                (id, kind, unit_id, other_id, before_id, was, on_day, reason, changed_by, changed_at)
            VALUES (\(act.newIdentifier()), \(kind), \(unit), \(other), \(before), \(was), \(day), \(reason),
                \(act.actor.account), \(act.now))
            """)
    }

    /// What happened to the unit, and which others were merged into it or made from it; newest first. What moved in and
    /// out below it stands in its story.
    static func all(of unit: Identifier, _ tx: Transaction) throws -> [UnitChange] {
        try tx.all(
            """
            SELECT \(columns) FROM unit_changes c
            WHERE c.unit_id = \(unit) OR (c.other_id = \(unit) AND c.kind IN ('merged', 'split'))
            ORDER BY c.on_day DESC, c.id DESC LIMIT \(mostShown)
            """, UnitChange.init(row:))
    }

    /// Which unit goes on for a closed one, if it was merged and has not been reopened since.
    package static func successor(of unit: Identifier, _ tx: Transaction) throws -> Identifier? {
        try tx.value(
            """
            SELECT c.other_id FROM unit_changes c JOIN units u ON u.id = c.unit_id
            WHERE c.unit_id = \(unit) AND c.kind = 'merged' AND u.closed_on IS NOT NULL
            ORDER BY c.id DESC LIMIT 1
            """)
    }
}
