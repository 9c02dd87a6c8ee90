import ChineseText
import Core
import Storage

/// A unit that answers to what was typed, with where it lies.
package struct UnitHit: Sendable {
    package let unit: Unit
    /// 徐汇区; of a district itself its own name.
    package let districtName: String

    /// 徐汇区 · 漕河泾街道总工会
    package var label: String { unit.kind.isDistrict ? unit.name : districtName + " · " + unit.name }
}

extension UnitStore {
    /// Units in use by part of the name, pinyin, initials or the beginning of the code; best first.
    ///
    /// Without a text, the first units of the scope, offices first.
    package static func search(_ text: String, _ scope: Scope, _ tx: Transaction, limit: Int = 20) throws -> [UnitHit] {
        guard text.contains(where: { !$0.isWhitespace }) else { return try labelled(uppermost(scope, tx, limit), tx) }
        let found = try matches(UnitFilter(text: text), scope, tx).filter { !$0.isClosed }.prefix(limit)
        return try labelled(Array(found), tx)
    }

    /// How a picker calls a unit.
    package static func label(_ id: Identifier, _ tx: Transaction) throws -> String? { try labels([id], tx)[id] }

    /// How pickers and lists of other rooms call units; one query for all.
    package static func labels(_ ids: [Identifier], _ tx: Transaction) throws -> [Identifier: String] {
        let hits = try labelled(try named(ids, tx), tx)
        return Dictionary(uniqueKeysWithValues: hits.map { ($0.unit.id, $0.label) })
    }

    package static func labelled(_ units: [Unit], _ tx: Transaction) throws -> [UnitHit] {
        let districts = try named(units.map(\.place.district), tx)
        let byID = Dictionary(uniqueKeysWithValues: districts.map { ($0.id, $0.placeName) })
        return units.map { UnitHit(unit: $0, districtName: byID[$0.place.district] ?? "") }
    }

    private static func uppermost(_ scope: Scope, _ tx: Transaction, _ limit: Int) throws -> [Unit] {
        try tx.all(
            """
            SELECT \(Unit.columns) FROM units u
            WHERE u.closed_on IS NULL AND \(scope.predicate(Unit.scopeColumns))
            ORDER BY length(u.scope_key), \(officesFirst), u.name_key, u.id LIMIT \(limit)
            """, Unit.init(row:))
    }

    static let officesFirst: SQL = "CASE WHEN u.kind IN ('district', 'street', 'town', 'zone') THEN 0 ELSE 1 END"

    /// Every unit that answers to the filter's text, best first. Units are some thousands, so this is no paged list.
    static func matches(_ filter: UnitFilter, _ scope: Scope, _ tx: Transaction) throws -> [Unit] {
        let text = (filter.text ?? "").halfWidth.filter { !$0.isWhitespace }
        var conditions = filter.conditions + [scope.predicate(Unit.scopeColumns)]
        if text.allSatisfy({ $0.isASCII && $0.isNumber }) {
            conditions.append("u.code >= \(text) AND u.code < \(text + "~")")
            return try tx.all(list(conditions, 200), Unit.init(row:))
        }
        guard let query = NamesTyped(text) else { return [] }
        conditions.append("u.id IN (\(query.ids(in: UnitSchema.search)))")
        let candidates = try tx.all(
            "SELECT \(Unit.columns) FROM units u WHERE \(SQL.all(conditions)) ORDER BY u.name_key, u.id",
            Unit.init(row:))
        let ranked = candidates.compactMap { unit -> (unit: Unit, rank: MatchRank)? in
            let rank = query.match(unit.name)
            // The place is mostly a part of the name: what the name does not have, it does not have either.
            if rank == nil, unit.name.contains(unit.placeName) { return nil }
            return [rank, query.match(unit.placeName)].compactMap(\.self).min().map { (unit, $0) }
        }
        return ranked.enumerated().sorted { left, right in
            (left.element.rank, left.element.unit.kind.rank, left.offset)
                < (right.element.rank, right.element.unit.kind.rank, right.offset)
        }.map(\.element.unit)
    }
}

extension UnitThen {
    /// Those that answer to what was typed by their names of then; best first.
    static func answering(to text: String, _ units: [UnitThen]) -> [UnitThen] {
        guard let query = NamesTyped(text) else { return [] }
        let ranked = units.compactMap { unit in
            [query.match(unit.name), query.match(unit.placeName)].compactMap(\.self).min().map { (unit, $0) }
        }
        return ranked.enumerated().sorted { left, right in
            (left.element.1, left.element.0.kind.rank, left.offset)
                < (right.element.1, right.element.0.kind.rank, right.offset)
        }.map(\.element.0)
    }
}

extension SearchTerm {
    init(_ term: QueryTerm) {
        switch term {
        case .word(let word): self = .word(word)
        case .prefix(let start): self = .prefix(start)
        }
    }
}

extension UnitKind {
    /// Offices come before what lies below them.
    fileprivate var rank: Int {
        switch self {
        case .city: 0
        case .district: 1
        case .street, .town, .zone: 2
        case .park, .building, .businessCircle, .industry, .neighbourhood, .village: 3
        }
    }
}
