import Core
import Storage

/// Records that a person has agreed to a purpose.
package struct GiveConsent: Command {
    package static let name = "giveConsent"
    package var person: Identifier
    package var purpose: ConsentPurpose
    package var givenOn: Day
    package var way: ConsentWay
    package var detail: String?

    package init(
        person: Identifier, purpose: ConsentPurpose, givenOn: Day, way: ConsentWay, detail: String? = nil
    ) {
        self.person = person
        self.purpose = purpose
        self.givenOn = givenOn
        self.way = way
        self.detail = detail
    }

    package struct Outcome: Codable, Sendable {
        package let consent: Identifier
    }

    package func load(_ act: Act) throws -> Person {
        guard let found = try PersonStore.find(person, act.actor.sees, act.tx, act.vault), !found.isErased else {
            throw Problem.notFound
        }
        return found
    }

    package func mayRun(_ person: Person, _ act: Act) -> Permission {
        act.actor.may(.managePeople, at: person.place)
    }

    package func check(_ found: Person, _ act: Act) throws -> [FieldProblem] {
        guard purpose.needsConsent else { return [FieldProblem("purpose", "这一用途依法不需要同意")] }
        var problems: [FieldProblem] = []
        if givenOn > act.today { problems.append(FieldProblem("givenOn", "同意的日期不能晚于今天")) }
        if purpose != .publicity, detail == nil {
            problems.append(FieldProblem("detail", "请写明提供给谁、作什么用"))
        }
        if let detail, detail.count > 200 { problems.append(FieldProblem("detail", "请不要超过 200 字")) }
        let same = try ConsentStore.all(of: person, act.tx).contains {
            $0.withdrawnOn == nil && $0.purpose == purpose && $0.detail == detail
        }
        if same { throw Problem.conflict("这项同意已经登记过") }
        return problems
    }

    package func perform(_ found: Person, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO person_consents (id, person_id, purpose, text_version, given_on, way, detail, recorded_at,
                                         recorded_by)
            VALUES (\(id), \(person), \(purpose), \(purpose.textVersion), \(givenOn), \(way), \(detail), \(act.now),
                    \(act.actor.account))
            """)
        act.note("person", person)
        return Outcome(consent: id)
    }
}

/// Records that a person has taken her consent back. It acts at once.
package struct WithdrawConsent: Command {
    package static let name = "withdrawConsent"
    package var consent: Identifier
    package var way: ConsentWay

    package init(consent: Identifier, way: ConsentWay) {
        self.consent = consent
        self.way = way
    }

    package func load(_ act: Act) throws -> (consent: PersonConsent, place: Place) {
        guard let found = try ConsentStore.find(consent, act.tx),
            let place = try PersonStore.place(of: found.person, act.actor.sees, act.tx)
        else { throw Problem.notFound }
        return (found, place)
    }

    package func mayRun(_ subject: (consent: PersonConsent, place: Place), _ act: Act) -> Permission {
        act.actor.may(.managePeople, at: subject.place)
    }

    package func check(_ subject: (consent: PersonConsent, place: Place), _ act: Act) throws -> [FieldProblem] {
        if subject.consent.withdrawnOn != nil { throw Problem.conflict("这项同意已经撤回") }
        return []
    }

    package func perform(_ subject: (consent: PersonConsent, place: Place), _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO consent_withdrawals (consent_id, withdrawn_on, way, recorded_at, recorded_by)
            VALUES (\(consent), \(act.today), \(way), \(act.now), \(act.actor.account))
            """)
        act.note("person", subject.consent.person)
        return Done()
    }
}
