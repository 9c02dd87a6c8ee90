import Core
import Foundation
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@testable import Deadlines

@Suite("The calendar feed") struct CalendarTests {
    /// The lines as a calendar reads them: what is folded put together again.
    private func unfolded(_ text: String) -> [String] {
        text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    @Test("made, shown once, read without a session, and stopped", arguments: TestEngine.allCases)
    func feed(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, Promises.areas) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let (gu, _) = try await city.hire("顾平", at: city.gucun)
            let due = try await city.promise(Promises.licence, about: lin, at: city.caohejing, due: "2027-03-09")
            try await city.promise(Promises.visit, about: lin, at: city.juxin, due: "2027-02-26")
            try await city.promise(Promises.visit, about: gu, at: city.gucun, due: "2027-03-09")
            let officer = try await city.account(.officer, at: city.xuhui)
            let browser = try await city.browser(of: officer)
            let made = try await browser.post("/deadlines/calendar", [:])
            let address = try #require(
                made.text.firstMatch(of: /https:\/\/qiao\.example\.cn(\/calendar\/[0-9a-z]+\.ics)/)?.1)
            let offered = try made.page().all("form").map { $0["action"] }
            #expect(offered.contains("/deadlines/calendar/end"), "it can be stopped at once")
            let shown = try await browser.get("/deadlines/calendar")
            #expect(!shown.text.contains("/calendar/" + address.dropFirst(10)))
            #expect(shown.text.contains("还没有来过"))
            let calendar = WebClient(city.server)
            let answer = try await calendar.get(String(address))
            #expect(answer.status == 200)
            let raw = answer.text
            #expect(raw.hasSuffix("END:VCALENDAR\r\n") && !raw.replacing("\r\n", with: "").contains("\n"))
            #expect(raw.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
            let lines = unfolded(raw)
            #expect(lines.first == "BEGIN:VCALENDAR" && lines.contains("VERSION:2.0"))
            #expect(
                lines.filter { $0 == "BEGIN:VEVENT" }.count == 2 && lines.filter { $0 == "BEGIN:VALARM" }.count == 2)
            for line in [
                "UID:deadline-\(due)@qiao", "DTSTAMP:20270301T010000Z", "DTSTART;VALUE=DATE:20270309",
                "DTEND;VALUE=DATE:20270310", "SUMMARY:证书到期（漕河泾街道总工会）", "SUMMARY:已超期：回访企业（聚鑫园园区工会联合会）",
            ] { #expect(lines.contains(line), "\(line)") }
            #expect(!raw.contains("林秀芳") && !raw.contains("顾平"))
            #expect(try await browser.get("/deadlines/calendar").text.contains("2027年3月1日"))
            // The address reads the feed and nothing else.
            #expect(try await calendar.get("/deadlines").status == 303)
            #expect(try await calendar.get("/people").status == 303)
            // A new one ends the old one; stopped, there is none.
            let another = try await browser.post("/deadlines/calendar", [:])
            #expect(another.status == 200 && another.text.contains(".ics"), "\(another.text)")
            #expect(try await calendar.get(String(address)).status == 404)
            #expect(try await browser.post("/deadlines/calendar/end", [:]).location == "/deadlines/calendar")
            #expect(try await city.refusal(EndCalendarFeed(), as: officer)?.code == "conflict")
        }
    }

    @Test("only a digest is kept, and whoever guesses is slowed down", arguments: TestEngine.allCases)
    func guessing(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, Promises.areas) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let token = CalendarToken(text: "abc")
            try await city.run(MakeCalendarFeed(tokenDigest: token.digest(city.house.vault)), as: officer)
            let kept: [String] = try await city.house.database.read {
                try $0.values("SELECT digest FROM calendar_feeds")
            }
            #expect(kept.count == 1 && !kept[0].contains("abc"))
            let calendar = WebClient(city.server)
            #expect(try await calendar.get("/calendar/abc.ics").status == 200)
            #expect(try await calendar.get("/calendar/abc").status == 404)
            var statuses: [Int] = []
            for number in 0..<70 { statuses.append(try await calendar.get("/calendar/\(number).ics").status) }
            #expect(statuses.first == 404 && statuses.last == 429)
        }
    }

    @Test("lines are folded between characters, and signs that mean something are escaped")
    func writing() throws {
        let name = String(repeating: "职工", count: 40)
        let folded = CalendarText.folded("SUMMARY:" + name)
        #expect(folded.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        #expect(folded.replacing("\r\n ", with: "") == "SUMMARY:" + name)
        #expect(CalendarText.escaped("甲;乙,丙\\丁\n戊\u{7}") == "甲\\;乙\\,丙\\\\丁\\n戊")
        #expect(CalendarText.stamp(Instant(milliseconds: 1_803_862_800_000)) == "20270301T010000Z")
    }
}
