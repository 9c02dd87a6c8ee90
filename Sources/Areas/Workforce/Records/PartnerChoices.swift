import Core
import Organization
import Storage
import Web

/// The partner organisations that a contract or a cohort may name.
enum PartnerChoices {
    /// Those who employ workers for the union.
    static func employers(_ actor: Actor, _ tx: Transaction) throws -> [Choice] {
        try choices([.agency, .serviceCentre, .other], actor, tx)
    }

    /// Those from whom workers come.
    static func sources(_ actor: Actor, _ tx: Transaction) throws -> [Choice] {
        try choices([.sourceEmployer, .university, .agency, .other], actor, tx)
    }

    private static func choices(_ kinds: [PartnerKind], _ actor: Actor, _ tx: Transaction) throws -> [Choice] {
        try PartnerStore.search("", kinds: kinds, actor.sees, tx, limit: 200).map { partner in
            Choice(partner.id.description, .verbatim(partner.name))
        }
    }

    /// Nothing where there is nobody to choose.
    static func field(_ view: FormView, _ choices: [Choice]) -> HTML {
        guard !choices.isEmpty else { return .empty }
        return view.select(
            "partner", "合作单位", choices, hint: "登记在“合作组织”里的才能选；没有就不选", isOptional: true, unchosen: "不选")
    }

    static func problems(_ partner: Identifier?, _ act: Act) throws -> [FieldProblem] {
        guard let partner else { return [] }
        guard let found = try PartnerStore.find(partner, act.actor.sees, act.tx) else {
            return [FieldProblem("partner", "请从列表中选择合作单位")]
        }
        return found.isClosed ? [FieldProblem("partner", "与\(found.name)的合作已经结束")] : []
    }
}

/// On a partner's page: the cohorts that came through it.
struct PartnerCohorts: Section {
    static let key = "cohorts"

    struct Entry: Encodable, Sendable {
        let cohort: Identifier
        let name: String
        let formedOn: Day
    }

    let cohorts: [Entry]

    var title: Message { "从这里来的人" }

    static let section = PartnerSection { _, partner, tx in
        let cohorts = try tx.all(
            """
            SELECT h.id, h.name, h.formed_on FROM cohorts h WHERE h.partner_id = \(partner)
            ORDER BY h.formed_on DESC, h.id LIMIT 50
            """
        ) { row in Entry(cohort: try row["id"], name: try row["name"], formedOn: try row["formed_on"]) }
        return cohorts.isEmpty ? nil : PartnerCohorts(cohorts: cohorts)
    }

    func body(_ words: Words) -> HTML {
        dataTable(
            words, caption: title,
            columns: [Column("批次", .heading), Column("形成日期", .day), Column("办理", .acts)],
            rows: cohorts.map { one in
                let group = Retention.Group.cohort(one.cohort).text
                return TableRow([
                    "\(one.name)", "\(words(one.formedOn))",
                    actRow(words, [.link("看名单和去留", to: address(RetentionPeople.path, [("group", group)]))]),
                ])
            })
    }
}
