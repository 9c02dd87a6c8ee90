import Foundation
import Storage

/// One `read` or `write`: the closure in a transaction, again if it collided.
struct Act {
    private enum Outcome<T> {
        case done(T)
        /// Nothing has happened: it collided with another act, or the connection broke.
        case again
    }

    private static let mostTries = 12

    private let connection: Connection
    private let begin: String
    private let clock: any Clock
    private let observer: (any StatementObserver)?

    init(_ connection: Connection, begin: String, clock: any Clock, observer: (any StatementObserver)?) {
        self.connection = connection
        self.begin = begin
        self.clock = clock
        self.observer = observer
    }

    func run<T>(_ body: (Transaction) throws -> T) throws -> T {
        for count in 1...Self.mostTries {
            if connection.isBroken { try connection.reopen() }
            if case .done(let result) = try once(body) { return result }
            // Random, so that those who collided do not meet again.
            let longest = 1 << min(count, 7)
            if !connection.isBroken { Thread.sleep(forTimeInterval: Double.random(in: 0...Double(longest)) / 1000) }
        }
        throw connection.isBroken ? StorageError.unavailable("the connection breaks again and again") : .busy
    }

    private func once<T>(_ body: (Transaction) throws -> T) throws -> Outcome<T> {
        var isCommitting = false
        do {
            connection.forgetCollision()
            try connection.command(begin)
            let transaction = Transaction(on: .postgres, now: clock.now(), session: connection, observer: observer)
            let result = try body(transaction)
            try transaction.checkCommittable()
            // A closure may have caught the collision's error.
            if connection.hasCollided { throw StorageError.busy }
            isCommitting = true
            try connection.command("COMMIT")
            return .done(result)
        } catch {
            if connection.isBroken {
                guard isCommitting else { return .again }
                throw StorageError.unavailable("the connection broke at COMMIT: whether it was done is unknown")
            }
            let hasCollided = connection.hasCollided
            connection.rollBack()
            if hasCollided { return .again }
            throw error
        }
    }
}
