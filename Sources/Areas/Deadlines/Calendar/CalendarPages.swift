import Core
import Storage
import Synchronization
import Web

/// One's own address for a calendar, and the feed behind it.
final class CalendarDesk: Sendable {
    private let address: String
    private let limit = Mutex<RateLimit?>(nil)

    init(address: String) { self.address = address }

    static let most = 500
    private static let daysBack = 60

    var routes: [Route] {
        [
            .get("/deadlines/calendar", "calendar") { visit in
                .page(try await CalendarPage.load(visit, showing: nil))
            },
            .post("/deadlines/calendar", "calendar.make", make),
            .post("/deadlines/calendar/end", "calendar.end") { visit in
                try await visit.run(EndCalendarFeed())
                return .redirect("/deadlines/calendar", saying: "订阅地址已停用")
            },
            .get("/calendar/:feed", "calendar.feed", access: .everyone, feed),
        ]
    }

    @Sendable private func make(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let token = CalendarToken.make()
        try await visit.run(MakeCalendarFeed(tokenDigest: token.digest(visit.house.vault)))
        return .page(try await CalendarPage.load(visit, showing: "\(address)/calendar/\(token.text).ics"))
    }

    /// Whoever guesses is slowed down; a calendar asks a few times an hour.
    private func slowDown(_ visit: Visit) throws(Problem) {
        let limit = limit.withLock { kept -> RateLimit in
            let found = kept ?? RateLimit(capacity: 60, secondsPerToken: 5, clock: visit.house.clock)
            kept = found
            return found
        }
        try limit.take(visit.client.address)
    }

    @Sendable private func feed(_ visit: Visit) async throws -> Answer {
        try slowDown(visit)
        let name = visit.parameter("feed")
        guard name.hasSuffix(".ics") else { throw Problem.notFound }
        let token = CalendarToken(text: String(name.dropLast(4)))
        let (house, today) = (visit.house, visit.house.today)
        let found = try await house.database.read { tx -> (feed: CalendarFeed, lines: [DeadlineLine], at: Instant)? in
            // The account as it is now: disabled, it is nobody's; without a role, it sees only what is her own.
            guard let feed = try CalendarFeed.find(token, house.vault, tx),
                let actor = try house.gate.actor(feed.account, tx)
            else { return nil }
            return (feed, try Self.lines(for: actor, today, tx), tx.now)
        }
        guard let found else { throw Problem.notFound }
        if found.feed.lastUsedOn != today {
            try await house.database.write { tx in try CalendarFeed.touch(found.feed, on: today, tx) }
        }
        let words = Words(.chinese, house.phrasebook)
        let calendar = CalendarText(
            name: words("工会社工期限"),
            events: found.lines.map { event($0, house.registry, today, words) }, at: found.at,
            reminder: words("明天到期"))
        return .file(
            Download(
                name: "qiao.ics", contentType: "text/calendar; charset=utf-8",
                content: .bytes(Array(calendar.text.utf8))))
    }

    /// What lies in her scope and what she answers for, soonest first.
    static func lines(for actor: Actor, _ today: Day, _ tx: Transaction) throws -> [DeadlineLine] {
        let since = today.adding(days: -daysBack)
        func page(_ filter: DeadlineFilter) throws -> [DeadlineLine] {
            try DeadlineStore.page(filter, after: nil, isBackward: false, limit: most, tx)
        }
        let seen = actor.has(.see) ? try page(DeadlineFilter(actor.sees, since: since, today: today)) : []
        let own = try actor.person.map {
            try page(DeadlineFilter(actor.sees, holder: $0, since: since, today: today))
        }
        var known: Set<Identifier> = []
        return (seen + (own ?? [])).filter { known.insert($0.obligation.id).inserted }
            .sorted { ($0.obligation.dueOn, $0.obligation.id) < ($1.obligation.dueOn, $1.obligation.id) }
            .prefix(most).map(\.self)
    }

    /// What and where, and nobody's name: calendars are kept by others.
    private func event(_ line: DeadlineLine, _ registry: Registry, _ today: Day, _ words: Words) -> CalendarText.Event {
        let one = line.obligation
        let kind = registry.obligation(one.kind)
        let title = words(kind?.title ?? .verbatim(one.kind))
        let late: Message? = one.dueOn < today ? "已超期：\(title)（\(line.unitName)）" : nil
        return CalendarText.Event(
            id: "deadline-\(one.id)@qiao", day: one.dueOn, summary: words(late ?? "\(title)（\(line.unitName)）"),
            description: words("\(kind?.advice ?? "")\n是谁、什么事，请登录后在“期限”里看"),
            link: address.isEmpty ? nil : address + "/deadlines")
    }
}

/// Makes, shows once and stops the address for one's own calendar.
struct CalendarPage: Page {
    let madeAt: Instant?
    let lastUsedOn: Day?
    /// The address, in the answer to its making only.
    let feedAddress: String?

    var title: Message { "加到我的日历" }
    var room: Room? { Deadlines.room }

    static func load(_ visit: Visit, showing address: String?) async throws -> CalendarPage {
        try visit.actor.may(.see).orThrow()
        let feed = try await visit.house.database.read { [account = visit.actor.account] tx in
            try account.flatMap { try CalendarFeed.open(of: $0, tx) }
        }
        return CalendarPage(madeAt: feed?.madeAt, lastUsedOn: feed?.lastUsedOn, feedAddress: address)
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: "\(words("手机或电脑的日历会自己来取，到期前一天提醒您"))", crumbs: [Crumb("期限", "/deadlines")]))
        \(feedAddress.map { shown(words, $0) } ?? state(words))
        \(section(words, "怎么加", steps(words)))
        """
    }

    private func shown(_ words: Words, _ address: String) -> HTML {
        """
        \(notice(words, .warning, "只显示这一次，离开本页后看不到了。谁有这个地址，谁就能看到有哪些事到期，请不要发给别人。"))
        \(facts(words, [Fact("订阅地址", "<code>\(address)</code>")]))
        \(actRow(words, [.post("停用", to: "/deadlines/calendar/end", .danger)]))
        """
    }

    private func state(_ words: Words) -> HTML {
        guard let madeAt else {
            return emptyState(
                words, "还没有订阅地址", advice: "生成后，把它加到手机或电脑的日历里",
                acts: [.post("生成订阅地址", to: "/deadlines/calendar", .primary)])
        }
        return """
            \(facts(words, [
                .text("生成时间", words(madeAt)),
                .text("日历最近来取", lastUsedOn.map { words($0) } ?? words("还没有来过")),
            ]))
            <p class="quiet">\(words("地址丢了，或者怕别人知道：换一个新的，旧的马上失效"))</p>
            \(actRow(words, [
                .post("换一个新地址", to: "/deadlines/calendar"),
                .post("停用", to: "/deadlines/calendar/end", .danger),
            ]))
            """
    }

    private func steps(_ words: Words) -> HTML {
        lineList([
            "\(words("苹果手机：设置 → 日历 → 账户 → 添加账户 → 其他 → 添加已订阅的日历，把地址粘贴进去"))",
            "\(words("安卓手机：在日历应用里找“订阅日历”或“网络日历”，把地址粘贴进去"))",
            "\(words("电脑 Outlook：添加日历 → 从 Internet，把地址粘贴进去"))",
            "\(words("日历里只有什么事、哪个单位、哪天到期，没有姓名和号码；这个地址不能登录，也不能看别的内容"))",
        ])
    }
}
