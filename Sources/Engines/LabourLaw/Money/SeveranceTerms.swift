/// Whether service before 2008 is counted apart.
package enum ServiceSegment: String, Sendable, CaseIterable {
    /// The part before 2008 by the rules of that time, the rest by today's.
    case auto
    /// All years by today's rules, with today's caps on all of them.
    case whole
}

/// What severance is counted from, read and checked once for all the sums that rest on it.
struct SeveranceTerms {
    let earlier: Service?
    let later: Service
    let rule: EarlierServiceRule
    let isEarlierCapped: Bool
    let dates: (hire: CalendarDay, end: CalendarDay)?

    static let serviceFields = [
        InputField("hire_date", "入职日", .day), InputField("end_date", "最后工作日（当天算在内）", .day),
        InputField("service_years", "工作年数", .number), InputField("service_months", "不满一年的月数", .number),
        InputField("pre2008_rule", "2008年以前的年限按哪个规定", .choice(EarlierServiceRule.allCases.map(\.rawValue))),
        InputField("pre2008_cap12", "2008年以前的部分最多十二个月", .flag),
        InputField("segment", "分段计算", .choice(ServiceSegment.allCases.map(\.rawValue))),
    ]

    init(_ inputs: Inputs, segment fallback: ServiceSegment) throws {
        let segment = try inputs.optionalChoice("segment") ?? fallback
        let rule: EarlierServiceRule? = try inputs.optionalChoice("pre2008_rule")
        isEarlierCapped = try inputs.flag("pre2008_cap12", default: false)
        self.rule = rule ?? .none
        guard inputs.has("hire_date") || inputs.has("end_date") else {
            (earlier, later, dates) = (nil, try Self.counted(inputs), nil)
            return
        }
        let (hire, end) = try Self.dates(inputs)
        dates = (hire, end)
        let start = CalendarDay.contractLawInForce
        guard segment == .auto, hire < start else {
            (earlier, later) = (nil, Service(from: hire, through: end))
            return
        }
        guard rule != nil else {
            throw Refusal("pre2008_rule", "2008年以前入职，要写明那一段按哪个规定：none、national_481 或 shanghai_2001")
        }
        earlier = Service(from: hire, through: min(end, start.adding(days: -1)))
        later = end < start ? Service(from: start, through: start.adding(days: -1)) : Service(from: start, through: end)
    }

    private static func dates(_ inputs: Inputs) throws -> (CalendarDay, CalendarDay) {
        let hire = try inputs.day("hire_date")
        let end = try inputs.day("end_date")
        guard hire <= end else { throw Refusal("end_date", "最后工作日早于入职日") }
        guard end < hire.adding(months: 1200) else { throw Refusal("end_date", "工作年限超过一百年，请核对") }
        if inputs.has("service_years") || inputs.has("service_months") {
            let said = try counted(inputs)
            let counted = Service(from: hire, through: end)
            guard said.wholeMonths == counted.wholeMonths else {
                throw Refusal(
                    inputs.has("service_years") ? "service_years" : "service_months",
                    "和日期对不上：按日期是 \(counted.sentence)；日期和年数只填一种就可以")
            }
        }
        return (hire, end)
    }

    private static func counted(_ inputs: Inputs) throws -> Service {
        guard inputs.has("service_years") || inputs.has("service_months") else {
            throw Refusal("hire_date", "请填写入职日和最后工作日，或者工作年数和月数")
        }
        return try Service(
            years: inputs.optionalNumber("service_years", atMost: 100) ?? 0,
            months: inputs.optionalNumber("service_months", atMost: 1200) ?? 0)
    }

    /// Months for the earlier part, after its ceiling.
    var earlierUnits: Rational {
        guard let earlier else { return 0 }
        let units = rule.units(earlier)
        return isEarlierCapped && units > 12 ? 12 : units
    }

    func explain(in answer: inout Answer) {
        if let dates {
            answer.step(
                "工作年限", "从入职日到最后工作日，首尾两天都算", "\(dates.hire) 至 \(dates.end)",
                .sentence(Service(from: dates.hire, through: dates.end).sentence))
        }
        if let earlier {
            answer.step("2008年以前的月数", rule.sentence, "\(earlier.sentence)", .units(earlierUnits))
            if isEarlierCapped, rule.units(earlier) > 12 {
                answer.step("2008年以前的上限", "这一种情形最多十二个月", "\(rule.units(earlier)) → 12", .units(12))
            }
            answer.cite(.contractLaw(97, 3))
            for article in rule.articles { answer.cite(article) }
            if let dates, dates.end < .contractLawInForce {
                answer.warn("beforeContractLaw", "劳动关系在2008年以前已经结束，只按当时的规定计算")
            }
        }
        if later.hasRemainder, later.days == nil {
            answer.assume("begunMonth", "不满整月的零头按已经开始的月计算")
        }
    }
}
