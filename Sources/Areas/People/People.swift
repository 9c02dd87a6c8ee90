import Core
import Storage
import Web

/// The room of the people: everybody once, found by name or number, seen by whoever holds her unit.
package enum People {
    package static let room = Room(key: "people", character: "人", name: "人员", path: "/people") { $0.has(.see) }

    package static let migrations = PersonTables.migrations + PersonFiling.migrations
    package static let invariants = PersonTables.invariants

    /// - Parameters:
    ///   - sections: what other rooms show on a person's page, in this order.
    ///   - views: other rooms' lists of people, beside the list of everybody.
    ///   - units: from which a unit is picked when somebody is registered.
    ///   - story: what other rooms' commands are called in a person's story, and who is behind an account.
    package static func area(
        sections: [PersonSection] = [], views: [PeopleView] = [], units: UnitChoices, story: StoryWords = StoryWords()
    ) -> Area {
        Area(
            name: "People", migrations: migrations, invariants: invariants, work: [PersonFiling.work],
            english: peopleEnglish,
            routes: PeopleListPages(units: units, views: views).routes
                + PersonPages(sections: sections, story: story).routes
                + RegisterPages(units: units).routes
                + CorrectPages().routes
                + RevealPages().routes,
            registry: Registry(
                placed: [PersonTables.placed], contents: [PersonTables.content], listings: [PersonListing.listing],
                sealed: sealed))
    }

    private static let sealed = [
        SealedColumn("people", "document_sealed") { id, _ in SensitiveField.documentNumber.address(of: id) },
        SealedColumn("people", "phone_sealed") { id, _ in SensitiveField.phone.address(of: id) },
    ]
}
