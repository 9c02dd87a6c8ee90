import Core
import Organization
import People
import Storage
import Web

/// The people in post, by what they are and can. Its address is the filter.
struct WorkersPage: Page {
    struct Chosen: Encodable, Sendable {
        let category: WorkerCategory?
        let source: WorkerSource?
        let grade: WorkerGrade?
        let licence: LicenceKind?
        let language: SpokenLanguage?
        let skill: WorkerSkill?
        let appointment: AppointmentType?
        let unit: Identifier?
        let text: String?
        /// A past day.
        let asOf: Day?
        let asOfFault: PastDay.Fault?

        init(_ query: Fields, today: Day) {
            func one<T: RawRepresentable>(_ name: String) -> T? where T.RawValue == String {
                query[name].flatMap(T.init(rawValue:))
            }
            category = one("category")
            source = one("source")
            grade = one("grade")
            licence = one("licence")
            language = one("language")
            skill = one("skill")
            appointment = one("appointment")
            unit = query["unit"].flatMap { Identifier($0) }
            text = query["q"]
            let past = PastDay(query[PastDay.field], today: today)
            (asOf, asOfFault) = (past.day, past.fault)
        }

        func then(_ day: Day, _ scope: Scope, within: Place?) -> WorkersThen {
            WorkersThen(
                day: day, scope: scope, within: within, category: category, source: source,
                appointment: appointment, grade: grade, name: text.flatMap(PersonSearch.Named.init))
        }

        func filter(_ scope: Scope, within: Place?) -> WorkersFilter {
            WorkersFilter(scope, within: within, facets, name: text.flatMap(PersonSearch.Named.init))
        }

        /// What was typed is no part of a name: nobody answers to it.
        var isNoName: Bool { text.map { PersonSearch.Named($0) == nil } ?? false }

        /// How many there are without any filter.
        func unfiltered(_ scope: Scope, _ tx: Transaction) throws -> Int {
            guard let asOf else { return try WorkersInPost.page(WorkersFilter(scope), nil, tx).total }
            let everybody = WorkersThen(
                day: asOf, scope: scope, within: nil, category: nil, source: nil, appointment: nil, grade: nil,
                name: nil)
            return try everybody.page(nil, limit: 1, tx).total
        }

        func slice(
            _ scope: Scope, within: Place?, _ position: WorkersPosition?, limit: Int = WorkersInPost.pageSize,
            _ tx: Transaction
        ) throws -> WorkersSlice {
            if isNoName { return .none }
            guard let asOf else {
                return try WorkersInPost.page(filter(scope, within: within), position, limit: limit, tx)
            }
            return try then(asOf, scope, within: within).page(position, limit: limit, tx)
        }

        var facets: [WorkerFacet] {
            [
                category.map(WorkerFacet.category), source.map(WorkerFacet.source), grade.map(WorkerFacet.grade),
                licence.map(WorkerFacet.licence), language.map(WorkerFacet.language), skill.map(WorkerFacet.skill),
                appointment.map(WorkerFacet.appointment),
            ].compactMap(\.self)
        }

        var query: [(name: String, value: String?)] {
            [
                ("category", category?.rawValue), ("appointment", appointment?.rawValue), ("source", source?.rawValue),
                ("grade", grade?.rawValue), ("licence", licence?.rawValue), ("language", language?.rawValue),
                ("skill", skill?.rawValue), ("unit", unit?.description), ("q", text),
                ("asOf", asOf?.description),
            ]
        }
    }

    static let path = "/workforce"

    let chosen: Chosen
    let unit: UnitChosen
    let workers: [WorkerLine]
    let page: KeyPage
    /// How many are in post in the wider part of one's own scope, where nobody answers here.
    let elsewhere: Int

    var title: Message { "在岗人员" }
    var room: Room? { People.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let chosen = Chosen(visit.query, today: visit.house.today)
        let position = WorkersPosition(after: visit.query["after"], before: visit.query["before"])
        let scope = visit.actor.sees
        let page = try await visit.house.database.read { tx -> WorkersPage in
            let unit = try UnitChosen.load(visit, tx)
            let slice = try chosen.slice(scope, within: unit.place, position, tx)
            func turn(_ name: String, _ position: WorkersPosition?) -> String? {
                position.map { address(path, chosen.query + [(name, $0.text)]) }
            }
            let isFiltered = !chosen.facets.isEmpty || unit.isChosen || chosen.text != nil
            return WorkersPage(
                chosen: chosen, unit: unit, workers: slice.lines,
                page: KeyPage(
                    shown: slice.lines.count, total: slice.total, capped: slice.capped,
                    previous: turn("before", slice.previous), next: turn("after", slice.next)),
                elsewhere: slice.lines.isEmpty && isFiltered ? try chosen.unfiltered(scope, tx) : 0)
        }
        // A name that means one unit becomes that unit's id: the address is what is saved, shared and exported.
        if let unit = page.unit.unit, visit.query["unit"] == nil, chosen.asOfFault == nil, !visit.wantsJSON {
            return .redirect(address(path, chosen.query + [("unit", unit.description)]))
        }
        return visit.answering(page)
    }
}
