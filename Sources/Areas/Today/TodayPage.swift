import Core
import Deadlines
import Deployment
import Organization
import Rosters
import Storage
import Web
import Workforce

/// What somebody sees first: whom she covers, what waits for her, what is new.
struct TodayPage: Page {
    struct Waiting: Encodable, Sendable {
        let what: Message
        let count: Int
        let address: String
        let isUrgent: Bool
    }

    struct Covered: Encodable, Sendable {
        let unit: Identifier
        let name: String
        let startedOn: Day
        /// Its page opens only where her account reaches.
        let isSeen: Bool
    }

    struct News: Encodable, Sendable {
        let person: Identifier
        let name: String
        let unit: String
        let startedOn: Day
        let endedOn: Day?
    }

    let day: Day
    let name: String
    /// What she is where: 经办干部 · 徐汇区总工会.
    let roles: [Role]
    let waiting: [Waiting]
    /// nil where the account belongs to nobody of the force.
    let covered: [Covered]?
    let news: [News]
    let seesPeople: Bool
    /// Answers requests for people and asks for them.
    let mayPost: Bool
    /// There are units that somebody must answer for; without any, nothing else can begin.
    let hasUnits: Bool
    let keepsAccounts: Bool
    let readsAudit: Bool

    var title: Message { "今天" }
    var room: Room? { Today.room }

    static func load(_ visit: Visit) async throws -> Answer {
        let (actor, today) = (visit.actor, visit.house.today)
        let page = try await visit.house.database.read { tx -> TodayPage in
            TodayPage(
                day: today, name: actor.name,
                roles: Set(actor.holdings.map(\.role)).sorted { $0.rawValue < $1.rawValue },
                waiting: try own(actor, tx) + waiting(for: actor, today, tx) + due(for: actor, today, tx),
                covered: try actor.person.map { try covered(by: $0, actor.sees, tx) },
                news: actor.has(.see) ? try news(actor.sees, tx) : [], seesPeople: actor.has(.see),
                mayPost: actor.has(.post),
                hasUnits: try !actor.has(.post) || Deployment.hasUnits(actor.sees, tx),
                keepsAccounts: actor.has(.seeAccounts), readsAudit: actor.has(.readAudit))
        }
        return .page(page)
    }

    /// What colleagues who leave or move hand to her.
    private static func own(_ actor: Actor, _ tx: Transaction) throws -> [Waiting] {
        guard let person = actor.person else { return [] }
        let offers = try HandoverStore.countWaiting(for: person, tx)
        let going = try HandoverStore.open(ofPerson: person, tx).filter { actor.sees.contains($0.place) }
        let first = going.first.map { "/handovers/\($0.id)" } ?? "/handovers"
        return [
            Waiting(what: "同事交给您的事，等您答复", count: offers, address: "/handovers/mine", isUrgent: true),
            Waiting(what: "您离任或调动的交接，正在办理", count: going.count, address: first, isUrgent: false),
        ].filter { $0.count > 0 }
    }

    /// What is late, and what is due within a week: of an officer's units, of hers for everybody else.
    private static func due(for actor: Actor, _ today: Day, _ tx: Transaction) throws -> [Waiting] {
        let isOfficer = actor.has(.post)
        guard isOfficer || actor.person != nil, actor.has(.see) else { return [] }
        let (holder, mine) = (isOfficer ? nil : actor.person, isOfficer ? "" : "&mine=1")
        let week = today.adding(days: 6)
        let late = DeadlineFilter(actor.sees, state: .late, holder: holder, today: today)
        let soon = DeadlineFilter(actor.sees, holder: holder, until: week, since: today, today: today)
        return [
            Waiting(
                what: "已超期的事", count: try DeadlineStore.count(late, tx).total, address: "/deadlines?state=late" + mine,
                isUrgent: true),
            Waiting(
                what: "七天内到期的事", count: try DeadlineStore.count(soon, tx).total,
                address: "/deadlines?since=\(today)&until=\(week)" + mine, isUrgent: false),
        ].filter { $0.count > 0 }
    }

    private static func waiting(for actor: Actor, _ today: Day, _ tx: Transaction) throws -> [Waiting] {
        guard actor.has(.post) else { return [] }
        let scope = actor.scope(for: .post)
        let requests = try TransferRequest.countWaiting(scope, tx)
        let handovers = try HandoverStore.countLate(scope, today, tx)
        let going = try HandoverStore.countOpen(scope, today, tx)
        let uncovered = try Deployment.uncovered(scope, tx)
        let rosters = try actor.account.map { try ImportStore.countWaiting(for: $0, tx) } ?? 0
        return [
            Waiting(what: "您上传的文件，等您核对和确认", count: rosters, address: "/rosters", isUrgent: true),
            Waiting(what: "别的单位申请调入您这里的人，等您答复", count: requests, address: "/transfers", isUrgent: true),
            Waiting(
                what: "已过最后一天、还没有交接完的人", count: handovers, address: "/handovers?state=late", isUrgent: true),
            Waiting(what: "正在办理的交接", count: going, address: "/handovers", isUrgent: false),
            Waiting(
                what: "没有人负责的单位，等您安排", count: uncovered, address: "/coverage/units?state=uncovered",
                isUrgent: true),
        ].filter { $0.count > 0 }
    }

    private static func covered(by person: Identifier, _ scope: Scope, _ tx: Transaction) throws -> [Covered] {
        let seen = scope.predicate(.init(key: "r.scope_key", district: "r.district_id"))
        return try tx.all(
            """
            SELECT r.unit_id, n.name, r.started_on, CASE WHEN \(seen) THEN 1 ELSE 0 END AS is_seen FROM responsibilities r
            JOIN unit_names n ON n.unit_id = r.unit_id
            WHERE r.person_id = \(person) AND r.ended_on IS NULL ORDER BY r.scope_key, r.id
            """
        ) { row in
            Covered(
                unit: try row["unit_id"], name: try row["name"], startedOn: try row["started_on"],
                isSeen: try row["is_seen"] as Int == 1)
        }
    }

    /// The posts entered last, of people whom the reader may see now: who has gone elsewhere since is theirs.
    private static func news(_ scope: Scope, _ tx: Transaction) throws -> [News] {
        try tx.all(newsQuery(scope)) { row in
            News(
                person: try row["id"], name: try row["name"], unit: try row["unit"], startedOn: try row["started_on"],
                endedOn: try row["ended_on"])
        }
    }

    static func newsQuery(_ scope: Scope) -> SQL {
        let seen = scope.predicate(.init(key: "p.scope_key", district: "p.district_id", record: ("person", "p.id")))
        return """
            SELECT p.id, p.name, n.name AS unit, po.started_on, po.ended_on FROM posts po
            JOIN people p ON p.id = po.person_id
            JOIN unit_names n ON n.unit_id = po.unit_id
            WHERE \(scope.predicate(.init(key: "po.scope_key", district: "po.district_id")))
              AND CASE WHEN \(seen) THEN 1 ELSE 0 END = 1
            ORDER BY po.id DESC LIMIT 8
            """
    }

    // MARK: - View

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: "\(words("\(name)，今天是 \(day)"))", acts: acts))
        \(waiting.isEmpty ? nothingWaits(words) : section(words, "等您办的", waitingTiles(words)))
        \(covered.map { section(words, "我负责的单位", coveredTable(words, $0)) })
        \(seesPeople ? section(words, "最近登记的任职", newsTable(words)) : nil)
        """
    }

    private var acts: [PageAct] {
        if keepsAccounts { return [.link("管理账号", to: "/accounts")] }
        if readsAudit { return [.link("查看审计记录", to: "/audit")] }
        guard seesPeople else { return [] }
        let transfers: [PageAct] = mayPost ? [.link("调入申请", to: "/transfers")] : []
        return [.link("找人", to: "/people"), .link("看谁负责哪里", to: "/coverage")] + transfers
    }

    private func nothingWaits(_ words: Words) -> HTML {
        if keepsAccounts || readsAudit {
            return notice(words, .information, "您的角色不办理业务，所以这里没有等您办的事；请从上面的按钮进入您的工作")
        }
        guard seesPeople else {
            return emptyState(
                words, "您的账号还没有角色", advice: "请联系安全管理员，说明您在哪个单位、负责什么")
        }
        guard hasUnits else {
            return emptyState(
                words, "这里还没有街镇工会和“小二级”工会", advice: "第一步，登记单位；第二步，导入花名册或登记人员；第三步，看谁负责哪里",
                acts: [.link("去登记单位", to: "/units", .primary)])
        }
        return notice(words, .success, "今天没有等您办的事")
    }

    private func waitingTiles(_ words: Words) -> HTML {
        figureTiles(
            words,
            waiting.map { FigureTile($0.what, words($0.count), opens: $0.address, needsHand: $0.isUrgent) })
    }

    private func coveredTable(_ words: Words, _ covered: [Covered]) -> HTML {
        dataTable(
            words, caption: "我负责的单位", columns: [Column("单位", .heading), Column("从哪天起", .day)],
            rows: covered.map { one in
                let name: HTML = one.isSeen ? "<a href=\"/units/\(one.unit)\">\(one.name)</a>" : HTML(text: one.name)
                return TableRow([name, "\(words(one.startedOn))"])
            },
            empty: emptyState(words, "您现在没有负责的单位", advice: "有了安排，会在这里看到"))
    }

    private func newsTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "最近登记的任职",
            columns: [Column("姓名", .heading), Column("单位"), Column("起", .day), Column("止", .day)],
            rows: news.map { entry in
                TableRow([
                    "<a href=\"/people/\(entry.person)\">\(entry.name)</a>", HTML(text: entry.unit),
                    "\(words(entry.startedOn))", entry.endedOn.map { "\(words($0))" } ?? "\(tag(words, "在任", .strong))",
                ])
            },
            empty: emptyState(words, "还没有任职记录", advice: "在“导入”里导入名单，或在“人员”里登记"))
    }
}
