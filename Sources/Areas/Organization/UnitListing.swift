import Core
import Storage

/// The list of the units as a file: the same filter and scope as the page.
enum UnitListing {
    static let listing = Listing(
        "units", title: "各单位", path: "/units",
        columns: [
            .init("单位", width: 36), .init("类型"), .init("上级", width: 32), .init("下级单位", .number),
            .init("撤销日期", .day),
        ],
        total: { asking, tx in
            let choice = try UnitChoice(asking)
            if let day = choice.asOf {
                return choice.text == nil
                    ? try UnitHistory.count(
                        choice.conditionsThen, asOf: day, asking.actor.sees, upTo: 1_000_000, tx) : nil
            }
            return choice.text == nil
                ? try UnitStore.count(choice.filter, asking.actor.sees, upTo: 1_000_000, tx) : nil
        },
        part: { asking, after, limit, tx in
            let choice = try UnitChoice(asking)
            if let day = choice.asOf {
                return try part(choice, asOf: day, after: after, limit, asking.actor.sees, tx)
            }
            let filter = choice.filter
            guard filter.text == nil else {
                // What answers to a text is some hundred units at most, and ordered by how well it answers.
                let found = try UnitStore.matches(filter, asking.actor.sees, tx)
                return Listing.Part(rows: try rows(found, tx), next: nil)
            }
            let (found, hasMore) = try UnitStore.page(
                filter, asking.actor.sees, after: after.flatMap { Identifier($0) }, size: limit, tx)
            return Listing.Part(rows: try rows(found, tx), next: hasMore ? found.last?.id.description : nil)
        })

    /// As of a past day.
    private static func part(
        _ choice: UnitChoice, asOf day: Day, after: String?, _ limit: Int, _ scope: Scope, _ tx: Transaction
    ) throws -> Listing.Part {
        if let text = choice.text {
            let found = try choice.answering(to: text, asOf: day, scope, tx)
            return Listing.Part(rows: try UnitLine.lines(found, day, scope, tx).map(row), next: nil)
        }
        let key = try after.flatMap { Identifier($0) }.flatMap { try UnitHistory.key(of: $0, asOf: day, tx) }
        let found = try UnitHistory.page(choice.conditionsThen, after: key, asOf: day, scope, size: limit + 1, tx)
        let part = Array(found.prefix(limit))
        return Listing.Part(
            rows: try UnitLine.lines(part, day, scope, tx).map(row),
            next: found.count > limit ? part.last?.id.description : nil)
    }

    private static func rows(_ units: [Unit], _ tx: Transaction) throws -> [[Listing.Value]] {
        try UnitLine.lines(units, withParents: true, tx).map(row)
    }

    private static func row(_ line: UnitLine) -> [Listing.Value] {
        [.text(line.name), .words(line.kindName), .text(line.parentName), .number(line.below), .day(line.closedOn)]
    }
}

extension UnitChoice {
    fileprivate init(_ asking: Listing.Asking) throws {
        let query = asking.query
        self.init(
            district: query["district"].flatMap { Identifier($0) },
            kind: query["kind"].flatMap(UnitKind.init(rawValue:)),
            text: query["q"], isList: true,
            asOf: try asking.pastDay())
    }
}
