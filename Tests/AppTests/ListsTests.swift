import App
import Core
import Exports
import Storage
import TestSupport
import Testing
import Web

/// No list of the house is without its file, and no file says anything else than its page.
@Suite struct ListsTests {
    @Test func everyPageThatIsTurnedOverHasAListToExport() async throws {
        let city = try await SmallCity.found()
        let records = try await Records.made(in: city)
        var turned: Set<String> = []
        for login in AccessMatrixTests.logins {
            let client = try await city.signedIn(login)
            for route in city.parts.routes where route.method == .get && route.name != "accounts.signOut" {
                let path = records.path(route)
                let answer = try await client.get(path)
                guard answer.status == 200, answer.text.contains("class=\"pager\"") else { continue }
                turned.insert(route.path)
                let listings = city.parts.registry.listings(at: String(path.prefix { $0 != "?" }))
                #expect(!listings.isEmpty, "\(route.name) is turned over, but no Listing is registered for its path")
            }
        }
        #expect(turned.count >= 6, "only \(turned.sorted()) were turned over")
    }

    @Test func everyListIsOfAPageOfItsOwn() async throws {
        let parts = Parts(demoAccountsAllowed: true)
        let listings = parts.registry.listings
        let pages = Set(parts.routes.filter { $0.method == .get }.map(\.path))
        for listing in listings {
            #expect(pages.contains(listing.path), "\(listing.key) lies at \(listing.path), which is no page")
        }
        #expect(Set(listings.map(\.key)).count == listings.count)
    }

    @Test func aFileHasTheRowsOfItsPageForEveryReader() async throws {
        let city = try await SmallCity.found()
        let records = try await Records.made(in: city)
        var compared = 0
        for login in AccessMatrixTests.logins {
            let (actor, client) = (try await city.actor(login), try await city.signedIn(login))
            for listing in city.parts.registry.listings where listing.mayTake(actor).isAllowed {
                let route = Route.get(listing.path, "list") { _ in .redirect("/") }
                let path = records.path(route)
                let twin = try await client.get(path + ".json")
                guard twin.status == 200, let total = try Self.total(twin.object()) else { continue }
                let asking = Listing.Asking(
                    actor: actor, house: city.house, parameters: listing.parameters(of: path) ?? [:])
                var (rows, after): ([[Listing.Value]], String?) = ([], nil)
                repeat {
                    // Small parts, so that every seam is walked over.
                    let part = try await listing.part(asking, after, 7)
                    rows += part.rows
                    after = part.next
                } while after != nil && rows.count < 5000
                let isAlike = listing.key == "audit" ? rows.count >= total : rows.count == total
                #expect(isAlike, "\(listing.key) for \(login): \(rows.count) rows, \(total) on the page")
                let widths = Set(rows.map(\.count))
                #expect(widths.isSubset(of: [listing.columns.count]), "\(listing.key): \(widths)")
                if let known = try await listing.total(asking) {
                    #expect(known == rows.count, "\(listing.key) for \(login)")
                }
                compared += 1
            }
        }
        #expect(compared >= 12)
    }

    /// How many rows the page says that there are; nil for a page that does not say it or counts only so far.
    private static func total(_ object: [String: Any]) -> Int? {
        let page = (object["page"] ?? object["pages"]) as? [String: Any]
        guard page?["capped"] as? Bool != true else { return nil }
        return page?["total"] as? Int
    }
}
