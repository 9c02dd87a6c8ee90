import Core
import Storage

/// A table of what differs by place and time and is no part of the law's own text.
package enum LawTable: String, Sendable, CaseIterable, Codable, ColumnValue {
    case averageWage, minimumWage, replyPeriods, overtimeBaseShare, overtimeInSeveranceBase, doubleWagePractice
    case doubleWageMonths, earlierServiceRule, refusalThresholds
    /// Days off of one year, for the whole country.
    case calendar
    /// The days of one year that earn 300 %.
    case statutoryDays
    /// A place that has entries of its own.
    case place

    package var title: Message {
        switch self {
        case .averageWage: "上年度职工月平均工资"
        case .minimumWage: "月最低工资标准"
        case .replyPeriods: "一函两书的答复期"
        case .overtimeBaseShare: "没有约定时加班工资的基数"
        case .overtimeInSeveranceBase: "经济补偿的基数里有没有加班费"
        case .doubleWagePractice: "二倍工资的时效怎样算"
        case .doubleWageMonths: "二倍工资按哪种月算"
        case .earlierServiceRule: "2008年以前的工龄按什么规定"
        case .refusalThresholds: "拒不支付劳动报酬罪的数额"
        case .calendar: "放假安排"
        case .statutoryDays: "法定节假日（加班三倍工资）"
        case .place: "地方"
        }
    }

    /// What it decides, for whoever changes it.
    package var about: Message {
        switch self {
        case .averageWage: "经济补偿最多按它的三倍计算；通常每年年中公布，从公布写明的那天起用"
        case .minimumWage: "经济补偿不低于它；仲裁裁决是不是终局，也看它的十二倍"
        case .replyPeriods: "提示函、意见书、建议书发出以后，对方几个工作日内答复"
        case .overtimeBaseShare: "劳动合同没有写明基数的，按平时工资的百分之几"
        case .overtimeInSeveranceBase: "计算离职前十二个月平均工资时，加班费算不算"
        case .doubleWagePractice: "没有签合同的二倍工资，要在一年里提出；各地从哪天算起不同"
        case .doubleWageMonths: "按入职的那一天算一个月，还是按日历的月"
        case .earlierServiceRule: "当时的规定各地不同，现在仍然照它计算"
        case .refusalThresholds: "一个人、十个人以上各欠到多少，可以移送公安"
        case .calendar: "国务院每年的通知：哪些日子放假，哪些周末调休上班；期限要看它"
        case .statutoryDays: "法律定的节日，上班是三倍工资；和放假安排不是一回事"
        case .place: "登记以后，可以给它写自己的标准"
        }
    }

    /// Of the whole country, one entry a year.
    package var isByYear: Bool { self == .calendar || self == .statutoryDays }

    /// What is new by now may have been published, so many days after it began to hold.
    var goodFor: Int? {
        switch self {
        case .averageWage: 400
        case .minimumWage: 1000
        default: nil
        }
    }
}
