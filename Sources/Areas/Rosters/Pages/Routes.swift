import Core
import Web

extension Rosters {
    static func routes(_ readings: FileReadings) -> [Route] {
        let pages = ImportPages(readings: readings)
        return [
            .get("/rosters", "rosters.list") { .page(try await ImportListPage.load($0, FormState())) },
            .post("/rosters", "rosters.upload", acceptsUpload: true, pages.upload),
            .get("/rosters/template", "rosters.template") { visit in
                try visit.actor.may(.importRosters).orThrow()
                guard let kind = ImportKind(rawValue: visit.query["kind"] ?? ImportKind.roster.rawValue) else {
                    throw Problem.notFound
                }
                return try ImportTemplate.answer(kind, visit.words)
            },
            .get("/rosters/:roster", "rosters.roster") { .page(try await pages.page($0, FormState())) },
            .get("/rosters/:roster/sheets/:sheet", "rosters.sheet") { .page(try await pages.sheet($0, nil)) },
            .post("/rosters/:roster/sheets/:sheet", "rosters.setColumns", pages.setColumns),
            .post("/rosters/:roster/units", "rosters.matchUnits", pages.matchUnits),
            .post("/rosters/:roster/confirm", "rosters.confirm", pages.confirm),
            .get("/rosters/:roster/abandon", "rosters.abandon.form", pages.askToAbandon),
            .post("/rosters/:roster/abandon", "rosters.abandon", pages.abandon),
            .get("/rosters/:roster/rejected", "rosters.rejected", pages.rejectedRows),
            .get("/rosters/:roster/result", "rosters.result", pages.result),
            .get("/rosters/:roster/undo", "rosters.undo.form", pages.askToUndo),
            .post("/rosters/:roster/undo", "rosters.undo", pages.undo),
            .get("/rosters/:roster/rows/:row", "rosters.row") { .page(try await pages.row($0, FormState())) },
            .post("/rosters/:roster/rows/:row/transfer", "rosters.requestTransfer", pages.requestTransfer),
        ]
    }
}
