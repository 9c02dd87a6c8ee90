import Core
import Storage

/// Somebody who has a current post at a unit of the file and stands in no row of it. Moved? Left? The officer decides.
package struct Absence: Sendable, Hashable {
    package let person: Identifier
    package let unit: Identifier

    init(row: Row) throws {
        person = try row["person_id"]
        unit = try row["unit_id"]
    }

    private static let scopeColumns = Scope.Columns(key: "po.scope_key", district: "po.district_id")

    /// Who is missing among the units of a finished import; written down, since the result page stays.
    static func record(_ roster: Identifier, _ scope: Scope, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO roster_absences (import_id, person_id, unit_id)
            SELECT \(roster), po.person_id, po.unit_id FROM posts po JOIN people p ON p.id = po.person_id
            WHERE po.ended_on IS NULL AND \(scope.predicate(scopeColumns))
              AND po.unit_id IN (SELECT r.unit_id FROM roster_rows r WHERE r.import_id = \(roster))
              AND NOT EXISTS (SELECT 1 FROM roster_rows r
                              WHERE r.import_id = \(roster) AND r.number_digest = p.document_digest)
            """)
    }

    static func recorded(
        _ roster: Identifier, after person: Identifier?, limit: Int, _ tx: Transaction
    ) throws -> [Absence] {
        var conditions: [SQL] = ["a.import_id = \(roster)"]
        if let person { conditions.append("a.person_id > \(person)") }
        return try tx.all(
            """
            SELECT a.person_id, a.unit_id FROM roster_absences a WHERE \(SQL.all(conditions))
            ORDER BY a.person_id, a.unit_id LIMIT \(limit)
            """, Absence.init(row:))
    }

    /// The posts that these people still hold at the units where the file missed them; whoever was dealt with has none.
    static func stillHeld(
        _ roster: Identifier, by people: [Identifier], _ tx: Transaction
    ) throws -> [Absence: Identifier] {
        let rows = try tx.all(
            """
            SELECT a.person_id, a.unit_id, po.id FROM roster_absences a
            JOIN posts po ON po.person_id = a.person_id AND po.unit_id = a.unit_id
            WHERE a.import_id = \(roster) AND a.person_id IN \(list: people) AND po.ended_on IS NULL
            """
        ) { row in (try Absence(row: row), try row["id"] as Identifier) }
        return Dictionary(rows) { first, _ in first }
    }

    static func count(_ roster: Identifier, _ tx: Transaction) throws -> Int {
        try tx.value("SELECT COUNT(*) FROM roster_absences a WHERE a.import_id = \(roster)") ?? 0
    }

    /// The same of a file that is only looked at.
    static func expected(
        at units: Set<Identifier>, without digests: Set<String>, _ scope: Scope, _ tx: Transaction
    ) throws -> [Absence] {
        let units = units.sorted()
        return try stride(from: 0, to: units.count, by: 500).flatMap { start in
            try tx.all(
                """
                SELECT po.person_id, po.unit_id, p.document_digest FROM posts po JOIN people p ON p.id = po.person_id
                WHERE po.unit_id IN \(list: Array(units[start..<min(start + 500, units.count)]))
                  AND po.ended_on IS NULL AND \(scope.predicate(scopeColumns))
                ORDER BY po.person_id, po.unit_id
                """
            ) { row in (try row["document_digest"] as String, try Absence(row: row)) }
        }.filter { !digests.contains($0.0) }.map(\.1)
    }
}
