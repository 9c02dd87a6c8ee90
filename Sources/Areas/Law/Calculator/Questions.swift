import Core
import LabourLaw
import Web

/// Everything that the calculator can ask, in the order in which it asks.
enum Questions {
    static let all: [Question] = [topics] + person + aboutLeaving + aboutWork

    static let days: Set = [
        "hire_date", "end_date", "signed_date", "contract_expired", "open_ended_due", "demanded", "demanded_before",
        "demanded_first", "stage_day",
    ]
    /// What somebody has done or received lies behind her; her last day, or one of payment, may lie ahead.
    static func isPast(_ name: String, _ given: Given) -> Bool {
        switch name {
        case "end_date": false
        case "stage_day": given["stage"] != "performance_due"
        default: days.contains(name)
        }
    }

    static let chosen: Set = [
        "topics", "place", "employment", "leaving", "ending", "protected", "ground_proved", "notice_given",
        "layoff_procedure_followed", "renewal_refused", "employer_has_union", "union_told", "contract", "stage",
    ]
    static let numbers: Set = [
        "avg_monthly_wage", "last_month_wage", "monthly_wage", "unpaid_wages", "order_lapsed", "weekday_hours",
        "restday_days", "statutory_days", "years_of_work", "taken", "earlier_unused_days",
    ]
    static let names = days.union(chosen).union(numbers)

    static func named(_ id: String?) -> Question? { all.first { $0.id == id } }

    /// Those that what was said so far makes matter.
    static func asked(_ given: Given) -> [Question] { all.filter { $0.isAsked(given) } }

    /// The first one that is still open.
    static func next(_ given: Given) -> Question? {
        asked(given).first { !given.seen.contains($0.id) || !$0.problems(given).isEmpty }
    }

    /// The one that asks for an input of the engine.
    static func asking(for key: String, _ given: Given) -> Question? {
        let name = others[key] ?? key
        return asked(given).first { question in question.fields(given).contains { $0.name == name } }
    }

    private static let others = [
        "as_of": "hire_date", "pre2008_rule": "place", "never_signed": "contract", "monthly_base": "monthly_wage",
        "interruptions": "demanded", "avg_wage_excl_overtime": "avg_monthly_wage",
    ]

    static let topics = Question(
        "topics", "发生了什么事？", about: "可以选几样。已经离开的，请选上第一样。", when: { _ in true }
    ) { _ in
        [
            AskedField(
                "topics", "发生了什么事？",
                .several([
                    Choice("left", "离开了单位，或者单位不要我了", hint: "辞退、辞职、合同到期、单位关门"),
                    Choice("contract", "没有签书面劳动合同", hint: "一直没签、签晚了，或者到期没有续签"),
                    Choice("wages", "拖欠工资"),
                    Choice("overtime", "加班没有给加班费"),
                    Choice("leave", "年休假没有休"),
                    Choice("procedure", "已经在调解、仲裁或者投诉，想知道期限"),
                ]), isRequired: true)
        ]
    }

    private static let person = [
        Question(
            "place", "在哪里上班？", about: "按实际上班的地方，不是公司登记的地方。最低工资、平均工资按这个地方查。",
            when: { $0.asksForMoney }
        ) { given in
            [AskedField("place", "请选一项", .one(places(given)), isRequired: true)]
        },
        Question(
            "employment", "是全日制，还是小时工？", about: "小时工：按小时算钱，平均每天不超过4小时，每周不超过24小时。",
            when: { $0.asksForMoney }
        ) { _ in
            [
                AskedField(
                    "employment", "请选一项",
                    .one([Choice("full_time", "全日制"), Choice("part_time", "小时工"), Choice("unknown", "不知道")]),
                    isRequired: true)
            ]
        },
        Question(
            "hire_date", "哪一天开始上班的？", about: "第一天到岗的日子，不是签合同的日子。看工资条、社保记录或者工作证。",
            when: { $0.asksForMoney }
        ) { _ in
            [AskedField("hire_date", "第一天上班", .day, isRequired: true)]
        },
    ]

    /// Where the house knows what is laid down, and the rest of the country.
    private static func places(_ given: Given) -> [Choice] {
        let known = given.places.filter { $0 != .country }.sorted { $0.code < $1.code }
        var choices = known.map { Choice($0.code, .named($0.name)) }
        choices.append(Choice(LabourLaw.Place.country.code, "其他地方"))
        return choices
    }
}
