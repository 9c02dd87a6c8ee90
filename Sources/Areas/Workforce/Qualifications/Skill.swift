import Core
import Storage
import Web

/// What somebody is good at, in the words of the work.
package enum WorkerSkill: String, Sendable, CaseIterable, Codable, ColumnValue {
    case law, mediation, bargaining, counselling, activities, unionFormation, writing, media, finance, computing
    case teaching, firstAid, other

    package var title: Message {
        switch self {
        case .law: "劳动法律"
        case .mediation: "纠纷调解"
        case .bargaining: "集体协商"
        case .counselling: "心理疏导"
        case .activities: "活动组织"
        case .unionFormation: "建会入会"
        case .writing: "文字写作"
        case .media: "新媒体和摄影"
        case .finance: "工会财务"
        case .computing: "表格和软件"
        case .teaching: "授课"
        case .firstAid: "急救"
        case .other: "其他特长"
        }
    }
}

package struct WorkerSkillEntry: Sendable, Encodable {
    package let id: Identifier
    package let skill: WorkerSkill
    /// In her own words; of another skill what it is.
    package let note: String?

    static let migrations = [
        Migration(
            "workforce-skills-1",
            [
                """
                CREATE TABLE worker_skills (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    skill \(type: .text) NOT NULL,
                    note \(type: .text),
                    \(WorkerEntryKind.columns),
                    CONSTRAINT worker_skills_other CHECK (skill <> 'other' OR note IS NOT NULL)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX worker_skills_by_person ON worker_skills (person_id, skill)",
            ])
    ]

    package static func of(_ person: Identifier, _ tx: Transaction) throws -> [WorkerSkillEntry] {
        try tx.all(
            """
            SELECT id, skill, note FROM worker_skills WHERE person_id = \(person) AND withdrawn_at IS NULL ORDER BY id
            """
        ) { WorkerSkillEntry(id: try $0["id"], skill: try $0["skill"], note: try $0["note"]) }
    }
}

/// Writes down what somebody is good at.
package struct AddSkill: WorkerCommand {
    package static let name = "addSkill"
    package var person: Identifier
    package var skill: WorkerSkill
    package var note: String?

    package init(person: Identifier, skill: WorkerSkill, note: String? = nil) {
        self.person = person
        self.skill = skill
        self.note = note
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if skill == .other, note == nil { problems.append(FieldProblem("note", "请写明是什么特长")) }
        if let note, note.count > 50 { problems.append(FieldProblem("note", "不超过 50 个字")) }
        let known = try WorkerSkillEntry.of(person, act.tx)
        if known.contains(where: { $0.skill == skill && (skill != .other || $0.note == note) }) {
            problems.append(FieldProblem("skill", "这项特长已经登记过"))
        }
        return problems
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO worker_skills (id, person_id, skill, note, made_at, made_by)
            VALUES (\(act.newIdentifier()), \(person), \(skill), \(note), \(act.now), \(act.actor.account))
            """)
        act.note("person", person, fields: ["skill"])
        try WorkerEntries.follow(person, act)
        return Done()
    }
}

extension WorkerFormKind where C == AddSkill {
    static var skill: WorkerFormKind<AddSkill> {
        WorkerFormKind(
            path: "skills", name: "skill", title: "登记特长", submitLabel: "登记", said: "已登记特长",
            begin: { _, _, _, _ in Beginning() },
            fields: { view, _ in
                [
                    view.select("skill", "特长", WorkerSkill.allCases.map { Choice($0.rawValue, $0.title) }),
                    view.text("note", "具体说明", hint: "选“其他特长”时写明是什么", isOptional: true, width: .full),
                ]
            })
    }
}
