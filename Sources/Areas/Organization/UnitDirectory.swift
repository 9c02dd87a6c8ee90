import ChineseText
import Core
import Storage

/// All units in use and the confirmed aliases, as they stand at one moment, for imports that look up many rows.
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
        var aliases: [String: Identifier] = [:]
    }

    package init(_ tx: Transaction) throws {
        let open = try tx.all(
            "SELECT \(Unit.columns) FROM units u WHERE u.closed_on IS NULL ORDER BY u.name_key, u.id", Unit.init(row:))
        units = Dictionary(uniqueKeysWithValues: open.map { ($0.id, $0) })
        districts = Dictionary(grouping: open.filter(\.kind.isDistrict)) { UnitName.spelling($0.placeName) }
        var places: [Identifier: Places] = [:]
        for unit in open {
            let spellings = Set([unit.name, unit.placeName].map(UnitName.spelling))
            places[unit.place.district, default: Places()].all.append(unit)
            for spelling in spellings {
                places[unit.place.district, default: Places()].bySpelling[spelling, default: []].append(unit)
            }
        }
        let aliases = try tx.all(
            "SELECT district_id, spelling, unit_id FROM unit_aliases WHERE forgotten_at IS NULL"
        ) { row in
            (try row["district_id"] as Identifier, try row["spelling"] as String, try row["unit_id"] as Identifier)
        }
        for (district, spelling, unit) in aliases where units[unit] != nil {
            places[district, default: Places()].aliases[spelling] = unit
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
        if let unit = places.aliases[spelling].flatMap({ units[$0] }) { return .found(unit, byAlias: true) }
        return .unknown(nearest: nearest(to: place, in: places.all))
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
}
