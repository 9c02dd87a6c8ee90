import Core
import Organization
import People
import Storage
import Web

/// On a person's page: where she works and worked, what she answers for, and what can be done about it.
struct PersonPosts: Section {
    static let key = "posts"

    struct Entry: Encodable, Sendable {
        let id: Identifier
        let unit: String
        let isPrimary: Bool
        let startedOn: Day
        let endedOn: Day?
        let endReason: String?
        /// Where the reader may see the unit.
        let unitAddress: String?
        let mayEnd: Bool
    }

    struct Duty: Encodable, Sendable {
        let id: Identifier
        let unit: String
        let startedOn: Day
        let unitAddress: String?
        let mayEnd: Bool
    }

    /// A hand-over of hers that goes on.
    struct Going: Encodable, Sendable {
        let kind: HandoverKind
        let lastDay: Day
        let isLate: Bool
        let address: String
    }

    let person: Identifier
    let category: WorkerCategory?
    let source: WorkerSource?
    let sourceNote: String?
    let hiredOn: Day?
    let posts: [Entry]
    let responsibilities: [Duty]
    let handovers: [Going]
    let mayPost: Bool
    /// Also where only a second post lies in the reader's part.
    let mayTake: Bool

    var title: Message { "岗位" }

    static let section = PersonSection { visit, person, tx in
        let worker = try WorkerStore.find(person, tx)
        let posts = try PostStore.history(of: person, tx)
        let duties = try ResponsibilityStore.current(of: person, tx)
        let units = try labels(posts.map(\.place) + duties.map(\.place), tx)
        let (sees, places) = (visit.actor.sees, visit.actor.scope(for: .post))
        func link(_ place: Place) -> String? { sees.contains(place) ? "/units/\(place.unit)" : nil }
        let here = try PersonStore.place(of: person, sees, tx)
        return PersonPosts(
            person: person, category: worker?.category, source: worker?.source, sourceNote: worker?.sourceNote,
            hiredOn: worker?.hiredOn,
            posts: posts.map { post in
                Entry(
                    id: post.id, unit: units[post.place.unit] ?? "", isPrimary: post.isPrimary,
                    startedOn: post.startedOn, endedOn: post.endedOn, endReason: post.endReason,
                    unitAddress: link(post.place), mayEnd: post.endedOn == nil && places.contains(post.place))
            },
            responsibilities: duties.map { duty in
                Duty(
                    id: duty.id, unit: units[duty.place.unit] ?? "", startedOn: duty.startedOn,
                    unitAddress: link(duty.place), mayEnd: places.contains(duty.place))
            },
            handovers: try HandoverStore.open(ofPerson: person, tx).filter { sees.contains($0.place) }.map { one in
                Going(
                    kind: one.kind, lastDay: one.lastDay, isLate: one.lastDay < visit.house.today,
                    address: "/handovers/\(one.id)")
            },
            mayPost: here.map { places.contains($0) } ?? false,
            mayTake: posts.contains { $0.endedOn == nil && places.contains($0.place) })
    }

    /// What units are called, all in one query; a name is no secret, the page behind it is.
    static func labels(_ places: [Place], _ tx: Transaction) throws -> [Identifier: String] {
        let rows = try tx.all(
            """
            SELECT unit_id, name, district_name FROM unit_names
            WHERE unit_id IN \(list: Array(Set(places.map(\.unit))).sorted())
            """
        ) { row in (try row["unit_id"] as Identifier, try row["district_name"] as String, try row["name"] as String) }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.2.hasPrefix($0.1) ? $0.2 : "\($0.1) · \($0.2)") })
    }

    private var current: Entry? { posts.first { $0.isPrimary && $0.endedOn == nil } }

    func body(_ words: Words) -> HTML {
        """
        \(handovers.map { going(words, $0) })
        \(category == nil ? nil : employment(words))
        \(acts.isEmpty ? nil : actRow(words, acts))
        \(postTable(words))
        \(responsibilities.isEmpty ? nil : dutyTable(words))
        """
    }

    var primaryAct: PageAct? {
        guard mayPost else { return nil }
        guard category != nil else { return .link("登记入职", to: "/people/\(person)/hire", .primary) }
        guard current != nil else { return .link("任职", to: "/people/\(person)/appoint", .primary) }
        return .link("调动", to: "/people/\(person)/move", .primary)
    }

    private var acts: [PageAct] {
        let take: [PageAct] = mayTake ? [.link("增加负责的单位", to: "/people/\(person)/responsibilities")] : []
        guard mayPost else { return take }
        guard current != nil else { return [] }
        return take + [.link("兼任第二岗位", to: "/people/\(person)/second-post")]
    }

    private var origin: Message? {
        guard let source, let sourceNote else { return source?.title }
        return "\(source.title)（\(sourceNote)）"
    }

    private func going(_ words: Words, _ one: Going) -> HTML {
        notice(
            words, one.isLate ? .warning : .information,
            one.kind == .leaving ? "正在交接：将离任，在岗的最后一天 \(one.lastDay)" : "正在交接：将调动，在岗的最后一天 \(one.lastDay)",
            actRow(words, [.link("看这次交接", to: one.address)]))
    }

    private func employment(_ words: Words) -> HTML {
        facts(
            words,
            [
                .text("人员类别", category.map { words($0.title) }),
                .text("来源", origin.map { words($0) }),
                .text("入职日期", hiredOn.map { words($0) }),
            ])
    }

    private func postTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "任职经历",
            columns: [Column("单位", .heading), Column("起", .day), Column("止"), Column("办理", .acts)],
            rows: posts.map { post in
                TableRow([
                    unit(words, post.unit, post.unitAddress, note: post.isPrimary ? nil : "兼任"),
                    "\(words(post.startedOn))",
                    post.endedOn.map {
                        "\(words($0))\(post.endReason.map { " <span class=\"quiet\">\($0)</span>" as HTML })"
                    }
                        ?? "\(tag(words, "在任", .strong))",
                    post.mayEnd ? actRow(words, [.link("离任", to: "/posts/\(post.id)/end")]) : .empty,
                ])
            },
            empty: emptyState(words, "还没有任职记录", advice: "登记入职后，这里会列出每一段任职"))
    }

    private func dutyTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "负责的单位", showsCaption: true,
            columns: [Column("单位", .heading), Column("从哪天起", .day), Column("办理", .acts)],
            rows: responsibilities.map { duty in
                TableRow([
                    unit(words, duty.unit, duty.unitAddress, note: nil), "\(words(duty.startedOn))",
                    duty.mayEnd ? actRow(words, [.link("不再负责", to: "/responsibilities/\(duty.id)/end")]) : .empty,
                ])
            })
    }

    private func unit(_ words: Words, _ name: String, _ address: String?, note: Message?) -> HTML {
        let named: HTML = address.map { "<a href=\"\($0)\">\(name)</a>" } ?? HTML(text: name)
        return "\(named)\(note.map { " \(tag(words, $0, .quiet))" as HTML })"
    }
}
