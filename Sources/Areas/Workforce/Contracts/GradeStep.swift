import Core
import Storage
import Web

/// The three grades of the pay ladder; each has three steps.
package enum WorkerGrade: String, Sendable, CaseIterable, Codable, ColumnValue {
    case junior, intermediate, senior

    package var title: Message {
        switch self {
        case .junior: "初级"
        case .intermediate: "中级"
        case .senior: "高级"
        }
    }
}

/// Where somebody stands on the ladder from a day on, until the next one begins.
package struct GradeStep: Sendable, Encodable {
    package let id: Identifier
    package let grade: WorkerGrade
    /// 1 to 3.
    package let step: Int
    package let startsOn: Day
    package let reason: String

    init(row: Row) throws {
        id = try row["id"]
        grade = try row["grade"]
        step = try row["step"]
        startsOn = try row["starts_on"]
        reason = try row["reason"]
    }

    package var title: Message { "\(grade.title) \(step) 档" }

    static let steps = 1...3

    static let migrations = [
        Migration(
            "workforce-grades-1",
            [
                """
                CREATE TABLE worker_grade_steps (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    grade \(type: .text) NOT NULL
                        CONSTRAINT worker_grade_steps_grade CHECK (grade IN ('junior', 'intermediate', 'senior')),
                    step \(type: .integer) NOT NULL CONSTRAINT worker_grade_steps_step CHECK (step BETWEEN 1 AND 3),
                    starts_on \(type: .text) NOT NULL,
                    reason \(type: .text) NOT NULL CONSTRAINT worker_grade_steps_reason CHECK (length(reason) > 0),
                    \(WorkerEntryKind.columns)
                )\(SQL.tableOptions)
                """,
                """
                CREATE UNIQUE INDEX worker_grade_steps_by_person ON worker_grade_steps (person_id, starts_on)
                WHERE withdrawn_at IS NULL
                """,
            ])
    ]

    /// Newest first.
    package static func of(_ person: Identifier, _ tx: Transaction) throws -> [GradeStep] {
        try tx.all(
            """
            SELECT g.id, g.grade, g.step, g.starts_on, g.reason FROM worker_grade_steps g
            WHERE g.person_id = \(person) AND g.withdrawn_at IS NULL ORDER BY g.starts_on DESC
            """, GradeStep.init(row:))
    }
}

/// Puts somebody on a grade and step from a day on.
package struct SetGradeStep: WorkerCommand {
    package static let name = "setGradeStep"
    package var person: Identifier
    package var grade: WorkerGrade
    package var step: Int
    package var startsOn: Day
    package var reason: String

    package init(person: Identifier, grade: WorkerGrade, step: Int, startsOn: Day, reason: String) {
        self.person = person
        self.grade = grade
        self.step = step
        self.startsOn = startsOn
        self.reason = reason
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        var problems = Posting.problems(withDay: startsOn, field: "startsOn", act)
        if !GradeStep.steps.contains(step) { problems.append(FieldProblem("step", "请填写 1、2 或 3")) }
        let steps = try GradeStep.of(person, act.tx)
        if steps.contains(where: { $0.startsOn == startsOn }) {
            problems.append(FieldProblem("startsOn", "这一天已经有一条职级；登记有误的请先作废"))
        } else if let now = steps.first(where: { $0.startsOn < startsOn }), now.grade == grade, now.step == step {
            problems.append(FieldProblem("step", "与现在的职级相同"))
        }
        return problems + Reason.problems(reason)
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO worker_grade_steps (id, person_id, grade, step, starts_on, reason, made_at, made_by)
            VALUES (\(act.newIdentifier()), \(person), \(grade), \(step), \(startsOn), \(reason), \(act.now),
                    \(act.actor.account))
            """)
        act.note("person", person, fields: ["grade", "step"])
        try WorkerEntries.follow(person, act)
        return Done()
    }
}

extension WorkerFormKind where C == SetGradeStep {
    static var grade: WorkerFormKind<SetGradeStep> {
        WorkerFormKind(
            path: "grade", name: "grade", title: "登记职级", submitLabel: "登记", said: "已登记职级",
            begin: { _, _, _, _ in Beginning() },
            fields: { view, _ in
                [
                    view.radios("grade", "职级", WorkerGrade.allCases.map { Choice($0.rawValue, $0.title) }),
                    view.radios("step", "档次", GradeStep.steps.map { Choice("\($0)", "\($0) 档") }),
                    view.day("startsOn", "从哪天起"),
                    view.text("reason", "原因", hint: "例如：年度考核优秀晋档；取得社会工作师资格", width: .full),
                ]
            })
    }
}
