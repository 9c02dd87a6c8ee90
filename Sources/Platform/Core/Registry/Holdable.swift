import Storage

/// A kind of thing that somebody holds by her post (a unit she answers for, a case, a promise) and must hand over.
package struct Holdable: Sendable {
    package struct Held: Sendable {
        package let id: Identifier
        /// What it is called, as data: 漕河泾街道总工会.
        package let label: String
        /// The page of the record.
        package let opens: String?
        /// Where it lies.
        package let place: Place
        /// The day from which it is hers, where that is known; nobody takes it over from an earlier one.
        package let since: Day?

        package init(id: Identifier, label: String, opens: String?, place: Place, since: Day? = nil) {
            self.id = id
            self.label = label
            self.opens = opens
            self.place = place
            self.since = since
        }
    }

    /// Somebody by one of her posts.
    package struct Holder: Sendable {
        package let person: Identifier
        package let post: Identifier

        package init(person: Identifier, post: Identifier) {
            self.person = person
            self.post = post
        }
    }

    /// Stable, as stored: `responsibility`.
    package let kind: String
    package let title: Message
    /// What somebody holds by a post at this moment.
    package let held: @Sendable (_ person: Identifier, _ post: Identifier, Transaction) throws -> [Held]
    /// The same of many posts, by post, for lists: ids only, and as few statements as for one.
    package let heldBy: @Sendable ([Holder], Transaction) throws -> [Identifier: [Identifier]]
    /// Passes one over: from this day the other person holds it by her own post. Part of a command that has asked who may.
    ///
    /// The giver's post may have ended before (a roster moved her at once), and the receiver may hold the same already:
    /// both are no errors.
    package let give:
        @Sendable (_ held: Identifier, _ to: Identifier, _ post: Identifier, _ from: Day, Act) throws -> Void
    /// Which of these, left behind when a post ended before anybody took them over, still wait for an owner.
    package let needsOwner: @Sendable ([Identifier], Transaction) throws -> Set<Identifier>

    package init(
        _ kind: String, title: Message,
        held: @escaping @Sendable (Identifier, Identifier, Transaction) throws -> [Held],
        heldBy: @escaping @Sendable ([Holder], Transaction) throws -> [Identifier: [Identifier]],
        give: @escaping @Sendable (Identifier, Identifier, Identifier, Day, Act) throws -> Void,
        needsOwner: @escaping @Sendable ([Identifier], Transaction) throws -> Set<Identifier> = { ids, _ in Set(ids) }
    ) {
        self.kind = kind
        self.title = title
        self.held = held
        self.heldBy = heldBy
        self.give = give
        self.needsOwner = needsOwner
    }
}
