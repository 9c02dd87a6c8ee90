import Core
import Storage

/// On its day, what was accepted goes over, and a hand-over in which everything has an owner ends its post.
package enum HandoverWork {
    static let work = BackgroundWork("hand-overs", everySeconds: 20) { house in
        try await step(house)
        return false
    }

    package static func step(_ house: House) async throws {
        let (items, handovers) = try await house.database.read { tx in (try due(tx), try ready(house.registry, tx)) }
        for item in items { try await run(PassItem(assignment: item), house) }
        // What has just gone over may have been the last.
        let more = try await items.isEmpty ? handovers : house.database.read { try ready(house.registry, $0) }
        for handover in more { try await run(FinishHandover(handover: handover), house) }
    }

    /// Another process was quicker, or something came in between: the next step sees how it stands.
    private static func run<C: Command>(_ command: C, _ house: House) async throws {
        do { try await house.runner.run(command, as: .house) } catch Problem.conflict {}
    }

    private static func due(_ tx: Transaction) throws -> [Identifier] {
        try tx.values(
            """
            SELECT a.id FROM handover_assignments a
            WHERE a.answer = 'accepted' AND a.given_at IS NULL AND a.from_day <= \(Day(of: tx.now))
            ORDER BY a.from_day, a.id LIMIT 200
            """)
    }

    /// Those whose last day is over and in whose way nothing stands.
    private static func ready(_ registry: Registry, _ tx: Transaction) throws -> [Identifier] {
        let over = try tx.all(
            """
            SELECT \(Handover.columns) FROM handovers h WHERE h.ended_at IS NULL AND h.last_day < \(Day(of: tx.now))
            ORDER BY h.last_day, h.id
            """, Handover.init(row:))
        return try over.filter { one in
            try HandoverRules.hindrance(one, HandoverStore.items(of: one, registry, tx), tx) == nil
        }.map(\.id)
    }
}
