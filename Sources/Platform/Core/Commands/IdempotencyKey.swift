import Foundation
import Storage

/// Remembers what a caller's key already did, so that a repeated call changes nothing and says the same.
struct IdempotencyKey: Sendable {
    static let lifetimeInSeconds = 14 * 86_400

    static let migrations = [
        Migration(
            "core-idempotency-1",
            [
                """
                CREATE TABLE command_keys (
                    actor \(type: .text) NOT NULL,
                    key \(type: .text) NOT NULL,
                    digest \(type: .text) NOT NULL,
                    outcome \(type: .text) NOT NULL,
                    kept_at \(type: .integer) NOT NULL,
                    PRIMARY KEY (actor, key)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX command_keys_by_age ON command_keys (kept_at)",
            ])
    ]

    private let actor: String
    private let key: String
    private let digest: String

    init<C: Command>(_ key: String, actor: Actor, command: C, vault: Vault) throws {
        // No control characters: no database holds NUL in text.
        guard (8...200).contains(key.utf8.count), key.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw Problem.invalid("Idempotency-Key", "请求标识须为 8 到 200 个字符")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let body = String(decoding: try encoder.encode(command), as: UTF8.self)
        self.actor = actor.account?.description ?? actor.kind.rawValue
        self.key = key
        digest = vault.digest(C.name, body, for: .idempotency)
    }

    func outcome<C: Command>(of command: C.Type, _ tx: Transaction) throws -> C.Outcome? {
        let oldest = tx.now.adding(seconds: -Self.lifetimeInSeconds)
        let found = try tx.first(
            """
            SELECT digest, outcome FROM command_keys
            WHERE actor = \(actor) AND key = \(key) AND kept_at >= \(oldest)
            """
        ) { row in (digest: try row["digest"] as String, outcome: try row["outcome"] as String) }
        guard let found else { return nil }
        guard found.digest == digest else { throw Problem.conflict("这个请求标识已经用于另一项操作") }
        return try JSONDecoder().decode(C.Outcome.self, from: Data(found.outcome.utf8))
    }

    func keep(_ outcome: some Encodable, _ tx: Transaction) throws {
        let text = String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self)
        try tx.execute("DELETE FROM command_keys WHERE actor = \(actor) AND key = \(key)")
        try tx.execute(
            """
            INSERT INTO command_keys (actor, key, digest, outcome, kept_at)
            VALUES (\(actor), \(key), \(digest), \(text), \(tx.now))
            """)
    }

    static let expiry = BackgroundWork("expire command keys", everySeconds: 3600) { house in
        let oldest = house.clock.now().adding(seconds: -lifetimeInSeconds)
        _ = try await house.database.write { tx in
            try tx.execute("DELETE FROM command_keys WHERE kept_at < \(oldest)")
        }
        return false
    }
}
