import Storage

/// The index by which a record's story is read: a line in it that no entry stands behind would put an act into another's
/// story, or take it out of one. The entries themselves are proved by then.
extension AuditVerification {
    private static let recordsAtOnce = 5000

    /// The first entry that is found by another record than it names, or is not found by one that it names.
    static func strayRecord(_ database: any Database) async throws -> Fault? {
        let least = Identifier(rawValue: .min)
        var last = (kind: "", id: least, entry: least)
        while true {
            let after = last
            let page = try await database.read { tx in
                try tx.all(
                    """
                    SELECT s.kind, s.subject_id, s.entry_id, e.subjects FROM audit_subjects s
                    LEFT JOIN audit_entries e ON e.id = s.entry_id
                    WHERE (s.kind, s.subject_id, s.entry_id) > (\(after.kind), \(after.id), \(after.entry))
                    ORDER BY s.kind, s.subject_id, s.entry_id LIMIT \(recordsAtOnce)
                    """
                ) { row in
                    (
                        kind: try row["kind"] as String, id: try row["subject_id"] as Identifier,
                        entry: try row["entry_id"] as Identifier, subjects: try row["subjects"] as String?
                    )
                }
            }
            for line in page {
                let named = line.subjects?.split(separator: ";") ?? []
                guard named.contains("\(line.kind):\(line.id)") else { return .brokenEntry(line.entry) }
            }
            guard let newest = page.last else { break }
            last = (newest.kind, newest.id, newest.entry)
        }
        // What is there is named, each once; so one that is missing shows in the number.
        let missing: Identifier? = try await database.read { tx in
            try tx.value("SELECT MIN(id) FROM (\(AuditEntry.foundByTooFew)) AS incomplete")
        }
        return missing.map(Fault.brokenEntry)
    }
}
