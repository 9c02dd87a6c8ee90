import ChineseText
import Core
import Storage
import Web

/// What another room shows on a partner's page: who came from it.
package struct PartnerSection: Sendable {
    /// nil: nothing to show to this visitor.
    package let load: @Sendable (Visit, Identifier, Transaction) throws -> (any Section)?

    package init(load: @escaping @Sendable (Visit, Identifier, Transaction) throws -> (any Section)?) {
        self.load = load
    }
}

/// `/partners/:partner`: what is known of one partner, the contracts with it, and its story.
struct PartnerPage: Page {
    let id: Identifier
    let name: String
    let shortName: String?
    let kind: PartnerKind
    let creditCode: String?
    /// The code does not prove itself; such codes have been issued.
    let hasWrongCheck: Bool
    let note: String?
    let unit: Identifier
    let unitName: String
    let isUnitSeen: Bool
    let closedOn: Day?
    let closeReason: String?
    let version: Int
    let contracts: [ContractLine]
    let sections: UnitSections
    let story: RecordStory
    let changeRefusal: Message?
    let signRefusal: Message?

    var title: Message { .verbatim(name) }
    var room: Room? { Organization.fieldRoom }

    static func load(_ visit: Visit, _ sections: [PartnerSection], _ words: StoryWords) async throws -> PartnerPage {
        let id = try visit.identifier("partner")
        let (actor, scope, today) = (visit.actor, visit.actor.sees, visit.house.today)
        return try await visit.house.database.read { tx in
            guard let partner = try PartnerStore.find(id, scope, tx) else { throw Problem.notFound }
            let unit = try UnitStore.find(partner.place.unit, tx)
            let contracts = try PartnerStore.contracts(with: id, scope, tx)
            return PartnerPage(
                id: id, name: partner.name, shortName: partner.shortName, kind: partner.kind,
                creditCode: partner.creditCode, hasWrongCheck: partner.creditCode.map(isWrong) ?? false,
                note: partner.note, unit: partner.place.unit, unitName: unit?.name ?? "",
                isUnitSeen: scope.contains(partner.place), closedOn: partner.closedOn,
                closeReason: partner.closeReason, version: partner.version,
                contracts: try ContractLine.lines(contracts, actor, on: today, tx),
                sections: UnitSections(all: try sections.compactMap { try $0.load(visit, id, tx) }),
                story: try RecordStory.load(
                    "partner", id, at: "/partners/\(id)", visit, words, tx),
                changeRefusal: actor.may(.manageUnits, at: partner.place).reason,
                signRefusal: partner.isClosed ? "与它的合作已经结束" : actor.may(.manageUnits).reason)
        }
    }

    private static func isWrong(_ code: String) -> Bool {
        do throws(UnifiedCreditCode.Fault) {
            _ = try UnifiedCreditCode(code)
            return false
        } catch {
            return true
        }
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: changeRefusal.map { "\(words($0))" }, crumbs: [Crumb("合作组织", "/partners")], acts: acts))
        \(columns(left(words), story.view(words)))
        """
    }

    private var acts: [PageAct] {
        guard changeRefusal == nil else { return [] }
        let correct = PageAct.link("修改", to: "/partners/\(id)/correct")
        return closedOn == nil ? [correct, .link("结束合作", to: "/partners/\(id)/close", .danger)] : [correct]
    }

    private func left(_ words: Words) -> HTML {
        let doubt: HTML? =
            hasWrongCheck ? "<br/><span class=\"quiet\">\(words("校验码不符，请与证照核对"))</span>" : nil
        let keptBy: HTML = isUnitSeen ? "<a href=\"/units/\(unit)\">\(unitName)</a>" : HTML(text: unitName)
        let known: [Fact] = [
            Fact("类型", tag(words, kind.title)), .text("简称", shortName),
            Fact("统一社会信用代码", creditCode.map { "\($0)\(doubt)" }), Fact("由谁登记", keptBy), .text("备注", note),
        ]
        let why: HTML? = closeReason.map { "<p>\($0)</p>" }
        return """
            \(closedOn.map { notice(words, .warning, "与它的合作已于 \($0) 结束", why) })
            \(section(words, "基本情况", facts(words, known)))
            \(section(
                words, "服务合同", id: "contracts",
                acts: signRefusal == nil ? [.link("登记服务合同", to: "/partners/\(id)/contracts/new")] : [],
                ContractLine.table(words, contracts, partner: id, empty: emptyState(
                    words, "您的范围内还没有与它签服务合同",
                    advice: signRefusal ?? "登记以后，到期前 \(ContractState.daysAhead) 天会提醒"))))
            \(sections.all.map { section(words, $0.title, id: type(of: $0).key, $0.body(words)) })
            """
    }
}

/// A contract on its partner's page.
struct ContractLine: Sendable, Encodable {
    let id: Identifier
    let unit: Identifier
    let unitName: String
    let subject: String
    let fromOn: Day
    let untilOn: Day
    let note: String?
    let state: ContractState
    let concludedOn: Day?
    let conclusion: String?
    let mayConclude: Bool

    static func lines(
        _ contracts: [PartnerContract], _ actor: Actor, on today: Day, _ tx: Transaction
    ) throws -> [ContractLine] {
        let units = Dictionary(
            uniqueKeysWithValues: try UnitStore.named(contracts.map(\.place.unit), tx).map { ($0.id, $0.name) })
        let lines = contracts.map { one in
            ContractLine(
                id: one.id, unit: one.place.unit, unitName: units[one.place.unit] ?? "", subject: one.subject,
                fromOn: one.fromOn, untilOn: one.untilOn, note: one.note, state: one.state(on: today),
                concludedOn: one.concludedOn, conclusion: one.conclusion,
                mayConclude: one.concludedOn == nil && actor.may(.manageUnits, at: one.place).isAllowed)
        }
        // What needs a hand comes first.
        return ContractState.allCases.flatMap { state in lines.filter { $0.state == state } }
    }

    static func table(_ words: Words, _ lines: [ContractLine], partner: Identifier, empty: HTML) -> HTML {
        dataTable(
            words, caption: "服务合同",
            columns: [
                Column("合同内容", .heading), Column("谁签的"), Column("起止日期"), Column("合同状态"), Column("办理", .acts),
            ],
            rows: lines.map { line in
                let note: HTML? = line.note.map { "<br/><span class=\"quiet\">\($0)</span>" }
                let end: HTML? = line.concludedOn.map { day in
                    "<br/><span class=\"quiet\">\(words(day)) \(line.conclusion ?? "")</span>"
                }
                let acts: [PageAct] =
                    line.mayConclude
                    ? [
                        .link(
                            "续签合同", to: address("/partners/\(partner)/contracts/new", [("renews", line.id.description)])
                        ),
                        .link("办结合同", to: "/partners/\(partner)/contracts/\(line.id)/settle"),
                    ] : []
                return TableRow(
                    [
                        "\(line.subject)\(note)", "<a href=\"/units/\(line.unit)\">\(line.unitName)</a>",
                        "\(words("\(line.fromOn) 到 \(line.untilOn)"))", "\(line.state.view(words))\(end)",
                        actRow(words, acts),
                    ], isUrgent: line.state == .over)
            }, empty: empty)
    }
}
