import Core
import People
import Storage
import Web

/// The pages of the stations; `story` says who did what.
struct StationPages: Sendable {
    let story: StoryWords

    var routes: [Route] {
        [
            .get("/stations", "stations", StationsPage.list),
            .get("/stations/new", "station.new") { visit in .page(try await StationForm.opening(visit, nil)) },
            .post("/stations/new", "station.open", StationForm.open),
            .get("/stations/:station", "station") { visit in .page(try await StationPage.load(visit, story)) },
            .get("/stations/:station/correct", "station.correction") { visit in
                .page(try await StationForm.correction(visit, nil))
            },
            .post("/stations/:station/correct", "station.correct", StationForm.correct),
            .get("/stations/:station/close", "station.closing") { visit in
                .page(try await StationClosing.load(visit, nil))
            },
            .post("/stations/:station/close", "station.close", StationClosing.close),
        ]
    }
}

/// Opens a station or corrects what is written of it.
struct StationForm: Page {
    let station: Identifier?
    let stationName: String?
    let units: UnitField?
    let keepers: KeeperField
    let form: FormState

    var title: Message { station == nil ? "设立服务站" : "修改服务站信息" }
    var room: Room? { Organization.fieldRoom }

    static func opening(_ visit: Visit, _ form: FormState?) async throws -> StationForm {
        try visit.actor.may(.manageUnits).orThrow()
        let (scope, asked) = (visit.actor.scope(for: .manageUnits), visit.query["unit"].flatMap { Identifier($0) })
        let keepers = try await KeeperField.offer(form?["keeperName"], visit.actor, visit.house)
        return try await visit.house.database.read { [today = visit.house.today] tx in
            var state = form ?? FormState(values: ["openedOn": today.description])
            if form == nil, let asked, let unit = try UnitStore.find(asked, scope, tx) {
                state["unit"] = unit.id.description
                state["unitName"] = unit.name
            }
            return StationForm(
                station: nil, stationName: nil, units: try UnitField.offer(state["unitName"], scope, tx),
                keepers: keepers, form: state)
        }
    }

    static func open(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.manageUnits).orThrow()
        return try await visit.submit {
            let command = try await visit.decodeKept(OpenStation.self) { known in
                try await visit.decode(
                    OpenStation.self, with: known, namingUnitIn: visit.actor.scope(for: .manageUnits),
                    from: UnitStore.choices)
            }
            let outcome = try await visit.run(command)
            return .redirect("/stations/\(outcome.station)", saying: "已设立服务站")
        } orShow: { form in
            try await opening(visit, form)
        }
    }

    static func correction(_ visit: Visit, _ form: FormState?) async throws -> StationForm {
        let (station, keeper) = try await found(visit)
        let keepers = try await KeeperField.offer(form?["keeperName"], visit.actor, visit.house)
        let record = EditedRecord(
            "station", station.id, version: station.version,
            [
                .text("name", "服务站名称", station.name), .text("region", "省市", station.region),
                .text("address", "地点", station.address), .text("teamName", "团队", station.teamName),
                .text("offers", "服务内容", station.offers),
                .text("keeperName", "负责人", keeper?.name, audited: "keeper"),
            ])
        let state = try await record.form(form, visit)
        return StationForm(
            station: station.id, stationName: station.name, units: nil, keepers: keepers, form: state)
    }

    static func correct(_ visit: Visit) async throws -> Answer {
        let (station, keeper) = try await found(visit)
        return try await visit.submitEdit { visit in
            let command = try await visit.decodeKept(CorrectStation.self, current: keeper) { known in
                try visit.decode(
                    CorrectStation.self, with: known.merging(["station": station.id.description]) { $1 })
            }
            let outcome = try await visit.run(command)
            return .redirect("/stations/\(station.id)", saying: outcome.changed.isEmpty ? "没有改动" : "已保存")
        } orShow: { form in
            try await correction(visit, form)
        }
    }

    private static func found(_ visit: Visit) async throws -> (Station, Keeper?) {
        let id = try visit.identifier("station")
        let actor = visit.actor
        return try await visit.house.database.read { tx in
            guard let station = try StationStore.find(id, actor.sees, tx) else { throw Problem.notFound }
            try actor.may(.manageUnits, at: station.place).orThrow()
            return (station, try station.keeper.flatMap { try Keeper.named([$0], actor.sees, tx)[$0] })
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        var crumbs = [Crumb("服务站", "/stations")]
        if let station, let stationName { crumbs.append(Crumb(.verbatim(stationName), "/stations/\(station)")) }
        var fields: [HTML] = []
        if let units { fields.append(units.view(view, "设在哪个单位下面")) }
        fields += [
            view.text("name", "服务站名称", hint: "例如：漕河泾职工服务站", width: .full),
            view.text("region", "省市", hint: "设在外省市的才填，例如：云南省昆明市", isOptional: true),
            view.text("address", "地点", hint: "写到找得着为止，例如：聚鑫园 3 号楼底层", width: .full),
            view.text("teamName", "团队", hint: "在这里服务的团队，例如：万街303", isOptional: true),
            view.textarea("offers", "服务内容", hint: "提供哪些服务、什么时候开放", isOptional: true),
            keepers.view(view),
        ]
        if station == nil { fields.append(view.day("openedOn", "设立日期")) }
        let back = station.map { "/stations/\($0)" } ?? "/stations"
        return """
            \(pageHeader(
                words, title, note: station == nil ? "\(words("外省市的服务站登记在派出它的单位下面"))" : nil, crumbs: crumbs))
            \(view.wrapped(
                to: station.map { "/stations/\($0)/correct" } ?? "/stations/new", submit: station == nil ? "设立" : "保存",
                cancel: back, fields))
            """
    }
}

/// Asks before a station is closed.
struct StationClosing: Page {
    let station: Identifier
    let name: String
    let keeper: Keeper?
    let form: FormState

    let title: Message = "撤销服务站"
    var room: Room? { Organization.fieldRoom }

    private enum CodingKeys: String, CodingKey { case station, name, keeper, form }

    static func load(_ visit: Visit, _ form: FormState?) async throws -> StationClosing {
        let id = try visit.identifier("station")
        let (actor, today) = (visit.actor, visit.house.today)
        return try await visit.house.database.read { tx in
            guard let station = try StationStore.find(id, actor.sees, tx) else { throw Problem.notFound }
            try actor.may(.manageUnits, at: station.place).orThrow()
            if station.isClosed { throw Problem.conflict("这个服务站已经撤销") }
            return StationClosing(
                station: id, name: station.name,
                keeper: try station.keeper.flatMap { try Keeper.named([$0], actor.sees, tx)[$0] },
                form: form ?? FormState(values: ["closedOn": today.description]))
        }
    }

    static func close(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("station")
        return try await visit.submit {
            try await visit.run(try visit.decode(CloseStation.self, with: ["station": id.description]))
            return .redirect("/stations/\(id)", saying: "已撤销")
        } orShow: { form in
            try await load(visit, form)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(
                words, title, note: "\(name)",
                crumbs: [Crumb("服务站", "/stations"), Crumb(.verbatim(name), "/stations/\(station)")]))
            \(notice(words, .warning, "撤销以后不能恢复；记录都保留，以后另设请重新登记"))
            \(keeper.map { notice(words, .information, "撤销以后\($0.name)不再负责这个服务站") })
            \(view.wrapped(
                to: "/stations/\(station)/close", submit: "确认撤销", weight: .danger, cancel: "/stations/\(station)",
                [view.day("closedOn", "从哪一天起撤销"), view.text("reason", "原因", hint: "例如：租约到期，并入另一个站", width: .full)]))
            """
    }
}
