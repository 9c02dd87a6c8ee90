import Core
import Organization
import People
import Storage
import Workforce

/// Takes over one row, as judged: registers, employs and appoints, or puts right what differs.
package struct ImportRosterRow: Command {
    package static let name = "importRosterRow"
    let roster: Identifier
    let values: RosterValues
    let unit: Identifier
    /// nil: not known yet.
    let person: Identifier?
    let version: Int?
    let changes: [String]
    let unitChange: RosterImport.UnitChange

    package struct Outcome: Codable, Sendable {
        package let person: Identifier
    }

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func perform(_ subject: Void, _ act: Act) throws -> Outcome {
        act.note("roster", roster)
        guard let person else {
            let person = try register(act)
            try employ(person, act)
            try appoint(person, act)
            act.note("person", person)
            return Outcome(person: person)
        }
        if changes.contains("name") || changes.contains("phone") {
            try act.run(
                CorrectPerson(
                    person: person, version: version ?? 0, name: changes.contains("name") ? values.name : nil,
                    phone: changes.contains("phone") ? values.phone : nil, reason: "花名册导入"))
        }
        if changes.contains("worker") {
            try employ(person, act)
        } else if !Set(changes).isDisjoint(with: ["hiredOn", "source", "category"]) {
            let source = values.source.map(WorkerSource.reading)
            try act.run(
                CorrectWorker(
                    person: person, category: values.workerCategory, source: source?.source, sourceNote: source?.note,
                    hiredOn: values.recordableHiredOn(act.today)))
        }
        if changes.contains("unit") || changes.contains("post") { try moveOrAppoint(person, act) }
        act.note("person", person, fields: changes)
        return Outcome(person: person)
    }

    private func register(_ act: Act) throws -> Identifier {
        try act.run(
            RegisterPerson(
                name: values.name, documentNumber: values.idNumber, phone: values.phone, unit: unit)
        ).person
    }

    private func employ(_ person: Identifier, _ act: Act) throws {
        let source = values.source.map(WorkerSource.reading)
        try act.run(
            EmployWorker(
                person: person, category: values.workerCategory ?? .unionSocialWorker, source: source?.source,
                sourceNote: source?.note, hiredOn: values.recordableHiredOn(act.today)))
    }

    /// From the day she was hired, unless she had a post since.
    private func appoint(_ person: Identifier, _ act: Act) throws {
        var day = values.recordableHiredOn(act.today) ?? act.today
        if self.person != nil {
            let last = try PostStore.history(of: person, act.tx).filter(\.isPrimary).compactMap(\.endedOn).max()
            if let last, day <= last { day = act.today }
        }
        try act.run(AppointWorker(person: person, unit: unit, startedOn: day))
    }

    private func moveOrAppoint(_ person: Identifier, _ act: Act) throws {
        guard let post = try PostStore.primary(of: [person], act.tx)[person] else {
            return try appoint(person, act)
        }
        // A post that begins today or later cannot have ended yet: it was written down wrongly.
        let isCorrection = unitChange == .correction || post.startedOn >= act.today
        try act.run(
            MoveWorker(
                person: person, unit: unit, startedOn: isCorrection ? post.startedOn : act.today, reason: "花名册导入",
                isCorrection: isCorrection))
    }
}
