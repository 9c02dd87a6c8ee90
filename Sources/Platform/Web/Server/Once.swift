import Synchronization

/// Something that is said once.
final class Once: Sendable {
    private let isDone = Mutex(false)

    func isFirst() -> Bool {
        isDone.withLock { done in
            defer { done = true }
            return !done
        }
    }
}
