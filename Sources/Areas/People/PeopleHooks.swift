import Core
import Storage
import Web

/// What another room shows on a person's page: her posts, say.
package struct PersonSection: Sendable {
    /// nil: nothing to show for this person. Loads through the visitor's scope.
    package let load: @Sendable (Visit, Identifier, Transaction) throws -> (any Section)?

    package init(load: @escaping @Sendable (Visit, Identifier, Transaction) throws -> (any Section)?) {
        self.load = load
    }
}

/// Another way to look at the people, by another room: those in post, those who came together.
package struct PeopleView: Sendable, Encodable {
    package let title: Message
    package let address: String

    package init(_ title: Message, _ address: String) {
        self.title = title
        self.address = address
    }
}

extension People {
    /// The list of everybody and the other rooms' lists beside one another.
    package static func tabs(_ words: Words, _ views: [PeopleView], current: String) -> HTML? {
        guard !views.isEmpty else { return nil }
        return Web.tabs(
            words, label: "人员",
            ([PeopleView("人员", "/people")] + views).map { Tab($0.title, $0.address, isCurrent: $0.address == current) })
    }
}

/// The units that somebody may choose from, by whoever knows what units are called.
package struct UnitChoices: Sendable {
    package struct Unit: Sendable, Hashable {
        package let id: Identifier
        /// As the list shows it: 徐汇区 · 漕河泾街道总工会.
        package let label: String
        /// What else it may be called in full: 漕河泾街道.
        package let names: [String]

        package init(id: Identifier, label: String, names: [String] = []) {
            self.id = id
            self.label = label
            self.names = names
        }

        func isCalled(_ text: String) -> Bool { label == text || names.contains(text) }
    }

    /// By part of the name, pinyin or initials, best first; without a text the first units of the scope.
    package let search: @Sendable (_ text: String, Scope, Transaction, _ limit: Int) throws -> [Unit]

    package init(search: @escaping @Sendable (String, Scope, Transaction, Int) throws -> [Unit]) {
        self.search = search
    }
}
