import Core

/// What a handler found out, ready to be shown: a plain struct in which everything is decided.
///
/// The same struct answers as JSON (its stored properties), so it holds nothing that the page does not show.
package protocol Page: Encodable, Sendable {
    /// For `<title>` and the heading only; may name a person.
    var title: Message { get }
    /// Which entry of the rail is the current one.
    var room: Room? { get }
    /// A page that shows work in progress asks again after so many seconds.
    var refreshSeconds: Int? { get }
    /// Whether the browser may show it once more when its reader goes back, though a form led here. Kept nowhere else.
    var staysInHistory: Bool { get }
    /// What a change of language must send along, where the page is made of what was sent and of nothing else.
    var carried: CarriedForm? { get }
    func body(_ words: Words) -> HTML
}

/// A form that brings the same page again.
package struct CarriedForm: Sendable {
    package let address: String
    package let fields: [(name: String, value: String)]

    package init(address: String, fields: [(name: String, value: String)]) {
        (self.address, self.fields) = (address, fields)
    }
}

extension Page {
    package var room: Room? { nil }
    package var refreshSeconds: Int? { nil }
    package var staysInHistory: Bool { false }
    package var carried: CarriedForm? { nil }
}

/// A part of the house in the rail: one character and its word.
package struct Room: Hashable, Sendable {
    package let key: String
    package let character: String
    package let name: Message
    package let path: String
    package let isShown: @Sendable (Actor) -> Bool

    package init(
        key: String, character: String, name: Message, path: String,
        isShown: @escaping @Sendable (Actor) -> Bool = { _ in true }
    ) {
        self.key = key
        self.character = character
        self.name = name
        self.path = path
        self.isShown = isShown
    }

    package static func == (left: Room, right: Room) -> Bool { left.key == right.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
