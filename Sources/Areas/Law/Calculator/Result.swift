import Core
import LabourLaw
import Web

/// A claim as the sheet shows it.
struct ClaimEntry: Encodable, Sendable {
    struct Line: Encodable, Sendable {
        let label: Message
        let rule: Message
        let figures: Message
        let value: Message?
    }

    let claim: String
    let title: Message
    let standing: String
    let reasons: [Message]
    let articles: [Message]
    /// Yuan with two decimals.
    let worth: Message?
    /// What of it can be had still, also in capitals; nothing where all of it is out of time.
    let inTime: Message?
    let capitals: String?
    /// What of it is lost once the employer pleads the limitation.
    let outOfTime: Message?
    let lines: [Line]
    /// What is still to be answered, each with the question that asks for it.
    let missing: [Missing]

    struct Missing: Encodable, Sendable {
        let label: Message
        let question: String?
    }

    private enum CodingKeys: String, CodingKey {
        case claim, title, standing, reasons, articles, worth, inTime, capitals, outOfTime, lines, missing
    }

    init?(_ finding: Finding, _ given: Given) {
        guard case .record(let members) = finding, let claim = members["claim"]?.text,
            let standing = members["standing"]?.text, let title = members["title"]?.message
        else { return nil }
        (self.claim, self.standing, self.title) = (claim, standing, title)
        reasons = members["reasons"].elements.compactMap(\.message)
        articles = members["articles"].elements.compactMap(\.message)
        worth = members["worth"]?.message
        (inTime, capitals) = members["in_time"].sum
        outOfTime = members["out_of_time"].sum.yuan
        lines = members["steps"].elements.compactMap { step in
            guard case .record(let step) = step, let label = step["label"]?.message, let rule = step["words"]?.message,
                let figures = step["figures"]?.message
            else { return nil }
            return Line(label: label, rule: rule, figures: figures, value: step["value"]?.message)
        }
        missing = members["missing"].elements.compactMap(\.text).map { key in
            Missing(label: .label(of: key), question: Questions.asking(for: key, given)?.id)
        }
    }
}

/// A limit that runs, with the day that is safe.
struct DeadlineEntry: Encodable, Sendable {
    let rule: String
    let what: Message
    let from: Message
    let start: Message
    let safeDay: Message
    let lastDay: Message
    let daysLeft: Int
    let isPassed: Bool
    /// The safe day is gone, the last one is not.
    let isPressing: Bool
    /// The next notice of days off can still change it.
    let isProvisional: Bool
    /// What she must do herself; the others are for the employer or an authority.
    let isOwn: Bool
    /// A limitation, which demands interrupt and which the employer must plead; not a limit after which the way is shut.
    let isLimitation: Bool
    let articles: [Message]

    init?(_ finding: Finding, asOf today: Day) {
        guard case .record(let members) = finding, let rule = members["rule"]?.text,
            let what = members["what"]?.message, let from = members["from"]?.message,
            let start = members["start"]?.message, case .day(let safe)? = members["safe_day"],
            case .day(let last)? = members["deadline"], case .count(let left)? = members["days_left"]
        else { return nil }
        (self.rule, self.what, self.from, self.start) = (rule, what, from, start)
        (safeDay, lastDay, daysLeft) = (safe.message, last.message, left)
        isPassed = members["passed"] == .flag(true)
        isPressing = !isPassed && safe.description < today.description
        isProvisional = members["provisional"] == .flag(true)
        isOwn = Self.own.contains(rule)
        isLimitation = rule == "arbitration_1y" || rule == "wages_1y_after_end" || rule.hasPrefix("double_wage")
        articles = members["articles"].elements.compactMap(\.message)
    }

    private static let own: Set = [
        "arbitration_1y", "wages_1y_after_end", "inspection_complaint_2y", "double_wage_all", "double_wage_next_loss",
        "double_wage_last_day", "judicial_confirmation_30d", "sue_after_award_15d", "enforcement_2y",
    ]
}

extension Finding {
    fileprivate var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var elements: [Finding] {
        if case .list(let elements) = self { elements } else { [] }
    }
}

extension Finding? {
    fileprivate var elements: [Finding] { self?.elements ?? [] }

    /// A sum that is more than nothing, and in capitals.
    var sum: (yuan: Message?, capitals: String?) {
        guard case .money(let yuan)? = self, yuan > 0 else { return (nil, nil) }
        return (yuan.yuan, yuan.capitals)
    }
}
