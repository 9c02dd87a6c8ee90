import Core
import Foundation
import Storage

enum ExportStore {
    /// Somebody's own; another's is not found.
    static func find(_ id: Identifier, of account: Identifier?, _ tx: Transaction, _ vault: Vault) throws -> Export? {
        guard let account else { return nil }
        return try tx.first(
            "SELECT \(Export.columns) FROM exports e WHERE e.id = \(id) AND e.account_id = \(account)"
        ) { try Export(row: $0, vault) }
    }

    static func find(_ id: Identifier, _ tx: Transaction, _ vault: Vault) throws -> Export? {
        try tx.first("SELECT \(Export.columns) FROM exports e WHERE e.id = \(id)") { try Export(row: $0, vault) }
    }

    /// Newest first.
    static func latest(of account: Identifier, limit: Int, _ tx: Transaction, _ vault: Vault) throws -> [Export] {
        try tx.all(
            """
            SELECT \(Export.columns) FROM exports e WHERE e.account_id = \(account)
            ORDER BY e.id DESC LIMIT \(limit)
            """
        ) { try Export(row: $0, vault) }
    }

    /// The one that has got least so far, so that a long one holds up nobody.
    static func next(_ tx: Transaction, _ vault: Vault) throws -> Export? {
        try tx.first(
            """
            SELECT \(Export.columns) FROM exports e WHERE e.state IN ('running', 'writing')
            ORDER BY e.parts, e.id LIMIT 1
            """
        ) { try Export(row: $0, vault) }
    }

    static func dead(_ now: Instant, _ tx: Transaction) throws -> Identifier? {
        try tx.value("SELECT id FROM exports WHERE state = 'ready' AND dies_at <= \(now) ORDER BY dies_at LIMIT 1")
    }

    static func countGoingOn(of account: Identifier, _ tx: Transaction) throws -> Int {
        try tx.value(
            "SELECT COUNT(*) FROM exports WHERE account_id = \(account) AND state IN ('running', 'writing')") ?? 0
    }

    static func count(of account: Identifier, since: Instant, _ tx: Transaction) throws -> Int {
        try tx.value("SELECT COUNT(*) FROM exports WHERE account_id = \(account) AND requested_at > \(since)") ?? 0
    }

    /// Rows are kept under the attempt 0, bytes under the attempt that wrote them.
    static let rows = Identifier(rawValue: 0)

    static func keep(
        _ sealed: String, as id: Identifier, _ number: Int, of export: Identifier, attempt: Identifier,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO export_parts (id, export_id, attempt_id, number, sealed)
            VALUES (\(id), \(export), \(attempt), \(number), \(sealed))
            """)
    }

    static func part(
        _ number: Int, of export: Identifier, attempt: Identifier, _ tx: Transaction, _ vault: Vault
    ) throws -> Data? {
        try tx.first(
            """
            SELECT id, sealed FROM export_parts
            WHERE export_id = \(export) AND attempt_id = \(attempt) AND number = \(number)
            """
        ) { row in try vault.openData(try row["sealed"], at: address(try row["id"])) }
    }

    static func address(_ id: Identifier) -> FieldAddress { FieldAddress("export_parts", id, "sealed") }

    /// Ends one: nothing of it is left but that it was.
    static func end(_ id: Identifier, _ state: Export.State, because stop: Export.Stop? = nil, _ act: Act) throws {
        try act.tx.execute("DELETE FROM export_parts WHERE export_id = \(id)")
        try act.tx.execute(
            """
            UPDATE exports SET state = \(state), stopped_because = \(stop), next_part = NULL, ended_at = \(act.now)
            WHERE id = \(id)
            """)
    }
}

/// A row as it is kept until the file is written: each cell a text whose first sign says what it is.
enum KeptRow {
    static func kept(_ row: [Listing.Value], _ words: Words) -> [String] {
        row.map { value in
            switch value {
            case .text(let text): text.map { "t" + $0 } ?? ""
            case .words(let message): message.map { "t" + words($0) } ?? ""
            case .number(let number): number.map { "n\($0)" } ?? ""
            case .day(let day): day.map { "d\($0)" } ?? ""
            case .moment(let instant): instant.map { "t" + plain($0) } ?? ""
            }
        }
    }

    static func encode(_ rows: [[String]]) throws -> Data { try JSONEncoder().encode(rows) }
    static func decode(_ data: Data) throws -> [[String]] { try JSONDecoder().decode([[String]].self, from: data) }

    /// 2026-11-22 19:05, which sorts as it reads.
    static func plain(_ instant: Instant) -> String {
        let time = instant.timeOfDay
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Day(of: instant)) \(two(time.hour)):\(two(time.minute))"
    }
}
