import Core
import People
import Storage
import Web

/// On a person's page: contracts, grade, office, where she came from, and what was put right.
struct PersonEmployment: Section {
    static let key = "employment"

    let person: Identifier
    let category: WorkerCategory
    let contracts: [Contract]
    let openEndedDuty: Message?
    let grades: [GradeStep]
    let offices: [CadreOffice]
    let cohorts: [CohortMembership]
    let corrections: [WorkerCorrection]
    let today: Day
    let mayPost: Bool

    var title: Message { "合同、职级和来历" }

    static let section = PersonSection { visit, person, tx in
        guard let worker = try WorkerStore.find(person, tx),
            let place = try PersonStore.place(of: person, visit.actor.sees, tx)
        else { return nil }
        let contracts = try ContractStore.of(person, tx)
        let today = visit.house.today
        let next = contracts.first?.lastDay?.adding(days: 1) ?? today
        return PersonEmployment(
            person: person, category: worker.category, contracts: contracts,
            openEndedDuty: OpenEndedDuty.of(contracts, hiredOn: worker.hiredOn, on: next)?.hint,
            grades: try GradeStep.of(person, tx), offices: try CadreStore.offices(of: person, tx),
            cohorts: try CohortStore.memberships(of: person, tx), corrections: try WorkerCorrection.of(person, tx),
            today: today, mayPost: visit.actor.may(.post, at: place).isAllowed)
    }

    func body(_ words: Words) -> HTML {
        """
        \(mayPost ? actRow(words, acts) : nil)
        \(contracts.isEmpty ? nothing(words, "还没有登记合同") : contractTable(words))
        \(mayPost ? openEndedDuty.map { notice(words, .information, $0) } : nil)
        \(grades.isEmpty ? nil : gradeTable(words))
        \(offices.isEmpty ? nil : officeTable(words))
        \(cohorts.isEmpty ? nil : cohortTable(words))
        \(corrections.isEmpty ? nil : correctionTable(words))
        """
    }

    private func nothing(_ words: Words, _ message: Message) -> HTML { "<p class=\"quiet\">\(words(message))</p>" }

    private var acts: [PageAct] {
        let own: [PageAct] = category == .cadre ? [.link("登记干部任用", to: "/people/\(person)/cadre-offices")] : []
        return own + [
            .link("登记合同", to: "/people/\(person)/contracts"), .link("登记职级", to: "/people/\(person)/grade"),
            .link("加入批次", to: "/people/\(person)/cohorts"), .link("更正入职信息", to: "/people/\(person)/employment"),
        ]
    }

    /// The acts of an entry's row, for whoever may.
    private func entryActs(
        _ words: Words, _ kind: WorkerEntryKind, _ id: Identifier, _ more: [PageAct] = []
    ) -> HTML {
        guard mayPost else { return .empty }
        return actRow(words, more + [.withdrawing(person, kind, id)])
    }

    private func contractTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "劳动合同", showsCaption: true,
            columns: [
                Column("合同期限", .heading), Column("与谁签订"), Column("起", .day), Column("止", .day), Column("办理", .acts),
            ],
            rows: contracts.map { contract in
                let end = PageAct.link("提前结束", to: "/people/\(person)/contracts/\(contract.id)/end")
                let isOpen = contract.lastDay.map { $0 > today } ?? true
                return TableRow([
                    "\(words(contract.kind.title)) <span class=\"quiet\">\(words("第 \(contract.number) 次"))</span>",
                    HTML(text: contract.employerName ?? words(contract.employer.title)), "\(words(contract.startsOn))",
                    ending(words, contract),
                    entryActs(words, .contract, contract.id, isOpen && contract.startsOn <= today ? [end] : []),
                ])
            })
    }

    private func ending(_ words: Words, _ contract: Contract) -> HTML {
        if let ended = contract.endedOn {
            return "\(words(ended)) <span class=\"quiet\">\(contract.endReason ?? "")</span>"
        }
        guard let last = contract.endsOn else { return tag(words, "没有终止日期", .quiet) }
        let isLast = contract.id == contracts.first?.id
        let isNear = isLast && last >= today && last <= today.adding(days: 60)
        let isOver = isLast && last < today
        return """
            \(words(last))\(isNear ? " \(tag(words, "快到期", .urgent))" as HTML : nil)\
            \(isOver ? " \(tag(words, "已到期", .urgent))" as HTML : nil)
            """
    }

    private func gradeTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "职级", showsCaption: true,
            columns: [Column("职级", .heading), Column("从哪天起", .day), Column("原因"), Column("办理", .acts)],
            rows: grades.map { grade in
                TableRow([
                    "\(words(grade.title))", "\(words(grade.startsOn))", "\(grade.reason)",
                    entryActs(words, .gradeStep, grade.id),
                ])
            })
    }

    private func officeTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "干部任用", showsCaption: true,
            columns: [
                Column("职务", .heading), Column("任用方式"), Column("派出单位"), Column("起", .day), Column("止", .day),
                Column("办理", .acts),
            ],
            rows: offices.map { office in
                let end = PageAct.link("结束任用", to: "/people/\(person)/cadre-offices/\(office.id)/end")
                let until: HTML? = office.untilOn.map { "\(words("约定到 \($0)"))" }
                return TableRow([
                    "\(words(office.office.title))", "\(words(office.appointment.title))",
                    office.secondedFrom.map { HTML(text: $0) } ?? "—", "\(words(office.startsOn))",
                    office.endedOn.map { "\(words($0)) <span class=\"quiet\">\(office.endReason ?? "")</span>" }
                        ?? until ?? tag(words, "在任", .strong),
                    entryActs(words, .cadreOffice, office.id, office.endedOn == nil ? [end] : []),
                ])
            })
    }

    private func cohortTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "所属批次", showsCaption: true,
            columns: [
                Column("批次", .heading), Column("原来的工种或岗位"), Column("谁推荐"), Column("转岗说明"), Column("办理", .acts),
            ],
            rows: cohorts.map { one in
                let list = address(RetentionPeople.path, [("group", Retention.Group.cohort(one.cohort).text)])
                return TableRow([
                    "<a href=\"\(list)\">\(one.cohortName)</a>", "\(one.formerTrade ?? "—")",
                    "\(one.recommendedBy ?? "—")", "\(one.transitionNote ?? "—")",
                    entryActs(words, .cohortMember, one.id),
                ])
            })
    }

    private func correctionTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "入职信息更正记录", showsCaption: true,
            columns: [Column("什么时候", .heading), Column("更正前"), Column("原因")],
            rows: corrections.map { one in
                let before = one.changed.compactMap { field -> String? in
                    switch field {
                    case "category": words(one.category.title)
                    case "source": one.source.map { words($0.title) } ?? words("没有登记来源")
                    case "hiredOn": one.hiredOn.map { words($0) } ?? "—"
                    default: nil
                    }
                }
                return TableRow([
                    "\(words(one.at))", HTML(text: before.isEmpty ? "—" : before.joined(separator: words("、"))),
                    HTML(text: one.reason ?? words("花名册里不同")),
                ])
            })
    }
}

extension PageAct {
    static func withdrawing(_ person: Identifier, _ kind: WorkerEntryKind, _ entry: Identifier) -> PageAct {
        .link("作废", to: "/people/\(person)/entries/\(kind.rawValue)/\(entry)/withdrawal")
    }
}
