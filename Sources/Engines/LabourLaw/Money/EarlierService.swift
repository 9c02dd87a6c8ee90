/// By which rules service before 2008 counts (LCL §97(3): those of that time).
package enum EarlierServiceRule: String, Codable, Sendable, CaseIterable {
    /// Nothing for it: what happened gave nothing by the rules of that time.
    case none
    /// 481号: a month for a year, a part of a year is a year.
    case national481 = "national_481"
    /// Shanghai 2001 §42, §45: a month for a year, six months and more a year, less nothing.
    case shanghai2001 = "shanghai_2001"

    package func units(_ service: Service) -> Rational {
        let years = Rational(service.wholeMonths / 12)
        let rest = service.wholeMonths % 12
        let another =
            switch self {
            case .none: false
            case .national481: rest > 0 || service.hasRemainder
            case .shanghai2001: rest >= 6
            }
        if self == .none { return 0 }
        return another ? (try? years + 1) ?? years : years
    }

    var articles: [Article] {
        switch self {
        case .none: []
        case .national481: [Article(.measures481, 5), Article(.measures481, 7), Article(.measures481, 8)]
        case .shanghai2001: [Article(.shanghaiContracts, 42), Article(.shanghaiContracts, 45)]
        }
    }

    var sentence: Sentence {
        switch self {
        case .none: "按当时的规定，2008年以前的年限没有经济补偿"
        case .national481: "2008年以前：每满一年一个月，不满一年的按一年算"
        case .shanghai2001: "2008年以前：每满一年一个月，满六个月不满一年的按一年算，不满六个月的不算"
        }
    }
}
