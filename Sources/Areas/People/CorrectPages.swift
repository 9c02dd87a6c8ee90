import Core
import Storage
import Web

struct CorrectPage: Page {
    var title: Message { "更正\(name)的资料" }
    var room: Room? { People.room }

    let id: Identifier
    let name: String
    let idNumber: String
    let phone: String?
    let saysSexAndBirth: Bool
    let form: FormState

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let kept: Message = "现在登记的是 \(idNumber)；不改就空着"
        let phoneHint: Message = phone.map { "现在登记的是 \($0)；不改就空着" } ?? "11 位手机号码，或带区号的固定电话"
        var fields: [HTML] = [
            view.text("name", "姓名"),
            view.select("documentKind", "证件类型", documentChoices, unchosen: nil),
            view.text("documentNumber", "证件号码", hint: kept, isOptional: true, width: .full),
            view.text("phone", "联系电话", hint: phoneHint, isOptional: true, inputMode: "tel"),
        ]
        if phone != nil { fields.append(view.checkbox("removePhone", "删去原号码")) }
        if !saysSexAndBirth {
            fields.append(view.select("sex", "性别", sexChoices, isOptional: true))
            fields.append(view.day("birthDay", "出生日期", isOptional: true))
        }
        fields.append(view.textarea("reason", "更正的理由", hint: "会留在此人的记录里", rows: 2))
        return """
            \(pageHeader(words, title, crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")]))
            \(view.wrapped(to: "/people/\(id)/correct", submit: "保存更正", cancel: "/people/\(id)", fields))
            """
    }
}

struct CorrectPages: Sendable {
    var routes: [Route] {
        [
            .get("/people/:person/correct", "person.correct", form),
            .post("/people/:person/correct", "person.correct.save", correct),
        ]
    }

    @Sendable private func form(_ visit: Visit) async throws -> Answer {
        let person = try await load(visit)
        try visit.actor.may(.managePeople, at: person.place).orThrow()
        return .page(page(person, try await person.edited.form(nil, visit)))
    }

    @Sendable private func correct(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("person")
        return try await visit.submitEdit { visit in
            let outcome = try await visit.runCountingTrials(
                try visit.decode(CorrectPerson.self, with: ["person": id.description]))
            let said: Message = outcome.changed.isEmpty ? "没有改动" : "已更正"
            return .redirect("/people/\(id)", saying: said)
        } orShow: { state in
            let person = try await load(visit)
            try visit.actor.may(.managePeople, at: person.place).orThrow()
            return page(person, try await person.edited.form(state, visit))
        }
    }

    private func load(_ visit: Visit) async throws -> Person {
        let id = try visit.identifier("person")
        let found = try await visit.house.database.read { tx in
            try PersonStore.find(id, visit.actor.sees, tx, visit.house.vault)
        }
        guard let found else { throw Problem.notFound }
        return found
    }

    private func page(_ person: Person, _ state: FormState) -> CorrectPage {
        CorrectPage(
            id: person.id, name: person.name, idNumber: person.maskedNumber, phone: person.maskedPhone,
            saysSexAndBirth: person.documentKind == .residentIdentityCard, form: state)
    }
}

extension Person {
    fileprivate var edited: EditedRecord {
        var fields: [EditedRecord.Field] = [
            .text("name", "姓名", name), .choice("documentKind", "证件类型", documentKind.rawValue, documentChoices),
            .sealed("documentNumber", "证件号码", masked: maskedNumber),
            .sealed("phone", "联系电话", masked: maskedPhone, also: ["removePhone"]),
        ]
        if documentKind != .residentIdentityCard {
            fields.append(.choice("sex", "性别", sex?.rawValue, sexChoices))
            fields.append(.day("birthDay", "出生日期", birthDay))
        }
        return EditedRecord("person", id, version: version, fields)
    }
}

extension Visit {
    /// Runs a command that says of a number whether somebody has it. Whoever is told so has made a search by number.
    func runCountingTrials<C: Command>(_ command: C) async throws -> C.Outcome {
        do { return try await run(command) } catch let problem as Problem {
            guard case .conflict = problem else { throw problem }
            try await PersonSearch.countTrial(by: actor, house)
            throw problem
        }
    }
}
