import ChineseText
import Core
import Organization

/// Invents enterprises: most of them small, more where more people work, with a union where size suggests one.
struct EnterprisePlanning {
    private let units: [PlannedUnit]
    private let today: Day
    private var chance: SeededGenerator
    private var names: Set<String> = []
    private var codes: Set<String> = []
    /// The enterprise that founded the latest joint union of a unit, and how many more may join.
    private var joint: [Int: (founder: Int, foundedOn: Day, room: Int)] = [:]
    private var unionShares: [Int: Int] = [:]

    init(_ units: [PlannedUnit], on today: Day, seed: UInt64) {
        self.today = today
        self.units = units
        chance = SeededGenerator(seed: seed)
        // Of a hundred that should have a union, so many have: some districts are further than others.
        for (number, district) in units.indices.filter({ units[$0].kind == .district }).enumerated() {
            unionShares[district] = [82, 64, 71, 90, 55, 77, 68, 86][number % 8]
        }
    }

    mutating func enterprises(_ total: Int) -> [PlannedEnterprise] {
        let places = units.indices.filter { units[$0].isCovered }.map { (value: $0, weight: weight(units[$0].kind)) }
        guard !places.isEmpty else { return [] }
        var made: [PlannedEnterprise] = []
        made.reserveCapacity(total)
        // Every place has one, so that no page of a unit is empty by chance.
        let sure = places.prefix(total).map(\.value)
        let byChance = Drawing(places)
        for number in 0..<total {
            let unit = number < sure.count ? sure[number] : byChance.pick(using: &chance)
            made.append(enterprise(at: unit, number: number))
        }
        return made
    }

    private func weight(_ kind: UnitKind) -> Int {
        switch kind {
        case .park, .zone: 30
        case .building: 34
        case .businessCircle: 26
        case .industry: 16
        case .street, .town: 20
        case .neighbourhood: 7
        case .village: 8
        case .city, .district: 0
        }
    }

    private mutating func enterprise(at unit: Int, number: Int) -> PlannedEnterprise {
        let place = units[unit]
        let trade = EnterpriseNames.trade(in: place.kind, using: &chance)
        let opened = openingDay()
        let employees = employees(in: place.kind)
        let ownership: Ownership =
            trade.industry == .education && employees > 60
            ? .socialOrganization
            : chance.pick([
                (.privatelyOwned, 76), (.soleTrader, employees < 12 ? 12 : 0), (.foreignInvested, 6),
                (.hongKongMacaoTaiwan, 3), (.stateOwned, 3), (.collective, 2),
            ])
        let isWrong = number % 2_500 == 1_234
        let isClosed = chance.next() % 100 < 2
        let closedOn = isClosed ? today.adding(days: -Int.random(in: 20...600, using: &chance)).atWork : nil
        let counts = counts(employees, until: closedOn)
        let name = name(trade, ownership)
        return PlannedEnterprise(
            name: name, formerName: formerName(of: name, trade, after: opened, number: number),
            creditCode: creditCode(place, ownership, isWrong: isWrong),
            creditCodeOverride: isWrong ? "已核对营业执照原件，证照上就是这个代码" : nil, ownership: ownership,
            industry: trade.industry, unit: unit, openedOn: opened, counts: counts,
            union: closedOn == nil
                ? union(name, at: unit, counts[counts.count - 1], openedOn: opened, number: number) : nil,
            closedOn: closedOn.map { max($0, counts[counts.count - 1].day) })
    }

    /// Before the first count.
    private mutating func openingDay() -> Day {
        .sure(
            chance.pick([(1996, 2), (2001, 5), (2006, 9), (2011, 14), (2014, 16), (2016, 18), (2018, 18), (2021, 14)]),
            Int.random(in: 1...12, using: &chance), Int.random(in: 1...28, using: &chance))
    }

    // MARK: People

    /// Logarithms of sizes lie about a middle; three throws of a die make them so without floating point.
    private mutating func employees(in kind: UnitKind) -> Int {
        let bounds = [2, 3, 4, 6, 8, 11, 15, 20, 27, 37, 52, 75, 110, 170, 270, 460, 900, 2_400]
        let lift = [.park, .zone].contains(kind) ? 3 : [.building, .industry].contains(kind) ? 1 : 0
        let throwing = (0..<3).reduce(0) { sum, _ in sum + Int.random(in: 0...5, using: &chance) }
        let step = min(max(throwing + lift - 1, 0), bounds.count - 2)
        return Int.random(in: bounds[step]..<bounds[step + 1], using: &chance)
    }

    /// Every year's end for two or three years; sizes drift.
    private mutating func counts(_ employees: Int, until closed: Day?) -> [PlannedEnterprise.Count] {
        let years = closed == nil ? chance.pick([(2, 72), (3, 28)]) : 1
        let share = Int.random(in: 35...92, using: &chance)
        return (0..<years).map { number in
            let year = (closed == nil ? today.year : today.year - 2) - (years - number)
            let drift = number == years - 1 ? 100 : Int.random(in: 86...112, using: &chance)
            let employees = max(employees * drift / 100, 1)
            return PlannedEnterprise.Count(
                day: Day.sure(year, 12, 31), employees: employees,
                members: employees < 4 ? 0 : employees * share / 100)
        }
    }

    // MARK: Unions

    private mutating func union(
        _ name: String, at unit: Int, _ count: PlannedEnterprise.Count, openedOn: Day, number: Int
    ) -> PlannedEnterprise.Union? {
        let share = unionShares[units[unit].district ?? 0] ?? 70
        let chanceOfOne = count.employees >= 25 ? share : count.employees >= 8 ? share / 2 : share / 5
        guard Int.random(in: 0..<100, using: &chance) < chanceOfOne else { return nil }
        if count.employees >= 25, count.members >= 15 {
            let (elected, years) = election()
            let founded = max(openedOn.adding(days: 200), elected.adding(days: -years * 365 * (number % 3)))
            return .own(foundedOn: min(founded, elected), electedOn: elected, termYears: years)
        }
        if let open = joint[unit], open.room > 0 {
            joint[unit]?.room -= 1
            let days = today.number - open.foundedOn.number
            return .member(
                of: open.founder,
                joinedOn: open.foundedOn.adding(days: Int.random(in: 0...max(days, 0), using: &chance)))
        }
        guard units[unit].kind.isSubUnion, joint[unit] == nil else { return nil }
        let elected = election().day
        joint[unit] = (number, elected, Int.random(in: 6...30, using: &chance))
        let stem = units[unit].name.replacing("工会联合会", with: "").replacing("联合工会", with: "")
        return .joint(name: stem + "企业联合工会", foundedOn: elected, electedOn: elected)
    }

    /// Terms of three or five years that are still running; of one in forty the next election is overdue.
    private mutating func election() -> (day: Day, years: Int) {
        let years = chance.pick([(3, 30), (5, 70)])
        let length = years * 365
        let since =
            Int.random(in: 0..<40, using: &chance) == 0
            ? length + Int.random(in: 10...150, using: &chance) : Int.random(in: 0..<length, using: &chance)
        return (today.adding(days: -since), years)
    }

    // MARK: Names and codes

    private mutating func name(_ trade: EnterpriseNames.Trade, _ ownership: Ownership) -> String {
        while true {
            let fancy = EnterpriseNames.fancy(using: &chance)
            let ending =
                switch ownership {
                case .soleTrader: "经营部"
                case .socialOrganization: "中心"
                default: "有限公司"
                }
            // Every third bears the city inside its name, as registers have it.
            let name =
                chance.next() % 3 == 0
                ? "\(fancy)（上海）\(trade.word)\(ending)" : "上海\(fancy)\(trade.word)\(ending)"
            if names.insert(name).inserted { return name }
        }
    }

    /// One in five hundred had another name.
    private mutating func formerName(
        of name: String, _ trade: EnterpriseNames.Trade, after opened: Day, number: Int
    ) -> (name: String, until: Day)? {
        guard number % 500 == 77 else { return nil }
        let former = "上海\(EnterpriseNames.fancy(using: &chance))\(trade.word)有限公司"
        guard names.insert(former).inserted else { return nil }
        return (former, Day.sure(2024, 6, 1 + number % 28))
    }

    /// Registered by the district; 91 is an enterprise, 92 a sole trader, 52 a private non-enterprise body.
    private mutating func creditCode(_ place: PlannedUnit, _ ownership: Ownership, isWrong: Bool) -> String {
        let beginning = ownership == .soleTrader ? "92" : ownership == .socialOrganization ? "52" : "91"
        let division = place.district.flatMap { units[$0].code } ?? ShanghaiFacts.code
        while true {
            let number = 100_000_000 + Int.random(in: 0..<100_000_000, using: &chance)
            let body = beginning + division + "MA" + String(String(number).suffix(7))
            guard codes.insert(body).inserted, let check = UnifiedCreditCode.checkCharacter(of: body) else { continue }
            return body + String(isWrong ? (check == "1" ? "2" : "1") : check)
        }
    }
}

/// Draws from many choices quickly: each as likely as its weight says.
private struct Drawing {
    private let values: [Int]
    private let ends: [Int]

    init(_ choices: [(value: Int, weight: Int)]) {
        values = choices.map(\.value)
        var sum = 0
        ends = choices.map { choice in
            sum += choice.weight
            return sum
        }
    }

    func pick(using chance: inout SeededGenerator) -> Int {
        let place = Int.random(in: 0..<(ends.last ?? 1), using: &chance)
        var (low, high) = (0, ends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > place { high = middle } else { low = middle + 1 }
        }
        return values[low]
    }
}
