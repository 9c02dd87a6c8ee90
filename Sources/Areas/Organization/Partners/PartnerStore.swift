import ChineseText
import Core
import Storage

/// Partners in the database.
package enum PartnerStore {
    /// The partner, if it is there for this scope.
    package static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> Partner? {
        try tx.first(
            "SELECT \(Partner.columns) FROM partners p WHERE p.id = \(id) AND \(predicate(scope))",
            Partner.init(row:))
    }

    /// What these are called, wherever they lie: the name belongs to the record that names it (a worker's source).
    package static func names(_ ids: [Identifier], _ tx: Transaction) throws -> [Identifier: String] {
        let rows = try tx.all("SELECT id, name FROM partners WHERE id IN \(list: Set(ids).sorted())") { row in
            (try row["id"] as Identifier, try row["name"] as String)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Those in use by part of the name or short name, pinyin or initials; without a text, all by name.
    ///
    /// - Parameter kinds: only of these kinds; empty: of any.
    package static func search(
        _ text: String, kinds: [PartnerKind] = [], includingClosed: Bool = false, _ scope: Scope, _ tx: Transaction,
        limit: Int = 50
    ) throws -> [Partner] {
        var conditions: [SQL] = [predicate(scope)]
        if !includingClosed { conditions.append("p.closed_on IS NULL") }
        if !kinds.isEmpty { conditions.append("p.kind IN \(list: kinds)") }
        guard text.contains(where: { !$0.isWhitespace }) else { return try all(conditions, limit, tx) }
        return try search(text, conditions, tx, limit: limit)
    }

    /// Those that answer to the text, best first.
    static func search(_ text: String, _ conditions: [SQL], _ tx: Transaction, limit: Int) throws -> [Partner] {
        guard let query = NamesTyped(text) else { return [] }
        let found: SQL = "p.id IN (\(query.ids(in: PartnerSchema.search)))"
        // Partners are some hundreds, so this is no paged list.
        let ranked = try all(conditions + [found], 1000, tx).compactMap { partner -> (Partner, MatchRank)? in
            let rank = [partner.shortName, partner.name].compactMap { $0 }.compactMap(query.match).min()
            return rank.map { (partner, $0) }
        }
        return ranked.enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
            .prefix(limit).map(\.element.0)
    }

    private static func all(_ conditions: [SQL], _ limit: Int, _ tx: Transaction) throws -> [Partner] {
        try tx.all(
            """
            SELECT \(Partner.columns) FROM partners p WHERE \(SQL.all(conditions))
            ORDER BY p.name_key, p.id LIMIT \(limit)
            """, Partner.init(row:))
    }

    /// In the scope, or kept by a unit on the way down to it.
    static func predicate(_ scope: Scope) -> SQL {
        let above = Set(scope.roots.flatMap { $0.key.path.dropLast() }).sorted()
        return SQL.any([
            scope.predicate(Scope.Columns(key: "p.scope_key", district: "p.district_id")),
            "p.scope_key IN \(list: above)",
        ])
    }

    static func namesake(_ name: String, except id: Identifier?, _ scope: Scope, _ tx: Transaction) throws -> Partner? {
        try tx.first(
            """
            SELECT \(Partner.columns) FROM partners p
            WHERE p.name_key = \(UnitName.sortKey(name)) AND p.name = \(name) AND p.id <> \(id ?? Identifier(rawValue: 0))
              AND \(predicate(scope)) LIMIT 1
            """, Partner.init(row:))
    }

    static func index(_ id: Identifier, _ name: String, _ shortName: String?, _ tx: Transaction) throws {
        try tx.file(id, [name, shortName], in: PartnerSchema.search)
    }

    // MARK: Contracts

    package static func contract(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> PartnerContract? {
        try tx.first(
            """
            SELECT \(PartnerContract.columns) FROM partner_contracts c
            WHERE c.id = \(id) AND \(scope.predicate(PartnerContract.scopeColumns))
            """, PartnerContract.init(row:))
    }

    /// Of the units in the scope, those in force first.
    package static func contracts(
        with partner: Identifier, _ scope: Scope, _ tx: Transaction
    ) throws -> [PartnerContract] {
        try tx.all(
            """
            SELECT \(PartnerContract.columns) FROM partner_contracts c
            WHERE c.partner_id = \(partner) AND \(scope.predicate(PartnerContract.scopeColumns))
            ORDER BY CASE WHEN c.concluded_on IS NULL THEN 0 ELSE 1 END, c.until_on DESC, c.id DESC LIMIT 200
            """, PartnerContract.init(row:))
    }
}

/// A service contract runs out and must be renewed or settled.
enum PartnerContractEnd {
    static let kind = "partnerContractEnd"

    static let obligation = ObligationKind(
        kind, title: "服务合同到期", advice: "合同将满，请商定续签或办结，并在合作组织的页面登记", daysAhead: 60
    ) { ids, tx in
        let rows = try tx.all(
            """
            SELECT c.id, c.subject, c.partner_id, p.name FROM partner_contracts c
            JOIN partners p ON p.id = c.partner_id WHERE c.id IN \(list: ids)
            """
        ) { row in
            (
                id: try row["id"] as Identifier, partner: try row["partner_id"] as Identifier,
                label: "\(try row["name"] as String) · \(try row["subject"] as String)"
            )
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (row.id, .init(label: row.label, opens: "/partners/\(row.partner)"))
            })
    }
}
