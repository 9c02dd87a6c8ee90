import Core

/// The spellings that are remembered for a unit and what lies below, as a file.
enum AliasListing {
    static let listing = Listing(
        "unitAliases", title: "花名册写法", path: "/units/:unit/aliases",
        columns: [.init("花名册里的写法", width: 32), .init("指的单位", width: 36), .init("何时核对", .moment)],
        total: { asking, tx in
            guard let unit = try UnitStore.find(try asking.identifier("unit"), asking.actor.sees, tx) else {
                throw Problem.notFound
            }
            return try AliasStore.count(below: unit, asking.actor.sees, tx)
        },
        part: { asking, after, limit, tx in
            guard let unit = try UnitStore.find(try asking.identifier("unit"), asking.actor.sees, tx) else {
                throw Problem.notFound
            }
            let (found, hasMore) = try AliasStore.page(
                below: unit, asking.actor.sees, before: after.flatMap { Identifier($0) }, size: limit, tx)
            return Listing.Part(
                rows: found.map { [.text($0.alias), .text($0.unitName), .moment($0.confirmedAt)] },
                next: hasMore ? found.last?.id.description : nil)
        })
}
