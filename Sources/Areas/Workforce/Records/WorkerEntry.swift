import Core
import Organization
import People
import Storage

/// A worker as the subject of a command, found through the actor's scope.
package struct WorkerSubject: Sendable {
    package let worker: Worker
    package let place: Place
}

/// A command about one worker: whoever may post at her unit may run it.
package protocol WorkerCommand: Command where Subject == WorkerSubject {
    var person: Identifier { get }
}

extension WorkerCommand {
    package func load(_ act: Act) throws -> WorkerSubject {
        guard let place = try PersonStore.place(of: person, act.actor.sees, act.tx) else { throw Problem.notFound }
        guard let worker = try WorkerStore.find(person, act.tx) else {
            try act.actor.may(.post, at: place).orThrow()
            throw Problem.conflict("此人还没有登记为工会社工或党群工作者")
        }
        return WorkerSubject(worker: worker, place: place)
    }

    package func mayRun(_ subject: WorkerSubject, _ act: Act) -> Permission { act.actor.may(.post, at: subject.place) }
}

/// What is written down about a worker. An entry is never rewritten: one that was wrong is withdrawn with a reason, and
/// entered again.
package enum WorkerEntryKind: String, Sendable, CaseIterable, Codable {
    case contract, gradeStep, licence, licenceHours, language, skill, cadreOffice, cohortMember

    package var title: Message {
        switch self {
        case .contract: "合同"
        case .gradeStep: "职级"
        case .licence: "证书"
        case .licenceHours: "继续教育学时"
        case .language: "语言"
        case .skill: "特长"
        case .cadreOffice: "干部任用"
        case .cohortMember: "所属批次"
        }
    }

    var table: SQL {
        switch self {
        case .contract: "worker_contracts"
        case .gradeStep: "worker_grade_steps"
        case .licence: "worker_licences"
        case .licenceHours: "licence_hours"
        case .language: "worker_languages"
        case .skill: "worker_skills"
        case .cadreOffice: "cadre_offices"
        case .cohortMember: "cohort_members"
        }
    }

    /// The columns that every entry's table has, and the rule that a withdrawal says why.
    static let columns: SQL = """
        made_at \(type: .integer) NOT NULL,
        made_by \(type: .integer),
        withdrawn_at \(type: .integer),
        withdrawn_by \(type: .integer),
        withdrawal_reason \(type: .text),
        CONSTRAINT withdrawal_says_why CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
        """
}

/// Takes back an entry that should never have been written. It stays, with who withdrew it and why.
package struct WithdrawEntry: WorkerCommand {
    package static let name = "withdrawWorkerEntry"
    package var person: Identifier
    package var kind: WorkerEntryKind
    package var entry: Identifier
    package var reason: String

    package init(person: Identifier, kind: WorkerEntryKind, entry: Identifier, reason: String) {
        self.person = person
        self.kind = kind
        self.entry = entry
        self.reason = reason
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        guard try WorkerEntries.isOpen(entry, kind, of: person, act.tx) else { throw Problem.notFound }
        if kind == .contract {
            let later = try ContractStore.of(person, act.tx).first
            if later?.id != entry { return [FieldProblem("entry", "请先作废更晚的合同")] }
        }
        return Reason.problems(reason)
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            UPDATE \(kind.table) SET withdrawn_at = \(act.now), withdrawn_by = \(act.actor.account),
                withdrawal_reason = \(reason)
            WHERE id = \(entry)
            """)
        act.note("person", person, fields: [kind.rawValue])
        try WorkerEntries.follow(person, act)
        return Done()
    }
}

enum WorkerEntries {
    /// Whether the entry is this worker's and has not been withdrawn.
    static func isOpen(
        _ entry: Identifier, _ kind: WorkerEntryKind, of person: Identifier, _ tx: Transaction
    ) throws -> Bool {
        let owner: SQL =
            kind == .licenceHours
            ? "e.licence_id IN (SELECT l.id FROM worker_licences l WHERE l.person_id = \(person))"
            : "e.person_id = \(person)"
        let found: Int? = try tx.value(
            "SELECT 1 FROM \(kind.table) e WHERE e.id = \(entry) AND \(owner) AND e.withdrawn_at IS NULL")
        return found != nil
    }

    /// An entry that lasted ends on a day, for a reason; what was promised until its end is kept. Part of a command.
    static func end(
        _ entry: Identifier, _ kind: WorkerEntryKind, of person: Identifier, on day: Day, because reason: String,
        promised: String, field: String, _ act: Act
    ) throws {
        try act.tx.execute("UPDATE \(kind.table) SET ended_on = \(day), end_reason = \(reason) WHERE id = \(entry)")
        try Obligations.close(promised, about: entry, .kept, evidence: reason, act)
        act.note("person", person, fields: [field])
        try follow(person, act)
    }

    /// What is wrong with the end of an entry that began on a day.
    static func problems(
        endingOn day: Day, because reason: String, begun: Day, _ act: Act
    ) -> [FieldProblem] {
        var problems = Posting.problems(withDay: day, field: "endedOn", act)
        if day < begun { problems.append(FieldProblem("endedOn", "早于开始日期 \(begun)")) }
        return problems + Reason.problems(reason)
    }

    /// Everything that is made of a worker's entries and posts says the same as they do: what is due, the list of those in
    /// post, her time in the force. Called at the end of every command that changes any of them.
    static func follow(_ person: Identifier, _ act: Act) throws {
        try WorkerFacet.refresh(person, act.tx)
        try WorkerSpell.refresh(person, act.tx)
        try CarriedUnits.follow(person, act.tx)
        try WorkerPromises.settle(person, act)
    }
}
