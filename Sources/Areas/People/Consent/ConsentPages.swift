import Core
import Storage
import Web

/// On a person's page: what her data may be used for.
struct ConsentsOfPerson: Section {
    static let key = "consents"

    struct Entry: Encodable, Sendable {
        let id: Identifier
        let purpose: ConsentPurpose
        let detail: String?
        let givenOn: Day
        let way: ConsentWay
        let withdrawnOn: Day?
    }

    let person: Identifier
    let consents: [Entry]
    let mayRecord: Bool

    var title: Message { "个人信息的用途和同意" }

    static let section = PersonSection { visit, person, tx in
        guard let found = try PersonStore.find(person, visit.actor.sees, tx, visit.house.vault), !found.isErased else {
            return nil
        }
        return ConsentsOfPerson(
            person: person,
            consents: try ConsentStore.all(of: person, tx).map {
                Entry(
                    id: $0.id, purpose: $0.purpose, detail: $0.detail, givenOn: $0.givenOn, way: $0.way,
                    withdrawnOn: $0.withdrawnOn)
            },
            mayRecord: visit.actor.may(.managePeople, at: found.place).isAllowed)
    }

    func body(_ words: Words) -> HTML {
        let rows = consents.map { consent in
            TableRow([
                "\(words(consent.purpose.title))\(consent.detail.map { "<br/><span class=\"quiet\">\($0)</span>" as HTML })",
                "\(words(consent.givenOn)) <span class=\"quiet\">\(words(consent.way.title))</span>",
                consent.withdrawnOn.map { "\(tag(words, "已撤回", .quiet)) \(words($0))" } ?? tag(words, "有效", .strong),
                consent.withdrawnOn == nil && mayRecord
                    ? actRow(words, [.link("撤回", to: "/consents/\(consent.id)/withdraw")]) : .empty,
            ])
        }
        return """
            <p class="quiet">\(words(ConsentPurpose.staffRecord.title))\(words("："))\(words(ConsentPurpose.staffRecord.basis))</p>
            \(dataTable(
                words, caption: title,
                columns: [Column("用途", .heading), Column("同意"), Column("现在"), Column("办理", .acts)], rows: rows,
                empty: emptyState(words, "还没有登记过同意", advice: "公开照片、提供给其他单位以前，先取得本人同意")))
            \(mayRecord ? actRow(words, [.link("登记同意", to: "/people/\(person)/consents")]) : nil)
            """
    }
}

struct ConsentForm: Page {
    var title: Message { "登记\(name)的同意" }
    var room: Room? { People.room }

    let id: Identifier
    let name: String
    let form: FormState

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let purposes = ConsentPurpose.allCases.filter(\.needsConsent).map {
            Choice($0.rawValue, $0.title, hint: $0.text)
        }
        return """
            \(pageHeader(
                words, title, note: HTML(text: words("每种用途单独取得同意；本人可以随时撤回")),
                crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")]))
            \(view.wrapped(to: "/people/\(id)/consents", submit: "登记同意", cancel: "/people/\(id)", [
                view.radios("purpose", "同意什么", purposes),
                view.text("detail", "提供给谁、作什么用", hint: "公开宣传可以不填", isOptional: true, width: .full),
                view.radios("way", "怎样同意的", ConsentWay.allCases.map { Choice($0.rawValue, $0.title) }),
                view.day("givenOn", "同意的日期"),
            ]))
            """
    }
}

struct WithdrawConsentForm: Page {
    var title: Message { "撤回\(name)的同意" }
    var room: Room? { People.room }

    let id: Identifier
    let person: Identifier
    let name: String
    let purpose: Message
    let isWithdrawn: Bool
    let form: FormState

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let header = pageHeader(
            words, title, crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(person)")])
        if isWithdrawn { return "\(header)\(notice(words, .information, "这项同意已经撤回"))" }
        return """
            \(header)
            \(facts(words, [.text("用途", words(purpose))]))
            \(notice(words, .warning, "撤回立即生效：以后不再为这一用途使用此人的信息；以前已经作的使用不受影响"))
            \(view.wrapped(to: "/consents/\(id)/withdraw", submit: "登记撤回", weight: .danger, cancel: "/people/\(person)", [
                view.radios("way", "怎样撤回的", ConsentWay.allCases.map { Choice($0.rawValue, $0.title) })
            ]))
            """
    }
}

struct ConsentPages: Sendable {
    var routes: [Route] {
        [
            .get("/people/:person/consents", "person.consent.form") { .page(try await form($0, FormState($0.query))) },
            .post("/people/:person/consents", "person.consent", give),
            .get("/consents/:consent/withdraw", "consent.withdraw.form") {
                .page(try await withdrawal($0, FormState()))
            },
            .post("/consents/:consent/withdraw", "consent.withdraw", withdraw),
        ]
    }

    private func form(_ visit: Visit, _ state: FormState) async throws -> ConsentForm {
        let id = try visit.identifier("person")
        let found = try await visit.house.database.read { tx in
            try PersonStore.find(id, visit.actor.sees, tx, visit.house.vault)
        }
        guard let found, !found.isErased else { throw Problem.notFound }
        try visit.actor.may(.managePeople, at: found.place).orThrow()
        var state = state
        if state["givenOn"] == nil, !state.isRefused { state["givenOn"] = visit.house.today.description }
        return ConsentForm(id: id, name: found.name, form: state)
    }

    @Sendable private func give(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("person")
        return try await visit.submit {
            try await visit.run(try visit.decode(GiveConsent.self, with: ["person": id.description]))
            return .redirect("/people/\(id)", saying: "已登记同意")
        } orShow: { state in
            try await form(visit, state)
        }
    }

    private func withdrawal(_ visit: Visit, _ state: FormState) async throws -> WithdrawConsentForm {
        let id = try visit.identifier("consent")
        return try await visit.house.database.read { tx in
            guard let consent = try ConsentStore.find(id, tx),
                let person = try PersonStore.find(consent.person, visit.actor.sees, tx, visit.house.vault)
            else { throw Problem.notFound }
            try visit.actor.may(.managePeople, at: person.place).orThrow()
            return WithdrawConsentForm(
                id: id, person: person.id, name: person.name, purpose: consent.purpose.title,
                isWithdrawn: consent.withdrawnOn != nil, form: state)
        }
    }

    @Sendable private func withdraw(_ visit: Visit) async throws -> Answer {
        let page = try await withdrawal(visit, FormState())
        return try await visit.submit {
            try await visit.run(try visit.decode(WithdrawConsent.self, with: ["consent": page.id.description]))
            return .redirect("/people/\(page.person)", saying: "已登记撤回")
        } orShow: { state in
            try await withdrawal(visit, state)
        }
    }
}
