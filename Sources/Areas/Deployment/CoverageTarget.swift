import Core
import Storage

/// For how many employees of enterprises one person in post is thought to be enough: the city's own choice, from a day
/// on. No law says it; without one nothing is said about how many people are lacking.
package struct CoverageTarget: Sendable, Encodable {
    package let since: Day
    package let employees: Int
    package let basis: String?

    static let migrations = [
        Migration(
            "deployment-targets-1",
            [
                """
                CREATE TABLE coverage_targets (
                    since \(type: .text) NOT NULL PRIMARY KEY,
                    employees \(type: .integer) NOT NULL
                        CONSTRAINT coverage_targets_employees CHECK (employees BETWEEN 1 AND 1000000),
                    basis \(type: .text),
                    set_at \(type: .integer) NOT NULL,
                    set_by \(type: .integer)
                )\(SQL.tableOptions)
                """
            ])
    ]

    package static func on(_ day: Day, _ tx: Transaction) throws -> CoverageTarget? {
        try tx.first(
            "SELECT since, employees, basis FROM coverage_targets WHERE since <= \(day) ORDER BY since DESC LIMIT 1"
        ) { row in
            CoverageTarget(since: try row["since"], employees: try row["employees"], basis: try row["basis"])
        }
    }

    /// How many more people the target asks for.
    func lacking(employees: Int, workers: Int) -> Int {
        max(0, (employees + self.employees - 1) / self.employees - workers)
    }
}

/// Sets the target load from a day on. For the whole house.
package struct SetCoverageTarget: Command {
    package static let name = "setCoverageTarget"
    package var since: Day
    package var employees: Int
    /// The paper that says so, where there is one.
    package var basis: String?

    package init(since: Day, employees: Int, basis: String? = nil) {
        self.since = since
        self.employees = employees
        self.basis = basis
    }

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { Self.mayRun(act.actor) }

    static func mayRun(_ actor: Actor) -> Permission {
        actor.mayEverywhere(.manageUnits, orSay: "目标负担由市总工会的经办干部设定")
    }

    package func check(_ subject: Void, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(1...1_000_000).contains(employees) { problems.append(FieldProblem("employees", "请填写 1 到 1000000 人")) }
        if since < act.today { problems.append(FieldProblem("since", "请从今天或以后起算；过去的不改")) }
        if let basis, basis.count > 200 { problems.append(FieldProblem("basis", "请不要超过 200 字")) }
        return problems
    }

    package func perform(_ subject: Void, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO coverage_targets (since, employees, basis, set_at, set_by)
            VALUES (\(since), \(employees), \(basis), \(act.now), \(act.actor.account))
            ON CONFLICT (since) DO UPDATE SET employees = excluded.employees, basis = excluded.basis,
                set_at = excluded.set_at, set_by = excluded.set_by
            """)
        return Done()
    }
}
