import Core
import Organization
import People
import Storage
import Web

/// Names a group of people who came together.
package struct FormCohort: Command {
    package static let name = "formCohort"
    package var label: String
    package var source: WorkerSource
    package var sourceEmployer: String?
    /// The employer, university or agency that they came through, where it is a partner of ours.
    package var partner: Identifier?
    package var formedOn: Day
    /// Whose it is: the city's, a district's.
    package var unit: Identifier

    package init(
        label: String, source: WorkerSource, sourceEmployer: String? = nil, partner: Identifier? = nil, formedOn: Day,
        unit: Identifier
    ) {
        self.label = label
        self.source = source
        self.sourceEmployer = sourceEmployer
        self.partner = partner
        self.formedOn = formedOn
        self.unit = unit
    }

    package struct Outcome: Codable, Sendable {
        package let cohort: Identifier
    }

    package func load(_ act: Act) throws -> Unit {
        guard let unit = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return unit
    }

    package func mayRun(_ unit: Unit, _ act: Act) -> Permission { act.actor.may(.post, at: unit.place) }

    package func check(_ unit: Unit, _ act: Act) throws -> [FieldProblem] {
        var problems = Posting.problems(withDay: formedOn, field: "formedOn", act)
        if !(1...50).contains(label.count) { problems.append(FieldProblem("label", "请填写名称，不超过 50 个字")) }
        if let sourceEmployer, sourceEmployer.count > 100 {
            problems.append(FieldProblem("sourceEmployer", "不超过 100 个字"))
        }
        problems += try PartnerChoices.problems(partner, act)
        let same: Int? = try act.tx.value(
            "SELECT 1 FROM cohorts WHERE unit_id = \(unit.place.unit) AND name = \(label)")
        if same != nil { problems.append(FieldProblem("label", "这个单位已经有同名的批次")) }
        return problems
    }

    package func perform(_ unit: Unit, _ act: Act) throws -> Outcome {
        let (id, place) = (act.newIdentifier(), unit.place)
        let sourceEmployer = try sourceEmployer ?? partner.flatMap { try PartnerStore.names([$0], act.tx)[$0] }
        try act.tx.execute(
            """
            INSERT INTO cohorts (id, name, source, source_employer, partner_id, formed_on, unit_id, district_id,
                                 scope_key, made_at, made_by)
            VALUES (\(id), \(label), \(source), \(sourceEmployer), \(partner), \(formedOn), \(place.unit),
                    \(place.district), \(place.key), \(act.now), \(act.actor.account))
            """)
        act.note("cohort", id)
        if let partner { act.note("partner", partner) }
        act.note("unit", place.unit)
        return Outcome(cohort: id)
    }
}

/// Puts somebody into a cohort.
package struct JoinCohort: WorkerCommand {
    package static let name = "joinCohort"
    package var person: Identifier
    package var cohort: Identifier
    package var formerTrade: String?
    /// Who recommended her, by which letter.
    package var recommendedBy: String?
    /// What was settled on the way: service with the former employer, severance, papers.
    package var transitionNote: String?

    package init(
        person: Identifier, cohort: Identifier, formerTrade: String? = nil, recommendedBy: String? = nil,
        transitionNote: String? = nil
    ) {
        self.person = person
        self.cohort = cohort
        self.formerTrade = formerTrade
        self.recommendedBy = recommendedBy
        self.transitionNote = transitionNote
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        let isOpen = try CohortStore.open(to: act.actor.scope(for: .post), act.tx).contains { $0.id == cohort }
        if !isOpen { problems.append(FieldProblem("cohort", "请从列表中选择批次")) }
        if try CohortStore.memberships(of: person, act.tx).contains(where: { $0.cohort == cohort }) {
            problems.append(FieldProblem("cohort", "此人已经在这个批次里"))
        }
        for (field, text) in [("formerTrade", formerTrade), ("recommendedBy", recommendedBy)] {
            if let text, text.count > 100 { problems.append(FieldProblem(field, "不超过 100 个字")) }
        }
        if let transitionNote, transitionNote.count > 500 {
            problems.append(FieldProblem("transitionNote", "不超过 500 个字"))
        }
        return problems
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO cohort_members (id, cohort_id, person_id, former_trade, recommended_by, transition_note, made_at, made_by)
            VALUES (\(act.newIdentifier()), \(cohort), \(person), \(formerTrade), \(recommendedBy), \(transitionNote),
                    \(act.now), \(act.actor.account))
            """)
        act.note("person", person, fields: ["cohort"])
        act.note("cohort", cohort)
        return Done()
    }
}

extension WorkerFormKind where C == JoinCohort {
    static var cohort: WorkerFormKind<JoinCohort> {
        WorkerFormKind(
            path: "cohorts", name: "cohort", title: "加入批次", submitLabel: "登记", said: "已登记所属批次",
            begin: { _, _, visit, tx in
                let cohorts = try CohortStore.open(to: visit.actor.scope(for: .post), tx)
                return Beginning(
                    hints: cohorts.isEmpty ? ["还没有批次；请先在“来源与批次”里登记一个批次"] : [],
                    choices: cohorts.map { Choice($0.id.description, .verbatim($0.name)) })
            },
            fields: { view, beginning in
                [
                    view.select("cohort", "批次", beginning.choices),
                    view.text("formerTrade", "原来的工种或岗位", hint: "例如：炼钢工", isOptional: true),
                    view.text("recommendedBy", "谁推荐", hint: "推荐单位和文号", isOptional: true, width: .full),
                    view.textarea(
                        "transitionNote", "转岗说明", hint: "例如：原单位工龄和经济补偿怎样处理、材料存在哪里", isOptional: true),
                ]
            })
    }
}

/// The form that names a cohort.
struct CohortForm: Page {
    let units: UnitField
    let partners: [Choice]
    let form: FormState

    var title: Message { "登记批次" }
    var room: Room? { People.room }
    static let path = "/workforce/cohorts/new"

    static func load(_ visit: Visit, _ state: FormState) async throws -> CohortForm {
        try visit.actor.may(.post).orThrow()
        let scope = visit.actor.scope(for: .post)
        let actor = visit.actor
        return try await visit.house.database.read { tx in
            CohortForm(
                units: try UnitField.offer(state["unitName"], scope, tx),
                partners: try PartnerChoices.sources(actor, tx), form: state)
        }
    }

    static func submit(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.post).orThrow()
        return try await visit.submit {
            let command = try await visit.decode(
                FormCohort.self, namingUnitIn: visit.actor.scope(for: .post), from: UnitStore.choices)
            try await visit.run(command)
            return .redirect("/workforce/cohorts", saying: "已登记批次")
        } orShow: { state in
            try await load(visit, state)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, crumbs: [Crumb("来源与批次", "/workforce/cohorts")]))
            \(view.wrapped(to: Self.path, submit: "登记", cancel: "/workforce/cohorts", [
                view.text("label", "批次名称", hint: "例如：宝武 2019-03 定向"),
                view.select("source", "来源", WorkerSource.allCases.map { Choice($0.rawValue, $0.title) }),
                view.text("sourceEmployer", "原单位", hint: "定向招录的填原单位，例如：宝武", isOptional: true),
                PartnerChoices.field(view, partners),
                view.day("formedOn", "形成日期"),
                units.view(view, "由哪个单位组织"),
            ]))
            """
    }
}
