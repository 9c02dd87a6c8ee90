import TestSupport
import Testing
import Web

/// The auditor reads what was changed in words of the trade.
@Suite struct AuditColumnTests {
    @Test func theTableOfAStandardIsCalledByItsName() async throws {
        let city = try await SmallCity.found()
        let officer = try await city.signedIn("city")
        let entered = try await officer.post(
            "/law/settings/minimumWage/new",
            [
                "place": "310000", "from": "2026-07-01", "value": "2900", "source": "市人力社保局公布",
                "confirmation": "published", "reason": "公布了新的标准", "confirmed": "yes",
            ])
        #expect(entered.status == 303)
        let auditor = try await city.signedIn("audit")
        let log = try #require(try await auditor.get("/audit?command=setLawEntry").page().first("table"))
        #expect(log.text.contains("月最低工资标准"))
        #expect(!log.text.contains("minimumWage"))
    }
}
