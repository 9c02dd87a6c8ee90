/// How well a setting is known.
package enum Confirmation: String, Codable, Sendable, CaseIterable {
    /// Read in the text of the law.
    case statute
    /// Published by the body that decides it, and checked there.
    case published
    /// Others report it.
    case reported
    /// Somebody's general knowledge: to be confirmed before it is relied on.
    case unconfirmed

    package var chinese: Sentence {
        switch self {
        case .statute: "法律原文"
        case .published: "官方公布"
        case .reported: "据他处转述"
        case .unconfirmed: "尚未核实"
        }
    }
}

/// What holds in a place from a day on, until a later entry of the same place.
package struct DatedEntry<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    /// Six digits of GB/T 2260; 000000 is the whole country.
    package let place: String
    package let from: CalendarDay
    /// None: from this day on the place has no value of its own, and the wider place's holds.
    package let value: Value?
    package let source: String
    package let confirmation: Confirmation

    package init(
        _ place: String, from: CalendarDay, _ value: Value?, source: String, _ confirmation: Confirmation
    ) {
        (self.place, self.from, self.value) = (place, from, value)
        (self.source, self.confirmation) = (source, confirmation)
    }
}

/// One kind of setting, for every place and time.
package struct PlaceTable<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    package private(set) var entries: [DatedEntry<Value>]

    package init(_ entries: [DatedEntry<Value>] = []) {
        self.entries = entries
    }

    package init(from decoder: any Decoder) throws {
        entries = try decoder.singleValueContainer().decode([DatedEntry<Value>].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(entries)
    }

    /// An own entry takes the place of one of the same place and day.
    package func merging(_ own: PlaceTable) -> PlaceTable {
        let replaced = Set(own.entries.map { Key(place: $0.place, from: $0.from) })
        return PlaceTable(
            entries.filter { !replaced.contains(Key(place: $0.place, from: $0.from)) } + own.entries)
    }

    /// What holds at a place on a day: its own entry, else its province's, else the country's.
    package func entry(at place: String, on day: CalendarDay) -> DatedEntry<Value>? {
        for area in Self.areas(around: place) {
            let latest = entries.filter { $0.place == area && $0.from <= day }.max { $0.from < $1.from }
            if let latest, latest.value != nil { return latest }
        }
        return nil
    }

    package func value(at place: String, on day: CalendarDay) -> Value? { entry(at: place, on: day)?.value }

    private struct Key: Hashable {
        let place: String
        let from: CalendarDay
    }

    private static func areas(around place: String) -> [String] {
        [place, place.prefix(4) + "00", place.prefix(2) + "0000", Place.country.code]
    }
}

/// A place with settings of its own.
package struct Place: Codable, Hashable, Sendable {
    /// Six digits of GB/T 2260.
    package let code: String
    package let name: String

    package init(_ code: String, _ name: String) {
        (self.code, self.name) = (code, name)
    }

    package static let country = Place("000000", "全国")

    func isCalled(_ text: String) -> Bool {
        text == code || text == name
            || (["市", "省", "区"].contains(String(name.suffix(1))) && text == String(name.dropLast()))
    }
}
