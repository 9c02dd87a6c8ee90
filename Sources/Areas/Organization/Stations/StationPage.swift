import Core
import Storage
import Web

/// `/stations/:station`: what is known of one station, and its story.
struct StationPage: Page {
    let id: Identifier
    let name: String
    let region: String?
    let address: String
    let teamName: String?
    let offers: String?
    let keeper: Keeper?
    let unit: Identifier
    let unitName: String
    let openedOn: Day
    let closedOn: Day?
    let closeReason: String?
    let version: Int
    /// Under which units it stood before, the newest first.
    let moves: [Move]
    let story: RecordStory
    let changeRefusal: Message?

    struct Move: Sendable, Encodable {
        let from: String
        let to: String
        let on: Day
    }

    var title: Message { .verbatim(name) }
    var room: Room? { Organization.fieldRoom }

    static func load(_ visit: Visit, _ words: StoryWords) async throws -> StationPage {
        let id = try visit.identifier("station")
        let (scope, actor) = (visit.actor.sees, visit.actor)
        return try await visit.house.database.read { tx in
            guard let station = try StationStore.find(id, scope, tx) else { throw Problem.notFound }
            let unit = try UnitStore.find(station.place.unit, tx)
            return StationPage(
                id: id, name: station.name, region: station.region, address: station.address,
                teamName: station.teamName, offers: station.offers,
                keeper: try station.keeper.flatMap { try Keeper.named([$0], scope, tx)[$0] },
                unit: station.place.unit, unitName: unit?.name ?? "", openedOn: station.openedOn,
                closedOn: station.closedOn, closeReason: station.closeReason, version: station.version,
                moves: try moves(of: id, tx),
                story: try RecordStory.load(
                    "station", id, at: "/stations/\(id)", visit, words, tx),
                changeRefusal: actor.may(.manageUnits, at: station.place).reason)
        }
    }

    private static func moves(of station: Identifier, _ tx: Transaction) throws -> [Move] {
        try tx.all(
            """
            SELECT f.name AS from_name, u.name AS to_name, m.moved_on FROM station_moves m
            JOIN units f ON f.id = m.from_unit_id JOIN units u ON u.id = m.to_unit_id
            WHERE m.station_id = \(station) ORDER BY m.moved_on DESC, m.id DESC LIMIT 50
            """
        ) { row in Move(from: try row["from_name"], to: try row["to_name"], on: try row["moved_on"]) }
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: changeRefusal.map { "\(words($0))" }, crumbs: [Crumb("服务站", "/stations")], acts: acts))
        \(columns(left(words), story.view(words)))
        """
    }

    private var acts: [PageAct] {
        guard changeRefusal == nil else { return [] }
        let correct = PageAct.link("修改", to: "/stations/\(id)/correct")
        return closedOn == nil ? [correct, .link("撤销服务站", to: "/stations/\(id)/close", .danger)] : [correct]
    }

    private func left(_ words: Words) -> HTML {
        let location: HTML = region.map { "\(tag(words, "市外")) \($0)" } ?? "\(words("本市"))"
        let known: [Fact] = [
            Fact("在哪里", location), .text("地点", address), .text("团队", teamName),
            Fact(region == nil ? "所属单位" : "派出单位", "<a href=\"/units/\(unit)\">\(unitName)</a>"),
            Fact("负责人", keeper?.link), .text("设立日期", words(openedOn)),
        ]
        let why: HTML? = closeReason.map { "<p>\($0)</p>" }
        let offered: HTML? = offers.map { "<p>\($0)</p>" }
        return """
            \(closedOn.map { notice(words, .warning, "这个服务站已于 \($0) 撤销", why) })
            \(closedOn == nil && keeper == nil
                ? notice(words, .warning, changeRefusal == nil ? "还没有负责人，请在“修改”里填写" : "还没有负责人") : nil)
            \(section(words, "基本情况", facts(words, known)))
            \(section(words, "服务内容", id: "offers", offered
                ?? emptyState(words, "还没有写服务内容", advice: changeRefusal == nil ? "在“修改”里写明提供哪些服务、什么时候开放" : nil)))
            \(moves.isEmpty ? nil : section(words, "以前属于哪里", id: "moves", lineList(moves.map { move in
                "\(words("\(move.on) 从“\(move.from)”转到“\(move.to)”"))"
            })))
            """
    }
}
