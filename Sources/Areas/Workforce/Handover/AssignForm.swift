import Core
import Organization
import People
import Storage
import Web

/// Chooses who takes one thing over, and from which day.
struct AssignForm: Page {
    struct Candidate: Encodable, Sendable {
        let person: Identifier
        let name: String
        let unit: String
        /// For how many units she answers already.
        let carries: Int
    }

    let handover: Identifier
    let name: String
    let kind: String
    let held: Identifier
    let label: String
    let lastDay: Day
    let isGiven: Bool
    /// Those near, fewest units first; or those whom the name that was written fits.
    let candidates: [Candidate]
    let form: FormState

    var title: Message { "交给谁：\(label)" }
    var room: Room? { Workforce.peopleRoom }

    private static let most = 12

    static func load(_ visit: Visit, _ state: FormState) async throws -> AssignForm {
        let id = try visit.identifier("handover")
        let (kind, held) = (visit.parameter("holdable"), try visit.identifier("held"))
        let (actor, house) = (visit.actor, visit.house)
        let found = try await search(state["name"], actor, house)
        return try await house.database.read { tx in
            guard let handover = try HandoverStore.find(id, actor.sees, tx),
                let item = try HandoverStore.items(of: handover, house.registry, tx)
                    .first(where: { $0.kind == kind && $0.held == held })
            else { throw Problem.notFound }
            try actor.may(.post, at: handover.place).orThrow()
            var state = state
            if state["fromDay"] == nil, !state.isRefused {
                state["fromDay"] = max(handover.lastDay.adding(days: 1), house.today).description
            }
            let names = try HandoverPage.names([handover.person], tx)
            let place = try ScopeTree.place(of: item.unit, tx) ?? handover.place
            return AssignForm(
                handover: id, name: names[handover.person] ?? "", kind: kind, held: held, label: item.label,
                lastDay: handover.lastDay, isGiven: item.isGiven,
                candidates: try candidates(
                    near: place.key, without: handover.person, among: found, actor.scope(for: .post), tx),
                form: state)
        }
    }

    /// Whom the name fits; nil: none was written.
    private static func search(_ name: String?, _ actor: Actor, _ house: House) async throws -> [Identifier]? {
        guard let name, !name.isEmpty else { return nil }
        return try await PersonSearch.find(name, PersonFilter(actor.scope(for: .post)), actor, house).ids
    }

    private static func candidates(
        near key: ScopeKey, without giver: Identifier, among found: [Identifier]?, _ scope: Scope, _ tx: Transaction
    ) throws -> [Candidate] {
        let near = key.path.dropLast().last ?? key
        let which: SQL =
            found.map { "po.person_id IN \(list: $0.prefix(200).map(\.self))" }
            ?? "po.scope_key >= \(near) AND po.scope_key < \(near.end)"
        return try tx.all(
            """
            SELECT p.id, p.name, n.name AS unit, (SELECT COUNT(*) FROM responsibilities r
                WHERE r.person_id = p.id AND r.ended_on IS NULL) AS carries
            FROM posts po
            JOIN people p ON p.id = po.person_id
            JOIN unit_names n ON n.unit_id = po.unit_id
            WHERE \(which) AND po.ended_on IS NULL AND po.is_primary AND po.person_id <> \(giver)
              AND \(scope.predicate(.init(key: "po.scope_key", district: "po.district_id")))
            ORDER BY carries, po.id LIMIT \(most)
            """
        ) { row in
            Candidate(
                person: try row["id"], name: try row["name"], unit: try row["unit"], carries: try row["carries"])
        }
    }

    static func assign(_ visit: Visit) async throws -> Answer {
        let page = try await load(visit, FormState(visit.fields))
        return try await visit.submit {
            var known = [
                "handover": page.handover.description, "kind": page.kind, "held": page.held.description,
            ]
            // A name that fits one person alone is that person.
            if visit.fields["person"] == nil, let name = visit.fields["name"] {
                guard let only = page.candidates.first else {
                    throw Problem.invalid("name", "您的范围内没有叫“\(name)”的在岗人员")
                }
                guard page.candidates.count == 1 else { throw Problem.invalid("person", "有几个人符合，请选择一位") }
                known["person"] = only.person.description
            }
            try await visit.run(visit.decode(AssignItem.self, with: known))
            return .redirect("/handovers/\(page.handover)", saying: "已请其接手，等待答复")
        } orShow: { state in
            try await load(visit, state)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let header = pageHeader(
            words, title, crumbs: [Crumb("交接", "/handovers"), Crumb(.verbatim(name), "/handovers/\(handover)")])
        let known = facts(
            words,
            [
                .text("事项", label), .text("原来是谁的", name), .text("在岗的最后一天", words(lastDay)),
            ])
        if isGiven { return "\(header)\(known)\(notice(words, .information, "这一项已经交出"))" }
        let choices = candidates.map { one in
            Choice(
                one.person.description, .verbatim(one.name), hint: "\(one.unit)，现在负责 \(one.carries) 个单位")
        }
        let none = emptyState(words, "附近没有别的在岗的人", advice: "请在下面写姓名查找，或者先安排一人到岗")
        return """
            \(header)
            \(known)
            \(view.wrapped(
                to: "/handovers/\(handover)/items/\(kind)/\(held)", submit: "请其接手", cancel: "/handovers/\(handover)",
                [
                    choices.isEmpty ? none : view.radios("person", "交给谁", choices),
                    view.text("name", "不在上面？写姓名或拼音查找", isOptional: true),
                    view.day("fromDay", "从哪天起"),
                ]))
            """
    }
}
