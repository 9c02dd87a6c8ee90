import Core
import Organization
import Storage
import Web

/// The lists behind the numbers of the coverage, as files.
enum CoverageListings {
    static let all = [units, people]

    private static let units = Listing(
        "coverageUnits", title: "需要有人负责的单位", path: "/coverage/units",
        columns: [.init("单位", width: 36), .init("区"), .init("类型"), .init("负责人", width: 24)],
        total: { asking, tx in
            try tx.value("SELECT COUNT(*) FROM units u WHERE \(try unitCondition(asking, tx))")
        },
        part: { asking, after, limit, tx in
            let found = try tx.all(
                CoveredUnits.listQuery(
                    try unitCondition(asking, tx), after.map { "u.scope_key > \($0)" } ?? "TRUE", limit: limit)
            ) { row in
                (
                    unit: try row["id"] as Identifier, name: try row["name"] as String,
                    kind: try row["kind"] as UnitKind, key: try row["scope_key"] as String,
                    district: try row["district_name"] as String
                )
            }
            let people = try CoveredUnits.responsible(
                for: found.map(\.unit), asking.actor.sees, on: try day(asking), tx)
            return Listing.Part(
                rows: found.map { entry in
                    let names = (people[entry.unit] ?? []).map(\.name).joined(separator: "、")
                    return [
                        .text(entry.name), .text(entry.district), .words(entry.kind.title),
                        .text(names.isEmpty ? nil : names),
                    ]
                }, next: found.count < limit ? nil : found.last?.key)
        })

    /// The past day of the address; nil: now.
    private static func day(_ asking: Listing.Asking) throws -> Day? { try asking.pastDay() }

    private static func unitCondition(_ asking: Listing.Asking, _ tx: Transaction) throws -> SQL {
        let scope = asking.actor.sees
        let whole = try Deployment.whole(asking.query["unit"], scope, tx)
        let state = asking.query["state"].flatMap { ["covered", "uncovered"].contains($0) ? $0 : nil }
        return Coverage.units(
            scope,
            CoverageFilter(
                below: whole.place, kind: asking.query["kind"].flatMap(UnitKind.init(rawValue:)),
                isUncovered: state.map { $0 == "uncovered" }, day: try day(asking)))
    }

    private static let people = Listing(
        "coveragePeople", title: "在岗人员和各自负责的单位数", path: "/coverage/people", isOfPeople: true,
        columns: [
            .init("姓名"), .init("类别"), .init("岗位", width: 36), .init("区"), .init("负责几个单位", .number),
        ],
        total: { asking, tx in
            try tx.value("SELECT COUNT(*) FROM posts po WHERE \(try peopleCondition(asking, tx))")
        },
        part: { asking, after, limit, tx in
            let key = PostKey(after)
            let further: SQL =
                key.map { "po.scope_key > \($0.scope) OR (po.scope_key = \($0.scope) AND po.id > \($0.post))" }
                ?? "TRUE"
            let found = try tx.all(
                CarryingPeople.listQuery(try peopleCondition(asking, tx), further, limit: limit, on: try day(asking))
            ) { row in
                (
                    key: PostKey(scope: try row["scope_key"], post: try row["post"]),
                    entry: CarryingPeople.Entry(
                        person: try row["id"], name: try row["name"], category: try row["category"],
                        unit: try row["unit"], district: try row["district_name"], units: try row["units"])
                )
            }
            return Listing.Part(
                rows: found.map { _, entry in
                    [
                        .text(entry.name), .words(entry.category.title), .text(entry.unit), .text(entry.district),
                        .number(entry.units),
                    ]
                }, next: found.count < limit ? nil : found.last?.key.text, people: found.map(\.entry.person))
        })

    private static func peopleCondition(_ asking: Listing.Asking, _ tx: Transaction) throws -> SQL {
        let scope = asking.actor.sees
        let whole = try Deployment.whole(asking.query["unit"], scope, tx)
        let load = asking.query["load"].flatMap(Int.init).flatMap { (0...10_000).contains($0) ? $0 : nil }
        return Coverage.people(
            scope,
            CoverageFilter(below: whole.place, load: load, isOwn: asking.query["own"] == "yes", day: try day(asking))
        )
    }
}
