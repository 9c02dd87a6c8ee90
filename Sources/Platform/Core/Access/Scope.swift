import Storage

/// Where a row lies in the tree of units.
package struct Place: Hashable, Sendable {
    package let unit: Identifier
    /// The district that the unit belongs to; of the city itself its own pseudo-district.
    package let district: Identifier
    /// The path from the root in fixed steps: a subtree is one range of keys, at any depth.
    package let key: ScopeKey

    package init(unit: Identifier, district: Identifier, key: ScopeKey) {
        self.unit = unit
        self.district = district
        self.key = key
    }

    package init(row: Row) throws {
        self.init(unit: try row["unit_id"], district: try row["district_id"], key: try row["scope_key"])
    }
}

/// The path of a unit from the root, three base32 digits a step (up to 32,767 children of one parent).
package struct ScopeKey: Hashable, Comparable, Sendable, RawRepresentable, ColumnValue {
    package static let stepLength = 3
    package static let mostChildren = 32_767
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let root = ScopeKey(rawValue: "000")

    package func child(_ number: Int) -> ScopeKey {
        precondition((0...Self.mostChildren).contains(number), "three base32 digits")
        let digits = [number >> 10, (number >> 5) & 31, number & 31].map { Identifier.alphabet[$0] }
        return ScopeKey(rawValue: rawValue + String(decoding: digits, as: UTF8.self))
    }

    /// The first key behind the subtree.
    package var end: ScopeKey { ScopeKey(rawValue: rawValue + "~") }

    package func contains(_ other: ScopeKey) -> Bool { other.rawValue.hasPrefix(rawValue) }

    /// 0 for the root.
    package var depth: Int { rawValue.utf8.count / Self.stepLength - 1 }

    /// The keys from the root down to this one.
    package var path: [ScopeKey] {
        (1...depth + 1).map { ScopeKey(rawValue: String(rawValue.prefix($0 * Self.stepLength))) }
    }

    package static func < (left: ScopeKey, right: ScopeKey) -> Bool { left.rawValue < right.rawValue }
}

/// The part of the world that somebody may see with a power: subtrees of units, and single records by grant.
package struct Scope: Sendable {
    package let roots: [Place]
    private let granted: [String: [Identifier]]

    package init(roots: [Place], granted: [String: [Identifier]] = [:]) {
        // A root inside another one adds nothing but work.
        self.roots = roots.filter { place in
            !roots.contains { $0.key != place.key && $0.key.contains(place.key) }
        }.reduce(into: []) { kept, place in if !kept.contains(place) { kept.append(place) } }
        self.granted = granted
    }

    package static let everything = Scope(
        roots: [Place(unit: Identifier(rawValue: 0), district: Identifier(rawValue: 0), key: .root)])

    package var isEmpty: Bool { roots.isEmpty && granted.values.allSatisfy(\.isEmpty) }
    package var isEverything: Bool { roots.contains { $0.key == .root } }

    /// The single records of a kind that lie beyond the tree.
    package func granted(_ kind: String) -> [Identifier] { granted[kind] ?? [] }

    package func contains(_ place: Place) -> Bool { roots.contains { $0.key.contains(place.key) } }

    /// The columns by which a table says where its rows lie.
    package struct Columns: Sendable {
        let key: SQL
        let district: SQL?
        let record: (kind: String, id: SQL)?

        /// - Parameters:
        ///   - district: a column with the unit's district, where there is one: a whole district is then one equality.
        ///   - record: the kind and key of the records that a single grant may open.
        package init(key: SQL, district: SQL? = nil, record: (kind: String, id: SQL)? = nil) {
            self.key = key
            self.district = district
            self.record = record
        }
    }

    /// The condition that restricts a list, a count, a search or an export to this scope.
    package func predicate(_ columns: Columns) -> SQL {
        if isEverything { return SQL.all([]) }
        var ways = roots.map { place in
            if let district = columns.district, place.unit == place.district {
                return "\(district) = \(place.district)" as SQL
            }
            return "\(columns.key) >= \(place.key) AND \(columns.key) < \(place.key.end)" as SQL
        }
        if let record = columns.record, let subjects = granted[record.kind], !subjects.isEmpty {
            ways.append("\(record.id) IN \(list: subjects)")
        }
        return SQL.any(ways)
    }
}
