import ChineseText
import Core
import Storage

/// A unit of the union: an office or a 小二级 union, at its place in the tree.
package struct Unit: Sendable, Hashable {
    package let id: Identifier
    package let parent: Identifier?
    package let kind: UnitKind
    /// 漕河泾街道总工会
    package let name: String
    /// 漕河泾街道, as rosters call it.
    package let placeName: String
    package let code: String?
    package let openedOn: Day?
    package let closedOn: Day?
    package let place: Place
    package let version: Int

    package var isClosed: Bool { closedOn != nil }

    /// How the place is called where nothing else is said: the name without 总工会 or 工会联合会.
    package static func placeName(of name: String) -> String { UnitName.placeName(of: name) }

    /// A name as it is kept: without blanks that say nothing.
    package static func normalizedName(_ raw: String) -> String { UnitName.normalized(raw) }

    static let columns: SQL = """
        u.id, u.parent_id, u.kind, u.name, u.place_name, u.code, u.opened_on, u.closed_on, u.version, u.district_id,
        u.scope_key
        """

    static let scopeColumns = Scope.Columns(key: "u.scope_key", district: "u.district_id", record: ("unit", "u.id"))

    init(row: Row) throws {
        id = try row["id"]
        parent = try row["parent_id"]
        kind = try row["kind"]
        name = try row["name"]
        placeName = try row["place_name"]
        code = try row["code"]
        openedOn = try row["opened_on"]
        closedOn = try row["closed_on"]
        version = try row["version"]
        place = Place(unit: id, district: try row["district_id"], key: try row["scope_key"])
    }
}

/// How units are called.
enum UnitName {
    static let longest = 60

    /// Without blanks around and beside Chinese characters and signs; those between words in other letters become one
    /// space: ABC Trading Co, Café de Paris.
    static func normalized(_ raw: String) -> String {
        let words = raw.split(whereSeparator: \.isWhitespace)
        return words.dropFirst().reduce(words.first.map(String.init) ?? "") { text, word in
            let isLatin = text.last.map(isOfWord) == true && word.first.map(isOfWord) == true
            return text + (isLatin ? " " : "") + word
        }
    }

    /// ASCII, or a letter with an accent: neither a Chinese character nor a picture.
    private static func isOfWord(_ character: Character) -> Bool {
        character.isASCII || character.isLetter && character.unicodeScalars.first!.value < 0x2E80
    }

    /// 漕河泾街道总工会 → 漕河泾街道
    static func placeName(of name: String) -> String {
        for ending in ["总工会", "工会联合会", "联合工会", "工会委员会", "工会"]
        where name.hasSuffix(ending) && name.count > ending.count {
            return String(name.dropLast(ending.count))
        }
        return name
    }

    /// Under which a spelling is looked up: half-width, small letters, no blanks.
    static func spelling(_ text: String) -> String {
        // Most names are Chinese characters and nothing else.
        if text.unicodeScalars.allSatisfy({ (0x4E00...0x9FFF).contains($0.value) }) { return text }
        return text.halfWidth.lowercased().filter { !$0.isWhitespace && $0 != "\u{200B}" && $0 != "\u{FEFF}" }
    }

    /// Sorts by pinyin.
    static func sortKey(_ name: String) -> String { PersonName(name)?.sortKey ?? name }
}
