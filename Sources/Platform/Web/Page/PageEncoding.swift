import Core
import Foundation
import Storage

extension CodingUserInfoKey {
    /// The reader's words, under which a `Message` in a page becomes a sentence of the JSON twin.
    package static let words = CodingUserInfoKey(rawValue: "words")!
}

/// In a page's JSON a message is the sentence as its reader sees it.
extension Message: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let words = encoder.userInfo[.words] as? Words ?? Words(.chinese, Phrasebook([]))
        try container.encode(words(self))
    }
}

extension FieldProblem: Encodable {
    private enum Key: String, CodingKey { case field, message, code }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(field, forKey: .field)
        try container.encode(message, forKey: .message)
        try container.encodeIfPresent(code, forKey: .code)
    }
}

extension PastDay.Fault: Encodable {
    private enum Key: String, CodingKey { case text, reason }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(text, forKey: .text)
        try container.encode(reason, forKey: .reason)
    }
}

/// The JSON of a page, keys sorted so that the same page gives the same bytes.
package func json(_ value: any Encodable, _ words: Words) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.userInfo[.words] = words
    return Array(try encoder.encode(value))
}
