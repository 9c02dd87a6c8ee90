import Core
import Storage
import Web

/// The room of the units: the tree of the federation, what each unit is called, and how rosters spell it.
package enum Organization {
    package static let migrations =
        UnitSchema.migrations + AliasStore.migrations + UnitHistory.migrations + UnitChange.migrations
        + EnterpriseSchema.migrations + UnionSchema.migrations + StationSchema.migrations + PartnerSchema.migrations
        + EnterpriseSums.migrations + NamesFiling.migrations + EnterprisesThen.migrations
    package static let invariants =
        UnitSchema.invariants + AliasStore.invariants + UnitHistory.invariants + UnitChange.invariants
        + EnterpriseSchema.invariants + UnionSchema.invariants + StationSchema.invariants + PartnerSchema.invariants
        + EnterpriseSums.invariants
    /// What this room tells the ground floor.
    package static let registry = Registry(
        obligations: [UnionReelection.obligation, PartnerContractEnd.obligation], figures: OrganizationFigures.all,
        holdables: [Station.holdable],
        placed: placed + EnterpriseSchema.placed + UnionSchema.placed + StationSchema.placed + PartnerSchema.placed,
        contents: contents + UnitContents.all,
        listings: [
            UnitListing.listing, AliasListing.listing, EnterpriseListing.listing, UnionListing.listing,
            StationListing.listing, PartnerListing.listing,
        ],
        personal: [Station.ofPerson])

    package static let room = Room(key: "organization", character: "织", name: "各单位", path: "/units") { $0.has(.see) }

    /// - Parameters:
    ///   - sections: what other rooms show on a unit's page, in this order.
    ///   - partners: what other rooms show on a partner's page, in this order.
    ///   - story: who did it, and what other rooms call their acts.
    package static func area(
        sections: [UnitSection] = [], partners: [PartnerSection] = [], story: StoryWords = StoryWords()
    ) -> Area {
        let pages = UnitPages(
            sections: sections + [UnitEnterprises.section, UnitStations.section], story: story)
        return Area(
            name: "Organization", migrations: migrations, invariants: invariants,
            work: [NamesFiling.work],
            english: [
                organizationEnglish, enterprisesEnglish, enterprisePagesEnglish, organizationFiguresEnglish,
                stationsEnglish, partnersEnglish,
            ].reduce(into: [:]) { all, some in
                all.merge(some) { first, _ in first }
            },
            routes: [
                .get("/units", "units", UnitsPages.list),
                .get("/units/:unit", "unit", pages.show),
                .get("/units/:unit/new", "unit.new", UnitForms.new),
                .post("/units/:unit/new", "unit.create", UnitForms.create),
                .get("/units/:unit/correct", "unit.correction", UnitForms.correction),
                .post("/units/:unit/correct", "unit.correct", UnitForms.correct),
                .get("/units/:unit/move", "unit.moving", ChangePages.form(.move)),
                .post("/units/:unit/move", "unit.move", ChangePages.submit(.move)),
                .get("/units/:unit/merge", "unit.merging", ChangePages.form(.merge)),
                .post("/units/:unit/merge", "unit.merge", ChangePages.submit(.merge)),
                .get("/units/:unit/split", "unit.splitting", SplitPages.form),
                .post("/units/:unit/split", "unit.split", SplitPages.submit),
                .get("/units/:unit/close", "unit.closing", ClosingPages.closing),
                .post("/units/:unit/close", "unit.close", ClosingPages.close),
                .get("/units/:unit/reopen", "unit.reopening", ClosingPages.reopening),
                .post("/units/:unit/reopen", "unit.reopen", ClosingPages.reopen),
                .post("/units/:unit/aliases/:alias/widen", "unit.alias.widen", AliasPages(story: story).widen),
                .get("/units/:unit/aliases", "unit.aliases", AliasPages(story: story).list),
                .get(
                    "/units/:unit/aliases/:alias/forget", "unit.alias.forgetting", AliasPages(story: story).forgetting),
                .post("/units/:unit/aliases/:alias/forget", "unit.alias.forget", AliasPages(story: story).forget),
            ] + EnterpriseRoutes.all(story) + StationPages(story: story).routes
                + PartnerPages(sections: partners, story: story).routes, registry: registry)
    }
}

/// What another room shows on a unit's page: its workers, who covers it.
package struct UnitSection: Sendable {
    /// nil: nothing to show to this visitor.
    package let load: @Sendable (Visit, Identifier, Transaction) throws -> (any Section)?

    package init(load: @escaping @Sendable (Visit, Identifier, Transaction) throws -> (any Section)?) {
        self.load = load
    }
}
