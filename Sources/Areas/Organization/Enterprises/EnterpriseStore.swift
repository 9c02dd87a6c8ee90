import Core
import Storage

/// Enterprises in the database.
package enum EnterpriseStore {
    /// The enterprise, if it lies in the scope.
    package static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> Enterprise? {
        try tx.first(
            """
            SELECT \(Enterprise.columns) FROM enterprises e
            WHERE e.id = \(id) AND \(SQL.lastly(scope.predicate(Enterprise.scopeColumns)))
            """, Enterprise.init(row:))
    }

    /// Those of these ids that lie in the scope.
    package static func find(_ ids: [Identifier], _ scope: Scope, _ tx: Transaction) throws -> [Enterprise] {
        try tx.all(
            """
            SELECT \(Enterprise.columns) FROM enterprises e
            WHERE e.id IN \(list: Set(ids).sorted()) AND \(SQL.lastly(scope.predicate(Enterprise.scopeColumns)))
            """, Enterprise.init(row:))
    }

    /// Without scope: for commands and imports, which decide themselves what they say of one that lies elsewhere.
    ///
    /// - Parameter code: made uniform. Of several with a wrong code, the first.
    package static func identified(byCode code: String, _ tx: Transaction) throws -> Enterprise? {
        try tx.first(
            """
            SELECT \(Enterprise.columns) FROM enterprises e WHERE e.credit_code = \(code)
            ORDER BY CASE WHEN e.credit_code_override IS NULL THEN 0 ELSE 1 END, e.id LIMIT 1
            """, Enterprise.init(row:))
    }

    /// For a chunk of an import in one statement, by the codes made uniform. Without scope, as above.
    package static func identified(byCodes codes: [String], _ tx: Transaction) throws -> [String: Enterprise] {
        let found = try tx.all(
            """
            SELECT \(Enterprise.columns) FROM enterprises e WHERE e.credit_code IN \(list: Set(codes).sorted())
            ORDER BY CASE WHEN e.credit_code_override IS NULL THEN 0 ELSE 1 END, e.id
            """, Enterprise.init(row:))
        return Dictionary(found.compactMap { one in one.creditCode.map { ($0, one) } }) { first, _ in first }
    }

    /// Those in use of exactly these names (made uniform), by name; for a chunk of an import in one statement. Without
    /// scope, as above.
    package static func named(_ names: [String], _ tx: Transaction) throws -> [String: [Enterprise]] {
        let names = Set(names).sorted()
        guard !names.isEmpty else { return [:] }
        let found = try tx.all(
            """
            SELECT \(Enterprise.columns) FROM enterprises e
            WHERE e.name_key IN \(list: Set(names.map(EnterpriseName.sortKey)).sorted()) AND e.name IN \(list: names)
              AND e.closed_on IS NULL
            ORDER BY e.id
            """, Enterprise.init(row:))
        return Dictionary(grouping: found, by: \.name)
    }

    /// Those in use of exactly this name (made uniform) at a unit or below it.
    package static func named(_ name: String, below place: Place, _ tx: Transaction) throws -> [Enterprise] {
        try tx.all(
            """
            SELECT \(Enterprise.columns) FROM enterprises e
            WHERE e.name_key = \(EnterpriseName.sortKey(name)) AND e.name = \(name) AND e.closed_on IS NULL
              AND \(SQL.lastly("e.scope_key >= \(place.key) AND e.scope_key < \(place.key.end)"))
            ORDER BY e.id LIMIT 20
            """, Enterprise.init(row:))
    }

    // MARK: Lists

    /// A page of the list by name.
    static func page(
        _ filter: EnterpriseFilter, after id: Identifier?, size: Int, _ tx: Transaction
    ) throws -> (enterprises: [Enterprise], hasMore: Bool) {
        let found = try tx.all(pageQuery(filter, try key(of: id, tx), size: size), Enterprise.init(row:))
        return (Array(found.prefix(size)), found.count > size)
    }

    static func pageQuery(_ filter: EnterpriseFilter, _ key: UnitKey?, size: Int) -> SQL {
        // From the empty key on: so that the first page, too, walks along the index.
        let from = key ?? UnitKey(name: "", id: Identifier(rawValue: 0))
        return """
            SELECT \(Enterprise.columns) FROM enterprises e
            WHERE \(filter.condition) AND (e.name_key, e.id) > (\(from.name), \(from.id))
            ORDER BY e.name_key, e.id LIMIT \(size + 1)
            """
    }

    /// After which one the page before this one's first begins; nil when that is the first page.
    static func keyBefore(
        _ filter: EnterpriseFilter, first id: Identifier, size: Int, _ tx: Transaction
    ) throws -> Identifier? {
        guard let key = try key(of: id, tx) else { return nil }
        let ids: [Identifier] = try tx.values(
            """
            SELECT e.id FROM enterprises e
            WHERE \(filter.condition) AND (e.name_key, e.id) < (\(key.name), \(key.id))
            ORDER BY e.name_key DESC, e.id DESC LIMIT \(size + 1)
            """)
        return ids.count > size ? ids[size] : nil
    }

    static func countQuery(_ filter: EnterpriseFilter, upTo cap: Int) -> SQL {
        """
        SELECT COUNT(*) FROM (
            SELECT e.id FROM enterprises e WHERE \(filter.condition) AND e.name_key > '' LIMIT \(cap)
        ) AS counted
        """
    }

    package static func count(_ filter: EnterpriseFilter, upTo cap: Int, _ tx: Transaction) throws -> Int {
        try tx.value(countQuery(filter, upTo: cap)) ?? 0
    }

    private static func key(of id: Identifier?, _ tx: Transaction) throws -> UnitKey? {
        guard let id else { return nil }
        return try tx.first("SELECT name_key, id FROM enterprises WHERE id = \(id)") { row in
            UnitKey(name: try row["name_key"], id: try row["id"])
        }
    }
}

/// What a list of enterprises is narrowed to.
package struct EnterpriseFilter: Sendable {
    package enum Standing: String, Sendable, CaseIterable { case open, closed, all }

    package var scope: Scope
    /// At this unit or below it.
    package var within: Place?
    package var hasUnion: Bool?
    package var size: SizeBand?
    package var standing: Standing

    package init(
        _ scope: Scope, within: Place? = nil, hasUnion: Bool? = nil, size: SizeBand? = nil,
        standing: Standing = .open
    ) {
        self.scope = scope
        self.within = within
        self.hasUnion = hasUnion
        self.size = size
        self.standing = standing
    }

    var condition: SQL {
        var all = [scope.predicate(Enterprise.scopeColumns)]
        if let within { all.append(Scope(roots: [within]).predicate(Enterprise.scopeColumns)) }
        return SQL.all(all + ownConditions)
    }

    private var ownConditions: [SQL] {
        var all: [SQL] = []
        if let hasUnion { all.append("e.has_union = \(hasUnion)") }
        if let size { all.append(size.condition) }
        switch standing {
        case .open: all.append("e.closed_on IS NULL")
        case .closed: all.append("e.closed_on IS NOT NULL")
        case .all: break
        }
        return all
    }
}

extension SQL {
    /// The same condition where the rows are already few: an engine without statistics would take it for the narrowest
    /// one and walk through a whole district.
    static func lastly(_ condition: SQL) -> SQL { "CASE WHEN \(condition) THEN 1 ELSE 0 END = 1" }
}
