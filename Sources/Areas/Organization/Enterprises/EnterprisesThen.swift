import Core
import Storage

/// An enterprise as it stood on a past day: where it lay then, what it was called, and the last count until then.
struct EnterpriseThen: Sendable {
    let stay: Identifier
    let id: Identifier
    var name: String
    /// Where it lay then, as the tree stands now.
    let place: Place
    let employees: Int?
    let members: Int?
    let countedOn: Day?
    let hasUnion: Bool
    /// Where it lies now.
    let placeNow: Place
    let creditCode: String?
    let ownership: Ownership?
    let industry: Industry?

    fileprivate init(row: Row) throws {
        stay = try row["stay_id"]
        id = try row["enterprise_id"]
        name = try row["name"]
        place = try Place(row: row)
        employees = try row["employees"]
        members = try row["members"]
        countedOn = try row["counted_on"]
        hasUnion = try row["has_union"]
        placeNow = Place(
            unit: try row["unit_now"], district: try row["district_now"], key: try row["key_now"])
        creditCode = try row["credit_code"]
        ownership = try row["ownership"]
        industry = try row["industry"]
    }
}

/// The enterprises of a past day, in the order of the units where they lay then.
struct EnterprisesThen: Sendable {
    let day: Day
    let scope: Scope
    let within: Place?
    let hasUnion: Bool?
    let size: SizeBand?

    static let migrations = [
        Migration(
            "organization-enterprises-by-day-1",
            ["CREATE INDEX enterprise_stays_by_key ON enterprise_stays (scope_key, id)"])
    ]

    /// A page, with whether more follow.
    ///
    /// - Parameter after: the stay of the last one of the page before.
    func page(after stay: Identifier?, size: Int, _ tx: Transaction) throws -> (found: [EnterpriseThen], hasMore: Bool)
    {
        let key: (ScopeKey, Identifier)? = try stay.flatMap { stay in
            try tx.first("SELECT scope_key, id FROM enterprise_stays WHERE id = \(stay)") { row in
                (try row["scope_key"], try row["id"])
            }
        }
        let found = try read(stays(after: key, limit: size + 1), tx)
        return (Array(found.prefix(size)), found.count > size)
    }

    func count(upTo cap: Int, _ tx: Transaction) throws -> Int {
        try tx.value(
            """
            SELECT COUNT(*) FROM (SELECT y.id FROM enterprise_stays y \(lastCount) WHERE \(conditions()) LIMIT \(cap))
                AS counted
            """) ?? 0
    }

    /// Those that answer to what was typed by any name that they bear or bore, or whose code begins so.
    func search(_ text: String, limit: Int, _ tx: Transaction) throws -> (found: [EnterpriseThen], isCapped: Bool) {
        let most = EnterpriseStore.mostCandidates
        let ids: SQL
        if let code = EnterpriseStore.codeTyped(text) {
            ids = "SELECT id FROM enterprises WHERE credit_code >= \(code) AND credit_code < \(code + "~")"
        } else if let query = NamesTyped(text) {
            ids = query.ids(in: EnterpriseSchema.search)
        } else {
            return ([], false)
        }
        let all = try read(
            """
            SELECT \(Self.columns) FROM enterprise_stays y \(lastCount)
            WHERE y.enterprise_id IN (\(ids)) AND \(SQL.lastly(conditions())) LIMIT \(most + 1)
            """, tx)
        let named = NamesTyped(text)
        let ranked = all.map { ($0, named?.match($0.name)?.rawValue ?? 9) }
            .sorted { ($0.1, $0.0.name, $0.0.id) < ($1.1, $1.0.name, $1.0.id) }.map(\.0)
        return (Array(ranked.prefix(limit)), all.count > most)
    }

    /// The stays of a page, along the index of the keys.
    func stays(after key: (ScopeKey, Identifier)?, limit: Int) -> SQL {
        // From the empty key on, so that the first page, too, walks along the index.
        let (from, id) = key ?? (ScopeKey(rawValue: ""), Identifier(rawValue: 0))
        return """
            SELECT \(Self.columns) FROM enterprise_stays y \(lastCount)
            WHERE \(conditions()) AND (y.scope_key, y.id) > (\(from), \(id))
            ORDER BY y.scope_key, y.id LIMIT \(limit)
            """
    }

    private static let columns: SQL = """
        y.id AS stay_id, y.enterprise_id, y.unit_id, y.district_id, y.scope_key, e.employees, e.members, e.counted_on
        """

    /// The last count until the day, called as the bands of sizes call it.
    private var lastCount: SQL {
        """
        LEFT JOIN enterprise_headcounts e ON e.enterprise_id = y.enterprise_id AND e.withdrawn_at IS NULL
          AND e.counted_on = (SELECT MAX(x.counted_on) FROM enterprise_headcounts x
              WHERE x.enterprise_id = y.enterprise_id AND x.withdrawn_at IS NULL AND x.counted_on <= \(day))
        """
    }

    private func conditions() -> SQL {
        // A whole district is a range of keys, too: the range keeps the order.
        let columns = Scope.Columns(key: "y.scope_key")
        var all: [SQL] = [
            scope.predicate(columns), "y.started_on <= \(day)", "y.left_on IS NULL OR y.left_on > \(day)",
        ]
        if let within { all.append(Scope(roots: [within]).predicate(columns)) }
        if let size { all.append(size.condition) }
        if let hasUnion { all.append(hasUnion ? union : "NOT \(union)") }
        return SQL.all(all)
    }

    private var union: SQL {
        """
        EXISTS (SELECT 1 FROM union_enterprises m WHERE m.enterprise_id = y.enterprise_id AND m.joined_on <= \(day)
            AND (m.left_on IS NULL OR m.left_on > \(day)))
        """
    }

    /// First the stays, then what is known of their enterprises.
    private func read(_ stays: SQL, _ tx: Transaction) throws -> [EnterpriseThen] {
        var found = try tx.all(
            """
            SELECT y.*, \(union) AS has_union, n.name, n.credit_code, n.ownership, n.industry,
                n.unit_id AS unit_now, n.district_id AS district_now, n.scope_key AS key_now
            FROM (\(stays)) y JOIN enterprises n ON n.id = y.enterprise_id ORDER BY y.scope_key, y.stay_id
            """, EnterpriseThen.init(row:))
        let names = try names(of: found.map(\.id), tx)
        for index in found.indices { if let name = names[found[index].id] { found[index].name = name } }
        return found
    }

    /// What these were called then, where that is not what they are called now.
    private func names(of ids: [Identifier], _ tx: Transaction) throws -> [Identifier: String] {
        let rows = try tx.all(
            """
            SELECT enterprise_id, name FROM enterprise_former_names
            WHERE enterprise_id IN \(list: Set(ids).sorted()) AND until_on > \(day) ORDER BY until_on, id
            """
        ) { row in (try row["enterprise_id"] as Identifier, try row["name"] as String) }
        return Dictionary(rows) { first, _ in first }
    }
}
