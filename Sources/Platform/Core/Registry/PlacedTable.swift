import Storage

/// A subtree goes elsewhere: every key that begins with `from` begins with `to` from now on.
package struct Relocation: Sendable {
    package let from: ScopeKey
    package let to: ScopeKey
    /// The district of all that moves; nil: it is a district itself and keeps its own.
    package let district: Identifier?

    package init(from: ScopeKey, to: ScopeKey, district: Identifier?) {
        self.from = from
        self.to = to
        self.district = district
    }
}

/// A table whose rows carry the key of the unit where they lie.
package struct PlacedTable: Sendable {
    package let relocate: @Sendable (Relocation, Transaction) throws -> Void

    /// For what a plain update cannot do: search terms.
    package init(relocate: @escaping @Sendable (Relocation, Transaction) throws -> Void) { self.relocate = relocate }

    package init(_ table: SQL, key: SQL = "scope_key", district: SQL? = "district_id") {
        relocate = { move, tx in
            var changes: SQL =
                "\(key) = \(move.to) || substr(\(key), CAST(\(move.from.rawValue.utf8.count + 1) AS INTEGER))"
            if let district, let new = move.district { changes = "\(changes), \(district) = \(new)" }
            try tx.execute(
                "UPDATE \(table) SET \(changes) WHERE \(key) >= \(move.from) AND \(key) < \(move.from.end)")
        }
    }
}

/// Something that can belong to a unit.
package struct UnitContent: Sendable {
    /// What becomes of it when its unit is closed without a successor.
    package enum OnClosing: String, Sendable {
        /// The unit cannot be closed before it is gone.
        case inTheWay
        /// The unit above takes it over.
        case passesUp
        /// It stays with the closed unit, as history; so it does where another unit succeeds.
        case stays
    }

    /// That single ones can be chosen to go with a new unit, when one is split.
    package struct Parts: Sendable {
        package struct Part: Sendable {
            package let id: Identifier
            /// As data: 周敏.
            package let label: String

            package init(id: Identifier, label: String) {
                self.id = id
                self.label = label
            }
        }

        /// Tells the contents of a unit apart in a form: `posts`.
        package let key: String
        /// Those of the unit itself that are its own at this moment.
        package let list: @Sendable (Place, Transaction) throws -> [Part]
        /// As `succeed`, for these alone; an id that is none of the unit's is `Problem.notFound`.
        package let pass: @Sendable (_ ids: [Identifier], _ from: Place, _ to: Place, _ on: Day, Act) throws -> Void

        package init(
            _ key: String, list: @escaping @Sendable (Place, Transaction) throws -> [Part],
            pass: @escaping @Sendable ([Identifier], Place, Place, Day, Act) throws -> Void
        ) {
            self.key = key
            self.list = list
            self.pass = pass
        }
    }

    package let title: Message
    package let onClosing: OnClosing
    /// How much of it belongs to the unit itself (not to those below).
    package let count: @Sendable (Place, Transaction) throws -> Int
    /// The list of it.
    package let opens: @Sendable (Identifier) -> String?
    /// From this day it belongs to the successor, with history. Part of a command that has asked who may.
    package let succeed: @Sendable (_ from: Place, _ to: Place, _ on: Day, Act) throws -> Void
    package let parts: Parts?

    package init(
        title: Message, onClosing: OnClosing = .inTheWay,
        count: @escaping @Sendable (Place, Transaction) throws -> Int,
        opens: @escaping @Sendable (Identifier) -> String?,
        succeed: @escaping @Sendable (Place, Place, Day, Act) throws -> Void, parts: Parts? = nil
    ) {
        self.title = title
        self.onClosing = onClosing
        self.count = count
        self.opens = opens
        self.succeed = succeed
        self.parts = parts
    }
}
