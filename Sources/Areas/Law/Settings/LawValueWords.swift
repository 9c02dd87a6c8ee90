import Core
import LabourLaw
import Web

extension LawTable {
    /// What a kept value says.
    func words(_ value: String?) -> Message {
        guard let value else { return "不再另有规定，照上一级的" }
        switch self {
        case .averageWage, .minimumWage: return "每月 \(grouped(value)) 元"
        case .overtimeBaseShare: return "平时工资的 \(percent(value))%"
        case .overtimeInSeveranceBase: return value == "yes" ? "加班费算在内" : "加班费不算"
        case .replyPeriods:
            let days = value.split(separator: ",").compactMap { Int($0) }
            guard days.count == 3 else { return .verbatim(value) }
            return "提示函 \(days[0])、意见书 \(days[1])、建议书 \(days[2]) 个工作日"
        case .refusalThresholds:
            let sums = value.split(separator: ",").map { grouped(String($0)) }
            guard sums.count == 2 else { return .verbatim(value) }
            return "一个人 \(sums[0]) 元，十个人以上共 \(sums[1]) 元"
        case .doubleWagePractice, .doubleWageMonths, .earlierServiceRule:
            return choices.first { $0.value == value }?.label ?? .verbatim(value)
        case .calendar:
            let days = LawDays.kept(value)
            return "放假 \(days.count(where: \.isOff)) 天，调休上班 \(days.count { !$0.isOff }) 天"
        case .statutoryDays: return "\(LawDays.kept(value).count) 天"
        case .place: return .verbatim(value)
        }
    }

    /// The days themselves, for those who compare them with the notice.
    func details(_ value: String?) -> Message? {
        guard isByYear, let value else { return nil }
        let days = LawDays.kept(value)
        let off = LawDays.ranges(days.filter(\.isOff).map(\.day))
        let worked = LawDays.ranges(days.filter { !$0.isOff }.map(\.day))
        return worked.isEmpty ? "放假：\(off)" : "放假：\(off)；上班：\(worked)"
    }

    /// The answers among which one chooses; empty where something is written.
    var choices: [Choice] {
        switch self {
        case .overtimeInSeveranceBase: [Choice("yes", "加班费算在内"), Choice("no", "加班费不算")]
        case .doubleWagePractice:
            [
                Choice(DoubleWagePractice.monthByMonth.rawValue, "逐月算：每个月的工资从应发那天起各算一年"),
                Choice(DoubleWagePractice.lookBack.rawValue, "往前推：从提出那天往前推一年，更早的过了时效"),
                Choice(DoubleWagePractice.fromWindowEnd.rawValue, "整体算：从二倍工资的最后一天起算一年"),
                Choice(DoubleWagePractice.fromEmploymentEnd.rawValue, "整体算：从离职那天起算一年"),
            ]
        case .doubleWageMonths:
            [
                Choice(DoubleWageMonths.anniversary.rawValue, "从入职的那一天到下个月的同一天"),
                Choice(DoubleWageMonths.calendar.rawValue, "按日历的月，头尾不满的按工作日"),
            ]
        case .earlierServiceRule:
            [
                Choice(EarlierServiceRule.shanghai2001.rawValue, "满一年一个月；满六个月不满一年的按一年，不满六个月的不算"),
                Choice(EarlierServiceRule.national481.rawValue, "满一年一个月；不满一年的按一年"),
                Choice(EarlierServiceRule.none.rawValue, "2008年以前的不算"),
            ]
        default: []
        }
    }

    private func percent(_ share: String) -> String {
        Rational(decimal: share).flatMap { try? $0 * 100 }?.plainText ?? share
    }
}

extension Confirmation {
    var title: Message {
        switch self {
        case .statute: "法律原文"
        case .published: "官方公布，已核对"
        case .reported: "别处转述"
        case .unconfirmed: "还没有核实"
        }
    }

    /// Whoever relies on it should look first.
    var isDoubtful: Bool { self == .reported || self == .unconfirmed }
}

extension Settings {
    func name(of place: String) -> String { places.first { $0.code == place }?.name ?? place }
}
