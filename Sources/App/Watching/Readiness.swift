import Core
import Foundation
import Storage
import Synchronization

/// Whether the house can do its work: for whoever decides where requests go.
struct Readiness: Sendable {
    let open: OpenHouse
    private let known: Set<String>

    init(_ open: OpenHouse) {
        self.open = open
        known = Set(open.parts.migrations.map(\.name))
    }

    static let leastFreeBytes: Int64 = 64 << 20

    /// What is in the way; empty: ready.
    func faults() async -> [String] {
        var faults: [String] = []
        switch await applied(within: .seconds(2)) {
        case nil: faults.append("database")
        case .some(let names): if Set(names) != known { faults.append("schema") }
        }
        if let free = freeBytes, free < Self.leastFreeBytes { faults.append("disk") }
        return faults
    }

    /// On the disk of the data folder.
    var freeBytes: Int64? {
        var status = statvfs()
        guard statvfs(open.folder.path, &status) == 0 else { return nil }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }

    /// nil: the database does not answer in time.
    private func applied(within limit: Duration) async -> [String]? {
        await withCheckedContinuation { continuation in
            let first = FirstAnswer(continuation)
            Task { [database = open.house.database] in
                first.answer(try? await database.read { tx in try tx.values("SELECT name FROM migrations") })
            }
            Task {
                try? await Task.sleep(for: limit)
                first.answer(nil)
            }
        }
    }
}

/// The first of two answers counts.
private final class FirstAnswer: Sendable {
    private let waiting: Mutex<CheckedContinuation<[String]?, Never>?>

    init(_ continuation: CheckedContinuation<[String]?, Never>) { waiting = Mutex(continuation) }

    func answer(_ names: [String]?) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: names)
    }
}
