import Core
import Storage
import Web

extension Visit {
    /// The past day of `?asOf=2023-06-30` for which a page is asked.
    package var pastDay: PastDay { PastDay(query[PastDay.field], today: house.today) }

    /// The past day; nil: as of today.
    package var asOf: Day? { pastDay.day }

    /// The page; a list of today is told apart from an answer for a day that cannot be shown.
    package func answering(_ page: any Page) -> Answer {
        pastDay.problem.map { .refused(page, $0) } ?? .page(page)
    }
}

/// Says that a page shows the past, and leads back to today.
package func pastNotice(_ words: Words, _ day: Day, back: String) -> HTML {
    notice(
        words, .warning, "这是 \(day) 的样子，不是今天的",
        """
        <p>\(words("只包括您今天可以查看的单位；系统启用以前的变动，只有补录过的才有"))</p>\
        <p><a class="button" href="\(back)">\(words("回到今天"))</a></p>
        """)
}

/// A unit as it stood on a past day.
struct UnitThenPage: Page {
    let title: Message
    let id: Identifier
    let asOf: Day
    let nameNow: String
    /// Nothing of it where it did not stand.
    let stood: Bool
    let name: String?
    let kindName: Message?
    let placeName: String?
    let above: [Step]
    let below: Int
    let children: [UnitLine]
    let sections: UnitSections

    var room: Room? { Organization.room }

    static func load(
        _ unit: Unit, asOf day: Day, _ visit: Visit, _ sections: [UnitSection], _ tx: Transaction
    ) throws -> UnitThenPage {
        let scope = visit.actor.sees
        guard let then = try UnitHistory.unit(unit.id, asOf: day, scope, tx) else {
            return UnitThenPage(
                title: .verbatim(unit.name), id: unit.id, asOf: day, nameNow: unit.name, stood: false, name: nil,
                kindName: nil, placeName: nil, above: [], below: 0, children: [], sections: UnitSections(all: []))
        }
        let above = try UnitHistory.ancestors(of: then, asOf: day, tx)
        let visible = Set(try UnitStore.named(above.map(\.id), tx).filter { scope.contains($0.place) }.map(\.id))
        // A single unit opened by a grant says nothing of what lay below it.
        let isWhole = scope.contains(unit.place)
        let children =
            isWhole
            ? try UnitHistory.children(of: [unit.id], asOf: day, scope, tx, limit: UnitPage.childrenShown) : []
        let counts = try UnitHistory.counts(below: [then] + children, asOf: day, scope, tx)
        return UnitThenPage(
            title: .verbatim(then.name), id: unit.id, asOf: day, nameNow: unit.name, stood: true, name: then.name,
            kindName: then.kind.title, placeName: then.placeName,
            above: above.map { Step($0, isInScope: visible.contains($0.id)) },
            below: isWhole ? counts[unit.id] ?? 0 : 0,
            children: children.map { UnitLine($0, below: counts[$0.id] ?? 0, asOf: day) },
            sections: UnitSections(all: isWhole ? try sections.compactMap { try $0.load(visit, unit.id, tx) } : []))
    }

    func body(_ words: Words) -> HTML {
        let header = pageHeader(
            words, title,
            crumbs: [Crumb("各单位", Web.address("/units", [("asOf", asOf.description)]))]
                + above.filter(\.isInScope).map {
                    Crumb(.verbatim($0.name), Web.address("/units/\($0.id)", [("asOf", asOf.description)]))
                })
        let past = pastNotice(words, asOf, back: "/units/\(id)")
        guard stood else {
            return """
                \(header)\(past)
                \(emptyState(words, "那一天没有这个单位：还没有成立，或者已经撤销"))
                """
        }
        let way = above.map(\.name).joined(separator: " › ")
        let known: [Fact] = [
            .text("类型", kindName.map { words($0) }), .text("地名", placeName), .text("上级", way),
            .text("现在的名称", nameNow == name ? nil : nameNow),
        ]
        let more: HTML? =
            below > children.count
            ? "<p><a href=\"\(treeAddress(id, asOf: asOf))\">\(words("下面各层共 \(below) 个单位，按层级看"))</a></p>" : nil
        let table = unitTable(words, children, caption: "下级单位", empty: emptyState(words, "下面还没有单位"))
        return """
            \(header)\(past)
            \(section(words, "基本情况", facts(words, known)))
            \(sections.all.map { section(words, $0.title, id: type(of: $0).key, $0.body(words)) })
            \(section(words, "下级单位", id: "units", "\(table)\(more)"))
            """
    }
}

extension UnitsPage {
    /// The tree or the list as it stood on a past day.
    mutating func fillPast(_ day: Day, open: Identifier?, after: Identifier?, _ scope: Scope, _ tx: Transaction) throws
    {
        inScope = try UnitHistory.count([], asOf: day, scope, upTo: UnitsPages.countedUpTo, tx)
        guard choice.isFiltered || choice.isList else {
            tree = try UnitNode.tree(asOf: day, open: open, scope, tx)
            return
        }
        let size = UnitsPages.size
        if let text = choice.text {
            // What they were called then stands in no search index; the units of a scope are some thousands.
            let found = try choice.answering(to: text, asOf: day, scope, tx)
            units = try UnitLine.lines(Array(found.prefix(size)), day, scope, tx)
            pages = KeyPage(shown: units.count, total: found.count)
            return
        }
        let key = try after.flatMap { try UnitHistory.key(of: $0, asOf: day, tx) }
        let found = try UnitHistory.page(choice.conditionsThen, after: key, asOf: day, scope, size: size + 1, tx)
        let total = try UnitHistory.count(
            choice.conditionsThen, asOf: day, scope, upTo: UnitsPages.countedUpTo, tx)
        units = try UnitLine.lines(Array(found.prefix(size)), day, scope, tx)
        pages = KeyPage(
            shown: units.count, total: total, capped: total >= UnitsPages.countedUpTo,
            previous: after == nil ? nil : choice.address(),
            next: found.count > size ? choice.address(after: units.last?.id) : nil)
    }
}

extension UnitLine {
    static func lines(_ units: [UnitThen], _ day: Day, _ scope: Scope, _ tx: Transaction) throws -> [UnitLine] {
        let counts = try UnitHistory.counts(below: units, asOf: day, scope, tx)
        let parents = try UnitHistory.named(units.compactMap(\.parent), asOf: day, tx)
        return units.map { unit in
            UnitLine(unit, below: counts[unit.id] ?? 0, asOf: day, parentName: unit.parent.flatMap { parents[$0] })
        }
    }
}

extension UnitChoice {
    /// Those of a past day that answer to what was typed, best first.
    func answering(to text: String, asOf day: Day, _ scope: Scope, _ tx: Transaction) throws -> [UnitThen] {
        UnitThen.answering(to: text, try UnitHistory.units(below: nil, asOf: day, scope, tx).filter(fits))
    }

    var conditionsThen: [SQL] {
        var all: [SQL] = []
        if let district { all.append("h.district_id = \(district)") }
        if let kind { all.append("h.kind = \(kind)") }
        return all
    }

    fileprivate func fits(_ unit: UnitThen) -> Bool {
        (district == nil || unit.place.district == district) && (kind == nil || unit.kind == kind)
    }
}

extension UnitNode {
    /// As `tree(open:)`, of then. What lay in something that the visitor does not see begins a tree of its own.
    static func tree(asOf day: Day, open: Identifier?, _ scope: Scope, _ tx: Transaction) throws -> [UnitNode] {
        let roots = try UnitHistory.roots(asOf: day, scope, tx, limit: 500)
        var opened = roots.map(\.id)
        if let open, let unit = try UnitHistory.unit(open, asOf: day, scope, tx) {
            opened += try UnitHistory.ancestors(of: unit, asOf: day, tx).map(\.id) + [unit.id]
        }
        let children = try UnitHistory.children(
            of: Set(opened).sorted(), asOf: day, scope, tx, limit: 3000)
        let counts = try UnitHistory.counts(below: roots + children, asOf: day, scope, tx)
        let byParent = Dictionary(grouping: children) { $0.parent ?? $0.id }
        func node(_ unit: UnitThen) -> UnitNode {
            UnitNode(
                unit: UnitLine(unit, below: counts[unit.id] ?? 0, asOf: day),
                children: (byParent[unit.id] ?? []).map(node))
        }
        return roots.map(node)
    }
}
