import Core
import Storage

/// How many people worked at an enterprise on a day, and how many of them were union members.
package struct Headcount: Sendable {
    package let id: Identifier
    package let enterprise: Identifier
    package let countedOn: Day
    package let employees: Int
    package let members: Int
    /// Where the numbers come from: 走访, 年报.
    package let sourceNote: String?
    package let recordedAt: Instant
    /// Why another row took its place; nil: it counts.
    package let withdrawnWhy: String?

    static let columns: SQL = """
        h.id, h.enterprise_id, h.counted_on, h.employees, h.members, h.source_note, h.recorded_at, h.withdrawn_why
        """

    init(row: Row) throws {
        id = try row["id"]
        enterprise = try row["enterprise_id"]
        countedOn = try row["counted_on"]
        employees = try row["employees"]
        members = try row["members"]
        sourceNote = try row["source_note"]
        recordedAt = try row["recorded_at"]
        withdrawnWhy = try row["withdrawn_why"]
    }
}

package enum HeadcountStore {
    package static let most = 10_000_000

    /// The counts that hold, the newest day first.
    package static func all(of enterprise: Identifier, limit: Int = 50, _ tx: Transaction) throws -> [Headcount] {
        try tx.all(
            """
            SELECT \(Headcount.columns) FROM enterprise_headcounts h
            WHERE h.enterprise_id = \(enterprise) AND h.withdrawn_at IS NULL ORDER BY h.counted_on DESC LIMIT \(limit)
            """, Headcount.init(row:))
    }

    /// The one that counts on a day: the latest on or before it.
    package static func current(of enterprise: Identifier, asOf day: Day, _ tx: Transaction) throws -> Headcount? {
        try tx.first(
            """
            SELECT \(Headcount.columns) FROM enterprise_headcounts h
            WHERE h.enterprise_id = \(enterprise) AND h.withdrawn_at IS NULL AND h.counted_on <= \(day)
            ORDER BY h.counted_on DESC LIMIT 1
            """, Headcount.init(row:))
    }

    package static func on(_ day: Day, of enterprise: Identifier, _ tx: Transaction) throws -> Headcount? {
        try tx.first(
            """
            SELECT \(Headcount.columns) FROM enterprise_headcounts h
            WHERE h.enterprise_id = \(enterprise) AND h.withdrawn_at IS NULL AND h.counted_on = \(day)
            """, Headcount.init(row:))
    }

    package struct Key: Hashable, Sendable {
        package let enterprise: Identifier
        package let day: Day

        package init(enterprise: Identifier, day: Day) {
            self.enterprise = enterprise
            self.day = day
        }
    }

    /// Of many enterprises in one statement.
    package static func on(_ keys: Set<Key>, _ tx: Transaction) throws -> [Key: Headcount] {
        guard !keys.isEmpty else { return [:] }
        let found = try tx.all(
            """
            SELECT \(Headcount.columns) FROM enterprise_headcounts h
            WHERE h.enterprise_id IN \(list: Set(keys.map(\.enterprise)).sorted()) AND h.withdrawn_at IS NULL
              AND h.counted_on IN \(list: Set(keys.map(\.day)).sorted())
            """
        ) { row in (Key(enterprise: try row["enterprise_id"], day: try row["counted_on"]), try Headcount(row: row)) }
        return Dictionary(found) { first, _ in first }
    }

    static func find(_ id: Identifier, _ tx: Transaction) throws -> Headcount? {
        try tx.first(
            """
            SELECT \(Headcount.columns) FROM enterprise_headcounts h WHERE h.id = \(id) AND h.withdrawn_at IS NULL
            """, Headcount.init(row:))
    }

    static func insert(
        of enterprise: Identifier, on day: Day, employees: Int, members: Int, source: String?,
        replaces: Identifier? = nil, _ act: Act
    ) throws -> Identifier {
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO enterprise_headcounts (id, enterprise_id, counted_on, employees, members, source_note,
                recorded_by, recorded_at, replaces_id)
            VALUES (\(id), \(enterprise), \(day), \(employees), \(members), \(source), \(act.actor.account),
                \(act.now), \(replaces))
            """)
        try settle(enterprise, act)
        return id
    }

    static func withdraw(_ id: Identifier, because reason: String, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE enterprise_headcounts SET withdrawn_by = \(act.actor.account), withdrawn_at = \(act.now),
                withdrawn_why = \(reason)
            WHERE id = \(id) AND withdrawn_at IS NULL
            """)
    }

    /// What lists and figures of today show: the latest count.
    static func settle(_ enterprise: Identifier, _ act: Act) throws {
        let latest = try all(of: enterprise, limit: 1, act.tx).first
        try act.tx.execute(
            """
            UPDATE enterprises SET employees = \(latest?.employees), members = \(latest?.members),
                counted_on = \(latest?.countedOn), updated_at = \(act.now)
            WHERE id = \(enterprise)
            """)
        try EnterpriseSums.follow(enterprise, act.tx)
    }
}

/// Writes down how many people work at an enterprise, as of a day. The same numbers again change nothing.
package struct RecordHeadcount: Command {
    package struct Outcome: Codable, Sendable {
        package let headcount: Identifier
        /// More members than employees: taken over, and shown as odd.
        package let isOdd: Bool
        package let isNew: Bool
    }

    package static let name = "recordHeadcount"

    package var enterprise: Identifier
    package var countedOn: Day
    package var employees: Int
    package var members: Int
    package var sourceNote: String?

    package init(enterprise: Identifier, countedOn: Day, employees: Int, members: Int, sourceNote: String? = nil) {
        self.enterprise = enterprise
        self.countedOn = countedOn
        self.employees = employees
        self.members = members
        self.sourceNote = sourceNote
    }

    package func load(_ act: Act) throws -> Enterprise { try act.enterprise(enterprise) }

    package func mayRun(_ enterprise: Enterprise, _ act: Act) -> Permission {
        act.actor.may(.manageUnits, at: enterprise.place)
    }

    package func check(_ enterprise: Enterprise, _ act: Act) throws -> [FieldProblem] {
        var problems = ownProblems(act.today)
        if countedOn > act.today {
            return problems
        } else if let known = try HeadcountStore.on(countedOn, of: enterprise.id, act.tx), !isSame(known) {
            problems.append(
                FieldProblem(
                    "countedOn", "这一天已登记职工 \(known.employees) 人、会员 \(known.members) 人；写错了的，请用“更正”",
                    code: "countedAlready"))
        }
        return problems
    }

    /// What is wrong with it whatever was counted before; for imports, which say so before anything is written.
    package func ownProblems(_ today: Day) -> [FieldProblem] {
        HeadcountWording.problems(employees, members, sourceNote)
            + (countedOn > today ? [FieldProblem("countedOn", "日期不能晚于今天")] : [])
    }

    package func perform(_ enterprise: Enterprise, _ act: Act) throws -> Outcome {
        let known = try HeadcountStore.on(countedOn, of: enterprise.id, act.tx)
        let id =
            try known?.id
            ?? HeadcountStore.insert(
                of: enterprise.id, on: countedOn, employees: employees, members: members,
                source: HeadcountWording.source(sourceNote), act)
        act.note("enterprise", enterprise.id, fields: known == nil ? ["employees", "members"] : [])
        return Outcome(headcount: id, isOdd: members > employees, isNew: known == nil)
    }

    private func isSame(_ known: Headcount) -> Bool { known.employees == employees && known.members == members }
}

/// The numbers of a day were written down wrong: other ones take their place, and the wrong ones are kept.
package struct CorrectHeadcount: Command {
    package struct Outcome: Codable, Sendable {
        package let headcount: Identifier
        package let isOdd: Bool
    }

    package static let name = "correctHeadcount"

    package var headcount: Identifier
    package var countedOn: Day
    package var employees: Int
    package var members: Int
    package var sourceNote: String?
    package var reason: String

    package init(
        headcount: Identifier, countedOn: Day, employees: Int, members: Int, sourceNote: String? = nil,
        reason: String
    ) {
        self.headcount = headcount
        self.countedOn = countedOn
        self.employees = employees
        self.members = members
        self.sourceNote = sourceNote
        self.reason = reason
    }

    package func load(_ act: Act) throws -> (headcount: Headcount, enterprise: Enterprise) {
        guard let found = try HeadcountStore.find(headcount, act.tx) else { throw Problem.notFound }
        return (found, try act.enterprise(found.enterprise))
    }

    package func mayRun(_ subject: (headcount: Headcount, enterprise: Enterprise), _ act: Act) -> Permission {
        act.actor.may(.manageUnits, at: subject.enterprise.place)
    }

    package func check(
        _ subject: (headcount: Headcount, enterprise: Enterprise), _ act: Act
    ) throws -> [FieldProblem] {
        var problems = HeadcountWording.problems(employees, members, sourceNote) + Reason.problems(reason)
        if countedOn > act.today { problems.append(FieldProblem("countedOn", "日期不能晚于今天")) }
        if countedOn != subject.headcount.countedOn,
            try HeadcountStore.on(countedOn, of: subject.enterprise.id, act.tx) != nil
        {
            problems.append(FieldProblem("countedOn", "这一天已有另一次登记"))
        }
        return problems
    }

    package func perform(
        _ subject: (headcount: Headcount, enterprise: Enterprise), _ act: Act
    ) throws -> Outcome {
        try HeadcountStore.withdraw(subject.headcount.id, because: Reason.normalized(reason), act)
        let id = try HeadcountStore.insert(
            of: subject.enterprise.id, on: countedOn, employees: employees, members: members,
            source: HeadcountWording.source(sourceNote), replaces: subject.headcount.id, act)
        act.note("enterprise", subject.enterprise.id, fields: ["employees", "members"])
        return Outcome(headcount: id, isOdd: members > employees)
    }
}

enum HeadcountWording {
    static func source(_ text: String?) -> String? { text.map(UnitName.normalized)?.nonEmpty }

    static func problems(_ employees: Int, _ members: Int, _ source: String?) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        for (field, number) in [("employees", employees), ("members", members)]
        where !(0...HeadcountStore.most).contains(number) {
            problems.append(FieldProblem(field, "人数请写 0 到 \(HeadcountStore.most)"))
        }
        if (source?.count ?? 0) > 100 { problems.append(FieldProblem("sourceNote", "来源请不要超过 100 个字")) }
        return problems
    }
}
