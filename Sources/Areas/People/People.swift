import Core
import Storage
import Web

/// The room of the people: everybody once, found by name or number, seen by whoever holds her unit.
package enum People {
    package static let room = Room(key: "people", character: "人", name: "人员", path: "/people") { $0.has(.see) }

    package static let migrations =
        PersonTables.migrations + PersonDoubles.migrations + PersonMerge.migrations + PersonErasure.migrations
        + PersonConsent.migrations + RecordRequest.migrations + PersonFiling.migrations
    package static let invariants =
        PersonTables.invariants + PersonMerge.invariants + PersonErasure.invariants + PersonConsent.invariants
        + RecordRequest.invariants

    /// What this room's commands did, and what its records are called, for the auditor.
    package static let auditTitles = PersonStory.ownActs.merging(["request": "个人信息请求"]) { first, _ in first }

    /// - Parameters:
    ///   - sections: what other rooms show on a person's page, in this order.
    ///   - views: other rooms' lists of people, beside the list of everybody.
    ///   - units: from which a unit is picked when somebody is registered.
    ///   - story: what other rooms' commands are called in a person's story, and who is behind an account.
    package static func area(
        sections: [PersonSection] = [], views: [PeopleView] = [], units: UnitChoices, story: StoryWords = StoryWords()
    ) -> Area {
        Area(
            name: "People", migrations: migrations, invariants: invariants,
            work: [PersonFiling.work, PersonFiling.tidying, PersonMerge.expiry],
            english: [peopleEnglish, recordsEnglish, requestsEnglish].reduce(into: [:]) { all, some in
                all.merge(some) { first, _ in first }
            },
            routes: PeopleListPages(units: units, views: views).routes
                + PersonPages(
                    sections: [RequestsOfPerson.section] + sections + [
                        ConsentsOfPerson.section, MergesOfPerson.section,
                    ], story: story
                ).routes
                + RegisterPages(units: units).routes
                + CorrectPages().routes
                + RevealPages().routes
                + DoublesPages().routes + MergePages().routes
                + ConsentPages().routes
                + RequestPages().routes + RequestTermPages().routes + ErasePages().routes
                + PersonCopyPages(story: story).routes,
            registry: Registry(
                obligations: [RecordRequest.obligation], placed: [PersonTables.placed],
                contents: [PersonTables.content], listings: [PersonListing.listing, RequestListing.listing],
                personal: PersonTables.personal, sealed: sealed, consents: ConsentStore.gate))
    }

    private static let sealed = [
        SealedColumn("people", "document_sealed") { id, _ in SensitiveField.documentNumber.address(of: id) },
        SealedColumn("people", "phone_sealed") { id, _ in SensitiveField.phone.address(of: id) },
        SealedColumn("person_merges", "kept_sealed") { id, _ in PersonMerge.address(id, "kept_sealed") },
        SealedColumn("person_merges", "merged_sealed") { id, _ in PersonMerge.address(id, "merged_sealed") },
        SealedColumn("person_merge_parts", "sealed", id: "merge_id", number: "position") {
            PersonMerge.partAddress($0, $1)
        },
    ]
}
