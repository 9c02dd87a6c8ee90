import ChineseText
import Core
import Storage

/// Puts right what is known of somebody. What is not given stays as it is.
package struct CorrectPerson: Command {
    package static let name = "correctPerson"
    package var person: Identifier
    /// As the officer saw it: if somebody else has changed it since, nothing is written.
    package var version: Int
    package var name: String?
    package var documentKind: IdentityDocumentKind?
    package var documentNumber: String?
    package var phone: String?
    package var removePhone: Bool
    /// These two only where the number does not say them.
    package var sex: Sex?
    package var birthDay: Day?
    package var reason: String

    package init(
        person: Identifier, version: Int, name: String? = nil, documentKind: IdentityDocumentKind? = nil,
        documentNumber: String? = nil, phone: String? = nil, removePhone: Bool = false, sex: Sex? = nil,
        birthDay: Day? = nil, reason: String
    ) {
        self.person = person
        self.version = version
        self.name = name
        self.documentKind = documentKind
        self.documentNumber = documentNumber
        self.phone = phone
        self.removePhone = removePhone
        self.sex = sex
        self.birthDay = birthDay
        self.reason = reason
    }

    package struct Outcome: Codable, Sendable {
        package let changed: [String]
    }

    package struct Subject {
        let person: Person
        let number: String
        let phone: String?
    }

    package func load(_ act: Act) throws -> Subject {
        let scope = act.actor.sees
        guard let found = try PersonStore.find(person, scope, act.tx, act.vault),
            let number = try PersonStore.value(of: .documentNumber, person, scope, act.tx, act.vault)
        else { throw Problem.notFound }
        return Subject(
            person: found, number: number,
            phone: found.maskedPhone == nil
                ? nil : try PersonStore.value(of: .phone, person, scope, act.tx, act.vault))
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        act.actor.may(.managePeople, at: subject.person.place)
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        guard subject.person.version == version else {
            throw Problem.conflict("在您填写期间，别人改过此人的资料；请看过新的内容后再改")
        }
        if subject.person.isErased { throw Problem.conflict("此人的个人信息已经删除，不能再更正") }
        var problems: [FieldProblem] = []
        if let name, let problem = PersonChecks.problem(ofName: name) { problems.append(problem) }
        switch document(subject, act) {
        case .failure(let fault): problems.append(FieldProblem("documentNumber", fault.message, code: fault.code))
        case .success(let document):
            if document.number != subject.number || document.kind != subject.person.documentKind {
                try PersonChecks.refuseDouble(of: document, except: person, act)
            }
        }
        if let phone {
            if removePhone { problems.append(FieldProblem("phone", "填了新号码，就不要再选“删去原号码”")) }
            if let problem = PersonChecks.problem(ofPhone: phone) { problems.append(problem) }
        }
        if let problem = PersonChecks.problem(ofReason: reason, whenMissing: "请写明更正的理由") { problems.append(problem) }
        return problems
    }

    private func document(_ subject: Subject, _ act: Act) -> Result<PersonDocument, PersonDocument.Fault> {
        PersonDocument.read(
            documentKind ?? subject.person.documentKind, documentNumber ?? subject.number,
            sex: sex ?? subject.person.sex, birthDay: birthDay ?? subject.person.birthDay, today: act.today)
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Outcome {
        let old = subject.person
        guard let name = PersonName(name ?? old.name), case .success(let document) = document(subject, act) else {
            preconditionFailure("checked before")
        }
        let phone = removePhone ? nil : (phone ?? subject.phone).flatMap { PhoneNumber($0) }
        var changed: [String] = []
        if name.text != old.name { changed.append("name") }
        if document.kind != old.documentKind { changed.append("documentKind") }
        if document.number != subject.number { changed.append("documentNumber") }
        if document.sex != old.sex { changed.append("sex") }
        if document.birthDay != old.birthDay { changed.append("birthDay") }
        if phone?.digits != subject.phone { changed.append("phone") }
        act.note("person", person, fields: changed)
        guard !changed.isEmpty else { return Outcome(changed: []) }

        let digests = PersonDigests(vault: act.vault)
        var columns: [SQL] = [
            "name = \(name.text)", "name_key = \(name.sortKey)", "sex = \(document.sex)",
            "birth_day = \(document.birthDay)", "version = version + 1", "updated_at = \(act.now)",
        ]
        if changed.contains("documentKind") || changed.contains("documentNumber") {
            columns += [
                "document_kind = \(document.kind)",
                "document_sealed = \(act.vault.seal(document.number, at: SensitiveField.documentNumber.address(of: person)))",
                "document_digest = \(digests.document(document.number, document.kind))",
                "document_tail = \(digests.documentTail(document.number))",
            ]
        }
        if changed.contains("phone") {
            columns += [
                "phone_sealed = \(phone.map { act.vault.seal($0.digits, at: SensitiveField.phone.address(of: person)) })",
                "phone_digest = \(phone.map { digests.phone($0.digits) })",
                "phone_tail = \(phone.map { digests.phoneTail($0.digits) })",
            ]
        }
        try act.tx.execute("UPDATE people SET \(SQL.list(columns)) WHERE id = \(person)")
        if changed.contains("name") { try PersonStore.index(person, name.text, old.place.key, act.tx) }
        try PersonDoubles.refresh(person, act.tx)
        try PersonStore.keepReason(reason, Self.name, person, act)
        return Outcome(changed: changed)
    }
}
