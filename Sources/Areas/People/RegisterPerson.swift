import ChineseText
import Core
import Storage

/// Enters somebody who is not in the house yet, held by a unit.
package struct RegisterPerson: Command {
    package static let name = "registerPerson"
    package var name: String
    /// A resident's identity card unless said otherwise.
    package var documentKind: IdentityDocumentKind?
    package var documentNumber: String
    package var phone: String?
    /// These two only where the number does not say them.
    package var sex: Sex?
    package var birthDay: Day?
    package var unit: Identifier

    package init(
        name: String, documentKind: IdentityDocumentKind = .residentIdentityCard, documentNumber: String,
        phone: String? = nil, sex: Sex? = nil, birthDay: Day? = nil, unit: Identifier
    ) {
        self.name = name
        self.documentKind = documentKind
        self.documentNumber = documentNumber
        self.phone = phone
        self.sex = sex
        self.birthDay = birthDay
        self.unit = unit
    }

    package struct Outcome: Codable, Sendable {
        package let person: Identifier
    }

    private func document(today: Day) -> Result<PersonDocument, PersonDocument.Fault> {
        PersonDocument.read(
            documentKind ?? .residentIdentityCard, documentNumber, sex: sex, birthDay: birthDay, today: today)
    }

    package func load(_ act: Act) throws -> Place {
        guard let place = try ScopeTree.place(of: unit, act.tx), act.actor.sees.contains(place) else {
            throw Problem.notFound
        }
        return place
    }

    package func mayRun(_ place: Place, _ act: Act) -> Permission { act.actor.may(.managePeople, at: place) }

    package func check(_ place: Place, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if let problem = PersonChecks.problem(ofName: name) { problems.append(problem) }
        switch document(today: act.today) {
        case .failure(let fault): problems.append(FieldProblem("documentNumber", fault.message, code: fault.code))
        case .success(let document): try PersonChecks.refuseDouble(of: document, except: nil, act)
        }
        if let phone, let problem = PersonChecks.problem(ofPhone: phone) { problems.append(problem) }
        return problems
    }

    package func perform(_ place: Place, _ act: Act) throws -> Outcome {
        guard let name = PersonName(name), case .success(let document) = document(today: act.today) else {
            preconditionFailure("checked before")
        }
        let id = act.newIdentifier()
        let phone = phone.flatMap { PhoneNumber($0) }
        try PersonStore.insert(id, name, document, phone, place, act)
        let fields = ["name", "documentNumber", "sex", "birthDay", "unit"] + (phone == nil ? [] : ["phone"])
        act.note("person", id, fields: fields)
        return Outcome(person: id)
    }
}

/// What registering and correcting ask alike.
enum PersonChecks {
    static func problem(ofName name: String) -> FieldProblem? {
        guard let read = PersonName(name) else { return FieldProblem("name", "请填写姓名", code: "missingName") }
        if read.text.count > 60 { return FieldProblem("name", "姓名太长，请核对", code: "badName") }
        return hasControls(read.text) ? FieldProblem("name", "姓名里有不能显示的字符，请核对", code: "badName") : nil
    }

    static func problem(ofReason reason: String, whenMissing message: Message) -> FieldProblem? {
        if let problem = Reason.problems(reason, missing: message, longest: 500).first { return problem }
        return hasControls(reason) ? FieldProblem("reason", "理由里有不能显示的字符") : nil
    }

    private static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            $0.properties.generalCategory == .control && !"\n\r\t".unicodeScalars.contains($0)
        }
    }

    static func problem(ofPhone phone: String) -> FieldProblem? {
        PhoneNumber(phone) == nil
            ? FieldProblem("phone", "请填写 11 位手机号码，或带区号的固定电话", code: "badPhone") : nil
    }

    /// One number, one person. Whoever holds her elsewhere, and that it is she, stays untold.
    static func refuseDouble(of document: PersonDocument, except own: Identifier?, _ act: Act) throws {
        let found = try PersonStore.identified(
            byNumber: document.number, kind: document.kind, act.tx, act.vault)
        guard let found, found.id != own else { return }
        guard let known = try PersonStore.find(found.id, act.actor.sees, act.tx, act.vault) else {
            throw Problem.conflict("这个证件号码已由您范围以外的单位登记，请向对方单位申请调入")
        }
        throw Problem.conflict("这个证件号码已经登记过，是\(known.name)，不必再登记")
    }
}
