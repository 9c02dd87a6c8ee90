import Core
import People
import Storage
import Web

/// On a person's page: what she is qualified for, which languages she speaks, what she is good at.
struct PersonQualifications: Section {
    static let key = "qualifications"

    struct Entry: Encodable, Sendable {
        let licence: Licence
        let title: Message
        /// What the present term asks for; nil: no hours are asked for.
        let hoursRequired: Int?
        /// Earned within the present term.
        let hoursDone: Int
        let hours: [LicenceHours]
    }

    let person: Identifier
    let licences: [Entry]
    let languages: [WorkerLanguage]
    let skills: [WorkerSkillEntry]
    let today: Day
    let mayPost: Bool

    var title: Message { "证书、语言和特长" }

    static let section = PersonSection { visit, person, tx in
        guard try WorkerStore.find(person, tx) != nil,
            let place = try PersonStore.place(of: person, visit.actor.sees, tx)
        else { return nil }
        let licences = try LicenceStore.of(person, tx)
        let hours = try LicenceStore.hours(of: licences.map(\.id), tx)
        let rules = licences.isEmpty ? [] : try LicenceHourRule.all(tx)
        return PersonQualifications(
            person: person,
            licences: licences.map { licence in
                let own = hours.filter { $0.licence == licence.id }
                let term = licence.registeredFrom.flatMap { from in
                    licence.registeredUntil.map { until in own.filter { $0.earnedOn >= from && $0.earnedOn <= until } }
                }
                return Entry(
                    licence: licence, title: licence.title,
                    hoursRequired: licence.registeredFrom.flatMap {
                        LicenceHourRule.required(licence.kind, termFrom: $0, rules)
                    },
                    hoursDone: (term ?? own).reduce(0) { $0 + $1.hours }, hours: own)
            },
            languages: try WorkerLanguage.of(person, tx), skills: try WorkerSkillEntry.of(person, tx),
            today: visit.house.today, mayPost: visit.actor.may(.post, at: place).isAllowed)
    }

    func body(_ words: Words) -> HTML {
        let acts: [PageAct] = [
            .link("登记证书", to: "/people/\(person)/licences"), .link("登记语言", to: "/people/\(person)/languages"),
            .link("登记特长", to: "/people/\(person)/skills"),
        ]
        let hours = licences.flatMap { entry in entry.hours.map { (entry.title, $0) } }
        let isEmpty = licences.isEmpty && languages.isEmpty && skills.isEmpty
        return """
            \(mayPost ? actRow(words, acts) : nil)
            \(isEmpty ? "<p class=\"quiet\">\(words("还没有登记证书、语言和特长"))</p>" as HTML : nil)
            \(licences.isEmpty ? nil : licenceTable(words))
            \(licences.isEmpty ? nil : "<p><a href=\"\(LicenceRulesPage.path)\">\(words("继续教育要多少学时"))</a></p>" as HTML)
            \(hours.isEmpty ? nil : hoursTable(words, hours))
            \(languages.isEmpty ? nil : languageTable(words))
            \(skills.isEmpty ? nil : skillTable(words))
            """
    }

    private func entryActs(
        _ words: Words, _ kind: WorkerEntryKind, _ id: Identifier, _ more: [PageAct] = []
    ) -> HTML {
        mayPost ? actRow(words, more + [.withdrawing(person, kind, id)]) : .empty
    }

    private func licenceTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "证书", showsCaption: true,
            columns: [
                Column("证书", .heading), Column("发证日期", .day), Column("登记有效到"), Column("本期继续教育"), Column("办理", .acts),
            ],
            rows: licences.map { entry in
                let licence = entry.licence
                let base = "/people/\(person)/licences/\(licence.id)"
                let number: HTML? = licence.number.map { "<br/><span class=\"quiet\">\($0)</span>" }
                return TableRow([
                    "\(words(entry.title))\(number)", "\(words(licence.issuedOn))", until(words, licence),
                    progress(words, entry),
                    entryActs(
                        words, .licence, licence.id,
                        [.link("登记学时", to: base + "/hours"), .link("再登记", to: base + "/renewal")]),
                ])
            })
    }

    private func until(_ words: Words, _ licence: Licence) -> HTML {
        guard let until = licence.registeredUntil else { return "—" }
        if until < today { return "\(words(until)) \(tag(words, "已到期", .urgent))" }
        return until <= today.adding(days: 90) ? "\(words(until)) \(tag(words, "快到期", .urgent))" : "\(words(until))"
    }

    private func progress(_ words: Words, _ entry: Entry) -> HTML {
        guard let required = entry.hoursRequired else {
            return entry.hoursDone == 0 ? "—" : "\(words("\(entry.hoursDone) 学时"))"
        }
        let sentence = words("\(entry.hoursDone) / \(required) 学时")
        return """
            <span>\(sentence)</span> <progress max="\(required)" value="\(min(entry.hoursDone, required))" \
            aria-label="\(words("继续教育学时"))">\(sentence)</progress>
            """
    }

    private func hoursTable(_ words: Words, _ hours: [(Message, LicenceHours)]) -> HTML {
        dataTable(
            words, caption: "继续教育学时", showsCaption: true,
            columns: [
                Column("学了什么", .heading), Column("证书"), Column("完成日期", .day), Column("学时", .number),
                Column("办理", .acts),
            ],
            rows: hours.map { title, one in
                TableRow([
                    "\(one.title)", "\(words(title))", "\(words(one.earnedOn))", "\(words(one.hours))",
                    entryActs(words, .licenceHours, one.id),
                ])
            })
    }

    private func languageTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "语言", showsCaption: true,
            columns: [Column("语言或方言", .heading), Column("水平"), Column("办理", .acts)],
            rows: languages.map { one in
                TableRow([
                    "\(words(one.language.title))", "\(words(one.level.title))", entryActs(words, .language, one.id),
                ])
            })
    }

    private func skillTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "特长", showsCaption: true,
            columns: [Column("特长", .heading), Column("具体说明"), Column("办理", .acts)],
            rows: skills.map { one in
                TableRow(["\(words(one.skill.title))", "\(one.note ?? "—")", entryActs(words, .skill, one.id)])
            })
    }
}
