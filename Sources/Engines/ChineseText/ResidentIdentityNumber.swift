/// The citizen's identity number of GB 11643-1999: 6 digits division, 8 birth, 3 sequence (odd: male), 1 check.
package struct ResidentIdentityNumber: Hashable, Sendable {
    package enum Fault: Error, Hashable, Sendable {
        /// Not eighteen characters.
        case wrongLength
        /// Something other than digits with a last digit or X.
        case wrongCharacters
        case wrongCheckDigit
        /// No such day, after today, or before `earliestBirthYear`.
        case impossibleBirthDate
    }

    package enum Sex: Hashable, Sendable { case male, female }

    /// The standard's own second example was born in 1880; nobody older is alive to be in a roster.
    package static let earliestBirthYear = 1880

    /// Eighteen characters, half-width, X in capitals.
    package let text: String
    package let birthDay: CivilDay

    /// Reads a number as typed. The division may have been abolished and is not checked. Faults are found in the
    /// order in which `Fault` lists them.
    package init(_ raw: String, today: CivilDay) throws(Fault) {
        let text = raw.halfWidth.withoutBlanks.uppercased()
        let characters = Array(text.unicodeScalars)
        guard characters.count == 18 else { throw .wrongLength }
        guard characters.dropLast().allSatisfy(\.isDigit), characters[17].isDigit || characters[17] == "X" else {
            throw .wrongCharacters
        }
        guard Self.checkDigit(of: String(text.prefix(17))) == text.last else { throw .wrongCheckDigit }
        let digits = characters.dropLast().map { Int($0.value) - 0x30 }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        guard let day = CivilDay(year: number(6..<10), month: number(10..<12), day: number(12..<14)),
            day.year >= Self.earliestBirthYear, day <= today
        else { throw .impossibleBirthDate }
        self.text = text
        birthDay = day
    }

    /// The last character for the first seventeen digits; nil when they are not seventeen digits.
    package static func checkDigit(of body: String) -> Character? {
        guard body.count == 17, body.isDigits else { return nil }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(body.unicodeScalars, weights).reduce(0) { $0 + (Int($1.0.value) - 0x30) * $1.1 }
        return Array("10X98765432")[sum % 11]
    }

    package var divisionCode: String { String(text.prefix(6)) }
    package var sex: Sex { Int(text.dropFirst(14).prefix(3))! % 2 == 1 ? .male : .female }
    package var lastFour: String { String(text.suffix(4)) }
    /// `3*****************`: together with birth date, sex and area more would give the number away.
    package var masked: String { IdentityDocumentKind.mask(text) }
}
