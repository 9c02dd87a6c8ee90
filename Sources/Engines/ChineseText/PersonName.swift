/// A person's name as the card has it: made uniform, split, masked for notices, sorted by pinyin.
package struct PersonName: Hashable, Sendable {
    /// Uniform: no spaces in or around Chinese names, half-width letters, one kind of dot (·).
    package let text: String

    /// Nil when nothing that could be a name is left (blank, digits or signs only).
    package init?(_ raw: String) {
        let text = Self.normalized(raw)
        guard text.unicodeScalars.contains(where: { $0.isHan || $0.properties.isAlphabetic }) else { return nil }
        self.text = text
    }

    /// Spaces inside Chinese names and around any name go; Latin names keep single ones; the dot becomes ·.
    package static func normalized(_ raw: String) -> String {
        // Nearly every name that is asked about is uniform already.
        if raw.unicodeScalars.allSatisfy(\.isHan) { return raw }
        let scalars = Array(raw.halfWidth.trimmed.unicodeScalars)
        var result: [Unicode.Scalar] = []
        var gap = false
        for scalar in scalars {
            if scalar.isBlank { gap = true; continue }
            if gap, let last = result.last, !last.isHan, !scalar.isHan, !last.isNameDot || last == ".",
                !scalar.isNameDot
            {
                result.append(" ")
            }
            gap = false
            result.append(scalar)
        }
        for index in result.indices where result[index].isNameDot {
            let before = index > 0 && result[index - 1].isHan
            let after = index + 1 < result.count && result[index + 1].isHan
            // "J.R. Smith" keeps its full stops.
            if result[index] != "." || before && after { result[index] = "·" }
        }
        return String(String.UnicodeScalarView(result))
    }

    /// The surname of a Chinese name; for a name with a dot or in Latin letters the first part.
    package var surname: String { String(characters.prefix(surnameLength)) }

    /// What follows the surname (and the dot or space after it).
    package var givenName: String {
        let rest = characters.dropFirst(surnameLength)
        return String(rest.drop { $0 == "·" || $0 == " " })
    }

    /// For public notices: 张三 → 张*, 王小明 → 王**, 欧阳国英 → 欧阳**, 阿依古丽·买买提 → 阿***, John Smith → J***.
    package var masked: String {
        guard isPlainChinese else { return String(characters.prefix(1)) + "***" }
        let given = characters.count - surnameLength
        return given == 0 ? "*" : surname + String(repeating: "*", count: given)
    }

    /// Orders by pinyin without tones, syllable by syllable, then by the characters: `zhang.san 张三`.
    package var sortKey: String {
        let syllables = NameElement.elements(of: self).map(\.customary)
        // A full stop sorts after the space, so a name sorts before those it begins.
        return syllables.joined(separator: ".") + " " + text
    }

    private var characters: [Character] { Array(text) }

    private var isPlainChinese: Bool { text.unicodeScalars.allSatisfy(\.isHan) }

    var surnameLength: Int {
        let characters = characters
        guard isPlainChinese else {
            return characters.firstIndex { $0 == "·" || $0 == " " } ?? characters.count
        }
        return characters.count > 2 && Surnames.compound.contains(String(characters.prefix(2))) ? 2 : 1
    }
}
