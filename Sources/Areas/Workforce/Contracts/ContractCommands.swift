import Core
import Organization
import Storage
import Web

/// Writes down a labour contract, the first or a renewal.
package struct SignContract: WorkerCommand {
    package static let name = "signContract"
    package var person: Identifier
    package var employer: EmployerParty
    package var employerName: String?
    package var partner: Identifier?
    package var kind: ContractKind
    package var signedOn: Day
    package var startsOn: Day
    package var endsOn: Day?

    package init(
        person: Identifier, employer: EmployerParty, employerName: String? = nil, partner: Identifier? = nil,
        kind: ContractKind, signedOn: Day, startsOn: Day, endsOn: Day? = nil
    ) {
        self.person = person
        self.employer = employer
        self.employerName = employerName
        self.partner = partner
        self.kind = kind
        self.signedOn = signedOn
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        var problems = Posting.problems(withDay: signedOn, field: "signedOn", act)
        if employer == .agency, employerName == nil, partner == nil {
            problems.append(FieldProblem("employerName", "请填写机构名称"))
        }
        if let employerName, employerName.count > 100 { problems.append(FieldProblem("employerName", "不超过 100 个字")) }
        problems += try PartnerChoices.problems(partner, act)
        switch kind {
        case .fixedTerm where endsOn == nil: problems.append(FieldProblem("endsOn", "固定期限合同请填写到哪天"))
        case .openEnded where endsOn != nil: problems.append(FieldProblem("endsOn", "无固定期限合同没有终止日期，请留空"))
        default: break
        }
        if let endsOn, endsOn <= startsOn { problems.append(FieldProblem("endsOn", "须晚于开始日期 \(startsOn)")) }
        for other in try ContractStore.of(person, act.tx) {
            let isBefore = other.lastDay.map { $0 < startsOn } ?? false
            let isAfter = endsOn.map { $0 < other.startsOn } ?? false
            guard !isBefore, !isAfter else { continue }
            let message: Message =
                other.lastDay.map { "与 \(other.startsOn) 到 \($0) 的合同重叠" } ?? "与 \(other.startsOn) 起的合同重叠；请先登记那份合同的结束"
            problems.append(FieldProblem("startsOn", message))
            break
        }
        return problems
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        let earlier = try ContractStore.of(person, act.tx)
        // A partner is called as it was called on the day of signing.
        let employerName = try employerName ?? partner.flatMap { try PartnerStore.names([$0], act.tx)[$0] }
        let same = earlier.filter { $0.employer == employer && $0.employerName == employerName }
        try act.tx.execute(
            """
            INSERT INTO worker_contracts (id, person_id, employer, employer_name, partner_id, kind, number, signed_on,
                                          starts_on, ends_on, made_at, made_by)
            VALUES (\(act.newIdentifier()), \(person), \(employer), \(employerName), \(partner), \(kind),
                    \(same.count + 1), \(signedOn), \(startsOn), \(endsOn), \(act.now), \(act.actor.account))
            """)
        if let last = earlier.first, last.startsOn < startsOn {
            try Obligations.close(
                WorkerPromises.contractEnd, about: last.id, .kept, evidence: "已续签，新合同自 \(startsOn) 起", act)
        }
        act.note("person", person, fields: ["contract"])
        try WorkerEntries.follow(person, act)
        return Done()
    }
}

/// Ends a contract before its day, or one that has none.
package struct EndContract: WorkerCommand {
    package static let name = "endContract"
    package var person: Identifier
    package var entry: Identifier
    package var endedOn: Day
    package var reason: String

    package init(person: Identifier, entry: Identifier, endedOn: Day, reason: String) {
        self.person = person
        self.entry = entry
        self.endedOn = endedOn
        self.reason = reason
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        guard let contract = try ContractStore.of(person, act.tx).first(where: { $0.id == entry }) else {
            throw Problem.notFound
        }
        if contract.endedOn != nil { throw Problem.conflict("这份合同已经结束") }
        var problems = WorkerEntries.problems(endingOn: endedOn, because: reason, begun: contract.startsOn, act)
        if let endsOn = contract.endsOn, endedOn > endsOn {
            problems.append(FieldProblem("endedOn", "晚于合同期满的日期 \(endsOn)"))
        }
        return problems
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try WorkerEntries.end(
            entry, .contract, of: person, on: endedOn, because: reason, promised: WorkerPromises.contractEnd,
            field: "contract", act)
        return Done()
    }
}

extension WorkerFormKind where C == SignContract {
    /// A renewal begins the day after the last contract; a usual term is three years.
    static var contract: WorkerFormKind<SignContract> {
        WorkerFormKind(
            path: "contracts", name: "contract", title: "登记合同", submitLabel: "登记", said: "已登记合同",
            begin: { worker, _, visit, tx in
                var beginning = Beginning(choices: try PartnerChoices.employers(visit.actor, tx))
                let contracts = try ContractStore.of(worker.person, tx)
                if let last = contracts.first {
                    let next = last.lastDay?.adding(days: 1)
                    if let duty = OpenEndedDuty.of(contracts, hiredOn: worker.hiredOn, on: next ?? visit.house.today) {
                        beginning.hints.append(duty.hint)
                    }
                    beginning.values = [
                        "employer": last.employer.rawValue, "employerName": last.employerName ?? "",
                        "partner": last.partner?.description ?? "",
                        "startsOn": next?.description ?? "",
                    ]
                } else {
                    beginning.values = [
                        "employer": EmployerParty.federation.rawValue, "kind": ContractKind.fixedTerm.rawValue,
                        "startsOn": worker.hiredOn?.description ?? "",
                    ]
                }
                return beginning
            },
            fields: { view, beginning in
                [
                    view.radios(
                        "employer", "与谁签订", EmployerParty.allCases.map { Choice($0.rawValue, $0.title) }),
                    view.text("employerName", "签订单位的名称", hint: "与机构签订的要填，例如：和风社会工作服务社", isOptional: true),
                    PartnerChoices.field(view, beginning.choices),
                    view.radios("kind", "合同期限", ContractKind.allCases.map { Choice($0.rawValue, $0.title) }),
                    view.day("signedOn", "签订日期"),
                    view.day("startsOn", "从哪天起"),
                    view.day("endsOn", "到哪天止", hint: "固定期限合同要填，通常三年；到期前 60 天会提醒", isOptional: true),
                ]
            })
    }
}

extension WorkerFormKind where C == EndContract {
    static var contractEnd: WorkerFormKind<EndContract> {
        WorkerFormKind(
            path: "contracts/:entry/end", name: "contract.end", title: "提前结束合同", submitLabel: "确认结束合同", weight: .danger,
            said: "已登记合同结束",
            begin: { worker, entry, _, tx in
                guard let entry, try WorkerEntries.isOpen(entry, .contract, of: worker.person, tx) else {
                    throw Problem.notFound
                }
                return Beginning()
            },
            fields: { view, _ in
                [
                    view.day("endedOn", "合同到哪天为止"),
                    view.text("reason", "原因", hint: "例如：协商一致解除；本人辞职；退休", width: .full),
                ]
            })
    }
}
