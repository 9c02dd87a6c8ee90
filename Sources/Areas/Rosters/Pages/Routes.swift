import Web

extension Rosters {
    static func routes(_ readings: RosterReadings) -> [Route] {
        let pages = RosterPages(readings: readings)
        return [
            .get("/rosters", "rosters.list") { .page(try await RosterListPage.load($0, FormState())) },
            .post("/rosters", "rosters.upload", acceptsUpload: true, pages.upload),
            .get("/rosters/template", "rosters.template") { visit in
                try visit.actor.may(.importRosters).orThrow()
                return try RosterTemplate.answer()
            },
            .get("/rosters/:roster", "rosters.roster") { .page(try await pages.page($0, FormState())) },
            .get("/rosters/:roster/sheets/:sheet", "rosters.sheet") { .page(try await pages.sheet($0, nil)) },
            .post("/rosters/:roster/sheets/:sheet", "rosters.setColumns", pages.setColumns),
            .post("/rosters/:roster/units", "rosters.matchUnits", pages.matchUnits),
            .post("/rosters/:roster/confirm", "rosters.confirm", pages.confirm),
            .get("/rosters/:roster/abandon", "rosters.abandon.form", pages.askToAbandon),
            .post("/rosters/:roster/abandon", "rosters.abandon", pages.abandon),
            .get("/rosters/:roster/rejected", "rosters.rejected", pages.rejectedRows),
            .get("/rosters/:roster/rows/:row", "rosters.row") { .page(try await pages.row($0, FormState())) },
            .post("/rosters/:roster/rows/:row/transfer", "rosters.requestTransfer", pages.requestTransfer),
        ]
    }
}
