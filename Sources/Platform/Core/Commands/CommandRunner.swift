import Foundation
import Storage

/// The one place where commands run.
package struct CommandRunner: Sendable {
    private let database: any Database
    private let vault: Vault
    private let identifiers: any IdentifierSource
    private let registry: Registry
    private let meter: Meter

    package init(
        database: any Database, vault: Vault, identifiers: any IdentifierSource, registry: Registry = .none,
        meter: Meter = Meter()
    ) {
        self.database = database
        self.vault = vault
        self.identifiers = identifiers
        self.registry = registry
        self.meter = meter
    }

    /// Runs one command: idempotency key → who may → what is wrong → write → audit entry, in one transaction.
    ///
    /// - Parameter key: made by the caller for this one intention. The same key with the same command returns the first
    ///   outcome again; with another command it is a conflict. Kept for 14 days, for successes only.
    /// - Throws: `Problem`; anything else is internal.
    @discardableResult
    package func run<C: Command>(_ command: C, as actor: Actor, key: String? = nil) async throws -> C.Outcome {
        let repeated = try key.map { try IdempotencyKey($0, actor: actor, command: command, vault: vault) }
        do {
            let outcome = try await write { tx in
                if let earlier = try repeated?.outcome(of: C.self, tx) { return earlier }
                let act = self.act(tx, actor)
                let outcome = try act.run(command)
                try repeated?.keep(outcome, tx)
                try act.ledger.write(act)
                return outcome
            }
            meter.count(.commands, C.name, "done")
            return outcome
        } catch {
            meter.count(.commands, C.name, Self.kind(error))
            throw await recordingRefusal(of: C.name, by: actor, error)
        }
    }

    /// Runs several commands in one transaction, all or nothing, each with its own audit entry.
    ///
    /// For imports and the demo city. Keep it to some hundreds of commands: others wait while it writes.
    package func batch<T: Sendable>(
        _ name: String, as actor: Actor, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T {
        do {
            let result = try await write { tx in
                let act = self.act(tx, actor)
                let result = try body(act)
                try act.ledger.write(act)
                return result
            }
            meter.count(.commands, name, "done")
            return result
        } catch {
            meter.count(.commands, name, Self.kind(error))
            throw await recordingRefusal(of: name, by: actor, error)
        }
    }

    /// Writes the audit entry of a reading of sensitive records, before the answer goes out.
    package func recordReading(
        _ name: String, of subjects: [(kind: String, id: Identifier)], fields: [String], by actor: Actor
    ) async throws {
        do {
            try await database.write { tx in
                let act = self.act(tx, actor)
                for subject in subjects { act.note(subject.kind, subject.id, fields: fields) }
                try AuditEntry.write([AuditEntry(act: act, command: name, outcome: .read, reason: nil)], act)
            }
        } catch {
            throw Problem.plain(error)
        }
    }

    /// Runs a write again, once, when it broke a rule of uniqueness.
    ///
    /// What it collided with was perhaps committed after its first look (PostgreSQL says so only when it inserts). The
    /// second look finds it: the outcome kept under the same key, or the row of which the command's own check says more.
    private func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        do { return try await database.write(body) } catch StorageError.unique { return try await database.write(body) }
    }

    /// A reading of which one actor may make only so many in a minute, whatever it finds: looked up, counted and put on
    /// audit in one transaction, so that many at once do not pass together.
    ///
    /// - Throws: `Problem.tooMany` with the sentence given.
    package func limitedReading<T: Sendable>(
        _ name: String, fields: [String], by actor: Actor, atMost most: Int, orSay refusal: Message,
        _ body: @escaping @Sendable (Transaction) throws -> (answer: T, subjects: [(kind: String, id: Identifier)])
    ) async throws -> T {
        do {
            return try await database.write { tx in
                let act = self.act(tx, actor)
                // Identifiers are in order of time, 22 bits below the milliseconds: the actor's index leads there.
                let oldest = Identifier(rawValue: act.newIdentifier().rawValue - (61_000 << 22))
                let own: SQL = actor.account.map { "actor_id = \($0)" } ?? "actor_id IS NULL"
                let count: Int? = try tx.value(
                    """
                    SELECT COUNT(*) FROM audit_entries
                    WHERE \(own) AND id > \(oldest) AND at > \(tx.now.adding(seconds: -60)) AND command = \(name)
                      AND actor_kind = \(actor.kind.rawValue)
                    """)
                guard (count ?? 0) < most else { throw Problem.tooMany(refusal, retryAfterSeconds: 60) }
                let found = try body(tx)
                for subject in found.subjects { act.note(subject.kind, subject.id) }
                for field in fields where !act.trail.fields.contains(field) { act.trail.fields.append(field) }
                try AuditEntry.write([AuditEntry(act: act, command: name, outcome: .read, reason: nil)], act)
                return found.answer
            }
        } catch {
            throw await recordingRefusal(of: name, by: actor, error)
        }
    }

    private static func kind(_ error: any Error) -> String {
        guard let problem = Problem.plain(error) as? Problem else { return "failed" }
        return problem.isRefusal ? "refused" : "invalid"
    }

    private func act(_ tx: Transaction, _ actor: Actor) -> Act {
        Act(
            tx: tx, actor: actor, vault: vault, registry: registry, identifiers: identifiers, trail: Act.Trail(),
            ledger: Act.Ledger())
    }

    /// A refusal is on audit in a transaction of its own, since its act was rolled back. One that cannot be recorded is
    /// not answered either: whoever asks learns only that it cannot be done now.
    private func recordingRefusal(of command: String, by actor: Actor, _ error: any Error) async -> any Error {
        let error = Problem.plain(error)
        guard let problem = error as? Problem, problem.isRefusal else { return error }
        // In a task of its own: whoever asks and hangs up is on audit all the same.
        let recording = Task {
            try await database.write { tx in
                let act = self.act(tx, actor)
                act.noteRefusal(of: command, problem)
                try act.ledger.write(act)
            }
        }
        do { try await recording.value } catch { return Problem.plain(error) }
        return problem
    }
}

extension Problem {
    /// Someone asked for what she may not have; a mere mistake in a form is not one.
    var isRefusal: Bool {
        switch self {
        case .forbidden, .notFound, .tooMany: true
        case .invalid, .conflict, .tooLarge, .unavailable: false
        }
    }

    static let alreadyThere = Problem.conflict("刚才已有相同的记录，请刷新后再看")

    /// What the storage says, in words for whoever asked.
    fileprivate static func plain(_ error: any Error) -> any Error {
        switch error as? StorageError {
        case .unique: alreadyThere
        case .busy: Problem.unavailable("系统正忙，请稍后再试")
        case .diskFull: Problem.unavailable("磁盘已满，没有保存；请联系系统管理员")
        // A connection that breaks at COMMIT leaves open whether it was done.
        case .unavailable: Problem.unavailable("数据库暂时连不上，可能没有保存；请稍后看过再试")
        default: error
        }
    }
}
