import Core
import LabourLaw
import Storage

/// Makes an entry of a table, for a place from a day on. One of the same place and day is withdrawn for it.
package struct SetLawEntry: Command {
    package struct Outcome: Codable, Sendable { package let entry: Identifier }

    package static let name = "setLawEntry"

    package var table: LawTable
    /// Six digits of GB/T 2260; not asked for where an entry is the whole country's.
    package var place: String?
    package var from: Day?
    /// Of what goes by the year.
    package var year: Int?
    package var value: String?
    package var reminder: Int?
    package var opinion: Int?
    package var recommendation: Int?
    package var one: String?
    package var ten: String?
    /// From this day on the place has no value of its own, and the wider place's holds.
    package var isNone: Bool?
    package var source: String
    package var confirmation: Confirmation
    package var reason: String
    /// What the settings were when somebody looked; nil: whatever they are.
    package var version: Int?

    package init(
        _ table: LawTable, place: String? = nil, from: Day? = nil, year: Int? = nil, value: String? = nil,
        source: String, confirmation: Confirmation = .published, reason: String
    ) {
        self.table = table
        self.place = place
        self.from = from
        self.year = year
        self.value = value
        self.source = source
        self.confirmation = confirmation
        self.reason = reason
    }

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { Self.mayRun(act.actor) }

    private static let keepers: Message = "各地标准由市总工会的经办干部维护"

    static func mayRun(_ actor: Actor) -> Permission {
        guard actor.has(.manageUnits) else { return .refused(keepers) }
        return actor.mayEverywhere(.manageUnits, orSay: keepers)
    }

    package func check(_ subject: Void, _ act: Act) throws -> [FieldProblem] { try Self.reading(self, act.tx).problems }

    package func perform(_ subject: Void, _ act: Act) throws -> Outcome {
        guard let fact = try Self.reading(self, act.tx).fact else { throw Problem.notFound }
        for old in try LawEntryStore.counting(act.tx)
        where old.table == table && old.fact.place == fact.place && old.fact.from == fact.from {
            try LawEntryStore.withdraw(old.id, because: reason, act)
            act.note("lawEntry", old.id)
        }
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO law_settings (id, kind, place, from_day, value, source, confirmation, reason, set_by, set_at)
            VALUES (\(id), \(table), \(fact.place), \(fact.from.civil), \(fact.value), \(source),
                    \(confirmation.rawValue), \(reason), \(act.actor.account), \(act.now))
            """)
        act.note("lawEntry", id, fields: [table.rawValue])
        return Outcome(entry: id)
    }

    /// What would be kept, or what is wrong; a conflict where somebody was quicker.
    static func reading(_ command: SetLawEntry, _ tx: Transaction) throws -> (fact: LawFact?, problems: [FieldProblem])
    {
        if let version = command.version, version != (try LawEntryStore.version(tx)) {
            throw Problem.conflict("您打开以后，有人改过各地标准；请核对下面的内容，再提交一次")
        }
        let own = try LawEntryStore.counting(tx)
        let settings = LawSettings.merged(own.map { ($0.table, $0.fact) })
        var problems: [FieldProblem] = []
        let place = command.checkedPlace(settings, &problems)
        let from = command.checkedDay(Day(of: tx.now), &problems)
        var value: String?
        if command.isNone != true || command.table.isByYear || command.table == .place {
            do throws(LawValueProblems) {
                value = try LawValue(
                    value: command.value, reminder: command.reminder, opinion: command.opinion,
                    recommendation: command.recommendation, one: command.one, ten: command.ten
                ).text(of: command.table, year: from.year, statutory: settings.statutoryDays)
            } catch { problems += error.problems }
        }
        if !(2...300).contains(command.source.count) { problems.append(FieldProblem("source", "请写明来源，2 到 300 个字")) }
        if !(2...200).contains(command.reason.count) { problems.append(FieldProblem("reason", "请写明为什么改，2 到 200 个字")) }
        if command.saysBoth { problems.append(FieldProblem("isNone", "上面写了内容，这里又勾了“不再另有规定”，只能选一样")) }
        let fact = LawFact(
            place: place, from: from, value: value, source: command.source, confirmation: command.confirmation)
        if problems.isEmpty, own.contains(where: { $0.table == command.table && $0.fact == fact }) {
            problems.append(
                FieldProblem(LawForm.field(of: command.table), "和现在的一条完全一样，不用再登记"))
        }
        return (problems.isEmpty ? fact : nil, problems)
    }

    /// A value, and that there is none.
    private var saysBoth: Bool {
        guard isNone == true, !table.isByYear, table != .place else { return false }
        let written = [value, one, ten].compactMap(\.self).contains { !$0.isEmpty }
        return written || [reminder, opinion, recommendation].contains { $0 != nil }
    }

    private func checkedPlace(_ settings: Settings, _ problems: inout [FieldProblem]) -> String {
        if table.isByYear { return "000000" }
        guard let place else {
            problems.append(FieldProblem("place", "请填写"))
            return ""
        }
        let isCode =
            place.utf8.count == 6 && place.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        if table == .place {
            if !isCode || place == "000000" { problems.append(FieldProblem("place", "区划代码是六位数字，例如 310115")) }
        } else if !settings.places.contains(where: { $0.code == place }) {
            problems.append(FieldProblem("place", "请从列表中选择；没有的地方，请先登记它"))
        }
        return place
    }

    private func checkedDay(_ today: Day, _ problems: inout [FieldProblem]) -> CalendarDay {
        if table == .place { return LawSettings.since }
        if table.isByYear {
            guard let year, (2008...today.year + 2).contains(year), let day = CalendarDay(year, 1, 1) else {
                problems.append(FieldProblem("year", "请填写 2008 到 \(String(today.year + 2)) 之间的年份"))
                return CalendarDay(of: today)
            }
            return day
        }
        guard let from else {
            problems.append(FieldProblem("from", "请填写日期，例如 2026-03-01"))
            return CalendarDay(of: today)
        }
        if !(2008...today.year + 2).contains(from.year) {
            problems.append(FieldProblem("from", "请填写 2008 到 \(String(today.year + 2)) 年之间的日子"))
        }
        return CalendarDay(of: from)
    }
}

/// An entry no longer counts; what was below it holds again.
package struct WithdrawLawEntry: Command {
    package static let name = "withdrawLawEntry"

    package var entry: Identifier
    package var reason: String
    package var version: Int?

    package init(entry: Identifier, reason: String) {
        self.entry = entry
        self.reason = reason
    }

    package func load(_ act: Act) throws -> LawEntry {
        guard act.actor.has(.see), let found = try LawEntryStore.find(entry, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ subject: LawEntry, _ act: Act) -> Permission { SetLawEntry.mayRun(act.actor) }

    package func check(_ subject: LawEntry, _ act: Act) throws -> [FieldProblem] {
        guard subject.withdrawal == nil else { throw Problem.conflict("这一条已经收回了") }
        if let version, version != (try LawEntryStore.version(act.tx)) {
            throw Problem.conflict("您打开以后，有人改过各地标准；请核对下面的内容，再提交一次")
        }
        if subject.table == .place {
            let others = try LawEntryStore.counting(act.tx).contains {
                $0.table != .place && $0.fact.place == subject.fact.place
            }
            if others { throw Problem.conflict("这个地方还有自己的标准，请先收回那些标准") }
        }
        return (2...200).contains(reason.count) ? [] : [FieldProblem("reason", "请写明为什么收回，2 到 200 个字")]
    }

    package func perform(_ subject: LawEntry, _ act: Act) throws -> Done {
        try LawEntryStore.withdraw(entry, because: reason, act)
        act.note("lawEntry", entry, fields: [subject.table.rawValue])
        return Done()
    }
}

extension LawEntryStore {
    static func withdraw(_ id: Identifier, because reason: String, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE law_settings SET withdrawn_at = \(act.now), withdrawn_by = \(act.actor.account),
                withdrawal_reason = \(reason)
            WHERE id = \(id) AND withdrawn_at IS NULL
            """)
    }
}
