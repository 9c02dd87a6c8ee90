/// Readings of Chinese characters in pinyin without tones; ü is v.
package enum Pinyin {
    /// All readings in use of a character, the customary one first; empty when it has none known.
    package static func readings(of character: Character) -> [String] {
        let scalars = character.unicodeScalars
        guard let scalar = scalars.first else { return [] }
        return index.readings(of: scalar)
    }

    /// For each Chinese character of the name all readings, the surname's own first. A Latin word counts as one
    /// character that reads as itself; dots and spaces do not count.
    package static func readings(of name: PersonName) -> [[String]] {
        NameElement.elements(of: name).map(\.readings)
    }

    /// The first letters of the customary readings: 王小明 → wxm.
    package static func initials(of name: PersonName) -> String {
        String(NameElement.elements(of: name).compactMap(\.customary.first))
    }

    /// Every way to spell a reading with the letters of a keyboard or a passport: lv → lv, lu, lyu.
    static func spellings(of reading: String) -> [String] {
        guard let v = reading.firstIndex(of: "v") else { return [reading] }
        let head = reading[..<v], tail = reading[reading.index(after: v)...]
        return [reading, "\(head)u\(tail)", "\(head)yu\(tail)"]
    }

    /// Everything that can stand for one whole character.
    static let syllables: Set<String> = Set(index.syllables.flatMap(spellings))

    /// Everything that begins a syllable, whole ones included.
    static let beginnings: Set<String> = Set(
        syllables.flatMap { syllable in syllable.indices.map { String(syllable[...$0]) } })

    private static let index = PinyinIndex()
}

/// The table of readings, unpacked once.
private struct PinyinIndex: Sendable {
    private(set) var syllables: [String] = []
    private var customary: [UInt32: UInt16] = [:]
    private var further: [UInt32: [UInt16]] = [:]

    init() {
        customary.reserveCapacity(42_000)
        further.reserveCapacity(6_000)
        var numbers: [String: UInt16] = [:]
        func eachReading(in table: String, _ take: (UInt32, UInt16) -> Void) {
            for line in table.split(separator: "\n") {
                guard let colon = line.firstIndex(of: ":") else { continue }
                let syllable = String(line[..<colon])
                let number = numbers[syllable] ?? UInt16(syllables.count)
                if Int(number) == syllables.count { syllables.append(syllable) }
                numbers[syllable] = number
                for scalar in line[line.index(after: colon)...].unicodeScalars { take(scalar.value, number) }
            }
        }
        eachReading(in: PinyinTable.customary) { customary[$0] = $1 }
        eachReading(in: PinyinTable.further) { further[$0, default: []].append($1) }
    }

    func readings(of scalar: Unicode.Scalar) -> [String] {
        guard let first = customary[scalar.value] else { return [] }
        return [syllables[Int(first)]] + (further[scalar.value] ?? []).map { syllables[Int($0)] }
    }
}
