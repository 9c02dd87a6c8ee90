import Core
import Storage

/// Writes down a service contract with a partner; one that renews another settles it.
package struct SignServiceContract: Command {
    package struct Outcome: Codable, Sendable { package let contract: Identifier }

    package static let name = "signServiceContract"

    package var partner: Identifier
    /// The unit that signs.
    package var unit: Identifier
    package var subject: String
    package var fromOn: Day
    /// The last day.
    package var untilOn: Day
    package var note: String?
    package var renews: Identifier?

    package init(
        partner: Identifier, unit: Identifier, subject: String, fromOn: Day, untilOn: Day, note: String? = nil,
        renews: Identifier? = nil
    ) {
        self.partner = partner
        self.unit = unit
        self.subject = subject
        self.fromOn = fromOn
        self.untilOn = untilOn
        self.note = note
        self.renews = renews
    }

    package struct Subject {
        let partner: Partner
        let unit: Unit
        let renewed: PartnerContract?
    }

    package func load(_ act: Act) throws -> Subject {
        guard let unit = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return Subject(
            partner: try act.partner(partner), unit: unit, renewed: try renews.map { try act.contract($0) })
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        if subject.partner.isClosed { return .refused("与它的合作已经结束") }
        return subject.unit.mayHoldRecords(act.actor)
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(2...100).contains(UnitName.normalized(self.subject).count) {
            problems.append(FieldProblem("subject", "合同内容请写 2 到 100 个字"))
        }
        if (note?.count ?? 0) > 500 { problems.append(FieldProblem("note", "说明请不要超过 500 个字")) }
        if untilOn < fromOn { problems.append(FieldProblem("untilOn", "到期日期不能早于起始日期")) }
        if let renewed = subject.renewed {
            if renewed.partner != subject.partner.id || renewed.concludedOn != nil {
                problems.append(FieldProblem("renews", "要续签的合同已经办结"))
            } else if untilOn <= renewed.untilOn {
                problems.append(FieldProblem("untilOn", "续签的到期日期应当晚于 \(renewed.untilOn)"))
            }
        }
        return problems
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        let place = subject.unit.place
        try act.tx.execute(
            """
            INSERT INTO partner_contracts (id, partner_id, unit_id, district_id, scope_key, subject, from_on, until_on,
                note, renews_id, signed_by, recorded_at)
            VALUES (\(id), \(subject.partner.id), \(place.unit), \(place.district), \(place.key),
                \(UnitName.normalized(self.subject)), \(fromOn), \(untilOn),
                \(note.map(UnitName.normalized)?.nonEmpty), \(renews), \(act.actor.account), \(act.now))
            """)
        try Obligations.set(PartnerContractEnd.kind, about: id, at: place, dueOn: untilOn, act)
        if let renewed = subject.renewed { try renewed.conclude(on: act.today, "续签", act) }
        act.note("partner", subject.partner.id, fields: ["contract"])
        act.note("unit", subject.unit.id)
        return Outcome(contract: id)
    }
}

/// A contract has run out or was ended before, and everything in it is done.
package struct SettleServiceContract: Command {
    package typealias Outcome = Done

    package static let name = "settleServiceContract"

    package var contract: Identifier
    package var concludedOn: Day
    /// What came of it: the report accepted, the account settled, why it ended early.
    package var conclusion: String

    package init(contract: Identifier, concludedOn: Day, conclusion: String) {
        self.contract = contract
        self.concludedOn = concludedOn
        self.conclusion = conclusion
    }

    package func load(_ act: Act) throws -> PartnerContract { try act.contract(contract) }

    package func mayRun(_ contract: PartnerContract, _ act: Act) -> Permission {
        let permission = act.actor.may(.manageUnits, at: contract.place)
        guard permission.isAllowed else { return permission }
        return contract.concludedOn == nil ? .allowed : .refused("这份合同已经办结")
    }

    package func check(_ contract: PartnerContract, _ act: Act) throws -> [FieldProblem] {
        var problems = Reason.problems(conclusion, field: "conclusion")
        if concludedOn > act.today { problems.append(FieldProblem("concludedOn", "日期不能晚于今天")) }
        if concludedOn < contract.fromOn {
            problems.append(FieldProblem("concludedOn", "不能早于合同起始日期 \(contract.fromOn)"))
        }
        return problems
    }

    package func perform(_ contract: PartnerContract, _ act: Act) throws -> Done {
        try contract.conclude(on: concludedOn, Reason.normalized(conclusion), act)
        act.note("partner", contract.partner, fields: ["contract"])
        act.note("unit", contract.place.unit)
        return Done()
    }
}

extension PartnerContract {
    func conclude(on day: Day, _ conclusion: String, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE partner_contracts SET concluded_on = \(day), conclusion = \(conclusion),
                concluded_by = \(act.actor.account), concluded_at = \(act.now)
            WHERE id = \(id)
            """)
        try Obligations.close(PartnerContractEnd.kind, about: id, .kept, evidence: conclusion, act)
    }
}

extension Act {
    func contract(_ id: Identifier) throws -> PartnerContract {
        guard let found = try PartnerStore.contract(id, actor.sees, tx) else { throw Problem.notFound }
        return found
    }
}
