import Core
import Storage
import Web

/// A person in a list, as the page and its JSON say it.
struct PersonRow: Sendable, Encodable {
    let id: Identifier
    let name: String
    let sex: Sex?
    let birthYear: Int?
    let age: Int?
    let phone: String?
    let unit: String
    let district: String

    init(_ line: PersonLine, today: Day) {
        id = line.person.id
        name = line.person.name
        sex = line.person.sex
        birthYear = line.person.birthDay?.year
        age = line.person.age(on: today)
        phone = line.person.maskedPhone
        unit = line.unitName
        district = line.districtName
    }
}

/// The list of the people in one's scope, with its search.
struct PeoplePage: Page {
    var title: Message { "人员" }
    var room: Room? { People.room }

    let search: String?
    let unit: Identifier?
    /// What was written, or what the chosen unit is called.
    let unitName: String?
    /// Few units are offered all; of many those that answer to what was written.
    let units: UnitField
    let people: [PersonRow]
    let page: KeyPage
    let mayRegister: Bool
    var views: [PeopleView] = []
    /// Why the search was not made, or was too little.
    var advice: Message?
    /// How many answer in the wider part of one's own scope, where nobody does here.
    var elsewhere: Int?

    var isFiltered: Bool { search != nil || unit != nil || unitName != nil }

    func body(_ words: Words) -> HTML { PeopleListView(page: self, words: words).html }
}

struct PeopleListPages: Sendable {
    let units: UnitChoices
    let views: [PeopleView]

    var routes: [Route] { [.get("/people", "people", list)] }

    @Sendable private func list(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let search = visit.query["q"]
        let choice = try await unitChoice(visit)
        let place = choice.place
        // A name that means one unit becomes that unit's id: the address is what is saved, shared and exported.
        if let place, visit.query["unit"] == nil, visit.query["district"] == nil, !visit.wantsJSON {
            return .redirect(address("/people", [("q", search), ("unit", place.unit.description)]))
        }
        let filter = PersonFilter(visit.actor.sees, within: place)
        let mayRegister = visit.actor.has(.managePeople)
        func page(_ slice: PersonSlice) -> PeoplePage {
            func turn(_ name: String, _ row: PersonRow?) -> String? {
                row.map {
                    address("/people", [("q", search), ("unit", place?.unit.description), (name, $0.id.description)])
                }
            }
            let rows = slice.lines.map { PersonRow($0, today: visit.house.today) }
            return PeoplePage(
                search: search, unit: place?.unit, unitName: choice.name, units: choice.field, people: rows,
                page: KeyPage(
                    shown: rows.count, total: slice.total, capped: slice.capped,
                    previous: slice.hasPrevious ? turn("before", rows.first) : nil,
                    next: slice.hasNext ? turn("after", rows.last) : nil),
                mayRegister: mayRegister, views: views)
        }
        guard let search else {
            let slice = try await visit.house.database.read { tx in
                try PersonStore.page(filter, visit.position, tx, visit.house.vault)
            }
            var shown = page(slice)
            if slice.lines.isEmpty, place != nil {
                shown.elsewhere = try await visit.house.database.read { tx in
                    try PersonStore.count(PersonFilter(filter.scope), tx).total
                }
            }
            return .page(shown)
        }
        do {
            let found = try await PersonSearch.find(search, filter, visit.actor, visit.house)
            let slice = try await found.slice(visit.position, filter, visit.house)
            var shown = page(slice)
            if found.isTooLittle { shown.advice = "请输入姓名、拼音或首字母；按号码查找时，请输入全部号码或末四位" }
            if found.ids.isEmpty, place != nil, NumberQuery(search) == nil {
                let wider = PersonFilter(filter.scope)
                shown.elsewhere = try await PersonSearch.find(search, wider, visit.actor, visit.house).ids.count
            }
            return .page(shown)
        } catch let problem as Problem where !visit.wantsJSON {
            // The list stays; what could not be searched is said above it.
            guard problem.isAboutSearch else { throw problem }
            var shown = page(.none)
            shown.advice = problem.message
            return .page(shown, status: problem.status)
        }
    }

    /// The unit in the address; one that neither lies in the scope nor holds a part of it is not found.
    static func place(_ text: String?, _ actor: Actor, _ house: House) async throws -> Place? {
        guard let text else { return nil }
        guard let unit = Identifier(text) else { throw Problem.notFound }
        let place = try await house.database.read { tx in try ScopeTree.place(of: unit, tx) }
        guard let place, !PersonFilter(actor.sees, within: place).roots.isEmpty else { throw Problem.notFound }
        return place
    }

    private struct UnitChoice: Sendable {
        let place: Place?
        let name: String?
        let field: UnitField
    }

    /// The unit that the address means, by id or by name.
    private func unitChoice(_ visit: Visit) async throws -> UnitChoice {
        let place = try await Self.place(visit.query["unit"] ?? visit.query["district"], visit.actor, visit.house)
        let text = place == nil ? visit.query["unitName"] : nil
        let scope = visit.actor.sees
        return try await visit.house.database.read { tx in
            let offered = try UnitField.offer(text, scope, tx, from: units)
            if let place {
                let name: String? = try tx.value("SELECT name FROM unit_names WHERE unit_id = \(place.unit)")
                return UnitChoice(place: place, name: name, field: offered)
            }
            guard let text else { return UnitChoice(place: nil, name: nil, field: offered) }
            let only = try? UnitField.resolve(visit.query, scope, tx, from: units)
            return UnitChoice(place: try only.flatMap { try ScopeTree.place(of: $0, tx) }, name: text, field: offered)
        }
    }
}

extension PersonSlice {
    static let none = PersonSlice(lines: [], total: 0, capped: false, hasPrevious: false, hasNext: false)
}

extension Visit {
    fileprivate var position: ListPosition {
        if let after = query["after"].flatMap({ Identifier($0) }) { return .after(after) }
        if let before = query["before"].flatMap({ Identifier($0) }) { return .before(before) }
        return .start
    }
}

extension Problem {
    fileprivate var isAboutSearch: Bool {
        switch self {
        case .forbidden, .tooMany: true
        default: false
        }
    }
}

extension PersonSearch.Found {
    /// The part of what was found that a page shows.
    func slice(_ position: ListPosition, _ filter: PersonFilter, _ house: House) async throws -> PersonSlice {
        var start = 0
        switch position {
        case .start: break
        case .after(let id): start = ids.firstIndex(of: id).map { $0 + 1 } ?? 0
        case .before(let id): start = max(0, (ids.firstIndex(of: id) ?? 0) - PersonStore.pageSize)
        }
        let end = min(start + PersonStore.pageSize, ids.count)
        let shown = Array(ids[start..<end])
        let lines = try await house.database.read { tx in
            try PersonStore.lines(of: shown, filter, tx, house.vault)
        }
        return PersonSlice(
            lines: lines, total: ids.count, capped: isCapped, hasPrevious: start > 0, hasNext: end < ids.count)
    }
}
