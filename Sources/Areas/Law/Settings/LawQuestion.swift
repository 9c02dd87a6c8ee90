import Core
import LabourLaw
import Storage
import Web

/// What a change would be and do, before anybody confirms it. Nothing is saved by looking.
struct LawQuestion: Sendable, Encodable {
    let place: String
    let from: Day
    let words: Message
    let details: Message?
    let source: String
    let confirmation: Message
    let reason: String?
    /// What holds there now; where an entry is withdrawn, what will hold.
    let before: Message?
    let isWithdrawal: Bool
    /// An own entry of the same place and day gives way.
    let replaces: Bool
    /// What is odd about it.
    let warnings: [Message]
    let outlook: LawOutlook

    static func adding(
        _ table: LawTable, _ fact: LawFact, reason: String, today: Day, _ tx: Transaction
    ) throws -> LawQuestion {
        let own = try LawEntryStore.counting(tx).map { (table: $0.table, fact: $0.fact) }
        let replaced = own.filter { isSame($0, table, fact) }
        let kept = own.filter { !isSame($0, table, fact) }
        return LawQuestion(
            table, fact, reason: reason, replaces: !replaced.isEmpty, today: today,
            before: LawSettings.merged(own), after: LawSettings.merged(kept + [(table: table, fact: fact)]))
    }

    static func withdrawing(_ entry: LawEntry, today: Day, _ tx: Transaction) throws -> LawQuestion {
        let own = try LawEntryStore.counting(tx)
        return LawQuestion(
            entry.table, entry.fact, reason: nil, replaces: false, today: today,
            before: LawSettings.merged(own.map { (table: $0.table, fact: $0.fact) }),
            after: LawSettings.merged(own.filter { $0.id != entry.id }.map { (table: $0.table, fact: $0.fact) }))
    }

    private init(
        _ table: LawTable, _ fact: LawFact, reason: String?, replaces: Bool, today: Day, before: Settings,
        after: Settings
    ) {
        place = table == .place ? fact.place : after.name(of: fact.place)
        from = fact.from.civil
        words = table.words(fact.value)
        details = table.details(fact.value)
        source = fact.source
        confirmation = fact.confirmation.title
        self.reason = reason
        self.replaces = replaces
        isWithdrawal = reason == nil
        warnings =
            table == .calendar && reason != nil ? LawDays.oddities(fact.value.map(LawDays.kept) ?? []) : []
        let other = reason == nil ? after : before
        let held: LawFact? =
            table.isByYear
            ? LawSettings.facts(of: table, in: other).first { $0.from == fact.from }
            : LawColumn.of(table)?.holding(other, fact.place, fact.from)
        self.before = held.map { table.words($0.value) }
        outlook = LawOutlook(
            table == .place ? [] : LawExamples.all(for: table, fact, today: CalendarDay(of: today)), before: before,
            after: after)
    }

    private static func isSame(_ own: (table: LawTable, fact: LawFact), _ table: LawTable, _ fact: LawFact) -> Bool {
        own.table == table && own.fact.place == fact.place && own.fact.from == fact.from
    }

    func body(_ words: Words) -> HTML {
        let said: HTML? = details.map { "<br/><span class=\"quiet\">\(words($0))</span>" }
        return """
            \(facts(words, [
                .text("地方", place), Fact("从哪天起", "\(words(from))"), Fact("内容", "\(words(self.words))\(said)"),
                Fact(isWithdrawal ? "收回以后的规定" : "那天原来的规定", before.map { "\(words($0))" }),
                .text("来源", source), Fact("核实", "\(words(confirmation))"),
            ] + (reason.map { [.text("原因", $0)] } ?? [])))
            \(warnings.map { notice(words, .warning, $0) })
            \(replaces ? notice(words, .warning, "本市已经录入过这一天的，登记后由新的代替；原来的留在历次记录里") : nil)
            \(section(words, "会改变的答案", id: "outlook", outlook.body(words)))
            """
    }
}

extension LawOutlook {
    func body(_ words: Words) -> HTML {
        guard computed > 0 else { return "<p class=\"quiet\">\(words("不影响任何计算"))</p>" }
        guard changed > 0 else {
            return notice(words, .information, "算了 \(computed) 个例子，答案都不变")
        }
        let rest = isCut ? words("每种例子只列出前 \(Self.mostOfAKind) 处") : ""
        return """
            <p>\(words("算了 \(computed) 个例子，其中 \(changed) 个的答案会变。")) \(rest)</p>
            \(dataTable(
                words, caption: "会改变的答案",
                columns: [
                    Column("例子", .heading), Column("哪一天", .day), Column("算的是"), Column("现在", .number),
                    Column("改了以后", .number),
                ],
                rows: differences.map { one in
                    TableRow([
                        "\(words(one.title))", "\(words(one.day))", "\(words(one.label))", "\(words(one.before))",
                        "<strong>\(words(one.after))</strong>",
                    ])
                }))
            <p class="quiet">\(words("例子是编出来的；已经算好的结果不会自己变，要重新计算才按新的标准"))</p>
            """
    }
}
