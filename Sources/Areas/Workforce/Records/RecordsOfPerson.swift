import Core
import Storage

/// What this room's records do when two records of one person become one: they hang on the one that stays, and go back when
/// that is undone. What cannot stand beside one another stands in the way and is named.
enum RecordsOfPerson {
    /// What is derived comes first: it is taken away before anything moves, and made anew when all has moved or gone back.
    static let personal = [derived] + PersonMerging.contents + rows

    private static let derived = PersonContent(
        "workerRecords", title: "在岗名单和在岗年限",
        count: { person, tx in
            try tx.value("SELECT COUNT(*) FROM worker_spells WHERE person_id = \(person)") ?? 0
        },
        absorb: { from, to, act in
            try takeAway([from, to], act)
            return ""
        },
        restore: { _, from, to, act in
            for person in [from, to] { try refresh(person, act) }
        }
    ).with {
        $0.release = { _, to, act in try refresh(to, act) }
        // Whoever became a worker only by the merge is none again: nothing derived may stand on her row by then.
        $0.reclaim = { _, from, to, act in try takeAway([from, to], act) }
    }

    private static func takeAway(_ people: [Identifier], _ act: Act) throws {
        for person in people {
            try act.tx.execute("DELETE FROM worker_facets WHERE person_id = \(person)")
            try act.tx.execute("DELETE FROM worker_spells WHERE person_id = \(person)")
            try CarriedUnits.forget(person, act.tx)
        }
    }

    private static func refresh(_ person: Identifier, _ act: Act) throws {
        try WorkerFacet.refresh(person, act.tx)
        try WorkerSpell.refresh(person, act.tx)
        try CarriedUnits.follow(person, act.tx)
    }

    private static let rows: [PersonContent] = [
        kind("contracts", .contract, "两份记录里的合同日期有重叠；请先作废或结束其中一份") { a, b in
            """
            \(a).starts_on <= COALESCE(\(b).ended_on, \(b).ends_on, '9999-12-31')
                AND \(b).starts_on <= COALESCE(\(a).ended_on, \(a).ends_on, '9999-12-31')
            """
        },
        kind("gradeSteps", .gradeStep, "两份记录里有同一天起的职级；请先作废其中一条") { a, b in "\(a).starts_on = \(b).starts_on" },
        kind("licences", .licence, "两份记录里有同一种证书；请先作废其中一张") { a, b in
            "\(a).kind = \(b).kind AND COALESCE(\(a).other_name, '') = COALESCE(\(b).other_name, '')"
        },
        kind("languages", .language, "两份记录里有同一种语言；请先作废其中一条") { a, b in "\(a).language = \(b).language" },
        kind("skills", .skill, "两份记录里有同一项特长；请先作废其中一条") { a, b in
            "\(a).skill = \(b).skill AND COALESCE(\(a).note, '') = COALESCE(\(b).note, '')"
        },
        kind("cadreOffices", .cadreOffice, "两份记录里的干部任用日期有重叠；请先作废或结束其中一段") { a, b in
            """
            \(a).starts_on <= COALESCE(\(b).ended_on, '9999-12-31')
                AND \(b).starts_on <= COALESCE(\(a).ended_on, '9999-12-31')
            """
        },
        kind("cohortMembers", .cohortMember, "两份记录在同一个批次里；请先作废其中一条") { a, b in "\(a).cohort_id = \(b).cohort_id" },
        WorkerCorrection.told(by: .rows("workerCorrections", title: "入职信息更正记录", of: "worker_corrections")),
    ]

    private static func kind(
        _ name: String, _ entry: WorkerEntryKind, _ clash: Message, _ clashes: (SQL, SQL) -> SQL
    ) -> PersonContent {
        let condition = clashes("a", "b")
        return entry.told(by: .rows(name, title: entry.title, of: entry.table)).with {
            $0.conflicts = { from, to, tx in
                let found: Int? = try tx.value(
                    """
                    SELECT 1 FROM \(entry.table) a, \(entry.table) b
                    WHERE a.person_id = \(from) AND b.person_id = \(to) AND a.withdrawn_at IS NULL
                      AND b.withdrawn_at IS NULL AND \(condition) LIMIT 1
                    """)
                return found == nil ? [] : [clash]
            }
        }
    }
}
