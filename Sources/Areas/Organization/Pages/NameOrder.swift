import Core
import Storage
import Web

/// A list that is ordered by `name_key` and id, and paged by them: an index with these two serves it.
struct NameOrder: Sendable {
    let table: SQL
    let alias: SQL
    let columns: SQL

    func query(_ conditions: [SQL], _ limit: Int) -> SQL {
        """
        SELECT \(columns) FROM \(table) \(alias) WHERE \(SQL.all(conditions))
        ORDER BY \(alias).name_key, \(alias).id LIMIT \(limit)
        """
    }

    /// A page, with whether more follow.
    func page<Found>(
        _ conditions: [SQL], after id: Identifier?, size: Int, _ tx: Transaction, _ make: (Row) throws -> Found
    ) throws -> (found: [Found], hasMore: Bool) {
        var conditions = conditions
        if let key = try key(of: id, tx) {
            conditions.append(
                """
                \(alias).name_key > \(key.name) OR (\(alias).name_key = \(key.name) AND \(alias).id > \(key.id))
                """)
        }
        let found = try tx.all(query(conditions, size + 1), make)
        return (Array(found.prefix(size)), found.count > size)
    }

    /// What the page before begins after; nil when that is the first one.
    func keyBefore(_ conditions: [SQL], first id: Identifier, size: Int, _ tx: Transaction) throws -> Identifier? {
        guard let key = try key(of: id, tx) else { return nil }
        let before: SQL = """
            \(alias).name_key < \(key.name) OR (\(alias).name_key = \(key.name) AND \(alias).id < \(key.id))
            """
        let ids: [Identifier] = try tx.values(
            """
            SELECT \(alias).id FROM \(table) \(alias) WHERE \(SQL.all(conditions + [before]))
            ORDER BY \(alias).name_key DESC, \(alias).id DESC LIMIT \(size + 1)
            """)
        return ids.count > size ? ids[size] : nil
    }

    /// A page with its ways on and back.
    ///
    /// - Parameter address: of the page that begins after a record; nil: of the first.
    func part<Found>(
        _ conditions: [SQL], after: Identifier?, size: Int, countedUpTo: Int, _ tx: Transaction,
        _ make: (Row) throws -> Found, id: (Found) -> Identifier, address: (Identifier?) -> String
    ) throws -> ([Found], KeyPage) {
        let (found, hasMore) = try page(conditions, after: after, size: size, tx, make)
        let total = try count(conditions, upTo: countedUpTo, tx)
        var previous: String?
        if after != nil, let first = found.first {
            previous = address(try keyBefore(conditions, first: id(first), size: size, tx))
        }
        return (
            found,
            KeyPage(
                shown: found.count, total: total, capped: total >= countedUpTo, previous: previous,
                next: hasMore ? address(found.last.map(id)) : nil)
        )
    }

    func count(_ conditions: [SQL], upTo cap: Int, _ tx: Transaction) throws -> Int {
        try tx.value(
            """
            SELECT COUNT(*) FROM (
                SELECT \(alias).id FROM \(table) \(alias) WHERE \(SQL.all(conditions)) LIMIT \(cap)
            ) AS counted
            """) ?? 0
    }

    private func key(of id: Identifier?, _ tx: Transaction) throws -> UnitKey? {
        guard let id else { return nil }
        return try tx.first("SELECT name_key, id FROM \(table) WHERE id = \(id)") { row in
            UnitKey(name: try row["name_key"], id: try row["id"])
        }
    }
}
