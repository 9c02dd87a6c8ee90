import Core
import Storage
import Web

/// What was offered to whoever asks herself.
struct OwnOffers: Page {
    let offers: [HandoverOffer]
    /// The account belongs to somebody to whom things can be given.
    let isSomebody: Bool
    /// She sees to other people's hand-overs.
    let isOfficer: Bool

    var title: Message { "交给我的" }
    var room: Room? { Workforce.peopleRoom }

    static func load(_ visit: Visit) async throws -> Answer {
        let person = visit.actor.person
        let offers = try await visit.house.database.read { tx in
            try person.map { try HandoverStore.offers(where: "a.person_id = \($0)", limit: 100, tx) } ?? []
        }
        return .page(OwnOffers(offers: offers, isSomebody: person != nil, isOfficer: visit.actor.has(.post)))
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: "\(words("同事离任或调动时，请您接手的事"))"))
        \(dataTable(
            words, caption: title,
            columns: [Column("事项", .heading), Column("原来是谁的"), Column("从哪天起", .day), Column("情况"), Column("办理", .acts)],
            rows: offers.map { one in
                TableRow([
                    HTML(text: one.label), HTML(text: one.giver), "\(words(one.fromDay))", standing(words, one),
                    one.answer == nil
                        ? actRow(words, [.link("答复", to: "/handovers/answers/\(one.id)")]) : .empty,
                ], isUrgent: one.answer == nil)
            },
            empty: emptyState(
                words, "没有交给您的事",
                advice: advice, acts: isOfficer ? [.link("看经办的交接", to: "/handovers")] : [])))
        """
    }

    private var advice: Message {
        if isSomebody { return "有同事离任或调动，请您接手时，会列在这里" }
        return isOfficer ? "这里只列交给您本人的事；您经办的交接在“交接”里" : "您的账号没有对应到在岗人员；请系统管理员核对"
    }

    private func standing(_ words: Words, _ one: HandoverOffer) -> HTML {
        switch one.answer {
        case HandoverAssignment.Answer.accepted.rawValue: tag(words, one.isGiven ? "已交出" : "已接受", .strong)
        case HandoverAssignment.Answer.refused.rawValue: tag(words, "没有接受", .quiet)
        case HandoverAssignment.Answer.withdrawn.rawValue: tag(words, "已改交别人", .quiet)
        default: tag(words, "等待答复", .urgent)
        }
    }
}

/// Accepts or refuses one thing.
struct AnswerForm: Page {
    let id: Identifier
    let label: String
    let giver: String
    let taker: String
    let fromDay: Day
    let isOwn: Bool
    let isAnswered: Bool
    let form: FormState

    var title: Message { isOwn ? "交给我的：\(label)" : "代为答复：\(label)" }
    var room: Room? { Workforce.peopleRoom }
    private var back: String { isOwn ? "/handovers/mine" : "/handovers" }

    static func load(_ visit: Visit, _ state: FormState) async throws -> AnswerForm {
        let id = try visit.identifier("assignment")
        return try await visit.house.database.read { [actor = visit.actor] tx in
            let found = try AnswerItem.find(id, actor, tx)
            if !found.isOwn { try actor.may(.post, at: found.place).orThrow() }
            let people: Set = [found.handover.person, found.assignment.person]
            let names = try HandoverPage.names(people, tx)
            return AnswerForm(
                id: id, label: found.assignment.label, giver: names[found.handover.person] ?? "",
                taker: names[found.assignment.person] ?? "", fromDay: found.assignment.fromDay, isOwn: found.isOwn,
                isAnswered: found.assignment.answer != nil, form: state)
        }
    }

    static func answer(_ visit: Visit) async throws -> Answer {
        let page = try await load(visit, FormState())
        return try await visit.submit {
            let command = try visit.decode(AnswerItem.self, with: ["assignment": page.id.description])
            try await visit.run(command)
            return .redirect(page.back, saying: command.answer == .accept ? "已接受" : "已答复不接受")
        } orShow: { state in
            try await load(visit, state)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, crumbs: [Crumb(isOwn ? "交给我的" : "交接", back)]))
            \(facts(words, [
                .text("事项", label), .text("原来是谁的", giver), .text("交给谁", taker), .text("从哪天起", words(fromDay)),
            ]))
            \(isAnswered
                ? notice(words, .information, "这一项已经答复过，或者已经改交别人")
                : view.wrapped(to: "/handovers/answers/\(id)", submit: "答复", cancel: back, [
                    view.radios(
                        "answer", isOwn ? "您是否接手" : "\(taker)是否接手",
                        [Choice("accept", "接受"), Choice("refuse", "不接受")]),
                    isOwn
                        ? view.text("reason", "不接受的理由", hint: "接受的可以空着", width: .full)
                        : view.text(
                            "reason", "为什么由您代为答复", hint: "会写在这一项上，例如：本人出差，电话里说好由她接手", width: .full),
                ]))
            """
    }
}
