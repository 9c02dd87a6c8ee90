import Core
import LabourLaw
import Web

/// The answer: what arises and how much, until when, by which article, and what to bring to the union.
struct ResultPage: Page {
    struct Said: Encodable, Sendable {
        let question: String
        let title: Message
        let answers: [Message]
    }

    let title: Message = "算出来的结果"
    let day: Day
    /// What is sure and in time if the facts are as told; what that can come to at most. Nothing where there is no such
    /// sum.
    let certain: Message?
    let certainCapitals: String?
    let atMost: Message?
    /// What would be sure, or else could be, were it not out of time. It is in none of the sums above.
    let barred: Message?
    let isBarredSure: Bool
    /// She asked for money, and there is nothing that she could claim.
    let isNothing: Bool
    /// A sum that could be lower: nobody has recorded the average wage of the place, by which it is cut.
    let isCapUnchecked: Bool
    let claims: [ClaimEntry]
    /// Titles of what cannot be had together.
    let alternatives: [[Message]]
    let deadlines: [DeadlineEntry]
    let warnings: [Message]
    let assumptions: [Message]
    let articles: [Message]
    /// Whose texts nobody here has read.
    let unconfirmed: [Message]
    let said: [Said]
    let topics: [String]
    let federation: String?
    let given: Given

    private enum CodingKeys: String, CodingKey {
        case title, day, certain, certainCapitals, atMost, barred, isBarredSure, isNothing, isCapUnchecked
        case claims, alternatives, deadlines
        case warnings, assumptions, articles, unconfirmed, said, federation
    }

    init(_ answer: LabourLaw.Answer, _ given: Given, federation: String?) throws {
        (day, self.given, self.federation) = (given.today, given, federation)
        topics = given.all("topics")
        claims = answer["claims"].elements.compactMap { ClaimEntry($0, given) }
        isNothing = given.asksForMoney && !claims.contains { $0.standing != "none" }
        isCapUnchecked = answer.assumptions.contains { $0.code == "noCap" }
        let titles = Dictionary(claims.map { ($0.claim, $0.title) }, uniquingKeysWith: { first, _ in first })
        // A smaller group within a greater one says nothing more.
        let groups = answer["alternatives"].elements.map { $0.elements.compactMap { titles[$0.said ?? ""] } }
        alternatives = groups.filter { $0.count > 1 }
        (certain, certainCapitals) = Finding?(answer["total_in_time"]).sum
        let most = Finding?(answer["total_at_most_in_time"]).sum.yuan
        atMost = most == certain ? nil : most
        let lost = try Self.lost(answer, "total_certain", "total_in_time")
        isBarredSure = lost != nil
        barred = try lost ?? (most == nil ? Self.lost(answer, "total_at_most", "total_at_most_in_time") : nil)
        deadlines = answer["deadlines"].elements.compactMap { DeadlineEntry($0, asOf: given.today) }
        warnings = answer.warnings.map(\.sentence.message)
        assumptions = answer.assumptions.map(\.sentence.message)
        articles = answer.articles.map(\.message)
        unconfirmed = answer.unconfirmedArticles.map(\.message)
        said = Questions.asked(given).map { question in
            let answers = question.fields(given).compactMap { $0.said(given) }
            return Said(question: question.id, title: question.title, answers: answers)
        }
    }

    private static func lost(_ answer: LabourLaw.Answer, _ whole: String, _ inTime: String) throws -> Message? {
        guard case .money(let whole) = answer[whole], case .money(let inTime) = answer[inTime] else { return nil }
        return try Finding?(.money(whole - inTime)).sum.yuan
    }

    var staysInHistory: Bool { true }
    var carried: CarriedForm? { CarriedForm(address: Calculator.address, fields: given.hidden()) }

    func body(_ words: Words) -> HTML {
        ResultView(page: self, words: words).html
    }
}

extension Finding {
    fileprivate var said: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
