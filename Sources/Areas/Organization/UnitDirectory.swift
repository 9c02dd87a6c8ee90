import ChineseText
import Core
import Storage

/// All units in use and the confirmed aliases, as they stand at one moment, for imports that look up many rows.
///
/// An alias counts where it was confirmed: in the whole district, or for whoever imports for a part of it. Whoever imports
/// for more gets its unit as the nearest one, to confirm it.
package struct UnitDirectory: Sendable {
    package enum Match: Sendable, Equatable {
        case found(Unit, byAlias: Bool)
        /// Nobody is called so; these come nearest, the likeliest first, for the message and never for a guess.
        case unknown(nearest: [Unit])
        case ambiguous([Unit])
    }

    private let units: [Identifier: Unit]
    private let districts: [String: [Unit]]
    private let places: [Identifier: Places]

    /// The units of one district by what they are called.
    private struct Places {
        var all: [Unit] = []
        var bySpelling: [String: [Unit]] = [:]
        /// The widest reach first.
        var aliases: [String: [(unit: Identifier, reach: ScopeKey)]] = [:]
    }

    private let importer: [ScopeKey]

    /// - Parameter importer: where whoever looks up may import; everything: only what is confirmed for a whole district counts.
    package init(_ tx: Transaction, for importer: Scope = .everything) throws {
        self.importer = importer.roots.map(\.key)
        let open = try tx.all(
            "SELECT \(Unit.columns) FROM units u WHERE u.closed_on IS NULL ORDER BY u.name_key, u.id", Unit.init(row:))
        units = Dictionary(uniqueKeysWithValues: open.map { ($0.id, $0) })
        var districts = Dictionary(grouping: open.filter(\.kind.isDistrict)) { UnitName.spelling($0.placeName) }
        for (name, successor) in try Self.mergedDistricts(tx) where districts[UnitName.spelling(name)] == nil {
            districts[UnitName.spelling(name)] = units[successor].map { [$0] }
        }
        self.districts = districts
        var places: [Identifier: Places] = [:]
        for unit in open {
            let spellings = Set([unit.name, unit.placeName].map(UnitName.spelling))
            places[unit.place.district, default: Places()].all.append(unit)
            for spelling in spellings {
                places[unit.place.district, default: Places()].bySpelling[spelling, default: []].append(unit)
            }
        }
        let aliases = try tx.all(
            """
            SELECT district_id, spelling, unit_id, reach_key FROM unit_aliases WHERE forgotten_at IS NULL
            ORDER BY length(reach_key), id
            """
        ) { row in
            (
                district: try row["district_id"] as Identifier, spelling: try row["spelling"] as String,
                unit: try row["unit_id"] as Identifier, reach: try row["reach_key"] as ScopeKey
            )
        }
        for one in aliases where units[one.unit] != nil {
            places[one.district, default: Places()].aliases[one.spelling, default: []].append((one.unit, one.reach))
        }
        self.places = places
    }

    package func unit(_ id: Identifier) -> Unit? { units[id] }

    /// The district of this place name, exactly.
    package func district(named name: String) -> Unit? {
        let found = districts[UnitName.spelling(name)] ?? []
        return found.count == 1 ? found[0] : nil
    }

    /// The districts whose names come nearest, for a message.
    package func districts(nearestTo name: String) -> [Unit] {
        nearest(to: name, in: districts.values.flatMap(\.self).filter { $0.kind == .district })
    }

    /// A unit by the names of its district and its place. An unknown district has no nearest units.
    package func find(district: String, place: String) -> Match {
        guard let district = self.district(named: district) else { return .unknown(nearest: []) }
        return find(in: district.id, place: place)
    }

    /// Offices first, then the district itself, then 小二级 unions, then the district's aliases.
    package func find(in district: Identifier, place: String) -> Match {
        guard let places = places[district] else { return .unknown(nearest: []) }
        let spelling = UnitName.spelling(place)
        let called = places.bySpelling[spelling] ?? []
        for tier in [
            called.filter(\.kind.isStreetTier), called.filter(\.kind.isDistrict), called.filter(\.kind.isSubUnion),
        ]
        where !tier.isEmpty {
            return tier.count == 1 ? .found(tier[0], byAlias: false) : .ambiguous(tier)
        }
        let known = places.aliases[spelling] ?? []
        let whole = units[district]?.place.key
        // The narrowest of those that count: a street's own meaning goes before the district's.
        if let unit = known.last(where: { one in
            one.reach == whole || importer.contains { one.reach.contains($0) }
        }).flatMap({ units[$0.unit] }) {
            return .found(unit, byAlias: true)
        }
        let proposed = known.compactMap { units[$0.unit] }.filter { unit in
            importer.contains { $0.contains(unit.place.key) }
        }
        let near = nearest(to: place, in: places.all).filter { !proposed.contains($0) }
        return .unknown(nearest: proposed + near)
    }

    /// The unit of this name directly below another one.
    package func unit(named name: String, below parent: Unit) -> Unit? {
        let called = places[parent.place.district]?.bySpelling[UnitName.spelling(name)] ?? []
        let further = parent.parent == nil ? districts.values.flatMap(\.self) : []
        return (called + further).first {
            $0.parent == parent.id && UnitName.spelling($0.name) == UnitName.spelling(name)
        }
    }

    private func nearest(to text: String, in units: [Unit]) -> [Unit] {
        let byName = Dictionary(units.map { ($0.placeName, $0) }) { first, _ in first }
        return NearestNames.nearest(to: text, in: byName.keys.sorted()).compactMap { byName[$0] }
    }

    /// Which district goes on for each that was merged, through several mergers if need be.
    private static func mergedDistricts(_ tx: Transaction) throws -> [(String, Identifier)] {
        let merged = try tx.all(
            """
            SELECT u.id, u.place_name, c.other_id FROM units u JOIN unit_changes c ON c.unit_id = u.id
            WHERE u.kind = 'district' AND u.closed_on IS NOT NULL AND c.kind = 'merged' ORDER BY c.id
            """
        ) { row in
            (
                id: try row["id"] as Identifier, name: try row["place_name"] as String,
                to: try row["other_id"] as Identifier
            )
        }
        let next = Dictionary(merged.map { ($0.id, $0.to) }) { _, latest in latest }
        return merged.map { one in
            var successor = one.to
            for _ in merged { successor = next[successor] ?? successor }
            return (one.name, successor)
        }
    }
}
