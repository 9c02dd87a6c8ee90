import ChineseText
import Core
import Storage

/// A text that is a number: of a phone or a document, whole or the last four.
enum NumberQuery: Sendable {
    case tail(String)
    case whole(String)

    /// nil: it is no number, or too little of one.
    init?(_ text: String) {
        let uniform = String(text.halfWidth.uppercased().filter { !$0.isWhitespace && $0 != "-" })
        guard uniform.unicodeScalars.allSatisfy({ $0.isASCII }) else { return nil }
        let digits = uniform.count(where: \.isNumber)
        if uniform.count == 4, digits == 4 || digits == 3 && uniform.hasSuffix("X") {
            self = .tail(uniform)
        } else if Self.isComplete(uniform, digits: digits) {
            self = .whole(uniform)
        } else {
            return nil
        }
    }

    /// A beginning is not looked for: as one types, each would be a search of its own on audit.
    private static func isComplete(_ text: String, digits: Int) -> Bool {
        if PhoneNumber(text) != nil || text.count == 18 && digits >= 17 { return true }
        // Permits have eight or ten digits, old numbers of residents fifteen.
        if digits == text.count { return [8, 10, 15].contains(digits) }
        return digits >= 6 && digits > text.count(where: \.isLetter)
    }

    /// What the audit entry calls it.
    var field: String {
        switch self {
        case .tail: "lastFour"
        case .whole: "number"
        }
    }

    func statement(_ filter: PersonFilter, _ vault: Vault, limit: Int) -> SQL {
        let digests = PersonDigests(vault: vault)
        let found: SQL
        switch self {
        case .tail(let tail):
            found = """
                SELECT id FROM people WHERE document_tail = \(digests.documentTail(tail))
                UNION SELECT id FROM people WHERE phone_tail = \(digests.phoneTail(tail))
                """
        case .whole(let number):
            let documents = IdentityDocumentKind.allCases.map { digests.document(number, $0) }
            let phone = PhoneNumber(number)?.digits ?? number
            found = """
                SELECT id FROM people WHERE document_digest IN \(list: documents)
                UNION SELECT id FROM people WHERE phone_digest = \(digests.phone(phone))
                """
        }
        return """
            SELECT p.id FROM people p
            WHERE p.id IN (\(found)) AND \(PersonStore.lastly(filter.condition))
            ORDER BY p.name_key, p.id LIMIT \(limit)
            """
    }
}
