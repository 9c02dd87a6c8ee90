import Core
import LabourLaw

/// One invented case whose answer shows what a setting does.
struct LawExample: Sendable {
    let title: Message
    let day: CalendarDay
    fileprivate let category: String
    fileprivate let inputs: [String: JSONValue]
    fileprivate let asked: [(key: String, label: Message)]

    /// How one answer reads by these settings.
    fileprivate func answers(by settings: Settings) -> [Message] {
        guard let computation = Categories.named(category) else { return asked.map { _ in "—" } }
        do throws(Refusal) {
            let answer = try computation.compute(Inputs(inputs), settings)
            return asked.map { answer[$0.key].message ?? "—" }
        } catch { return asked.map { _ in .verbatim(error.sentence.chinese) } }
    }
}

/// An answer that would be another one.
struct LawDifference: Sendable, Encodable {
    let title: Message
    let day: Day
    let label: Message
    let before: Message
    let after: Message
}

/// What a change would do to the examples: all of them worked out by both settings.
struct LawOutlook: Sendable, Encodable {
    let computed: Int
    /// How many of them change.
    let changed: Int
    /// The first of each kind of case.
    let differences: [LawDifference]
    let isCut: Bool

    static let mostOfAKind = 12

    init(_ examples: [LawExample], before: Settings, after: Settings) {
        var changed = 0
        var kinds: [Message] = []
        var differences: [Message: [LawDifference]] = [:]
        for example in examples {
            let pairs = zip(example.asked, zip(example.answers(by: before), example.answers(by: after)))
            let different = pairs.filter { $0.1.0 != $0.1.1 }
            guard !different.isEmpty else { continue }
            changed += 1
            if differences[example.title] == nil { kinds.append(example.title) }
            differences[example.title, default: []] += different.map { asked, answers in
                LawDifference(
                    title: example.title, day: example.day.civil, label: asked.label, before: answers.0,
                    after: answers.1)
            }
        }
        computed = examples.count
        self.changed = changed
        self.differences = kinds.flatMap { (differences[$0] ?? []).prefix(Self.mostOfAKind) }
        isCut = differences.values.contains { $0.count > Self.mostOfAKind }
    }
}

enum LawExamples {
    /// The fixed set of a place: each case on the day before, on the day itself and today.
    static func all(for table: LawTable, _ fact: LawFact, today: CalendarDay) -> [LawExample] {
        if table.isByYear { return ofYear(fact.from.year, table) }
        let days = Set([fact.from.adding(days: -1), fact.from, max(today, fact.from)]).sorted()
        return days.flatMap { day in ofPlace(fact.place, day) }
    }

    private static func ofPlace(_ place: String, _ day: CalendarDay) -> [LawExample] {
        func example(
            _ title: Message, _ category: String, _ inputs: [String: JSONValue], _ asked: (String, Message)...
        ) -> LawExample {
            var inputs = inputs
            inputs["place"] = .string(place)
            return LawExample(
                title: title, day: day, category: category, inputs: inputs,
                asked: asked.map { (key: $0.0, label: $0.1) })
        }
        func date(_ months: Int) -> JSONValue { .string(day.adding(months: -months).description) }
        let today = JSONValue.string(day.description)
        let months = (1...12).map { _ in
            JSONValue.object(["wage": .string("9500"), "overtime": .string("1500")])
        }
        let owed = { (count: Int, amount: String) in
            JSONValue.array(
                (0..<count).map { _ in .object(["months": .string("3"), "amount": .string(amount)]) })
        }
        return [
            example(
                "月薪五万元，做满十五年，经济补偿", "severance",
                ["hire_date": date(180), "end_date": today, "avg_monthly_wage": .string("50000")], ("total", "经济补偿")),
            example(
                "月薪八千元，做满五年，经济补偿", "severance",
                ["hire_date": date(60), "end_date": today, "avg_monthly_wage": .string("8000")], ("total", "经济补偿")),
            example(
                "月薪只有一千五百元，做满三年，经济补偿", "severance",
                ["hire_date": date(36), "end_date": today, "avg_monthly_wage": .string("1500")], ("total", "经济补偿")),
            example(
                "月薪五万元，做满五年，违法解除的赔偿金", "unlawful_termination",
                ["hire_date": date(60), "end_date": today, "avg_monthly_wage": .string("50000")], ("total", "赔偿金")),
            example(
                "2001年3月入职，月薪八千元，经济补偿", "severance",
                ["hire_date": .string("2001-03-01"), "end_date": today, "avg_monthly_wage": .string("8000")],
                ("units", "几个月"), ("total", "经济补偿")),
            example(
                "每月九千五百元，其中加班费一千五百元", "average_wage", ["months": .array(months), "as_of": today],
                ("avg_monthly_wage", "离职前平均工资")),
            example(
                "裁决一项三万元，是不是终局", "final_award",
                ["items": .array([.string("30000")]), "as_of": today], ("threshold", "界限"), ("final", "终局裁决")),
            example(
                "没有签合同，月薪六千元，现在还能要的二倍工资", "double_wage_limitation",
                [
                    "window_start": date(20), "window_end": date(10), "claim_date": today,
                    "employment_end": date(2), "monthly_wage": .string("6000"),
                ], ("claimable_total", "还能要的"), ("last_day", "最晚到")),
            example(
                "没有签合同做了一年多，月薪七千元", "claims",
                [
                    "as_of": today, "hire_date": .string(day.adding(months: -14).adding(days: -9).description),
                    "end_date": date(1), "ending": .string("resigned_freely"), "never_signed": .bool(true),
                    "monthly_wage": .string("7000"),
                ], ("total_at_most", "最多可以要")),
            example(
                "平时每月七千元，没有约定基数，加班二十小时没有付", "claims",
                [
                    "as_of": today, "hire_date": date(14), "end_date": date(1), "ending": .string("resigned_freely"),
                    "never_signed": .bool(false), "avg_wage_excl_overtime": .string("7000"),
                    "weekday_hours": .string("20"),
                ], ("total_at_most", "最多可以要")),
            example(
                "一个人三个月没有领到，共八千元", "refusal_to_pay",
                ["workers": owed(1, "8000"), "order_lapsed": .bool(true), "as_of": today], ("reached", "达到数额")),
            example(
                "十个人三个月没有领到，每人四千五百元", "refusal_to_pay",
                ["workers": owed(10, "4500"), "order_lapsed": .bool(true), "as_of": today], ("reached", "达到数额")),
            example(
                "这一天收到提示函", "letter_reply", ["letter": .string("reminder"), "received": today],
                ("deadline", "最晚答复")),
            example(
                "这一天收到意见书", "letter_reply", ["letter": .string("opinion"), "received": today],
                ("deadline", "最晚答复")),
            example(
                "这一天收到建议书", "letter_reply", ["letter": .string("recommendation"), "received": today],
                ("deadline", "最晚答复")),
        ]
    }

    /// Every day of the year, and of the December before, whose limits reach into it.
    private static func ofYear(_ year: Int, _ table: LawTable) -> [LawExample] {
        guard let first = CalendarDay(year, 1, 1), let last = CalendarDay(year, 12, 31) else { return [] }
        let days = (table == .calendar ? -31 : 0)...first.days(to: last)
        return days.flatMap { offset -> [LawExample] in
            let day = first.adding(days: offset)
            let text = JSONValue.string(day.description)
            func limit(_ title: Message, _ count: Int, _ unit: String, _ label: Message) -> LawExample {
                LawExample(
                    title: title, day: day, category: "deadline",
                    inputs: ["start": text, "n": .number(String(count)), "unit": .string(unit)],
                    asked: [("deadline", label)])
            }
            let overtime = LawExample(
                title: "这一天加班一整天，日工资三百元", day: day, category: "overtime_by_date",
                inputs: ["daily_wage": .string("300"), "worked_full_days": .array([text])],
                asked: [("total", "加班工资")])
            guard table == .calendar else { return [overtime] }
            return [
                limit("这一天收到裁决书，十五日内起诉", 15, "day", "最晚起诉"),
                limit("这一天收到提示函，十五个工作日内答复", 15, "workday", "最晚答复"), overtime,
            ]
        }
    }
}

/// `12434.50` → `12,434.50`
func grouped(_ number: String) -> String {
    let parts = number.split(separator: ".", maxSplits: 1)
    var digits = String(parts.first ?? "")
    var groups: [Substring] = []
    while digits.count > 3 {
        groups.insert(digits.suffix(3), at: 0)
        digits.removeLast(3)
    }
    let whole = ([digits[...]] + groups).joined(separator: ",")
    return parts.count == 2 ? "\(whole).\(parts[1])" : whole
}
