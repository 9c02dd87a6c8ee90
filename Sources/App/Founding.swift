import Core
import DemoCity
import Foundation
import Storage

extension DataFolder {
    /// Builds the demo city in a folder that has no house yet. What was cut short is taken away and begun again.
    ///
    /// - Parameter onlyIfFresh: say nothing and change nothing where there is a house already.
    package func foundDemoCity(
        _ parts: Parts, onlyIfFresh: Bool, _ words: Words, say: @escaping @Sendable (String) -> Void
    ) async throws {
        try make()
        try await whileFounding { try await buildDemoCity(parts, onlyIfFresh: onlyIfFresh, words, say: say) }
    }

    /// Opens a house without a city, and makes one where nobody has lived yet.
    func openEmpty(_ parts: Parts) async throws -> OpenHouse {
        try make()
        return try await whileFounding {
            do { return try await open(founding: .empty, parts: parts) } catch OpeningFailure.unfinished {
                removeDatabase()
            } catch OpeningFailure.halfFounded {
                try await removePostgresHouse(parts)
            }
            return try await open(founding: .empty, parts: parts)
        }
    }

    private func buildDemoCity(
        _ parts: Parts, onlyIfFresh: Bool, _ words: Words, say: @escaping @Sendable (String) -> Void
    ) async throws {
        let open = try await self.open(
            founding: .founding, parts: parts, clock: StandingClock(at: SystemClock().now()),
            identifiers: TimeOrderedIdentifiers(node: 0))
        guard open.isFresh else {
            let isHalf = try await open.city() == .founding
            await open.close()
            guard isHalf else {
                if !onlyIfFresh { throw FoundingFailure.alreadyThere(path) }
                return
            }
            // An unfinished demo city is nobody's work: begin again.
            if databaseURL == nil { removeDatabase() } else { try await removePostgresHouse(parts) }
            return try await buildDemoCity(parts, onlyIfFresh: onlyIfFresh, words, say: say)
        }
        say(words("建立示范城市……"))
        let progress = ProgressLine(say: say)
        do {
            try await DemoCity.found(open.house) { done, of in progress.show(done, of) }
            try await open.setCity(.demo)
            try await open.seal()
        } catch {
            await open.close()
            // The only thing that can be away when nobody else is there.
            if case Problem.unavailable? = error as? Problem, databaseURL == nil { throw FoundingFailure.diskFull }
            throw error
        }
        await open.close()
    }
}

package enum FoundingFailure: Error {
    case alreadyThere(String)
    case diskFull

    package var message: Message {
        switch self {
        case .alreadyThere(let path): "\(path) 里已经有数据，没有改动；要新的示范城市，请换一个空目录"
        case .diskFull: "磁盘已满，示范城市没有建成；请腾出空间后再试，会重新建立"
        }
    }
}

/// Says how far a long work is, every tenth of it.
package final class ProgressLine: @unchecked Sendable {
    private let say: @Sendable (String) -> Void
    private let lock = NSLock()
    private var lastTenth = -1

    package init(say: @escaping @Sendable (String) -> Void) { self.say = say }

    package func show(_ done: Int, _ total: Int) {
        let tenth = total == 0 ? 10 : done * 10 / total
        let isNew = lock.withLock {
            guard tenth > lastTenth else { return false }
            lastTenth = tenth
            return true
        }
        if isNew { say("  \(tenth * 10) %") }
    }
}
