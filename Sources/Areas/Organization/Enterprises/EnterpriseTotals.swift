import Core
import Storage

/// How many enterprises there are, and how many people work in them.
package struct EnterpriseTotals: Sendable, Hashable {
    package let enterprises: Int
    /// Of those whose headcount is known.
    package let employees: Int
    package let members: Int
    package let withUnion: Int
    /// Nobody has counted yet: in `enterprises`, with nobody in `employees`.
    package let uncounted: Int

    package static let none = EnterpriseTotals(enterprises: 0, employees: 0, members: 0, withUnion: 0, uncounted: 0)

    package static func + (left: EnterpriseTotals, right: EnterpriseTotals) -> EnterpriseTotals {
        EnterpriseTotals(
            enterprises: left.enterprises + right.enterprises, employees: left.employees + right.employees,
            members: left.members + right.members, withUnion: left.withUnion + right.withUnion,
            uncounted: left.uncounted + right.uncounted)
    }

    fileprivate init(row: Row) throws {
        enterprises = try row["enterprises"]
        employees = try row["employees"]
        members = try row["members"]
        withUnion = try row["with_union"]
        uncounted = try row["uncounted"]
    }

    package init(enterprises: Int, employees: Int, members: Int, withUnion: Int, uncounted: Int) {
        self.enterprises = enterprises
        self.employees = employees
        self.members = members
        self.withUnion = withUnion
        self.uncounted = uncounted
    }
}

extension EnterpriseStore {
    /// At a place and below it, as far as the scope goes, at the end of a day. Each enterprise counts where it lay that
    /// day, with its latest count until then.
    ///
    /// - Parameter place: nil: wherever the scope goes.
    package static func totals(
        below place: Place?, asOf day: Day, _ scope: Scope, _ tx: Transaction
    ) throws -> EnterpriseTotals {
        try tx.first(
            "SELECT \(sums) FROM (\(counted(below: place, asOf: day, scope, tx))) AS counted",
            EnterpriseTotals.init(row:)) ?? .none
    }

    /// The same for each unit itself (not with those below it); units without any are left out.
    package static func totalsByUnit(
        below place: Place?, asOf day: Day, _ scope: Scope, _ tx: Transaction
    ) throws -> [Identifier: EnterpriseTotals] {
        let rows = try tx.all(
            """
            SELECT unit_id, \(sums) FROM (\(counted(below: place, asOf: day, scope, tx))) AS counted GROUP BY unit_id
            """
        ) { row in (try row["unit_id"] as Identifier, try EnterpriseTotals(row: row)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static let sums: SQL = """
        COUNT(*) AS enterprises, CAST(COALESCE(SUM(employees), 0) AS BIGINT) AS employees,
        CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
        COUNT(*) FILTER (WHERE has_union) AS with_union, COUNT(*) FILTER (WHERE employees IS NULL) AS uncounted
        """

    /// One row for each enterprise that counts: unit_id, employees, members, has_union.
    static func counted(below place: Place?, asOf day: Day, _ scope: Scope, _ tx: Transaction) -> SQL {
        // No day after today is written anywhere, so what stands now is the answer for today.
        guard day < Day(of: tx.now) else {
            let filter = EnterpriseFilter(scope, within: place)
            return """
                SELECT e.unit_id, e.employees, e.members, e.has_union FROM enterprises e WHERE \(filter.condition)
                """
        }
        let columns = Scope.Columns(key: "y.scope_key", district: "y.district_id")
        var conditions: [SQL] = [
            scope.predicate(columns), "y.started_on <= \(day)", "y.left_on IS NULL OR y.left_on > \(day)",
        ]
        if let place { conditions.append(Scope(roots: [place]).predicate(columns)) }
        return """
            SELECT y.unit_id, h.employees, h.members, EXISTS (
                SELECT 1 FROM union_enterprises m WHERE m.enterprise_id = y.enterprise_id AND m.joined_on <= \(day)
                  AND (m.left_on IS NULL OR m.left_on > \(day))) AS has_union
            FROM enterprise_stays y
            LEFT JOIN enterprise_headcounts h ON h.enterprise_id = y.enterprise_id AND h.withdrawn_at IS NULL
              AND h.counted_on = (SELECT MAX(x.counted_on) FROM enterprise_headcounts x
                  WHERE x.enterprise_id = y.enterprise_id AND x.withdrawn_at IS NULL AND x.counted_on <= \(day))
            WHERE \(SQL.all(conditions))
            """
    }
}
