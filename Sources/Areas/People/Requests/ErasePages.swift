import Core
import Storage
import Web

/// Asks before a person's data go for good, and says what goes and what stays.
struct ErasePage: Page {
    var title: Message { "删除\(name)的个人信息" }
    var room: Room? { People.room }

    let id: Identifier
    let name: String
    let isErased: Bool
    let holds: [Message]
    let form: FormState

    func body(_ words: Words) -> HTML {
        let header = pageHeader(
            words, title, crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")])
        if isErased { return "\(header)\(notice(words, .information, "此人的个人信息已经删除"))" }
        guard holds.isEmpty else {
            return """
                \(header)
                \(notice(words, .warning, "现在还不能删除：", lineList(holds.map { HTML(text: words($0)) })))
                \(actRow(words, [.link("返回", to: "/people/\(id)")]))
                """
        }
        let view = FormView(words, form)
        return """
            \(header)
            \(notice(words, .warning, "删除后不能恢复"))
            \(facts(words, [
                .text("删除的", words("姓名、证件号码、联系电话、性别、出生日期，以及登记时写的理由和说明")),
                .text("留下的", words("哪个岗位从哪天到哪天有人任职（不再有姓名），以及审计记录（本来就不含个人信息）")),
            ]))
            \(view.wrapped(to: "/people/\(id)/erase", submit: "删除个人信息", weight: .danger, cancel: "/people/\(id)", [
                view.checkbox("isSure", "我已核对过本人的请求，并知道不能恢复", value: "true")
            ]))
            """
    }
}

/// Everything that is held about a person, for herself. The page's twin in JSON is the file.
struct PersonCopyPage: Page {
    var title: Message { "\(name)的个人信息副本" }
    var room: Room? { People.room }

    struct Table: Sendable, Encodable {
        let title: Message
        let columns: [Message]
        let rows: [[Message]]
    }

    let id: Identifier
    let name: String
    let sex: Sex?
    let birthDay: Day?
    let documentTitle: Message
    let documentNumber: String
    let phone: String?
    let unit: String
    let madeOn: Day
    let tables: [Table]

    func body(_ words: Words) -> HTML {
        let parts = tables.map { table in
            section(
                words, table.title,
                dataTable(
                    words, caption: table.title, columns: table.columns.map { Column($0) },
                    rows: table.rows.map { row in TableRow(row.map { HTML(text: words($0)) }) }))
        }
        return """
            \(pageHeader(
                words, title, note: HTML(text: words("\(madeOn)制作；含完整号码，只交给本人。这次制作已经记录")),
                crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")],
                acts: [.link("保存为文件（JSON）", to: "/people/\(id)/copy.json")]))
            \(facts(words, [
                .text("姓名", name), .text("性别", sex.map { words($0.title) }),
                .text("出生日期", birthDay.map { words($0) }), .text("证件类型", words(documentTitle)),
                .text("证件号码", documentNumber), .text("联系电话", phone), .text("单位", unit),
                .text("用途和依据", words(ConsentPurpose.staffRecord.basis)),
            ]))
            \(parts)
            """
    }
}

enum PersonCopy {
    static let name = "copyPerson"
}

struct ErasePages: Sendable {
    var routes: [Route] {
        [
            .get("/people/:person/erase", "person.erase.form") { .page(try await page($0, FormState())) },
            .post("/people/:person/erase", "person.erase", erase),
            .get("/people/:person/copy", "person.copy", copy),
        ]
    }

    private func page(_ visit: Visit, _ state: FormState) async throws -> ErasePage {
        let id = try visit.identifier("person")
        return try await visit.house.database.read { tx in
            guard let found = try PersonStore.find(id, visit.actor.sees, tx, visit.house.vault) else {
                throw Problem.notFound
            }
            try visit.actor.may(.managePeople, at: found.place).orThrow()
            return ErasePage(
                id: id, name: found.name, isErased: found.isErased,
                holds: try ErasePerson.holds(id, visit.house.registry, tx), form: state)
        }
    }

    @Sendable private func erase(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("person")
        return try await visit.submit {
            try await visit.run(try visit.decode(ErasePerson.self, with: ["person": id.description]))
            return .redirect("/people/\(id)", saying: "个人信息已删除")
        } orShow: { state in
            try await page(visit, state)
        }
    }

    /// Whole numbers: on audit before the answer goes out.
    @Sendable private func copy(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("person")
        let page = try await visit.house.database.read { tx in
            guard
                let line = try PersonStore.lines(of: [id], PersonFilter(visit.actor.sees), tx, visit.house.vault).first,
                !line.person.isErased, let record = try PersonStore.record(of: id, tx, visit.house.vault)
            else { throw Problem.notFound }
            try visit.actor.may(.reveal, at: line.person.place).orThrow()
            let tables = try visit.house.registry.personal.flatMap { try $0.copy(id, tx) }
            return PersonCopyPage(
                id: id, name: record.name, sex: record.sex, birthDay: record.birthDay,
                documentTitle: record.documentKind.title, documentNumber: record.number, phone: record.phone,
                unit: line.unitName, madeOn: visit.house.today,
                tables: tables.filter { !$0.rows.isEmpty }.map {
                    PersonCopyPage.Table(title: $0.title, columns: $0.columns, rows: $0.rows)
                })
        }
        try await visit.house.runner.recordReading(
            PersonCopy.name, of: [("person", id)], fields: ["documentNumber", "phone"], by: visit.actor)
        return .page(page)
    }
}
