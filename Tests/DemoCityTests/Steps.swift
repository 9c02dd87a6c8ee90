import Synchronization

/// What a progress closure was told.
final class Steps: Sendable {
    private let told = Mutex<[(done: Int, total: Int)]>([])

    var all: [(done: Int, total: Int)] { told.withLock { $0 } }

    func note(_ done: Int, _ total: Int) { told.withLock { $0.append((done, total)) } }
}
