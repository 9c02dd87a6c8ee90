import Core
import Storage

/// What a list of unions is narrowed to.
struct UnionFilter: Sendable {
    enum Standing: String, Sendable, Encodable { case open, late, closed, all }

    var scope: Scope
    var within: Place?
    var kind: EnterpriseUnionKind?
    var standing: Standing = .open
    var today: Day

    var condition: SQL {
        var all = [scope.predicate(EnterpriseUnion.scopeColumns)]
        if let within { all.append(Scope(roots: [within]).predicate(EnterpriseUnion.scopeColumns)) }
        if let kind { all.append("g.kind = \(kind)") }
        switch standing {
        case .open: all.append("g.closed_on IS NULL")
        case .late:
            all.append("g.closed_on IS NULL")
            all.append("g.next_election_on < \(today)")
        case .closed: all.append("g.closed_on IS NOT NULL")
        case .all: break
        }
        return SQL.all(all)
    }
}

extension EnterpriseUnionStore {
    /// Where a page of the list begins: the election that is due, and which union's.
    struct ElectionKey: Sendable {
        let dueOn: String
        let id: Identifier

        static let first = ElectionKey(dueOn: "", id: Identifier(rawValue: 0))
    }

    /// A page of the list by the day of the next election, so that late ones come first.
    static func page(
        _ filter: UnionFilter, after id: Identifier?, size: Int, _ tx: Transaction
    ) throws -> (unions: [EnterpriseUnion], hasMore: Bool) {
        let found = try tx.all(pageQuery(filter, try key(of: id, tx), size: size), EnterpriseUnion.init(row:))
        return (Array(found.prefix(size)), found.count > size)
    }

    static func pageQuery(_ filter: UnionFilter, _ key: ElectionKey?, size: Int) -> SQL {
        let from = key ?? .first
        return """
            SELECT \(EnterpriseUnion.columns) FROM enterprise_unions g
            WHERE \(filter.condition) AND (g.next_election_on, g.id) > (\(from.dueOn), \(from.id))
            ORDER BY g.next_election_on, g.id LIMIT \(size + 1)
            """
    }

    /// After which one the page before this one's first begins; nil when that is the first page.
    static func keyBefore(
        _ filter: UnionFilter, first id: Identifier, size: Int, _ tx: Transaction
    ) throws -> Identifier? {
        guard let key = try key(of: id, tx) else { return nil }
        let ids: [Identifier] = try tx.values(
            """
            SELECT g.id FROM enterprise_unions g
            WHERE \(filter.condition) AND (g.next_election_on, g.id) < (\(key.dueOn), \(key.id))
            ORDER BY g.next_election_on DESC, g.id DESC LIMIT \(size + 1)
            """)
        return ids.count > size ? ids[size] : nil
    }

    static func count(_ filter: UnionFilter, upTo cap: Int, _ tx: Transaction) throws -> Int {
        try tx.value(
            """
            SELECT COUNT(*) FROM (
                SELECT g.id FROM enterprise_unions g WHERE \(filter.condition) AND g.next_election_on > '' LIMIT \(cap)
            ) AS counted
            """) ?? 0
    }

    private static func key(of id: Identifier?, _ tx: Transaction) throws -> ElectionKey? {
        guard let id else { return nil }
        return try tx.first("SELECT next_election_on, id FROM enterprise_unions WHERE id = \(id)") { row in
            ElectionKey(dueOn: (try row["next_election_on"] as Day).description, id: try row["id"])
        }
    }

    /// How many enterprises are in each of these unions now.
    static func enterprises(in unions: [Identifier], _ tx: Transaction) throws -> [Identifier: Int] {
        let rows = try tx.all(
            """
            SELECT union_id, COUNT(*) AS number FROM union_enterprises
            WHERE union_id IN \(list: Set(unions).sorted()) AND left_on IS NULL GROUP BY union_id
            """
        ) { row in (try row["union_id"] as Identifier, try row["number"] as Int) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

/// A union as a row of a list.
struct UnionLine: Sendable, Encodable {
    let id: Identifier
    let name: String
    let kind: EnterpriseUnionKind
    let unit: Identifier
    let unitName: String
    /// How many enterprises are in it now.
    let enterprises: Int
    let electedOn: Day
    let nextElectionOn: Day
    let isLate: Bool
    let closedOn: Day?

    /// Two queries, however many there are.
    static func lines(_ unions: [EnterpriseUnion], today: Day, _ tx: Transaction) throws -> [UnionLine] {
        let units = try UnitStore.labels(unions.map(\.place.unit), tx)
        let counts = try EnterpriseUnionStore.enterprises(in: unions.map(\.id), tx)
        return unions.map { one in
            UnionLine(
                id: one.id, name: one.name, kind: one.kind, unit: one.place.unit,
                unitName: units[one.place.unit] ?? "", enterprises: counts[one.id] ?? 0, electedOn: one.electedOn,
                nextElectionOn: one.nextElectionOn, isLate: one.isLate(today), closedOn: one.closedOn)
        }
    }
}

extension EnterpriseUnion {
    func isLate(_ today: Day) -> Bool { !isClosed && nextElectionOn < today }
}

/// The list as a file: the same filter, scope and order as the page.
enum UnionListing {
    static let listing = Listing(
        "unions", title: "基层工会", path: "/unions",
        columns: [
            .init("工会名称", width: 40), .init("类型"), .init("单位", width: 36), .init("企业", .number), .init("建会日期", .day),
            .init("法人代码", width: 22), .init("本届选举", .day), .init("下次换届", .day), .init("撤销日期", .day),
        ],
        total: { asking, tx in try EnterpriseUnionStore.count(filter(asking, tx), upTo: 1_000_000, tx) },
        part: { asking, after, limit, tx in
            let (found, hasMore) = try EnterpriseUnionStore.page(
                filter(asking, tx), after: after.flatMap { Identifier($0) }, size: limit, tx)
            let units = try UnitStore.labels(found.map(\.place.unit), tx)
            let counts = try EnterpriseUnionStore.enterprises(in: found.map(\.id), tx)
            let rows = found.map { one -> [Listing.Value] in
                [
                    .text(one.name), .words(one.kind.title), .text(units[one.place.unit]),
                    .number(counts[one.id] ?? 0), .day(one.foundedOn), .text(one.legalPersonCode),
                    .day(one.electedOn), .day(one.nextElectionOn), .day(one.closedOn),
                ]
            }
            return Listing.Part(rows: rows, next: hasMore ? found.last?.id.description : nil)
        })

    private static func filter(_ asking: Listing.Asking, _ tx: Transaction) throws -> UnionFilter {
        UnionChoice { asking.query[$0] }.filter(
            asking.actor.sees, within: try UnitChosen.place(asking.query["unit"], asking.actor.sees, tx),
            today: asking.house.today)
    }
}
