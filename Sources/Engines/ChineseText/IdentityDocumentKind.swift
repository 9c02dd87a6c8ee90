/// Which document proves who somebody is.
package enum IdentityDocumentKind: String, CaseIterable, Hashable, Sendable {
    /// 居民身份证
    case residentIdentityCard
    /// 护照
    case passport
    /// 港澳居民来往内地通行证
    case hongKongMacaoPermit
    /// 台湾居民来往大陆通行证
    case taiwanPermit
    /// 港澳台居民居住证 (eighteen digits, division 81, 82 or 83)
    case hongKongMacaoTaiwanResidencePermit
    /// 外国人永久居留身份证 (three letters and twelve digits, or since 2023 eighteen digits that begin with 9)
    case foreignPermanentResidenceCard
    /// 其他
    case other

    /// The name on pages.
    package var chineseName: String {
        switch self {
        case .residentIdentityCard: "居民身份证"
        case .passport: "护照"
        case .hongKongMacaoPermit: "港澳居民来往内地通行证"
        case .taiwanPermit: "台湾居民来往大陆通行证"
        case .hongKongMacaoTaiwanResidencePermit: "港澳台居民居住证"
        case .foreignPermanentResidenceCard: "外国人永久居留身份证"
        case .other: "其他证件"
        }
    }

    /// The number made uniform, or nil when a document of this kind cannot carry it. Numbers with a check digit
    /// (the two residence documents of eighteen digits and the resident's card) are checked fully.
    package func normalized(_ raw: String, today: CivilDay) -> String? {
        let text = raw.halfWidth.withoutBlanks.uppercased()
        let letters = text.prefix { $0.isASCII && $0.isLetter }
        let digits = String(text.dropFirst(letters.count))
        let checked = (try? ResidentIdentityNumber(text, today: today))?.text
        switch self {
        case .residentIdentityCard: return checked
        case .passport:
            let isPlain = text.unicodeScalars.allSatisfy { $0.isDigit || $0.isLatinLetter }
            return isPlain && (5...17).contains(text.count) && text.contains(where: \.isNumber) ? text : nil
        case .hongKongMacaoPermit:
            return ["H", "M"].contains(letters) && digits.isDigits && [8, 10].contains(digits.count) ? text : nil
        case .taiwanPermit:
            let body = text.unicodeScalars.last?.isLatinLetter == true ? String(text.dropLast()) : text
            return body.isDigits && (body.count == 8 || body.count == 10) ? text : nil
        case .hongKongMacaoTaiwanResidencePermit:
            return ["81", "82", "83"].contains(text.prefix(2)) ? checked : nil
        case .foreignPermanentResidenceCard:
            if letters.isEmpty { return text.hasPrefix("9") ? checked : nil }
            return letters.count == 3 && digits.isDigits && digits.count == 12 ? text : nil
        case .other: return (2...40).contains(text.count) ? text : nil
        }
    }

    /// Only the first character stays.
    package static func mask(_ number: String) -> String {
        String(number.prefix(1)) + String(repeating: "*", count: max(number.count - 1, 0))
    }
}
