import Storage

/// What the rooms tell the ground floor, one list each. Rooms that do not stand on one another meet here.
package struct Registry: Sendable {
    /// What is promised, with a day on which it is due.
    package var obligations: [ObligationKind]
    /// Named questions whose answer is a number with a list behind it.
    package var figures: [Figure]
    /// What somebody can hold and must hand over before her post ends.
    package var holdables: [Holdable]
    /// Tables whose rows lie in the tree of units, and move with it.
    package var placed: [PlacedTable]
    /// What can belong to a unit: in the way of closing it, and taken over by its successor.
    package var contents: [UnitContent]
    /// Every list that a page turns over, to be taken away as a file.
    package var listings: [Listing]
    /// What hangs on a person: merged, taken apart and erased with her, in this order.
    package var personal: [PersonContent]
    /// Columns of sealed values: when the keys are rotated, they are sealed anew.
    package var sealed: [SealedColumn]
    /// Who has agreed to what; nil: no room answers for it here.
    package var consents: ConsentGate?
    /// The names behind accounts, all in one query; nil: no room keeps accounts here.
    package var accounts: AccountNames?

    package typealias AccountNames = @Sendable ([Identifier], Transaction) throws -> [Identifier: String]

    package init(
        obligations: [ObligationKind] = [], figures: [Figure] = [], holdables: [Holdable] = [],
        placed: [PlacedTable] = [], contents: [UnitContent] = [], listings: [Listing] = [],
        personal: [PersonContent] = [], sealed: [SealedColumn] = [], consents: ConsentGate? = nil,
        accounts: AccountNames? = nil
    ) {
        self.obligations = obligations
        self.figures = figures
        self.holdables = holdables
        self.placed = placed
        self.contents = contents
        self.listings = listings
        self.personal = personal
        self.sealed = sealed
        self.consents = consents
        self.accounts = accounts
    }

    /// The lists of several rooms as one, in their order.
    package init(_ parts: [Registry]) {
        self.init(
            obligations: parts.flatMap(\.obligations), figures: parts.flatMap(\.figures),
            holdables: parts.flatMap(\.holdables), placed: parts.flatMap(\.placed),
            contents: parts.flatMap(\.contents), listings: parts.flatMap(\.listings),
            personal: parts.flatMap(\.personal), sealed: parts.flatMap(\.sealed),
            consents: parts.lazy.compactMap(\.consents).first, accounts: parts.lazy.compactMap(\.accounts).first)
    }

    package static let none = Registry()

    package func obligation(_ kind: String) -> ObligationKind? { obligations.first { $0.kind == kind } }
}
