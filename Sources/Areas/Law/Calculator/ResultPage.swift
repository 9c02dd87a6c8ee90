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
    /// What is sure if the facts are as told; what it can come to at most. Nothing where no sum could be reckoned.
    let certain: Message?
    let certainCapitals: String?
    let atMost: Message?
    /// What of the sure sum is out of time, if the employer pleads it.
    let barred: Message?
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
        case title, day, certain, certainCapitals, atMost, barred, claims, alternatives, deadlines, warnings,
            assumptions
        case articles, unconfirmed, said, federation
    }

    init(_ answer: LabourLaw.Answer, _ given: Given, today: Day, federation: String?) throws {
        (day, self.given, self.federation) = (today, given, federation)
        topics = given.all("topics")
        let shown = Self.claims(of: given)
        claims = try answer["claims"].elements.compactMap { try ClaimEntry($0, given) }.filter {
            shown.contains($0.claim)
        }
        let titles = Dictionary(claims.map { ($0.claim, $0.title) }, uniquingKeysWith: { first, _ in first })
        // A smaller group within a greater one says nothing more.
        let groups = answer["alternatives"].elements.map { $0.elements.compactMap { titles[$0.said ?? ""] } }
        alternatives = groups.filter { $0.count > 1 }
        (certain, certainCapitals) = Self.sum(answer["total_certain"])
        let most = Self.sum(answer["total_at_most"]).0
        atMost = most == certain ? nil : most
        let lost = try claims.filter { $0.standing == "arises" }.map(\.barred).sum()
        barred = lost > 0 ? lost.yuan : nil
        deadlines = answer["deadlines"].elements.compactMap { DeadlineEntry($0, asOf: today) }
        warnings = answer.warnings.map(\.sentence.message)
        assumptions = answer.assumptions.map(\.sentence.message)
        articles = answer.articles.map(\.message)
        unconfirmed = answer.unconfirmedArticles.map(\.message)
        said = Questions.asked(given).map { question in
            let answers = question.fields(given).compactMap { $0.said(given) }
            return Said(question: question.id, title: question.title, answers: answers)
        }
    }

    private static func sum(_ finding: Finding) -> (Message?, String?) {
        guard case .money(let yuan) = finding, yuan > 0 else { return (nil, nil) }
        return (yuan.yuan, yuan.capitals)
    }

    /// What she asked about; of the rest nothing is known.
    private static func claims(of given: Given) -> Set<String> {
        let byTopic: [String: [ClaimKind]] = [
            "left": [.severance, .notice, .unlawfulTermination, .reinstatement], "contract": [.doubleWage],
            "wages": [.unpaidWages, .additionalCompensation], "overtime": [.overtime], "leave": [.annualLeave],
        ]
        return Set(given.all("topics").flatMap { byTopic[$0] ?? [] }.map(\.rawValue))
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
