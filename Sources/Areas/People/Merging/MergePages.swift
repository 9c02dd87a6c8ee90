import Core
import Storage
import Web

struct MergePages: Sendable {
    var routes: [Route] {
        [
            .get("/people/:person/merge/:other", "person.merge.compare") { .page(try await compare($0, FormState())) },
            .post("/people/:person/merge/:other/outlook", "person.merge.outlook", outlook),
            .post("/people/:person/merge/:other", "person.merge.do", merge),
            .post("/people/:person/merge/:other/apart", "person.merge.apart", keepApart),
            .get("/people/:person/merges/:merge/undo", "person.merge.undo.form") {
                .page(try await undoPage($0, FormState()))
            },
            .post("/people/:person/merges/:merge/undo", "person.merge.undo", undo),
        ]
    }

    // MARK: - Side by side

    private func compare(_ visit: Visit, _ state: FormState) async throws -> ComparePage {
        let (kept, merged) = (try visit.identifier("person"), try visit.identifier("other"))
        return try await visit.house.database.read { tx in
            let filter = PersonFilter(visit.actor.sees)
            let lines = try PersonStore.lines(of: [kept, merged], filter, tx, visit.house.vault)
            guard kept != merged, lines.count == 2 else { throw Problem.notFound }
            for line in lines { try visit.actor.may(.managePeople, at: line.person.place).orThrow() }
            guard let one = try PersonStore.record(of: kept, tx, visit.house.vault),
                let two = try PersonStore.record(of: merged, tx, visit.house.vault)
            else { throw Problem.notFound }
            let registry = visit.house.registry
            var state = state
            for (name, line) in [("keptVersion", lines[0]), ("mergedVersion", lines[1])] {
                state[name] = String(line.person.version)
            }
            for field in ComparePage.Field.allCases where state[field.rawValue] == nil {
                state[field.rawValue] = MergeSide.kept.rawValue
            }
            return ComparePage(
                kept: .init(lines[0]), merged: .init(lines[1]),
                differing: ComparePage.Field.allCases.filter { !$0.isSame(one, two) },
                contents: try registry.personal.compactMap { content in
                    let counts = [try content.count(kept, tx), try content.count(merged, tx)]
                    return counts == [0, 0]
                        ? nil : ComparePage.Content(title: content.title, kept: counts[0], merged: counts[1])
                },
                conflicts: try MergePeople.conflicts(merged, kept, registry, tx), form: state)
        }
    }

    private func command(_ visit: Visit) throws -> MergePeople {
        try visit.decode(
            MergePeople.self, with: ["kept": visit.parameter("person"), "merged": visit.parameter("other")])
    }

    /// What would come of it; nothing is done yet.
    @Sendable private func outlook(_ visit: Visit) async throws -> Answer {
        try await visit.submit {
            let page = try await compare(visit, FormState(visit.fields))
            let command = try command(visit)
            let result = try await visit.house.database.read { tx in
                guard let kept = try PersonStore.record(of: command.kept, tx, visit.house.vault),
                    let merged = try PersonStore.record(of: command.merged, tx, visit.house.vault)
                else { throw Problem.notFound }
                guard kept.version == command.keptVersion, merged.version == command.mergedVersion else {
                    throw Problem.conflict("在您比较期间，别人改过其中一人的资料；请重新比较")
                }
                if let problem = PersonChecks.problem(ofReason: command.reason, whenMissing: "请写明怎样确认是同一个人") {
                    throw Problem.invalid([problem])
                }
                return command.result(kept, merged, today: visit.house.today)
            }
            return .page(OutlookPage(compare: page, result: result, command: command))
        } orShow: { state in
            try await compare(visit, state)
        }
    }

    @Sendable private func merge(_ visit: Visit) async throws -> Answer {
        try await visit.submit {
            let outcome = try await visit.run(try command(visit))
            return .redirect("/people/\(outcome.person)", saying: "已合并；\(PersonMerge.daysToUndo) 天内可以撤销")
        } orShow: { state in
            try await compare(visit, state)
        }
    }

    @Sendable private func keepApart(_ visit: Visit) async throws -> Answer {
        try await visit.submit {
            let fields = [
                "person": visit.parameter("person"), "other": visit.parameter("other"),
                "reason": visit.fields[ComparePage.apartReason] ?? visit.fields["reason"] ?? "",
            ]
            try await visit.run(try visit.decode(KeepApart.self, with: fields))
            return .redirect("/people/doubles", saying: "已记下：不是同一个人")
        } orShow: { state in
            var state = state
            state.problems = state.problems.map { problem in
                problem.field == "reason" ? FieldProblem(ComparePage.apartReason, problem.message) : problem
            }
            return try await compare(visit, state)
        }
    }

    // MARK: - Undoing

    private func undoPage(_ visit: Visit, _ state: FormState) async throws -> UndoMergePage {
        let (person, merge) = (try visit.identifier("person"), try visit.identifier("merge"))
        return try await visit.house.database.read { tx in
            let subject = try UndoMerge.subject(merge, visit.actor, tx, visit.house.vault)
            guard subject.kept.id == person else { throw Problem.notFound }
            try UndoMerge.mayRun(subject, visit.actor).orThrow()
            return UndoMergePage(
                id: merge, person: person, name: subject.kept.name, lastDay: subject.merge.lastDay,
                obstacles: try UndoMerge.obstacles(
                    subject, visit.house.registry, visit.house.today, tx, visit.house.vault),
                form: state)
        }
    }

    @Sendable private func undo(_ visit: Visit) async throws -> Answer {
        let page = try await undoPage(visit, FormState())
        return try await visit.submit {
            let outcome = try await visit.run(try visit.decode(UndoMerge.self, with: ["merge": page.id.description]))
            return .redirect("/people/\(outcome.merged)", saying: "已撤销合并，两份记录都恢复了原样")
        } orShow: { state in
            try await undoPage(visit, state)
        }
    }
}

struct UndoMergePage: Page {
    var title: Message { "撤销合并：\(name)" }
    var room: Room? { People.room }

    let id: Identifier
    let person: Identifier
    let name: String
    let lastDay: Day
    let obstacles: [Message]
    let form: FormState

    func body(_ words: Words) -> HTML {
        let header = pageHeader(
            words, title, crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(person)")])
        guard obstacles.isEmpty else {
            return """
                \(header)
                \(notice(words, .warning, "现在不能撤销：", lineList(obstacles.map { HTML(text: words($0)) })))
                \(actRow(words, [.link("返回", to: "/people/\(person)")]))
                """
        }
        let view = FormView(words, form)
        return """
            \(header)
            \(notice(words, .warning, "两份记录都会恢复成合并以前的样子；\(lastDay)以前可以撤销"))
            \(view.wrapped(
                to: "/people/\(person)/merges/\(id)/undo", submit: "撤销合并", weight: .danger,
                cancel: "/people/\(person)",
                [view.textarea("reason", "撤销的理由", hint: "会留在此人的记录里", rows: 2)]))
            """
    }
}

/// On the page of whoever is the result of a merge: until when it can be undone.
struct MergesOfPerson: Section {
    static let key = "merges"

    struct Entry: Encodable, Sendable {
        let id: Identifier
        let at: Int64
        let lastDay: Day
    }

    let person: Identifier
    let merges: [Entry]

    var title: Message { "合并过的记录" }

    static let section = PersonSection { visit, person, tx in
        guard visit.actor.has(.managePeople) else { return nil }
        let merges = try PersonMerge.into(person, tx).filter { visit.house.today <= $0.lastDay }
        guard !merges.isEmpty, let place = try PersonStore.place(of: person, visit.actor.sees, tx),
            visit.actor.may(.managePeople, at: place).isAllowed
        else { return nil }
        return MergesOfPerson(
            person: person,
            merges: merges.map { Entry(id: $0.id, at: $0.at.milliseconds, lastDay: $0.lastDay) })
    }

    func body(_ words: Words) -> HTML {
        lineList(
            merges.map { merge in
                """
                \(words("\(Day(of: Instant(milliseconds: merge.at)))由两份记录合并而成；\(merge.lastDay)以前可以撤销")) \
                <a href="/people/\(person)/merges/\(merge.id)/undo">\(words("撤销合并"))</a>
                """
            })
    }
}
