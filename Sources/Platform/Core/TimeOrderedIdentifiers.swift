import Storage
import Synchronization

/// The identifiers of a running process: never the same twice, never backwards, also when the clock is.
package final class TimeOrderedIdentifiers: IdentifierSource {
    /// 2010-01-01T00:00:00Z, before the first record of the demo city.
    private static let epoch: Int64 = 1_262_304_000_000
    private let node: Int64
    private let last = Mutex<Int64>(0)

    /// - Parameter node: 0…1023.
    package init(node: Int) { self.node = Int64(node & 1023) }

    package func next(at now: Instant) -> Identifier {
        let fresh = max(0, now.milliseconds - Self.epoch) << 12
        // Time and sequence move together; the node's bits lie between them and are put in when the name is made.
        let tick = last.withLock { last in
            last = max(last + 1, fresh)
            return last
        }
        let (time, sequence) = (tick >> 12, tick & 0xFFF)
        return Identifier(rawValue: (time << 22) | (node << 12) | sequence)
    }
}
