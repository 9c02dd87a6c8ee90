import Core
import Storage

/// Unions of enterprises in the database.
package enum EnterpriseUnionStore {
    package static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> EnterpriseUnion? {
        try tx.first(
            """
            SELECT \(EnterpriseUnion.columns) FROM enterprise_unions g
            WHERE g.id = \(id) AND \(SQL.lastly(scope.predicate(EnterpriseUnion.scopeColumns)))
            """, EnterpriseUnion.init(row:))
    }

    /// The open membership of an enterprise, if it has one.
    package static func membership(of enterprise: Identifier, _ tx: Transaction) throws -> UnionMembership? {
        try tx.first(
            """
            SELECT \(UnionMembership.columns) FROM union_enterprises m
            WHERE m.enterprise_id = \(enterprise) AND m.left_on IS NULL
            """, UnionMembership.init(row:))
    }

    /// The union that an enterprise has; without scope, since it is part of what is said of the enterprise.
    static func union(of enterprise: Identifier, _ tx: Transaction) throws -> EnterpriseUnion? {
        try tx.first(
            """
            SELECT \(EnterpriseUnion.columns) FROM union_enterprises m JOIN enterprise_unions g ON g.id = m.union_id
            WHERE m.enterprise_id = \(enterprise) AND m.left_on IS NULL
            """, EnterpriseUnion.init(row:))
    }

    /// All enterprises that were ever in a union, those that are in it first.
    static func memberships(of union: Identifier, _ tx: Transaction) throws -> [UnionMembership] {
        try tx.all(
            """
            SELECT \(UnionMembership.columns) FROM union_enterprises m WHERE m.union_id = \(union)
            ORDER BY CASE WHEN m.left_on IS NULL THEN 0 ELSE 1 END, m.joined_on, m.id LIMIT 1000
            """, UnionMembership.init(row:))
    }

    /// Open joint unions at the units on the way up from a place and below it, as far as the scope goes.
    static func joint(near place: Place, _ scope: Scope, _ tx: Transaction) throws -> [EnterpriseUnion] {
        let street = place.key.path.dropFirst(2).first ?? place.key
        return try tx.all(
            """
            SELECT \(EnterpriseUnion.columns) FROM enterprise_unions g
            WHERE g.scope_key >= \(street) AND g.scope_key < \(street.end) AND g.kind = 'joint'
              AND g.closed_on IS NULL AND \(SQL.lastly(scope.predicate(EnterpriseUnion.scopeColumns)))
            ORDER BY g.name_key, g.id LIMIT 200
            """, EnterpriseUnion.init(row:))
    }

    // MARK: Writing

    static func insert(
        _ id: Identifier, _ kind: EnterpriseUnionKind, _ words: UnionWording, at place: Place, _ act: Act
    ) throws {
        try act.tx.execute(
            """
            INSERT INTO enterprise_unions (id, kind, name, name_key, unit_id, district_id, scope_key, founded_on,
                legal_person_code, elected_on, term_years, next_election_on, version, created_at, updated_at)
            VALUES (\(id), \(kind), \(words.name), \(UnitName.sortKey(words.name)), \(place.unit),
                \(place.district), \(place.key), \(words.foundedOn), \(words.legalPersonCode), \(words.electedOn),
                \(words.termYears), \(words.nextElectionOn), 1, \(act.now), \(act.now))
            """)
        try elect(id, on: words.electedOn, years: words.termYears, act)
        try promise(id, dueOn: words.nextElectionOn, at: place, act)
    }

    static func elect(_ id: Identifier, on day: Day, years: Int, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO union_elections (id, union_id, elected_on, term_years, recorded_by, recorded_at)
            VALUES (\(act.newIdentifier()), \(id), \(day), \(years), \(act.actor.account), \(act.now))
            """)
    }

    static func promise(_ id: Identifier, dueOn: Day, at place: Place, _ act: Act) throws {
        try Obligations.set(UnionReelection.kind, about: id, at: place, dueOn: dueOn, act)
    }

    static func join(_ union: Identifier, _ enterprise: Identifier, on day: Day, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO union_enterprises (id, union_id, enterprise_id, joined_on, joined_by)
            VALUES (\(act.newIdentifier()), \(union), \(enterprise), \(day), \(act.actor.account))
            """)
        try act.tx.execute("UPDATE enterprises SET has_union = TRUE WHERE id = \(enterprise)")
        try EnterpriseSums.follow(enterprise, act.tx)
    }

    static func leave(_ enterprise: Identifier, on day: Day, because reason: String, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE union_enterprises SET left_on = \(day), leave_reason = \(reason), left_by = \(act.actor.account)
            WHERE enterprise_id = \(enterprise) AND left_on IS NULL
            """)
        try act.tx.execute("UPDATE enterprises SET has_union = FALSE WHERE id = \(enterprise)")
        try EnterpriseSums.follow(enterprise, act.tx)
    }

    /// Ends a union and with it the memberships of its enterprises.
    static func close(_ id: Identifier, on day: Day, because reason: String, _ act: Act) throws {
        let enterprises: [Identifier] = try act.tx.values(
            "SELECT m.enterprise_id FROM union_enterprises m WHERE m.union_id = \(id) AND m.left_on IS NULL")
        for enterprise in enterprises {
            try act.tx.execute("UPDATE enterprises SET has_union = FALSE WHERE id = \(enterprise)")
            try EnterpriseSums.follow(enterprise, act.tx)
        }
        try act.tx.execute(
            """
            UPDATE union_enterprises SET left_on = \(day), leave_reason = \(reason), left_by = \(act.actor.account)
            WHERE union_id = \(id) AND left_on IS NULL
            """)
        try act.tx.execute(
            """
            UPDATE enterprise_unions SET closed_on = \(day), close_reason = \(reason),
                closed_by = \(act.actor.account), closed_at = \(act.now), version = version + 1,
                updated_at = \(act.now)
            WHERE id = \(id)
            """)
        try Obligations.close(UnionReelection.kind, about: id, .lapsed, act)
        act.note("enterpriseUnion", id, fields: ["closedOn"])
    }

    /// The union of this enterprise alone lies where the enterprise lies.
    static func follow(enterprise: Identifier, to place: Place, _ act: Act) throws {
        guard let union = try union(of: enterprise, act.tx), union.kind == .single else { return }
        try move(union, to: place, act)
    }

    static func move(_ union: EnterpriseUnion, to place: Place, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE enterprise_unions SET unit_id = \(place.unit), district_id = \(place.district),
                scope_key = \(place.key), version = version + 1, updated_at = \(act.now)
            WHERE id = \(union.id)
            """)
        if !union.isClosed { try promise(union.id, dueOn: union.nextElectionOn, at: place, act) }
    }

    static func enterpriseCloses(_ enterprise: Identifier, on day: Day, because reason: String, _ act: Act) throws {
        guard let union = try union(of: enterprise, act.tx) else { return }
        switch union.kind {
        case .single: try close(union.id, on: day, because: reason, act)
        case .joint: try leave(enterprise, on: day, because: reason, act)
        }
    }
}

/// The committee's term ends and a new one must be elected.
enum UnionReelection {
    static let kind = "unionReelection"

    static let obligation = ObligationKind(
        kind, title: "工会换届", advice: "任期将满，请按时召开会员大会或会员代表大会换届，并登记新一届选举日期", daysAhead: 60
    ) { ids, tx in
        let rows = try tx.all("SELECT id, name FROM enterprise_unions WHERE id IN \(list: ids)") { row in
            (try row["id"] as Identifier, try row["name"] as String)
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { id, name in (id, .init(label: name, opens: "/unions/\(id)")) })
    }
}
