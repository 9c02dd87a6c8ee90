import Core
import Organization
import People
import Workforce

/// One of the single things of which the city tells: so many commands, run together.
struct Deed: Sendable {
    let commands: Int
    let run: @Sendable (Act, Founded) throws -> Void

    static func all(_ plan: CityPlan) -> [Deed] {
        cohort(plan) + partners(plan) + stations(plan) + transfers(plan) + requests(plan) + consents(plan)
    }

    // MARK: Where it comes from

    private static func cohort(_ plan: CityPlan) -> [Deed] {
        let members = plan.careers.indices.filter { plan.careers[$0].isOfCohort }
        guard let first = members.first else { return [] }
        let trades = ["轧钢工", "行车工", "设备点检员", "电工", "班组长", "质检员", "运输调度员", "炼钢工"]
        return [
            Deed(commands: 1 + members.count) { act, founded in
                let cohort = try act.run(
                    FormCohort(
                        label: "宝武转型职工（2019 年 3 月）", source: .targeted, sourceEmployer: "中国宝武",
                        formedOn: plan.careers[first].hiredOn, unit: founded.units[0])
                ).cohort
                for (number, member) in members.enumerated() {
                    try act.run(
                        JoinCohort(
                            person: founded.people[member], cohort: cohort,
                            formerTrade: trades[number % trades.count], recommendedBy: "所在企业工会"))
                }
            }
        ]
    }

    // MARK: Partners

    private struct PartnerFact: Sendable {
        let name: String
        let short: String
        let kind: PartnerKind
        /// nil: the city keeps it.
        let district: String?
        let subject: String?
        /// Days from the city's present to the end of the contract.
        let left: Int
    }

    private static let partnerFacts = [
        PartnerFact(name: "中国宝武", short: "宝武", kind: .sourceEmployer, district: nil, subject: nil, left: 0),
        PartnerFact(
            name: "上海工会管理职业学院", short: "工会学院", kind: .university, district: nil, subject: "社工初任培训和轮训",
            left: 302),
        PartnerFact(
            name: "和风社会工作服务社", short: "和风", kind: .agency, district: nil, subject: "购买社工岗位", left: 26),
        PartnerFact(
            name: "公惠社会工作服务中心", short: "公惠", kind: .serviceCentre, district: "浦东新区", subject: "职工法律和心理服务",
            left: 211),
        PartnerFact(
            name: "工荟社会工作服务中心", short: "工荟", kind: .serviceCentre, district: "金山区", subject: "来沪职工关爱项目",
            left: -12),
    ]

    private static func partners(_ plan: CityPlan) -> [Deed] {
        partnerFacts.compactMap { fact in
            guard let unit = fact.district.map({ plan.unit(of: .district($0)) }) ?? 0 else { return nil }
            return Deed(commands: fact.subject == nil ? 1 : 2) { act, founded in
                let partner = try act.run(
                    RegisterPartner(
                        unit: founded.units[unit], name: fact.name, shortName: fact.short, kind: fact.kind)
                ).partner
                guard let subject = fact.subject else { return }
                let until = plan.today.adding(days: fact.left)
                try act.run(
                    SignServiceContract(
                        partner: partner, unit: founded.units[unit], subject: subject,
                        fromOn: until.years(-1).adding(days: 1), untilOn: until))
            }
        }
    }

    // MARK: Stations

    private static func stations(_ plan: CityPlan) -> [Deed] {
        let juxin = plan.career(of: .juxinPark)
        var deeds: [Deed] = []
        func add(
            _ unit: Int?, _ name: String, at address: String, team: String? = nil, in region: String? = nil,
            offers: String, keeper: Int? = nil, since: Day?
        ) {
            guard let unit, let since else { return }
            deeds.append(
                Deed(commands: 1) { act, founded in
                    try act.run(
                        OpenStation(
                            unit: founded.units[unit], name: name, region: region, address: address, teamName: team,
                            offers: offers, keeper: keeper.map { founded.people[$0] }, openedOn: since))
                })
        }
        add(
            plan.unit(of: .juxinPark), "万街303工作站", at: "漕河泾聚鑫园", team: "万街303", offers: "午间活动、建会入会、法律咨询",
            keeper: juxin, since: Day(2022, 5, 20))
        add(
            plan.unit(of: .district("金山区")), "“娘家人”服务站", at: "县城工人文化宫", team: "工荟", in: "云南省",
            offers: "暑期亲子活动、务工咨询", since: Day(2019, 7, 1))
        add(
            plan.unit(of: .street("杨浦区", "定海路街道")), "定海路职工服务站", at: "街道工人活动中心", offers: "调解、培训、现场教学",
            since: Day(2018, 9, 3))
        add(
            plan.unit(of: .street("宝山区", "顾村镇")), "顾村职工服务站", at: "工业园区服务楼", offers: "法律援助、困难帮扶",
            since: Day(2019, 11, 18))
        add(
            plan.unit(of: .lujiazuiBuilding), "陆家嘴楼宇职工驿站", at: "楼宇底层大堂东侧", offers: "午间课堂、心理关爱、会员服务",
            since: Day(2020, 6, 1))
        return deeds
    }

    // MARK: People's affairs

    /// Somebody of the district in post at a street's own office or below, not of the cast.
    private static func somebody(of district: String, _ number: Int, _ plan: CityPlan) -> Int? {
        let all = plan.careers.indices.filter { index in
            let career = plan.careers[index]
            guard career.isInPost, career.seat == nil, career.second == nil, career.category == .unionSocialWorker
            else { return false }
            return plan.units[career.stays[career.stays.count - 1].unit].district
                == plan.unit(of: .district(district))
        }
        return all.isEmpty ? nil : all[number * 7 % all.count]
    }

    private static func transfers(_ plan: CityPlan) -> [Deed] {
        let wishes: [(from: String, DemoAccount.Seat, String)] = [
            ("宝山区", .street("徐汇区", "漕河泾街道"), "园区企业多，急需懂企业的人；本人家住徐汇"),
            ("徐汇区", .street("宝山区", "顾村镇"), "随家人迁居顾村，希望就近工作"),
            ("杨浦区", .lujiazuiBuilding, "楼宇建会任务重，请支持"),
            ("浦东新区", .street("杨浦区", "定海路街道"), "实践基地需要有授课经验的人"),
        ]
        return wishes.enumerated().compactMap { number, wish in
            guard let person = somebody(of: wish.from, 2 + number, plan), let unit = plan.unit(of: wish.1) else {
                return nil
            }
            return Deed(commands: 1) { act, founded in
                try act.run(
                    RequestTransfer(person: founded.people[person], unit: founded.units[unit], reason: wish.2))
            }
        }
    }

    /// One answered, one to be answered, one late.
    private static func requests(_ plan: CityPlan) -> [Deed] {
        let asked: [(Int, RequestKind, daysAgo: Int, String, isAnswered: Bool)] = [
            (9, .copy, 60, "想要一份本人的任职记录", true), (11, .correct, 4, "手机号码换了，请更正", false),
            (13, .explain, 47, "登记的证件号作什么用", false),
        ]
        return asked.compactMap { number, kind, daysAgo, words, isAnswered in
            guard let person = somebody(of: "徐汇区", number, plan) else { return nil }
            return Deed(commands: isAnswered ? 2 : 1) { act, founded in
                let request = try act.run(
                    ReceiveRequest(
                        person: founded.people[person], kind: kind, receivedOn: plan.today.adding(days: -daysAgo),
                        way: .paper,
                        asked: words)
                ).request
                if isAnswered { try act.run(AnswerRequest(request: request, outcome: .granted, answer: "已当面交付副本")) }
            }
        }
    }

    /// Every twelfth has agreed to be named in news; one of them has thought better of it.
    private static func consents(_ plan: CityPlan) -> [Deed] {
        let people = plan.careers.indices.filter { plan.careers[$0].isInPost && $0 % 12 == 5 }
        return people.enumerated().map { number, person in
            Deed(commands: number == 3 ? 2 : 1) { act, founded in
                let since = max(plan.careers[person].hiredOn, plan.today.adding(days: -400))
                let consent = try act.run(
                    GiveConsent(person: founded.people[person], purpose: .publicity, givenOn: since, way: .paper)
                ).consent
                if number == 3 { try act.run(WithdrawConsent(consent: consent, way: .inPerson)) }
            }
        }
    }
}
