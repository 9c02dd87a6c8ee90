import ChineseText
import Core
import Storage
import Web

/// `/unions/:union`: one union of one or several enterprises, its elections and its story.
struct UnionPages: Sendable {
    let story: StoryWords

    func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("union")
        return .page(
            try await visit.house.database.read { tx in
                guard let union = try EnterpriseUnionStore.find(id, visit.actor.sees, tx) else {
                    throw Problem.notFound
                }
                return try UnionPage(
                    union, visit, try RecordStory.load("enterpriseUnion", id, at: "/unions/\(id)", visit, story, tx),
                    tx)
            })
    }
}

struct UnionPage: Page {
    struct Election: Sendable, Encodable {
        let electedOn: Day
        let termYears: Int
        let untilOn: Day
    }

    let title: Message
    let id: Identifier
    let name: String
    let kind: EnterpriseUnionKind
    let unit: Identifier
    let unitName: String
    let foundedOn: Day
    let legalPersonCode: String?
    /// Its check character is wrong.
    let hasOddCode: Bool
    let electedOn: Day
    let termYears: Int
    let nextElectionOn: Day
    let isLate: Bool
    let closedOn: Day?
    let closeReason: String?
    let version: Int
    let elections: [Election]
    let enterprises: [EnterpriseOfUnion]
    let story: RecordStory
    /// Why nothing can be changed here; nil: it can.
    let refusal: Message?

    var room: Room? { Organization.fieldRoom }

    init(_ union: EnterpriseUnion, _ visit: Visit, _ story: RecordStory, _ tx: Transaction) throws {
        let scope = visit.actor.sees
        title = .verbatim(union.name)
        id = union.id
        name = union.name
        kind = union.kind
        unit = union.place.unit
        unitName = try UnitStore.find(union.place.unit, scope, tx)?.name ?? ""
        foundedOn = union.foundedOn
        legalPersonCode = union.legalPersonCode
        hasOddCode = union.legalPersonCode.map { (try? UnifiedCreditCode($0)) == nil } ?? false
        electedOn = union.electedOn
        termYears = union.termYears
        nextElectionOn = union.nextElectionOn
        isLate = union.isLate(visit.house.today)
        closedOn = union.closedOn
        closeReason = union.closeReason
        version = union.version
        elections = try tx.all(
            """
            SELECT elected_on, term_years FROM union_elections WHERE union_id = \(union.id)
            ORDER BY elected_on DESC LIMIT 50
            """
        ) { row in
            let (day, years): (Day, Int) = (try row["elected_on"], try row["term_years"])
            return Election(electedOn: day, termYears: years, untilOn: UnionWording.end(of: years, from: day))
        }
        enterprises = try EnterpriseOfUnion.all(of: union.id, scope, tx)
        self.story = story
        refusal = visit.actor.may(.manageUnits, at: union.place).reason
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: refusal.map { "\(words($0))" },
            crumbs: [Crumb("基层工会", "/unions"), Crumb(.verbatim(unitName), "/unions?unit=\(unit)")], acts: acts))
        \(columns(left(words), story.view(words)))
        """
    }

    private var acts: [PageAct] {
        guard refusal == nil else { return [] }
        guard closedOn == nil else { return [.link("修改", to: "/unions/\(id)/correct")] }
        return [
            .link("登记换届", to: "/unions/\(id)/election", .primary), .link("修改", to: "/unions/\(id)/correct"),
            .link("登记撤销", to: "/unions/\(id)/close", .danger),
        ]
    }

    private func left(_ words: Words) -> HTML {
        """
        \(closedOn.map { notice(words, .warning, "这个工会已于 \($0) 撤销，原因：\(closeReason ?? "")") })
        \(isLate
            ? notice(words, .failure, "任期已在 \(nextElectionOn) 届满，请召开会员大会或会员代表大会换届，再登记换届") : nil)
        \(hasOddCode ? notice(words, .warning, "法人代码的校验码不对，请对照法人资格证书核对") : nil)
        \(section(words, "基本情况", facts(words, known(words))))
        \(section(words, kind == .joint ? "加入的企业" : "所在企业", id: "enterprises", enterprisesView(words)))
        \(section(words, "历届选举", id: "elections", electionsView(words)))
        """
    }

    private func known(_ words: Words) -> [Fact] {
        [
            Fact("类型", tag(words, kind.title)), Fact("单位", "<a href=\"/units/\(unit)\">\(unitName)</a>"),
            .text("建会日期", words(foundedOn)), .text("法人代码", legalPersonCode), .text("本届选举", words(electedOn)),
            .text("任期", words("\(termYears) 年")),
            Fact(
                "下次换届", "\(words(nextElectionOn))\(isLate ? " \(tag(words, "换届已到期", .urgent))" as HTML : nil)"),
        ]
    }

    private func enterprisesView(_ words: Words) -> HTML {
        dataTable(
            words, caption: "企业",
            columns: [
                Column("企业", .heading), Column("职工", .number), Column("会员", .number), Column("从哪一天起", .day),
                Column("到哪一天", .day),
            ],
            rows: enterprises.map { one in
                TableRow([
                    "<a href=\"/enterprises/\(one.enterprise)\">\(one.name)</a>", numberCell(words, one.employees),
                    membersCell(words, one.members, of: one.employees), "\(words(one.joinedOn))",
                    one.leftOn.map { "\(words($0))" } ?? "\(words("至今"))",
                ])
            },
            empty: emptyState(words, "还没有企业加入", advice: "在企业的页面登记它加入这个联合工会"))
    }

    private func electionsView(_ words: Words) -> HTML {
        dataTable(
            words, caption: "历届选举",
            columns: [Column("选举日期", .heading), Column("任期"), Column("任期届满")],
            rows: elections.map { one in
                TableRow(["\(words(one.electedOn))", "\(words("\(one.termYears) 年"))", "\(words(one.untilOn))"])
            })
    }
}
