import Core
import Foundation
import Storage

/// Two records of one person became one. The id that was given up leads to the one that was kept; for 30 days both can be
/// had back as they were.
package struct PersonMerge: Sendable {
    package static let daysToUndo = 30

    package let id: Identifier
    package let kept: Identifier
    package let merged: Identifier
    package let at: Instant
    /// What kept's version was when it was done: a later one means that somebody has corrected her since.
    let version: Int

    var lastDay: Day { Day(of: at).adding(days: Self.daysToUndo) }

    init(row: Row) throws {
        id = try row["id"]
        kept = try row["kept_id"]
        merged = try row["merged_id"]
        at = try row["merged_at"]
        version = try row["kept_version"]
    }

    private static let columns: SQL = "m.id, m.kept_id, m.merged_id, m.merged_at, m.kept_version"

    static let migrations = [
        Migration(
            "people-merges-1",
            [
                """
                CREATE TABLE person_merges (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    kept_id \(type: .integer) NOT NULL,
                    merged_id \(type: .integer) NOT NULL,
                    merged_at \(type: .integer) NOT NULL,
                    merged_by \(type: .integer),
                    kept_version \(type: .integer) NOT NULL,
                    kept_sealed \(type: .text),
                    merged_sealed \(type: .text),
                    undone_at \(type: .integer),
                    undone_by \(type: .integer),
                    CONSTRAINT person_merges_two CHECK (kept_id <> merged_id),
                    CONSTRAINT person_merges_whole CHECK ((kept_sealed IS NULL) = (merged_sealed IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE UNIQUE INDEX person_merges_open ON person_merges (merged_id) WHERE undone_at IS NULL",
                "CREATE INDEX person_merges_by_kept ON person_merges (kept_id, id)",
                "CREATE INDEX person_merges_kept_whole ON person_merges (merged_at) WHERE kept_sealed IS NOT NULL",
                """
                CREATE TABLE person_merge_parts (
                    merge_id \(type: .integer) NOT NULL REFERENCES person_merges (id),
                    position \(type: .integer) NOT NULL,
                    kind \(type: .text) NOT NULL,
                    sealed \(type: .text) NOT NULL,
                    PRIMARY KEY (merge_id, position)
                )\(SQL.tableOptions)
                """,
            ])
    ]

    static let invariants = [
        Invariant(
            "merges: whoever was merged is no person of her own",
            """
            SELECT m.id FROM person_merges m JOIN people p ON p.id = m.merged_id WHERE m.undone_at IS NULL
            """),
        Invariant(
            "merges: the id given up leads to somebody",
            """
            SELECT m.id FROM person_merges m LEFT JOIN people p ON p.id = m.kept_id
            LEFT JOIN person_merges n ON n.merged_id = m.kept_id AND n.undone_at IS NULL
            WHERE m.undone_at IS NULL AND p.id IS NULL AND n.id IS NULL
            """),
    ]

    // MARK: - Reading

    /// Whom an old id means now; nil where it was never given up.
    package static func successor(of person: Identifier, _ tx: Transaction) throws -> Identifier? {
        var current = person
        for _ in 0..<20 {
            let next: Identifier? = try tx.value(
                "SELECT kept_id FROM person_merges WHERE merged_id = \(current) AND undone_at IS NULL")
            guard let next else { break }
            current = next
        }
        return current == person ? nil : current
    }

    /// Those of which she is the result, newest first.
    static func into(_ person: Identifier, _ tx: Transaction) throws -> [PersonMerge] {
        try tx.all(
            """
            SELECT \(columns) FROM person_merges m WHERE m.kept_id = \(person) AND m.undone_at IS NULL
            ORDER BY m.id DESC
            """, PersonMerge.init(row:))
    }

    static func find(_ id: Identifier, _ tx: Transaction) throws -> PersonMerge? {
        try tx.first(
            "SELECT \(columns) FROM person_merges m WHERE m.id = \(id) AND m.undone_at IS NULL", PersonMerge.init(row:))
    }

    /// Both as they were; nil once it is too late.
    func records(_ tx: Transaction, _ vault: Vault) throws -> (kept: PersonRecord, merged: PersonRecord)? {
        try tx.first(
            "SELECT kept_sealed, merged_sealed FROM person_merges WHERE id = \(id) AND kept_sealed IS NOT NULL"
        ) {
            row in
            func open(_ column: String) throws -> PersonRecord {
                let data = try vault.openData(row[column], at: Self.address(id, column))
                return try JSONDecoder().decode(PersonRecord.self, from: data)
            }
            return (try open("kept_sealed"), try open("merged_sealed"))
        }
    }

    func memos(_ tx: Transaction, _ vault: Vault) throws -> [String: String] {
        let parts = try tx.all("SELECT kind, position, sealed FROM person_merge_parts WHERE merge_id = \(id)") { row in
            let kind: String = try row["kind"]
            return (kind, try vault.open(row["sealed"], at: Self.partAddress(id, row["position"])))
        }
        return Dictionary(uniqueKeysWithValues: parts)
    }

    static func address(_ merge: Identifier, _ column: String) -> FieldAddress {
        FieldAddress("person_merges", merge, column)
    }

    static func partAddress(_ merge: Identifier, _ position: Int) -> FieldAddress {
        FieldAddress("person_merge_parts", merge, "part-\(position)")
    }

    // MARK: - Writing

    static func keep(
        _ id: Identifier, kept: (Identifier, PersonRecord), merged: (Identifier, PersonRecord), version: Int,
        _ act: Act
    ) throws {
        func sealed(_ record: PersonRecord, _ column: String) throws -> String {
            act.vault.seal(try JSONEncoder().encode(record), at: Self.address(id, column))
        }
        try act.tx.execute(
            """
            INSERT INTO person_merges (id, kept_id, merged_id, merged_at, merged_by, kept_version, kept_sealed,
                                       merged_sealed)
            VALUES (\(id), \(kept.0), \(merged.0), \(act.now), \(act.actor.account), \(version),
                    \(sealed(kept.1, "kept_sealed")), \(sealed(merged.1, "merged_sealed")))
            """)
    }

    static func keep(_ memo: String, of kind: String, at position: Int, _ id: Identifier, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO person_merge_parts (merge_id, position, kind, sealed)
            VALUES (\(id), \(position), \(kind),
                    \(act.vault.seal(memo, at: partAddress(id, position))))
            """)
    }

    static func markUndone(_ id: Identifier, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE person_merges SET undone_at = \(act.now), undone_by = \(act.actor.account), kept_sealed = NULL,
                merged_sealed = NULL
            WHERE id = \(id)
            """)
        try act.tx.execute("DELETE FROM person_merge_parts WHERE merge_id = \(id)")
    }

    /// What only undoing needs goes when there is nothing left to undo, and when a person's data are erased.
    static func forget(_ condition: SQL, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM person_merge_parts WHERE merge_id IN (SELECT id FROM person_merges WHERE \(condition))")
        try tx.execute("UPDATE person_merges SET kept_sealed = NULL, merged_sealed = NULL WHERE \(condition)")
    }

    static let expiry = BackgroundWork("person merges", everySeconds: 3600) { house in
        try await house.database.write { tx in
            let end = tx.now.adding(seconds: -(daysToUndo + 1) * 86_400)
            try forget("kept_sealed IS NOT NULL AND merged_at < \(end)", tx)
        }
        return false
    }
}
