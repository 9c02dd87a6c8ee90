import Core
import Storage

/// A person as a line of a list, with what her unit is called.
package struct PersonLine: Sendable {
    package let person: Person
    package let unitName: String
    /// The place behind the unit's name: 漕河泾街道.
    package let placeName: String
    package let districtName: String

    static let columns: SQL = """
        \(Person.columns), u.name AS unit_name, u.place_name AS unit_place, u.district_name AS unit_district
        """
    /// `unit_names` is the view in which the room of the units says what they are called.
    static let source: SQL = "people p LEFT JOIN unit_names u ON u.unit_id = p.unit_id"

    init(row: Row, _ vault: Vault) throws {
        person = try Person(row: row, vault)
        let name: String? = try row["unit_name"]
        let place: String? = try row["unit_place"]
        let district: String? = try row["unit_district"]
        unitName = name ?? ""
        placeName = place ?? name ?? ""
        districtName = district ?? ""
    }
}

/// Which people a list is about: those whom somebody sees, below a unit if one is chosen.
package struct PersonFilter: Sendable {
    package let scope: Scope
    package let within: Place?

    package init(_ scope: Scope, within: Place? = nil) {
        self.scope = scope
        self.within = within
    }

    var condition: SQL {
        var conditions = [PersonStore.predicate(scope)]
        if let within { conditions.append(PersonStore.predicate(Scope(roots: [within]))) }
        return SQL.all(conditions)
    }

    /// A part of the people that walks along an index of its own.
    struct Way: Sendable {
        let condition: SQL
        /// Its index has the order of the list: that of a district, and of everybody.
        let isInOrder: Bool
        /// What sorts it. Whoever lies below another unit is read through the index of the units and sorted then: an
        /// engine without statistics would rather walk through everybody in the order of their names.
        var name: SQL { isInOrder ? "p.name_key" : "p.name_key || ''" }
    }

    /// The condition in parts: an engine that is asked for one or the other reads everybody instead.
    var ways: [Way] {
        var ways = roots.map { place in
            Way(
                condition: PersonStore.predicate(Scope(roots: [place])),
                isInOrder: place.key == .root || place.unit == place.district)
        }
        let granted = scope.granted("person")
        if !scope.isEverything, !granted.isEmpty {
            let below = within.map { PersonStore.lastly(PersonStore.predicate(Scope(roots: [$0]))) } ?? "1 = 1"
            ways.append(Way(condition: "p.id IN \(list: granted) AND \(below)", isInOrder: false))
        }
        return ways
    }

    /// The subtrees that the filter comes to.
    var roots: [Place] {
        guard let within else { return scope.roots }
        return scope.contains(within) ? [within] : scope.roots.filter { within.key.contains($0.key) }
    }
}

/// Where a page of a list begins: an identifier, never a name, so that addresses stay free of them.
package enum ListPosition: Sendable {
    case start
    case after(Identifier)
    case before(Identifier)
}

package struct PersonSlice: Sendable {
    package let lines: [PersonLine]
    package let total: Int
    /// There are more than were counted.
    package let capped: Bool
    package let hasPrevious: Bool
    package let hasNext: Bool
}

extension PersonStore {
    package static let pageSize = 50
    static let countedAtMost = 1000

    /// Sorted by pinyin; three statements at most, whatever there is.
    package static func page(
        _ filter: PersonFilter, _ position: ListPosition = .start, _ tx: Transaction, _ vault: Vault
    ) throws -> PersonSlice {
        var key: (name: String, id: Identifier)?
        var isBackward = false
        switch position {
        case .start: break
        case .after(let id): key = try sortKey(of: id, filter, tx)
        case .before(let id):
            key = try sortKey(of: id, filter, tx)
            isBackward = key != nil
        }
        var lines = try tx.all(pageQuery(filter, key, isBackward: isBackward)) { try PersonLine(row: $0, vault) }
        let hasMore = lines.count > pageSize
        if hasMore { lines.removeLast() }
        if isBackward { lines.reverse() }
        let count = try count(filter, tx)
        return PersonSlice(
            lines: lines, total: count.total, capped: count.capped,
            hasPrevious: isBackward ? hasMore : key != nil, hasNext: isBackward || hasMore)
    }

    static func pageQuery(
        _ filter: PersonFilter, _ key: (name: String, id: Identifier)?, isBackward: Bool = false,
        limit: Int = pageSize + 1
    ) -> SQL {
        // From the empty key on: so that the first page, too, walks along the index.
        let from = key ?? (PersonErasure.behind, Identifier(rawValue: 0))
        let (sign, down): (SQL, SQL) = isBackward ? ("<", " DESC") : (">", "")
        let ways = filter.ways
        if let only = ways.first, ways.count == 1, only.isInOrder {
            return """
                SELECT \(PersonLine.columns) FROM \(PersonLine.source)
                WHERE \(only.condition) AND (p.name_key, p.id) \(sign) (\(from.name), \(from.id))
                ORDER BY p.name_key\(down), p.id\(down) LIMIT \(limit)
                """
        }
        let found = ways.map { way -> SQL in
            """
            SELECT id FROM (
                SELECT p.id FROM people p
                WHERE \(way.condition) AND (\(way.name), p.id) \(sign) (\(from.name), \(from.id))
                ORDER BY \(way.name)\(down), p.id\(down) LIMIT \(limit)) way
            """
        }
        guard !found.isEmpty else { return "SELECT \(PersonLine.columns) FROM \(PersonLine.source) WHERE 1 = 0" }
        return """
            SELECT \(PersonLine.columns) FROM \(PersonLine.source)
            WHERE p.id IN (\(SQL.list(found, separator: " UNION "))) ORDER BY p.name_key\(down), p.id\(down) LIMIT \(limit)
            """
    }

    static func count(_ filter: PersonFilter, _ tx: Transaction) throws -> (total: Int, capped: Bool) {
        let counted: Int? = try tx.value(countQuery(filter))
        let total = counted ?? 0
        return (min(total, countedAtMost), total > countedAtMost)
    }

    static func countQuery(_ filter: PersonFilter) -> SQL {
        guard !filter.ways.isEmpty else { return "SELECT 0" }
        let ways = filter.ways.map { way -> SQL in
            """
            SELECT id FROM (
                SELECT p.id FROM people p WHERE \(way.condition) AND \(way.name) > \(PersonErasure.behind)
                LIMIT \(countedAtMost + 1)) way
            """
        }
        return "SELECT COUNT(*) FROM (\(SQL.list(ways, separator: " UNION "))) counted"
    }

    /// How many there are, to the last: for the progress of a file.
    static func countAll(_ filter: PersonFilter, _ tx: Transaction) throws -> Int {
        try tx.value("SELECT COUNT(*) FROM people p WHERE \(filter.condition) AND p.name_key > \(PersonErasure.behind)")
            ?? 0
    }

    static func nameKey(of id: Identifier, _ tx: Transaction) throws -> String {
        try tx.value("SELECT name_key FROM people WHERE id = \(id)") ?? ""
    }

    /// nil for somebody who is not in the list: where the list goes on would tell her name.
    private static func sortKey(
        of id: Identifier, _ filter: PersonFilter, _ tx: Transaction
    ) throws -> (name: String, id: Identifier)? {
        try tx.first("SELECT p.name_key FROM people p WHERE p.id = \(id) AND \(lastly(filter.condition))") {
            (name: try $0["name_key"], id: id)
        }
    }

    /// The lines of people already found, in their order; what lies outside the scope is left out.
    package static func lines(
        of ids: [Identifier], _ filter: PersonFilter, _ tx: Transaction, _ vault: Vault
    ) throws -> [PersonLine] {
        guard !ids.isEmpty else { return [] }
        let lines = try tx.all(
            """
            SELECT \(PersonLine.columns) FROM \(PersonLine.source)
            WHERE p.id IN \(list: ids) AND \(lastly(filter.condition))
            """
        ) { try PersonLine(row: $0, vault) }
        let byID = Dictionary(uniqueKeysWithValues: lines.map { ($0.person.id, $0) })
        return ids.compactMap { byID[$0] }
    }
}
