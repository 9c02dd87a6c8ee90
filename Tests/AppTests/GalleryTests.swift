import App
import Core
import DemoCity
import Gallery
import Logging
import Storage
import StorageSQLite
import TestSupport
import Testing
import Web

@Suite("The gallery of components") struct GalleryTests {
    /// A visitor of an empty house, with or without the pages for development.
    private func visitor(isDevelopment: Bool) async throws -> WebClient {
        let parts = Parts(demoAccountsAllowed: true, isDevelopment: isDevelopment)
        let database = try SQLiteDatabase.inMemory(clock: DemoCity.clock)
        _ = try await database.migrate(parts.migrations)
        let house = House(
            database: database, vault: Vault(KeyRing(seed: "gallery")), clock: DemoCity.clock,
            identifiers: TimeOrderedIdentifiers(node: 0), phrasebook: parts.phrasebook, gate: parts.gate,
            registry: parts.registry)
        return WebClient(
            QiaoServer(
                house: house, routes: parts.routes, rooms: parts.rooms, options: ServerOptions(),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    }

    private func groups(_ visitor: WebClient) async throws -> [String] {
        let contents = try await visitor.get("/gallery")
        #expect(contents.status == 200)
        return try contents.page().all("a").compactMap { $0["href"] }.filter { $0.hasPrefix("/gallery/") }
    }

    @Test("shows every group to whoever develops") func inDevelopment() async throws {
        let visitor = try await visitor(isDevelopment: true)
        let groups = try await groups(visitor)
        #expect(groups.count == 10)
        for path in groups {
            let answer = try await visitor.get(path)
            #expect(answer.status == 200, "\(path)")
            let headings = try answer.page().all("h1")
            #expect(headings.count == 1, "\(path)")
        }
        #expect(try await visitor.get("/gallery/nothing").status == 404)
    }

    @Test("shows the states that a page rarely has") func states() async throws {
        let visitor = try await visitor(isDevelopment: true)
        let refused = try await visitor.get("/gallery/errors").page()
        #expect(refused.first("div", ["id": "error-summary"]) != nil)
        // What is wrong with a field is said where it stands, and the summary leads there.
        let leading = refused.all("a").compactMap { $0["href"] }.filter { $0.hasPrefix("#field-") }
        #expect(leading.count == 8)
        for link in leading {
            let isThere = ["input", "select", "textarea"].contains {
                refused.first($0, ["id": String(link.dropFirst())]) != nil
            }
            #expect(isThere, "\(link) leads nowhere")
        }
        let clean = try await visitor.get("/gallery/forms").page()
        #expect(clean.first("div", ["id": "error-summary"]) == nil)
        let many = try await visitor.get("/gallery/many").page()
        #expect(many.all("tr", ["role": "row"]).count == 101)
        let notices = try await visitor.get("/gallery/words").page().all("div").compactMap { $0["class"] }
        for kind in ["notice", "notice success", "notice warning", "notice failure"] { #expect(notices.contains(kind)) }
        #expect(try await visitor.get("/gallery/figures").page().all("progress").count == 4)
    }

    @Test("is not there otherwise") func elsewhere() async throws {
        let visitor = try await visitor(isDevelopment: false)
        for path in ["/gallery", "/gallery/words", "/gallery.json"] {
            #expect(try await visitor.get(path).status == 404, "\(path)")
        }
        #expect(!Parts(demoAccountsAllowed: true).routes.contains { $0.path.hasPrefix("/gallery") })
    }

    @Test("every sentence has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Gallery", exceptFiles: ["Invented.swift"])
        #expect(literals.missing(from: Gallery.area.english) == [])
        #expect(literals.superfluous(in: Gallery.area.english) == [])
    }
}
