import Core
import Workforce

/// Finds people of the city who could be about to go, and colleagues who could take over from them.
struct HandoverPlanning {
    private(set) var handovers: [PlannedHandover] = []
    private let units: [PlannedUnit]
    private let careers: [Career]
    private let today: Day
    private var givers: Set<Int> = []

    init(_ units: [PlannedUnit], _ careers: [Career], on today: Day) {
        (self.units, self.careers, self.today) = (units, careers, today)
        leavesForAnotherOffice()
        movesOn()
        isLate()
        leavesSecondPost()
        staysAfterAll()
    }

    /// At 漕河泾: one thing has gone over, one was refused, and one waits for 区雅婷.
    private mutating func leavesForAnotherOffice() {
        let street = street("漕河泾街道", in: "徐汇区")
        let worker = careers.firstIndex { $0.seat == .juxinPark }
        guard let worker, let giver = giver(at: street) else { return }
        let others = colleagues(of: giver).filter { $0 != worker }
        let day = today.adding(days: 13)
        add(
            PlannedHandover(
                officer: "caohejing", giver: giver, lastDay: today.adding(days: 12), reason: "考录事业单位，本人辞职",
                offers: offers(
                    giver,
                    [(worker, day, .waiting)] + others.prefix(1).map { ($0, today, .accepted) }
                        + others.dropFirst().suffix(1).map { ($0, day, .refused("手上已有几家园区，近期顾不过来")) })))
    }

    /// From 顾村 to another street of 宝山: her colleague of the cohort has said yes, the others have not answered.
    private mutating func movesOn() {
        let street = street("顾村镇", in: "宝山区")
        let steel = careers.firstIndex { $0.seat == .steelCohort }
        guard let steel, let giver = giver(at: street),
            let there = units.indices.last(where: {
                units[$0].kind.isStreetTier && units[$0].district == district("宝山区") && $0 != street
                    && isStaffed($0)
            })
        else { return }
        let others = colleagues(of: giver).filter { $0 != steel }
        let day = today.adding(days: 6)
        add(
            PlannedHandover(
                officer: "baoshan", giver: giver, newUnit: there, lastDay: today.adding(days: 5), reason: "轮岗交流",
                offers: offers(
                    giver, [(steel, day, .accepted)] + others.prefix(2).map { ($0, day, .waiting) })))
    }

    /// She has gone, and something is still without an owner.
    private mutating func isLate() {
        let streets = units.indices.filter {
            units[$0].street == $0 && units[$0].district == district("徐汇区") && $0 != street("漕河泾街道", in: "徐汇区")
        }
        guard let giver = giver(atOneOf: streets) else { return }
        let others = colleagues(of: giver)
        let day = today.adding(days: -3)
        add(
            PlannedHandover(
                officer: "xuhui", giver: giver, lastDay: today.adding(days: -6), reason: "合同到期不再续签",
                offers: offers(
                    giver,
                    [(others[0], day, .accepted), (others[others.count - 1], day, .refused("离我负责的楼宇太远，请另作安排"))])))
    }

    /// What she did beside her own street is done by somebody there from today on.
    private mutating func leavesSecondPost() {
        for (login, name) in [("xuhui", "徐汇区"), ("baoshan", "宝山区"), ("yangpu", "杨浦区"), ("pudong", "浦东新区")] {
            let found = careers.indices.first { index in
                careers[index].second.map {
                    units[$0.unit].district == district(name) && $0.startedOn < today.adding(days: -30)
                } ?? false
            }
            guard let giver = found, let post = careers[giver].second,
                let taker = workers(at: post.unit).first(where: { $0 != giver && !givers.contains($0) })
            else { continue }
            return add(
                PlannedHandover(
                    officer: login, giver: giver, isOfSecondPost: true, lastDay: today.adding(days: -1),
                    reason: "兼任期满，本街道已有专人",
                    offers: [.init(receiver: taker, fromDay: today, answer: .accepted)], ending: .finished))
        }
    }

    private mutating func staysAfterAll() {
        let streets = units.indices.filter { units[$0].street == $0 && units[$0].district == district("浦东新区") }
        guard let giver = giver(atOneOf: streets) else { return }
        let others = colleagues(of: giver)
        add(
            PlannedHandover(
                officer: "pudong", giver: giver, lastDay: today.adding(days: 20), reason: "本人申请辞职",
                offers: offers(giver, [(others[0], today.adding(days: 21), .waiting)]),
                ending: .cancelled("谈话后本人决定留任")))
    }

    private mutating func add(_ handover: PlannedHandover) {
        handovers.append(handover)
        givers.insert(handover.giver)
    }

    // MARK: Who

    private func district(_ name: String) -> Int? {
        units.firstIndex { $0.kind == .district && $0.placeName == name }
    }

    private func street(_ name: String, in district: String) -> Int? {
        units.firstIndex { $0.street != nil && $0.placeName == name && $0.district == self.district(district) }
    }

    /// Social workers in post in a street or below it, in the order of hiring.
    private func workers(at street: Int?) -> [Int] {
        careers.indices.filter { index in
            let career = careers[index]
            return career.isInPost && career.category == .unionSocialWorker
                && units[career.stays[career.stays.count - 1].unit].street == street
        }
    }

    private func isStaffed(_ street: Int) -> Bool { !workers(at: street).isEmpty }

    /// Whoever answers for most there and has been there for a while, where somebody could follow her.
    private func giver(at street: Int?) -> Int? {
        guard street != nil else { return nil }
        let able = workers(at: street).filter { index in
            let career = careers[index]
            return career.seat == nil && career.second == nil && !givers.contains(index)
                && career.stays[career.stays.count - 1].startedOn < today.adding(days: -30)
                && !colleagues(of: index).isEmpty
        }
        return able.max { careers[$0].alsoFor.count < careers[$1].alsoFor.count }
    }

    private func giver(atOneOf streets: [Int]) -> Int? {
        streets.compactMap { giver(at: $0) }.max { careers[$0].alsoFor.count < careers[$1].alsoFor.count }
    }

    private func colleagues(of giver: Int) -> [Int] {
        let stay = careers[giver].stays[careers[giver].stays.count - 1]
        return workers(at: units[stay.unit].street).filter { index in
            let last = careers[index].stays[careers[index].stays.count - 1]
            return index != giver && !givers.contains(index) && last.startedOn < today.adding(days: -30)
        }
    }

    /// No more than she holds.
    private func offers(
        _ giver: Int, _ wished: [(receiver: Int, from: Day, answer: PlannedHandover.Answer)]
    ) -> [PlannedHandover.Offer] {
        wished.prefix(1 + careers[giver].alsoFor.count).map {
            .init(receiver: $0.receiver, fromDay: $0.from, answer: $0.answer)
        }
    }
}
