import Core
import People
import Storage

/// What is written of a station, made uniform.
struct StationWording {
    let name: String
    let region: String?
    let address: String
    let teamName: String?
    let offers: String?

    init(name: String, region: String?, address: String, teamName: String?, offers: String?) {
        self.name = UnitName.normalized(name)
        self.region = region.map(UnitName.normalized)?.nonEmpty
        self.address = UnitName.normalized(address)
        self.teamName = teamName.map(UnitName.normalized)?.nonEmpty
        self.offers = offers.map(UnitName.normalized)?.nonEmpty
    }

    func problems() -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(2...60).contains(name.count) { problems.append(FieldProblem("name", "服务站名称请写 2 到 60 个字")) }
        if !(2...120).contains(address.count) { problems.append(FieldProblem("address", "地点请写 2 到 120 个字")) }
        if (region?.count ?? 0) > 40 { problems.append(FieldProblem("region", "省市请不要超过 40 个字")) }
        if (teamName?.count ?? 0) > 30 { problems.append(FieldProblem("teamName", "团队名称请不要超过 30 个字")) }
        if (offers?.count ?? 0) > 500 { problems.append(FieldProblem("offers", "服务内容请不要超过 500 个字")) }
        return problems
    }
}

/// Opens a service station, in the city or outside it.
package struct OpenStation: Command {
    package struct Outcome: Codable, Sendable { package let station: Identifier }

    package static let name = "openStation"

    /// Where it lies in the tree: its host, or for one outside the city the unit that sends its team.
    package var unit: Identifier
    package var name: String
    package var region: String?
    package var address: String
    package var teamName: String?
    package var offers: String?
    package var keeper: Identifier?
    package var openedOn: Day

    package init(
        unit: Identifier, name: String, region: String? = nil, address: String, teamName: String? = nil,
        offers: String? = nil, keeper: Identifier? = nil, openedOn: Day
    ) {
        self.unit = unit
        self.name = name
        self.region = region
        self.address = address
        self.teamName = teamName
        self.offers = offers
        self.keeper = keeper
        self.openedOn = openedOn
    }

    package func load(_ act: Act) throws -> Unit {
        guard let found = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ unit: Unit, _ act: Act) -> Permission { unit.mayHoldRecords(act.actor) }

    package func check(_ unit: Unit, _ act: Act) throws -> [FieldProblem] {
        var problems = words.problems() + (try act.problems(ofKeeper: keeper))
        if openedOn > act.today { problems.append(FieldProblem("openedOn", "设立日期不能晚于今天")) }
        return problems
    }

    package func perform(_ unit: Unit, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        let words = words
        try act.tx.execute(
            """
            INSERT INTO stations (id, name, name_key, unit_id, district_id, scope_key, region, address, team_name,
                offers, keeper_id, opened_on, version, created_at, updated_at)
            VALUES (\(id), \(words.name), \(UnitName.sortKey(words.name)), \(unit.id), \(unit.place.district),
                \(unit.place.key), \(words.region), \(words.address), \(words.teamName), \(words.offers), \(keeper),
                \(openedOn), 1, \(act.now), \(act.now))
            """)
        try StationStore.index(id, words, act.tx)
        act.note("station", id, fields: ["name", "unit"])
        act.note("unit", unit.id)
        if let keeper { act.note("person", keeper) }
        return Outcome(station: id)
    }

    private var words: StationWording {
        StationWording(name: name, region: region, address: address, teamName: teamName, offers: offers)
    }
}

package struct CorrectStation: Command {
    package struct Outcome: Codable, Sendable { package let changed: [String] }

    package static let name = "correctStation"

    package var station: Identifier
    package var version: Int
    package var name: String
    package var region: String?
    package var address: String
    package var teamName: String?
    package var offers: String?
    package var keeper: Identifier?

    package init(
        station: Identifier, version: Int, name: String, region: String? = nil, address: String,
        teamName: String? = nil, offers: String? = nil, keeper: Identifier? = nil
    ) {
        self.station = station
        self.version = version
        self.name = name
        self.region = region
        self.address = address
        self.teamName = teamName
        self.offers = offers
        self.keeper = keeper
    }

    package func load(_ act: Act) throws -> Station { try act.station(station) }

    package func mayRun(_ station: Station, _ act: Act) -> Permission {
        act.actor.may(.manageUnits, at: station.place)
    }

    package func check(_ station: Station, _ act: Act) throws -> [FieldProblem] {
        guard version == station.version else { throw Station.changedMeanwhile }
        return words.problems() + (keeper == station.keeper ? [] : try act.problems(ofKeeper: keeper))
    }

    package func perform(_ station: Station, _ act: Act) throws -> Outcome {
        let words = words
        let changed = [
            words.name == station.name ? nil : "name", words.region == station.region ? nil : "region",
            words.address == station.address ? nil : "address", words.teamName == station.teamName ? nil : "teamName",
            words.offers == station.offers ? nil : "offers", keeper == station.keeper ? nil : "keeper",
        ].compactMap(\.self)
        act.note("station", station.id, fields: changed)
        guard !changed.isEmpty else { return Outcome(changed: []) }
        let count = try act.tx.execute(
            """
            UPDATE stations SET name = \(words.name), name_key = \(UnitName.sortKey(words.name)),
                region = \(words.region), address = \(words.address), team_name = \(words.teamName),
                offers = \(words.offers), keeper_id = \(keeper), version = version + 1, updated_at = \(act.now)
            WHERE id = \(station.id) AND version = \(version)
            """)
        guard count == 1 else { throw Station.changedMeanwhile }
        try StationStore.index(station.id, words, act.tx)
        if keeper != station.keeper {
            for person in [keeper, station.keeper] { person.map { act.note("person", $0) } }
        }
        return Outcome(changed: changed)
    }

    private var words: StationWording {
        StationWording(name: name, region: region, address: address, teamName: teamName, offers: offers)
    }
}

/// The station works no longer; nobody answers for it any more.
package struct CloseStation: Command {
    package typealias Outcome = Done

    package static let name = "closeStation"

    package var station: Identifier
    package var closedOn: Day
    package var reason: String

    package init(station: Identifier, closedOn: Day, reason: String) {
        self.station = station
        self.closedOn = closedOn
        self.reason = reason
    }

    package func load(_ act: Act) throws -> Station { try act.station(station) }

    package func mayRun(_ station: Station, _ act: Act) -> Permission {
        Closing.mayClose(at: station.place, isClosed: station.isClosed, "这个服务站已经撤销", act)
    }

    package func check(_ station: Station, _ act: Act) throws -> [FieldProblem] {
        Closing.problems(
            on: closedOn, because: reason, earliest: (station.openedOn, "不能早于设立日期 \(station.openedOn)"), act)
    }

    package func perform(_ station: Station, _ act: Act) throws -> Done {
        try Closing.write(station.id, in: "stations", on: closedOn, because: reason, act)
        act.note("station", station.id, fields: ["closedOn"])
        act.note("unit", station.place.unit)
        return Done()
    }
}

extension Station {
    static let changedMeanwhile = Problem.conflict("这个服务站刚被别人改过，请看过最新的内容再改")
}

extension Act {
    func station(_ id: Identifier) throws -> Station {
        guard let found = try StationStore.find(id, actor.sees, tx) else { throw Problem.notFound }
        return found
    }

    /// Whoever answers for a station is somebody whom the actor sees.
    func problems(ofKeeper keeper: Identifier?) throws -> [FieldProblem] {
        guard let keeper, try PersonStore.place(of: keeper, actor.sees, tx) == nil else { return [] }
        return [FieldProblem("keeper", "没有找到这个人，或者不在您可以查看的范围内")]
    }
}
