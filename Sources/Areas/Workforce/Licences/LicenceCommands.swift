import Core
import Storage

/// Writes down a certificate and the term of its registration.
package struct RegisterLicence: WorkerCommand {
    package static let name = "registerLicence"
    package var person: Identifier
    package var kind: LicenceKind
    package var otherName: String?
    package var number: String?
    package var issuedOn: Day
    package var registeredFrom: Day?
    package var registeredUntil: Day?

    package init(
        person: Identifier, kind: LicenceKind, otherName: String? = nil, number: String? = nil, issuedOn: Day,
        registeredFrom: Day? = nil, registeredUntil: Day? = nil
    ) {
        self.person = person
        self.kind = kind
        self.otherName = otherName
        self.number = number
        self.issuedOn = issuedOn
        self.registeredFrom = registeredFrom
        self.registeredUntil = registeredUntil
    }

    package struct Outcome: Codable, Sendable {
        package let licence: Identifier
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        var problems = Posting.problems(withDay: issuedOn, field: "issuedOn", act)
        if kind == .other, otherName == nil { problems.append(FieldProblem("otherName", "请填写证书名称")) }
        if let otherName, otherName.count > 50 { problems.append(FieldProblem("otherName", "不超过 50 个字")) }
        if let number, number.count > 50 { problems.append(FieldProblem("number", "不超过 50 个字")) }
        if registeredFrom == nil, registeredUntil != nil {
            problems.append(FieldProblem("registeredFrom", "请填写登记从哪天起"))
        }
        if let registeredFrom, registeredUntil == nil {
            problems.append(FieldProblem("registeredUntil", "请填写登记有效到哪天，从 \(registeredFrom) 起"))
        }
        problems += LicenceRules.problems(from: registeredFrom, until: registeredUntil)
        if let from = registeredFrom, from < issuedOn {
            problems.append(FieldProblem("registeredFrom", "早于发证日期 \(issuedOn)"))
        }
        let held = try LicenceStore.of(person, act.tx)
        if held.contains(where: { $0.kind == kind && $0.otherName == otherName }) {
            problems.append(FieldProblem("kind", "这种证书已经登记过；再登记请在原来的证书上办理"))
        }
        return problems
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO worker_licences (id, person_id, kind, other_name, number, issued_on, made_at, made_by)
            VALUES (\(id), \(person), \(kind), \(kind == .other ? otherName : nil), \(number), \(issuedOn), \(act.now),
                    \(act.actor.account))
            """)
        if let from = registeredFrom, let until = registeredUntil {
            try LicenceRules.insert(id, from: from, until: until, act)
        }
        act.note("person", person, fields: ["licence"])
        try WorkerEntries.follow(person, act)
        return Outcome(licence: id)
    }
}

/// Registers a certificate for another term.
package struct RenewLicence: WorkerCommand {
    package static let name = "renewLicence"
    package var person: Identifier
    package var entry: Identifier
    package var registeredFrom: Day
    package var registeredUntil: Day

    package init(person: Identifier, entry: Identifier, registeredFrom: Day, registeredUntil: Day) {
        self.person = person
        self.entry = entry
        self.registeredFrom = registeredFrom
        self.registeredUntil = registeredUntil
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        guard let licence = try LicenceStore.of(person, act.tx).first(where: { $0.id == entry }) else {
            throw Problem.notFound
        }
        var problems = LicenceRules.problems(from: registeredFrom, until: registeredUntil)
        if let until = licence.registeredUntil, registeredFrom <= until {
            problems.append(FieldProblem("registeredFrom", "上一次登记到 \(until) 才期满，开始日期须在其后"))
        } else if registeredFrom < licence.issuedOn {
            problems.append(FieldProblem("registeredFrom", "早于发证日期 \(licence.issuedOn)"))
        }
        return problems
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try Obligations.close(
            WorkerPromises.licenceExpiry, about: entry, .kept, evidence: "已再登记到 \(registeredUntil)", act)
        try LicenceRules.insert(entry, from: registeredFrom, until: registeredUntil, act)
        act.note("person", person, fields: ["licence"])
        try WorkerEntries.follow(person, act)
        return Done()
    }
}

/// Adds hours of continuing education.
package struct AddLicenceHours: WorkerCommand {
    package static let name = "addLicenceHours"
    package var person: Identifier
    package var entry: Identifier
    package var hours: Int
    package var earnedOn: Day
    package var title: String

    package init(person: Identifier, entry: Identifier, hours: Int, earnedOn: Day, title: String) {
        self.person = person
        self.entry = entry
        self.hours = hours
        self.earnedOn = earnedOn
        self.title = title
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        guard try WorkerEntries.isOpen(entry, .licence, of: person, act.tx) else { throw Problem.notFound }
        var problems = Posting.problems(withDay: earnedOn, field: "earnedOn", act)
        if !(1...LicenceHours.most).contains(hours) {
            problems.append(FieldProblem("hours", "请填写 1 到 \(LicenceHours.most) 之间的整数"))
        }
        if !(1...100).contains(title.count) { problems.append(FieldProblem("title", "请填写学了什么，不超过 100 个字")) }
        return problems
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try LicenceHours.add(entry, hours: hours, on: earnedOn, title: title, act)
        act.note("person", person, fields: ["licenceHours"])
        return Done()
    }
}

enum LicenceRules {
    static func problems(from: Day?, until: Day?) -> [FieldProblem] {
        guard let from, let until, until <= from else { return [] }
        return [FieldProblem("registeredUntil", "须晚于开始日期 \(from)")]
    }

    static func insert(_ licence: Identifier, from: Day, until: Day, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO licence_registrations (id, licence_id, starts_on, ends_on, made_at, made_by)
            VALUES (\(act.newIdentifier()), \(licence), \(from), \(until), \(act.now), \(act.actor.account))
            """)
    }
}
