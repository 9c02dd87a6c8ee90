import Core
import TestSupport
import Testing
import Web

/// A list of today must not pass for one of a day that cannot be shown.
@Suite struct PastDayTests {
    @Test func aDayThatCannotBeShownIsToldBesideTodaysList() async throws {
        let city = try await SmallCity.found()
        let client = try await city.signedIn("city")
        for list in ["/workforce", "/enterprises", "/units", "/units?view=list", "/coverage", "/workforce/cohorts"] {
            let path = list + (list.contains("?") ? "&" : "?") + "asOf="
            for (asked, told) in [
                ("2026-02-30", "日历上有的一天"), ("abc", "日历上有的一天"), ("2099-01-01", "还没有到"),
            ] {
                let answer = try await client.get(path + asked)
                #expect(answer.status == 422, "\(path)\(asked)")
                let page = try answer.page()
                let field = page.first("input", ["name": "asOf"])
                #expect(field?["value"] == asked, "\(path)\(asked)")
                #expect(field?["aria-describedby"] == "field-asOf-error", "\(path)\(asked)")
                #expect(page.first("p", ["id": "field-asOf-error"])?.text.contains(told) == true, "\(path)\(asked)")
                // The list of today stands below it.
                let today = try await client.get(list).page()
                let rows = page.all("tr").count + page.all("li").count
                #expect(rows == today.all("tr").count + today.all("li").count, "\(path)\(asked)")
                let twin = try await client.get(path + asked, json: true).object()
                let fields = (twin["error"] as? [String: Any])?["fields"] as? [[String: Any]]
                #expect(fields?.first?["field"] as? String == "asOf", "\(path)\(asked)")
            }
            #expect(try await client.get(path + "2026-01-05").status == 200, "\(path)")
            #expect(try await client.get(path).status == 200, "\(path)")
        }
    }

    @Test func aFileOfSuchADayIsRefused() async throws {
        let city = try await SmallCity.found()
        let actor = try await city.actor("city")
        var refused = 0
        for listing in city.parts.registry.listings
        where ["/workforce", "/enterprises", "/units"].contains(listing.path) {
            let asking = Listing.Asking(actor: actor, house: city.house, query: ["asOf": "2099-01-01"])
            do {
                _ = try await listing.part(asking, nil, 10)
                Issue.record("\(listing.key) was made")
            } catch Problem.invalid(let faults) {
                #expect(faults.map(\.field) == ["asOf"])
                refused += 1
            }
        }
        #expect(refused >= 3)
    }
}
