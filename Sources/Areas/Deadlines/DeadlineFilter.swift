import Core
import Storage

/// Which obligations a list is about.
package struct DeadlineFilter: Sendable {
    package enum State: String, Sendable, CaseIterable, Encodable {
        case open, late, closed
    }

    package var scope: Scope
    /// Narrowed to this unit and what lies below.
    package var within: Place?
    package var state: State
    package var kind: String?
    /// Only what this person answers for, wherever it lies.
    package var holder: Identifier?
    /// Due on this day or before.
    package var until: Day?
    /// Due on this day or later.
    package var since: Day?
    package var today: Day

    package init(
        _ scope: Scope, within: Place? = nil, state: State = .open, kind: String? = nil, holder: Identifier? = nil,
        until: Day? = nil, since: Day? = nil, today: Day
    ) {
        self.scope = scope
        self.within = within
        self.state = state
        self.kind = kind
        self.holder = holder
        self.until = until
        self.since = since
        self.today = today
    }

    /// No single grants here: a choice between a district and a few records would walk through all of the district.
    private static let columns = Scope.Columns(key: "o.scope_key", district: "o.district_id")

    var condition: SQL {
        var all: [SQL] = [state == .closed ? "o.closed_at IS NOT NULL" : "o.closed_at IS NULL"]
        if let holder {
            all.append("o.holder_id = \(holder)")
            if let within { all.append(Scope(roots: [within]).predicate(Self.columns)) }
        } else if let within {
            // The narrower of the two alone, so that an index leads to it.
            let roots = scope.contains(within) ? [within] : scope.roots.filter { within.key.contains($0.key) }
            all.append(Scope(roots: roots).predicate(Self.columns))
        } else {
            all.append(scope.predicate(Self.columns))
        }
        if let kind { all.append("o.kind = \(kind)") }
        if state == .late { all.append("o.due_on < \(today)") }
        if let until { all.append("o.due_on <= \(until)") }
        if let since { all.append("o.due_on >= \(since)") }
        return SQL.all(all)
    }
}

/// A row of the list, and where the list goes on: the one due first comes first; of the closed the newest.
package struct DeadlineLine: Sendable {
    package let obligation: Obligation
    let unitName: String
    let holderName: String?

    init(row: Row) throws {
        obligation = try Obligation(row: row)
        unitName = try row["unit_name"]
        holderName = try row["holder_name"]
    }
}

package enum DeadlineStore {
    static let countedAtMost = 1000

    package static func find(_ id: Identifier, _ tx: Transaction) throws -> Obligation? {
        try tx.first("SELECT \(Obligation.columns) FROM obligations o WHERE o.id = \(id)", Obligation.init(row:))
    }

    /// How many there are, up to a thousand.
    package static func count(_ filter: DeadlineFilter, _ tx: Transaction) throws -> (total: Int, capped: Bool) {
        let counted: Int = try tx.value(countQuery(filter)) ?? 0
        return (min(counted, countedAtMost), counted > countedAtMost)
    }

    static func countQuery(_ filter: DeadlineFilter) -> SQL {
        """
        SELECT COUNT(*) FROM (
            SELECT o.id FROM obligations o WHERE \(filter.condition) LIMIT \(countedAtMost + 1)) counted
        """
    }

    /// - Parameter limit: one more than is shown tells whether there are more.
    static func page(
        _ filter: DeadlineFilter, after: Obligation?, isBackward: Bool, limit: Int, _ tx: Transaction
    ) throws -> [DeadlineLine] {
        try tx.all(pageQuery(filter, after: after, isBackward: isBackward, limit: limit), DeadlineLine.init(row:))
    }

    /// Of the rows of one page alone their names are looked up: an engine without statistics would begin with those.
    static func pageQuery(
        _ filter: DeadlineFilter, after: Obligation? = nil, isBackward: Bool = false, limit: Int
    ) -> SQL {
        let order: SQL
        let edge: SQL
        if filter.state == .closed {
            let from = (after?.closedAt ?? Instant(milliseconds: .max), after?.id ?? Identifier(rawValue: 0))
            edge =
                isBackward
                ? "(o.closed_at, o.id) > (\(from.0), \(from.1))" : "(o.closed_at, o.id) < (\(from.0), \(from.1))"
            order = isBackward ? "o.closed_at, o.id" : "o.closed_at DESC, o.id DESC"
        } else {
            let from = (after.map { $0.dueOn.description } ?? "", after?.id ?? Identifier(rawValue: 0))
            edge =
                isBackward ? "(o.due_on, o.id) < (\(from.0), \(from.1))" : "(o.due_on, o.id) > (\(from.0), \(from.1))"
            order = isBackward ? "o.due_on DESC, o.id DESC" : "o.due_on, o.id"
        }
        return """
            SELECT \(Obligation.columns), n.name AS unit_name, h.name AS holder_name FROM (
                SELECT \(Obligation.columns) FROM obligations o WHERE \(filter.condition) AND \(edge)
                ORDER BY \(order) LIMIT \(limit)) o
            JOIN unit_names n ON n.unit_id = o.unit_id
            LEFT JOIN people h ON h.id = o.holder_id
            ORDER BY \(order)
            """
    }

    /// What each is about, one query for a kind.
    static func subjects(
        of obligations: [Obligation], _ registry: Registry, _ tx: Transaction
    ) throws -> [Identifier: ObligationKind.Subject] {
        var found: [Identifier: ObligationKind.Subject] = [:]
        for (kind, some) in Dictionary(grouping: obligations, by: \.kind) {
            guard let kind = registry.obligation(kind) else { continue }
            let subjects = try kind.subjects(some.map(\.subject), tx)
            for one in some { found[one.id] = subjects[one.subject] }
        }
        return found
    }
}
