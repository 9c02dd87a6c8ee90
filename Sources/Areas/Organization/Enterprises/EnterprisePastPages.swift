import Core
import Storage
import Web

extension EnterprisesPage {
    /// The list as it stood on a past day.
    static func load(
        _ choice: EnterpriseChoice, asOf day: Day, _ unit: UnitChosen, after: Identifier?, _ visit: Visit,
        _ tx: Transaction
    ) throws -> EnterprisesPage {
        let scope = visit.actor.sees
        let then = choice.then(day, scope, within: unit.place)
        let found: [EnterpriseThen]
        let pages: KeyPage
        if let text = choice.text {
            let matches = try then.search(text, limit: size, tx)
            found = matches.found
            pages = KeyPage(
                shown: found.count, total: found.count, capped: matches.isCapped || found.count == size)
        } else {
            let (part, hasMore) = try then.page(after: after, size: size, tx)
            let total = try then.count(upTo: countedUpTo, tx)
            found = part
            pages = KeyPage(
                shown: part.count, total: total, capped: total >= countedUpTo,
                previous: after == nil ? nil : choice.address(unit: unit.unit),
                next: hasMore ? choice.address(unit: unit.unit, after: part.last?.stay) : nil)
        }
        let units = try UnitHistory.labels(found.map(\.place), asOf: day, tx)
        let lines = found.map { EnterpriseLine($0, units[$0.place.unit] ?? "", asOf: day, scope) }
        return EnterprisesPage(
            choice: choice, unit: unit, enterprises: lines, pages: pages,
            inScope: found.isEmpty
                ? try EnterprisesThen(day: day, scope: scope, within: nil, hasUnion: nil, size: nil)
                    .count(upTo: countedUpTo, tx) : nil,
            mayRegister: false, mayImport: false)
    }

    /// What a list of a past day cannot know.
    func pastNotice(_ words: Words, _ day: Day) -> HTML {
        notice(
            words, .warning, "这是 \(day) 的样子，不是今天的",
            """
            <p>\(words("列出那一天由各单位联系的企业，人数是到那一天为止最后一次登记的。"))</p>\
            <p>\(words("系统启用以前的变动，只有补录过的才有；没有写成立日期的企业，从登记那天起才列出；信用代码、性质和行业只有今天的。"))</p>\
            <p><a class="button" href="/enterprises">\(words("回到今天"))</a></p>
            """)
    }
}

extension EnterpriseLine {
    init(_ then: EnterpriseThen, _ unitName: String, asOf day: Day, _ scope: Scope) {
        id = then.id
        name = then.name
        formerName = nil
        unit = then.place.unit
        self.unitName = unitName
        employees = then.employees
        members = then.members
        countedOn = then.countedOn
        hasUnion = then.hasUnion
        lacksUnion = false
        closedOn = nil
        asOf = day
        isOpen = scope.contains(then.placeNow)
    }
}

extension UnitHistory {
    /// How lists call units of a past day: 徐汇区 · 漕河泾街道总工会, by the names of then.
    static func labels(_ places: [Place], asOf day: Day, _ tx: Transaction) throws -> [Identifier: String] {
        let ids = Set(places.map(\.unit))
        let now = try UnitStore.labels(Array(ids), tx)
        let names = try named(Array(ids), asOf: day, tx)
        let districts = try UnitStore.named(places.map(\.district), tx)
        let placeNames = Dictionary(uniqueKeysWithValues: districts.map { ($0.id, $0.placeName) })
        return Dictionary(
            places.map { place in
                guard let name = names[place.unit] else { return (place.unit, now[place.unit] ?? "") }
                let district = place.unit == place.district ? nil : placeNames[place.district]
                return (place.unit, district.map { $0 + " · " + name } ?? name)
            }, uniquingKeysWith: { first, _ in first })
    }
}
