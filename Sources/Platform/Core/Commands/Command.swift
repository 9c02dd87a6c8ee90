import Storage

/// A value that says what somebody wants changed. Nothing changes in any other way.
///
/// The runner asks in this order: `load` (through the actor's scope, so that what she may not see is not found), `mayRun`
/// (a reason when she may not), `check` (what is wrong, by field), `perform`. All in one transaction with one timestamp,
/// which may run twice: a command has no outside effects.
package protocol Command: Codable, Sendable {
    associatedtype Subject = Void
    /// What a caller gets back, and what a repeated call with the same key gets again: identifiers and counts only.
    associatedtype Outcome: Codable & Sendable

    /// A verb and its object in the words of the field, stable for programs: `appointWorker`.
    static var name: String { get }

    func load(_ act: Act) throws -> Subject
    func mayRun(_ subject: Subject, _ act: Act) -> Permission
    func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem]
    func perform(_ subject: Subject, _ act: Act) throws -> Outcome
}

extension Command where Subject == Void {
    package func load(_ act: Act) throws {}
}

extension Command {
    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] { [] }
}

/// For commands that have nothing to say when they are done.
package struct Done: Codable, Sendable { package init() {} }

/// One act of one actor: the transaction, the moment, and the trail that becomes the audit entry.
package struct Act {
    package let tx: Transaction
    package let actor: Actor
    package let vault: Vault
    /// What the rooms have registered.
    package let registry: Registry
    let identifiers: any IdentifierSource
    let trail: Trail
    let ledger: Ledger

    package var now: Instant { tx.now }
    package var today: Day { Day(of: tx.now) }

    package func newIdentifier() -> Identifier { identifiers.next(at: tx.now) }

    /// Puts a record on this act's audit entry, with the names of the fields that changed. Never values.
    package func note(_ kind: String, _ id: Identifier, fields: [String] = []) {
        trail.subjects.append(AuditSubject(kind: kind, id: id))
        for field in fields where !trail.fields.contains(field) { trail.fields.append(field) }
    }

    /// Runs another command as part of this act: the same rules, an audit entry of its own. Refused, it takes the act
    /// with it: nothing is committed even if the error is caught. `attempt` is rolled back alone.
    @discardableResult
    package func run<C: Command>(_ command: C) throws -> C.Outcome {
        let act = part()
        let before = ledger.entries.count
        do {
            let subject = try command.load(act)
            try command.mayRun(subject, act).orThrow()
            let problems = try command.check(subject, act)
            guard problems.isEmpty else { throw Problem.invalid(problems) }
            let outcome = try command.perform(subject, act)
            ledger.entries.append(AuditEntry(act: act, command: C.name, outcome: .done, reason: nil))
            return outcome
        } catch {
            // What is undone was not done: its parts leave the ledger with it.
            ledger.entries.removeSubrange(before...)
            tx.giveUp()
            throw error
        }
    }

    /// As `run`, with what was wrong as a value: for batches, where one refused row stops nobody. A refusal is on audit.
    package func attempt<C: Command>(_ command: C) throws -> Result<C.Outcome, Problem> {
        do { return .success(try tx.savepoint { try run(command) }) } catch let problem as Problem {
            if problem.isRefusal { part().noteRefusal(of: C.name, problem) }
            return .failure(problem)
        } catch StorageError.unique {
            // The savepoint has undone it.
            return .failure(.alreadyThere)
        }
    }

    /// The same act with a trail of its own.
    private func part() -> Act {
        Act(
            tx: tx, actor: actor, vault: vault, registry: registry, identifiers: identifiers, trail: Trail(),
            ledger: ledger)
    }

    func noteRefusal(of command: String, _ problem: Problem) {
        ledger.entries.append(AuditEntry(act: self, command: command, outcome: .refused, reason: problem.code))
    }

    /// Collects what an act touched.
    final class Trail {
        var subjects: [AuditSubject] = []
        var fields: [String] = []
    }

    /// The audit entries of one transaction. They are written together at its end: one statement for many instead of
    /// several for each, which is what an import and the demo city mostly wait for.
    final class Ledger {
        var entries: [AuditEntry] = []

        func write(_ act: Act) throws {
            try AuditEntry.write(entries, act)
            entries = []
        }
    }
}
