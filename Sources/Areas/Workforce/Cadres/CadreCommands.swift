import Core
import Storage
import Web

/// Writes down in which office and manner an official serves.
package struct AppointCadre: WorkerCommand {
    package static let name = "appointCadre"
    package var person: Identifier
    package var appointment: AppointmentType
    package var office: UnionOffice
    package var secondedFrom: String?
    package var startsOn: Day
    package var untilOn: Day?

    package init(
        person: Identifier, appointment: AppointmentType, office: UnionOffice, secondedFrom: String? = nil,
        startsOn: Day, untilOn: Day? = nil
    ) {
        self.person = person
        self.appointment = appointment
        self.office = office
        self.secondedFrom = secondedFrom
        self.startsOn = startsOn
        self.untilOn = untilOn
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        guard subject.worker.category == .cadre else { throw Problem.conflict("此人的类别不是工会干部；请先更正入职信息") }
        var problems = Posting.problems(withDay: startsOn, field: "startsOn", act)
        if appointment == .seconded {
            if secondedFrom == nil { problems.append(FieldProblem("secondedFrom", "请填写派出单位")) }
            if untilOn == nil { problems.append(FieldProblem("untilOn", "请填写挂职到哪天")) }
        }
        if let secondedFrom, secondedFrom.count > 100 { problems.append(FieldProblem("secondedFrom", "不超过 100 个字")) }
        if let untilOn, untilOn <= startsOn { problems.append(FieldProblem("untilOn", "须晚于开始日期 \(startsOn)")) }
        if let last = try CadreStore.offices(of: person, act.tx).first {
            if last.endedOn == nil {
                problems.append(FieldProblem("office", "此人还有没结束的任用；请先登记结束"))
            } else if let ended = last.endedOn, startsOn <= ended {
                problems.append(FieldProblem("startsOn", "上一段到 \(ended) 才结束，开始日期须在其后"))
            }
        }
        return problems
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO cadre_offices (id, person_id, appointment, office, seconded_from, starts_on, until_on, made_at, made_by)
            VALUES (\(act.newIdentifier()), \(person), \(appointment), \(office), \(secondedFrom), \(startsOn),
                    \(appointment == .seconded ? untilOn : nil), \(act.now), \(act.actor.account))
            """)
        act.note("person", person, fields: ["appointment", "office"])
        try WorkerEntries.follow(person, act)
        return Done()
    }
}

/// Ends an official's present office: back to her employer, on to another office.
package struct EndCadreOffice: WorkerCommand {
    package static let name = "endCadreOffice"
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
        guard let office = try CadreStore.offices(of: person, act.tx).first(where: { $0.id == entry }) else {
            throw Problem.notFound
        }
        if office.endedOn != nil { throw Problem.conflict("这段任用已经结束") }
        return WorkerEntries.problems(endingOn: endedOn, because: reason, begun: office.startsOn, act)
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try WorkerEntries.end(
            entry, .cadreOffice, of: person, on: endedOn, because: reason, promised: WorkerPromises.secondmentEnd,
            field: "office", act)
        return Done()
    }
}

extension WorkerFormKind where C == AppointCadre {
    static var cadre: WorkerFormKind<AppointCadre> {
        WorkerFormKind(
            path: "cadre-offices", name: "cadre", title: "登记干部任用", submitLabel: "登记", said: "已登记干部任用",
            begin: { worker, _, _, _ in
                Beginning(hints: worker.category == .cadre ? [] : ["此人的类别不是工会干部；请先更正入职信息"])
            },
            fields: { view, _ in
                [
                    view.radios(
                        "appointment", "任用方式", AppointmentType.allCases.map { Choice($0.rawValue, $0.title) }),
                    view.select("office", "职务", UnionOffice.allCases.map { Choice($0.rawValue, $0.title) }),
                    view.day("startsOn", "从哪天起"),
                    view.text("secondedFrom", "派出单位", hint: "挂职的填派出单位，兼职的填本职所在单位", isOptional: true),
                    view.day("untilOn", "挂职到哪天", hint: "只有挂职要填；到期前会提醒", isOptional: true),
                ]
            })
    }
}

extension WorkerFormKind where C == EndCadreOffice {
    static var cadreEnd: WorkerFormKind<EndCadreOffice> {
        WorkerFormKind(
            path: "cadre-offices/:entry/end", name: "cadre.end", title: "结束任用", submitLabel: "确认结束", weight: .danger,
            said: "已登记结束",
            begin: { worker, entry, _, tx in
                guard let entry, try WorkerEntries.isOpen(entry, .cadreOffice, of: worker.person, tx) else {
                    throw Problem.notFound
                }
                return Beginning()
            },
            fields: { view, _ in
                [
                    view.day("endedOn", "到哪天为止"),
                    view.text("reason", "原因", hint: "例如：挂职期满返回；改任副主席", width: .full),
                ]
            })
    }
}
