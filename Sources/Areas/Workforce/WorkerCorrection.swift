import Core
import People
import Storage
import Web

/// Puts right what is known of a worker. What is not given stays as it is.
package struct CorrectWorker: WorkerCommand {
    package static let name = "correctWorker"
    package var person: Identifier
    package var category: WorkerCategory?
    package var source: WorkerSource?
    package var sourceNote: String?
    package var hiredOn: Day?
    /// The form asks for it; a roster that says something else is its own reason.
    package var reason: String?

    package init(
        person: Identifier, category: WorkerCategory? = nil, source: WorkerSource? = nil, sourceNote: String? = nil,
        hiredOn: Day? = nil, reason: String? = nil
    ) {
        self.person = person
        self.category = category
        self.source = source
        self.sourceNote = sourceNote
        self.hiredOn = hiredOn
        self.reason = reason
    }

    package struct Outcome: Codable, Sendable {
        package let changed: [String]
    }

    package func load(_ act: Act) throws -> WorkerSubject {
        guard let place = try PersonStore.place(of: person, act.actor.sees, act.tx),
            let worker = try WorkerStore.find(person, act.tx)
        else { throw Problem.notFound }
        return WorkerSubject(worker: worker, place: place)
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if let category, category != .cadre, subject.worker.category == .cadre,
            try CadreStore.offices(of: person, act.tx).contains(where: { $0.endedOn == nil })
        {
            problems.append(FieldProblem("category", "此人还有没结束的干部任用；请先登记结束"))
        }
        if let sourceNote, sourceNote.count > 100 { problems.append(FieldProblem("sourceNote", "不超过 100 个字")) }
        if let reason { problems += Reason.problems(reason) }
        return problems
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Outcome {
        let worker = subject.worker
        var changed: [String] = []
        if let category, category != worker.category { changed.append("category") }
        if let source, source != worker.source { changed.append("source") }
        if let sourceNote, sourceNote != worker.sourceNote { changed.append("sourceNote") }
        if let hiredOn, hiredOn != worker.hiredOn { changed.append("hiredOn") }
        if changed.isEmpty { return Outcome(changed: []) }
        try WorkerCorrection.keep(of: worker, changed, because: reason, act)
        try act.tx.execute(
            """
            UPDATE workers SET category = \(category ?? worker.category), source = \(source ?? worker.source),
                source_note = \(sourceNote ?? worker.sourceNote), hired_on = \(hiredOn ?? worker.hiredOn),
                version = version + 1
            WHERE person_id = \(person)
            """)
        try WorkerEntries.follow(person, act)
        act.note("person", person, fields: changed)
        return Outcome(changed: changed)
    }
}

/// What was written of a worker before it was put right, who did it, and why.
package struct WorkerCorrection: Sendable, Encodable {
    package let changed: [String]
    package let category: WorkerCategory
    package let source: WorkerSource?
    package let hiredOn: Day?
    package let reason: String?
    package let at: Instant

    private enum CodingKeys: String, CodingKey { case changed, category, source, hiredOn, reason }

    static let migrations = [
        Migration(
            "workforce-worker-corrections-1",
            [
                """
                CREATE TABLE worker_corrections (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    changed \(type: .text) NOT NULL,
                    category \(type: .text) NOT NULL,
                    source \(type: .text),
                    source_note \(type: .text),
                    hired_on \(type: .text),
                    reason \(type: .text),
                    corrected_by \(type: .integer),
                    corrected_at \(type: .integer) NOT NULL
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX worker_corrections_by_person ON worker_corrections (person_id, id)",
            ])
    ]

    static func keep(of worker: Worker, _ changed: [String], because reason: String?, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO worker_corrections (id, person_id, changed, category, source, source_note, hired_on, reason,
                                            corrected_by, corrected_at)
            VALUES (\(act.newIdentifier()), \(worker.person), \(changed.joined(separator: " ")), \(worker.category),
                    \(worker.source), \(worker.sourceNote), \(worker.hiredOn), \(reason), \(act.actor.account), \(act.now))
            """)
    }

    /// Newest first.
    package static func of(_ person: Identifier, _ tx: Transaction) throws -> [WorkerCorrection] {
        try tx.all(
            """
            SELECT changed, category, source, hired_on, reason, corrected_at FROM worker_corrections
            WHERE person_id = \(person) ORDER BY id DESC LIMIT 20
            """
        ) { row in
            WorkerCorrection(
                changed: (try row["changed"] as String).split(separator: " ").map(String.init),
                category: try row["category"], source: try row["source"], hiredOn: try row["hired_on"],
                reason: try row["reason"], at: try row["corrected_at"])
        }
    }
}

/// The form's own: nobody corrects by hand without saying why.
package struct CorrectWorkerByHand: WorkerCommand {
    package static let name = "correctWorkerByHand"
    package var person: Identifier
    /// As read before the change; nil: whatever stands there.
    package var version: Int?
    package var category: WorkerCategory
    package var source: WorkerSource?
    package var sourceNote: String?
    package var hiredOn: Day?
    package var reason: String

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        if let version, version != subject.worker.version {
            throw Problem.conflict("这位的入职信息刚被别人改过，请看过最新的内容再改")
        }
        return try correction.check(subject, act)
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> CorrectWorker.Outcome {
        try correction.perform(subject, act)
    }

    private var correction: CorrectWorker {
        CorrectWorker(
            person: person, category: category, source: source, sourceNote: sourceNote, hiredOn: hiredOn,
            reason: reason)
    }
}

extension WorkerFormKind where C == CorrectWorkerByHand {
    static var correction: WorkerFormKind<CorrectWorkerByHand> {
        WorkerFormKind(
            path: "employment", name: "employment", title: "更正入职信息", submitLabel: "更正入职信息", said: "已更正入职信息",
            begin: { worker, _, _, _ in
                Beginning(
                    edited: EditedRecord(
                        "person", worker.person, version: worker.version,
                        [
                            .choice("category", "人员类别", worker.category.rawValue, categoryChoices),
                            .choice("source", "来源", worker.source?.rawValue, sourceChoices),
                            .text("sourceNote", "来源说明", worker.sourceNote), .day("hiredOn", "入职日期", worker.hiredOn),
                        ]))
            },
            fields: { view, _ in
                [
                    view.radios("category", "人员类别", categoryChoices),
                    view.select("source", "来源", sourceChoices, isOptional: true),
                    view.text("sourceNote", "来源说明", hint: "例如原单位：宝武", isOptional: true),
                    view.day("hiredOn", "入职日期", isOptional: true),
                    view.text("reason", "更正的原因", hint: "例如：当时登记有误，已核对劳动合同", width: .full),
                ]
            })
    }
}

private let categoryChoices = WorkerCategory.allCases.map { Choice($0.rawValue, $0.title) }
private let sourceChoices = WorkerSource.allCases.map { Choice($0.rawValue, $0.title) }
