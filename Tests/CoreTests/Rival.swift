import Foundation
import Storage
import Synchronization

/// Does something else, to its end, just before a chosen statement runs: what two processes do to one another, by choice.
final class Rival: StatementObserver {
    private struct Plan {
        var sign = ""
        var remaining = 0
        var act: (@Sendable () async throws -> Void)?
        var hasRun = false
    }

    private let plan = Mutex(Plan())

    var hasRun: Bool { plan.withLock(\.hasRun) }

    /// - Parameter occurrence: before the first statement with the sign, the second one, …
    func before(_ sign: String, occurrence: Int = 1, _ act: @escaping @Sendable () async throws -> some Any) {
        plan.withLock { $0 = Plan(sign: sign, remaining: occurrence, act: { _ = try await act() }) }
    }

    func ran(_ statement: String) {
        let act = plan.withLock { plan -> (@Sendable () async throws -> Void)? in
            guard plan.act != nil, statement.contains(plan.sign) else { return nil }
            plan.remaining -= 1
            guard plan.remaining == 0 else { return nil }
            defer { plan.act = nil }
            return plan.act
        }
        guard let act else { return }
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                try await act()
                self.plan.withLock { $0.hasRun = true }
            } catch {}
            done.signal()
        }
        done.wait()
    }
}
