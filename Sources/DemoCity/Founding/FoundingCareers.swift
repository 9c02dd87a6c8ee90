import Core
import People
import Workforce

extension Founding {
    func enterCareers(
        _ units: [Identifier], _ advance: (_ commands: Int) -> Void
    ) async throws -> [Identifier] {
        var people: [Identifier] = []
        while people.count < plan.careers.count {
            var size = 0
            let next = plan.careers[people.count...].prefix { career in
                size += career.commands
                return size <= Self.batchSize
            }
            people += try await batch { act in try next.map { try Self.enter($0, units, act) } }
            advance(next.reduce(0) { $0 + $1.commands })
        }
        return people
    }

    private static func enter(_ career: Career, _ units: [Identifier], _ act: Act) throws -> Identifier {
        let first = career.stays[0]
        let person = try act.run(
            RegisterPerson(
                name: career.person.name, documentNumber: career.person.identityNumber, phone: career.person.phone,
                unit: units[first.unit])
        ).person
        var post = try act.run(
            HireWorker(
                person: person, category: career.category, source: career.source, sourceNote: career.sourceNote,
                hiredOn: career.hiredOn, unit: units[first.unit], startedOn: first.startedOn)
        ).post
        for stay in career.stays.dropFirst() {
            post = try act.run(
                MoveWorker(person: person, unit: units[stay.unit], startedOn: stay.startedOn, reason: stay.reason)
            ).post
        }
        for stay in career.alsoFor {
            try act.run(TakeResponsibility(person: person, unit: units[stay.unit], startedOn: stay.startedOn))
        }
        if let second = career.second {
            try act.run(
                AppointWorker(person: person, unit: units[second.unit], startedOn: second.startedOn, isSecond: true))
        }
        try enter(career.record, of: person, act)
        if let leaving = career.leaving {
            if career.endsContract, let last = try ContractStore.of(person, act.tx).first {
                try act.run(
                    EndContract(person: person, entry: last.id, endedOn: leaving.lastDay, reason: leaving.reason))
            }
            try act.run(EndPost(post: post, endedOn: leaving.lastDay, reason: leaving.reason))
        }
        return person
    }

    private static func enter(_ record: WorkRecord, of person: Identifier, _ act: Act) throws {
        for one in record.agreements {
            try act.run(
                SignContract(
                    person: person, employer: one.agency == nil ? .federation : .agency, employerName: one.agency,
                    kind: one.endsOn == nil ? .openEnded : .fixedTerm, signedOn: min(one.startsOn, act.today),
                    startsOn: one.startsOn, endsOn: one.endsOn))
        }
        for one in record.rungs {
            try act.run(
                SetGradeStep(
                    person: person, grade: one.grade, step: one.step, startsOn: one.startsOn, reason: one.reason))
        }
        for one in record.certificates {
            let licence = try act.run(
                RegisterLicence(
                    person: person, kind: one.kind, issuedOn: one.issuedOn, registeredFrom: one.registeredFrom,
                    registeredUntil: one.registeredUntil)
            ).licence
            for (number, hours) in one.hours.enumerated() {
                let day = min(one.registeredFrom.adding(days: 3 + 190 * number), act.today)
                try act.run(
                    AddLicenceHours(
                        person: person, entry: licence, hours: hours, earnedOn: day,
                        title: number % 2 == 0 ? "劳动争议调解实务" : "职工心理关爱"))
            }
        }
        for one in record.speeches {
            try act.run(AddLanguage(person: person, language: one.language, level: one.level))
        }
        for skill in record.skills { try act.run(AddSkill(person: person, skill: skill)) }
        if let one = record.office {
            try act.run(
                AppointCadre(
                    person: person, appointment: one.appointment, office: one.office, secondedFrom: one.secondedFrom,
                    startsOn: one.startsOn, untilOn: one.untilOn))
        }
    }
}
