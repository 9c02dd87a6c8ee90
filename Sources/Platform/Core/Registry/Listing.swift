import Storage

/// A list of the house as one value: what its columns are, and how its rows are read on and on by key, with the same
/// filter and scope as its page. Every list that a page turns over has one: from it come xlsx, CSV and saved filters.
///
/// ```swift
/// Listing(
///     "people", title: "人员", path: "/people", holdsContact: true, columns: [.init("姓名"), .init("年龄", .number)],
///     part: { asking, after, limit, tx in
///         …
///         return Listing.Part(rows: …, next: hasMore ? key : nil)
///     })
/// ```
package struct Listing: Sendable {
    package struct Column: Sendable {
        package enum Kind: Sendable { case text, number, day, moment }

        package let title: Message
        package let kind: Kind
        /// In characters of Latin script; a Chinese one takes two.
        package let width: Double
        /// It tells how to reach somebody: left empty in what everybody may see.
        package let isContact: Bool

        package init(_ title: Message, _ kind: Kind = .text, width: Double? = nil, isContact: Bool = false) {
            self.isContact = isContact
            self.title = title
            self.kind = kind
            self.width = width ?? (kind == .text ? 18 : kind == .moment ? 18 : 12)
        }
    }

    /// What stands in one cell; nil is an empty one. Numbers that are names (of phones, of persons) are texts.
    package enum Value: Hashable, Sendable {
        case text(String?)
        case number(Int?)
        case day(Day?)
        case moment(Instant?)
        /// In the language of whoever asks.
        case words(Message?)
    }

    /// Who asks for which part of the list: what the page's address says.
    package struct Asking: Sendable {
        package let actor: Actor
        package let house: House
        /// The words of the address that the path leaves open: `roster` of `/rosters/:roster`.
        package let parameters: [String: String]
        /// The page's query, first value of each name, trimmed; never empty.
        package let query: [String: String]

        package init(actor: Actor, house: House, parameters: [String: String] = [:], query: [String: String] = [:]) {
            self.actor = actor
            self.house = house
            self.parameters = parameters
            self.query = query
        }

        package func identifier(_ name: String) throws(Problem) -> Identifier {
            guard let identifier = parameters[name].flatMap({ Identifier($0) }) else { throw .notFound }
            return identifier
        }
    }

    /// Some rows, in the list's order.
    package struct Part: Sendable {
        package let rows: [[Value]]
        /// Where the next part begins: whatever the list itself understands. nil: this was the last.
        package let next: String?
        /// Of a list of people: who stands in each row.
        package let people: [Identifier]

        package init(rows: [[Value]], next: String?, people: [Identifier] = []) {
            self.rows = rows
            self.people = people
            self.next = next
        }
    }

    /// Stable, as stored: `people`.
    package let key: String
    package let title: Message
    /// The path of the list's page, as its route says it: `/rosters/:roster`.
    package let path: String
    /// Without it the list is closed.
    package let power: Power
    /// It tells how to reach people: whoever takes a copy says what for.
    package let holdsContact: Bool
    /// Each row is one person, whom a part names: it can be made for a use to which people have to agree. Any other list is
    /// for the house's own work.
    package let isOfPeople: Bool
    package let columns: [Column]
    /// How many rows there are, for the progress of a long one; nil: nobody knows before the end.
    package let total: @Sendable (Asking) async throws -> Int?
    package let part: @Sendable (_ asking: Asking, _ after: String?, _ limit: Int) async throws -> Part

    /// - Parameters:
    ///   - after: the `next` of the part before; nil for the first.
    ///   - limit: so many rows at most, unless the whole list is known at once (a search with at most some hundred hits).
    package init(
        _ key: String, title: Message, path: String, power: Power = .see, holdsContact: Bool = false,
        isOfPeople: Bool = false, columns: [Column],
        total: @escaping @Sendable (Asking) async throws -> Int? = { _ in nil },
        anyPart: @escaping @Sendable (Asking, _ after: String?, _ limit: Int) async throws -> Part
    ) {
        self.key = key
        self.title = title
        self.path = path
        self.power = power
        self.holdsContact = holdsContact
        self.isOfPeople = isOfPeople
        self.columns = columns
        self.total = total
        part = anyPart
    }

    /// As above, for a list that is read in one transaction.
    package init(
        _ key: String, title: Message, path: String, power: Power = .see, holdsContact: Bool = false,
        isOfPeople: Bool = false, columns: [Column], total: (@Sendable (Asking, Transaction) throws -> Int?)? = nil,
        part: @escaping @Sendable (Asking, _ after: String?, _ limit: Int, Transaction) throws -> Part
    ) {
        self.init(
            key, title: title, path: path, power: power, holdsContact: holdsContact, isOfPeople: isOfPeople,
            columns: columns,
            total: { asking in
                guard let total else { return nil }
                return try await asking.house.database.read { tx in try total(asking, tx) }
            },
            anyPart: { asking, after, limit in
                try await asking.house.database.read { tx in try part(asking, after, limit, tx) }
            })
    }

    /// Whether somebody may take a copy away, with the reason when not.
    package func mayTake(_ actor: Actor) -> Permission {
        guard actor.has(power) else { return actor.may(power) }
        // The administrators share no power with those who do the work: their own lists are theirs to take.
        return power == .seeAccounts || power == .readAudit ? .allowed : actor.may(.export)
    }

    /// The open words of a path of this list; nil for a path of something else.
    package func parameters(of path: String) -> [String: String]? {
        let (wanted, given) = (self.path.split(separator: "/"), path.split(separator: "/"))
        guard wanted.count == given.count else { return nil }
        var found: [String: String] = [:]
        for (wanted, given) in zip(wanted, given) {
            if wanted.hasPrefix(":") {
                found[String(wanted.dropFirst())] = String(given)
            } else if wanted != given {
                return nil
            }
        }
        return found
    }
}

extension Registry {
    package func listing(_ key: String) -> Listing? { listings.first { $0.key == key } }

    /// The lists on the page of this path; a written segment goes before an open one.
    package func listings(at path: String) -> [Listing] {
        let found = listings.filter { $0.parameters(of: path) != nil }
        let written = found.filter { $0.path == path }
        return written.isEmpty ? found : written
    }
}
