import Core
import Organization
import People
import Storage
import Workforce

/// Takes over one row, as judged: registers, employs and appoints, or puts right what differs.
package struct ImportRosterRow: Command {
    package static let name = "importRosterRow"
    let roster: Identifier
    let values: RowValues
    let unit: Identifier
    /// nil: not known yet.
    let person: Identifier?
    let version: Int?
    let changes: [String]
    let unitChange: FileImport.UnitChange

    package typealias Outcome = RowTaken

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func perform(_ subject: Void, _ act: Act) throws -> RowTaken {
        act.note("roster", roster)
        guard let person else {
            let person = try register(act)
            try employ(person, act)
            let post = try appoint(person, act)
            act.note("person", person)
            return RowTaken(record: person, trace: RowTrace(isNew: true, post: post))
        }
        var trace = RowTrace(isNew: false)
        if changes.contains("name") || changes.contains("phone") {
            try keepPerson(person, in: &trace, act)
            try act.run(
                CorrectPerson(
                    person: person, version: version ?? 0, name: changes.contains("name") ? values.name : nil,
                    phone: changes.contains("phone") ? values.phone : nil, reason: "花名册导入"))
        }
        if changes.contains("worker") {
            trace.madeWorker = true
            try employ(person, act)
        } else if !Set(changes).isDisjoint(with: ["hiredOn", "source", "category"]) {
            trace.worker = try WorkerStore.find(person, act.tx).map(WorkerKept.init)
            let source = values.source.map(WorkerSource.reading)
            try act.run(
                CorrectWorker(
                    person: person, category: values.workerCategory, source: source?.source, sourceNote: source?.note,
                    hiredOn: values.recordableHiredOn(act.today)))
        }
        if changes.contains("unit") || changes.contains("post") { try moveOrAppoint(person, &trace, act) }
        act.note("person", person, fields: changes)
        return RowTaken(record: person, trace: trace)
    }

    private func keepPerson(_ person: Identifier, in trace: inout RowTrace, _ act: Act) throws {
        guard let known = try PersonStore.find(person, act.actor.sees, act.tx, act.vault) else { return }
        if changes.contains("name") { trace.keep(.name, known.name) }
        if changes.contains("phone") {
            trace.keep(.phone, try PersonStore.phoneToPutBack(of: person, act.actor.sees, act.tx, act.vault))
        }
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
    private func appoint(_ person: Identifier, _ act: Act) throws -> Identifier {
        var day = values.recordableHiredOn(act.today) ?? act.today
        if self.person != nil {
            let last = try PostStore.history(of: person, act.tx).filter(\.isPrimary).compactMap(\.endedOn).max()
            if let last, day <= last { day = act.today }
        }
        return try act.run(AppointWorker(person: person, unit: unit, startedOn: day)).post
    }

    private func moveOrAppoint(_ person: Identifier, _ trace: inout RowTrace, _ act: Act) throws {
        trace.heldAt = try PersonStore.place(of: person, act.actor.sees, act.tx)?.unit
        guard let post = try PostStore.primary(of: [person], act.tx)[person] else {
            trace.post = try appoint(person, act)
            return
        }
        trace.responsibilities = try ResponsibilityStore.current(of: person, act.tx).map(\.id)
        // A post that begins today or later cannot have ended yet: it was written down wrongly.
        if unitChange == .correction || post.startedOn >= act.today {
            try act.run(
                MoveWorker(
                    person: person, unit: unit, startedOn: post.startedOn, reason: "花名册导入", isCorrection: true))
            trace.correctedFrom = post.place.unit
        } else {
            let moved = try act.run(
                RecordMove(person: person, unit: unit, startedOn: act.today, reason: "花名册导入")
            ).post
            (trace.post, trace.formerPost) = (moved, post.id)
        }
    }
}
