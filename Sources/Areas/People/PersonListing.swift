import Core
import Storage

/// The list of the people as a file: the same filter, scope and order as the page, phones masked as there.
enum PersonListing {
    static let listing = Listing(
        "people", title: "人员", path: "/people", holdsContact: true, isOfPeople: true,
        columns: [
            .init("姓名"), .init("性别", width: 8), .init("出生年份", .number), .init("年龄", .number),
            .init("联系电话", isContact: true),
            .init("单位", width: 32), .init("区"),
        ],
        total: { asking in
            guard asking.query["q"] == nil else { return nil }
            let filter = try await filter(asking)
            return try await asking.house.database.read { tx in try PersonStore.countAll(filter, tx) }
        },
        anyPart: { asking, after, limit in
            let filter = try await filter(asking)
            let (house, today) = (asking.house, asking.house.today)
            if let search = asking.query["q"] {
                let found = try await PersonSearch.find(search, filter, asking.actor, house, most: 10_000)
                return try await house.database.read { tx in
                    let lines = try PersonStore.lines(of: found.ids, filter, tx, house.vault)
                    return Listing.Part(
                        rows: lines.map { row($0, today) }, next: nil, people: lines.map(\.person.id))
                }
            }
            let key = after.flatMap(Key.init)
            return try await house.database.read { tx in
                let lines = try tx.all(
                    PersonStore.pageQuery(filter, key.map { ($0.name, $0.id) }, limit: limit)
                ) { try PersonLine(row: $0, house.vault) }
                let last = lines.count < limit ? nil : lines.last?.person.id
                return Listing.Part(
                    rows: lines.map { row($0, today) },
                    next: try last.map { try Key(name: PersonStore.nameKey(of: $0, tx), id: $0).text },
                    people: lines.map(\.person.id))
            }
        })

    private static func filter(_ asking: Listing.Asking) async throws -> PersonFilter {
        PersonFilter(
            asking.actor.sees,
            within: try await PeopleListPages.place(
                asking.query["unit"] ?? asking.query["district"], asking.actor, asking.house))
    }

    private static func row(_ line: PersonLine, _ today: Day) -> [Listing.Value] {
        let person = line.person
        return [
            .text(person.name), .words(person.sex?.title), .number(person.birthDay?.year),
            .number(person.age(on: today)), .text(person.maskedPhone), .text(line.unitName), .text(line.districtName),
        ]
    }

    /// Where a part begins; kept sealed by whoever keeps it, since it holds a name.
    private struct Key {
        let name: String
        let id: Identifier

        init(name: String, id: Identifier) {
            self.name = name
            self.id = id
        }

        init?(_ text: String) {
            let parts = text.split(separator: "|", maxSplits: 1)
            guard parts.count == 2, let id = Identifier(String(parts[0])) else { return nil }
            self.init(name: String(parts[1]), id: id)
        }

        var text: String { "\(id)|\(name)" }
    }
}
