import Core
import Storage

/// What a worker reads of her records in the copy of her data: all that is kept, also what was withdrawn.
extension WorkerEntryKind {
    func told(by content: PersonContent) -> PersonContent {
        switch self {
        case .contract: Self.contracts(content)
        case .gradeStep: Self.gradeSteps(content)
        case .licence: Self.licences(content)
        case .licenceHours: content
        case .language: Self.languages(content)
        case .skill: Self.skills(content)
        case .cadreOffice: Self.cadreOffices(content)
        case .cohortMember: Self.cohorts(content)
        }
    }

    private static func withdrawal(_ row: Row) throws -> Message {
        guard let at: Instant = try row["withdrawn_at"] else { return "—" }
        return "\(at)，\(try row["withdrawal_reason"] as String? ?? "")"
    }

    private static func contracts(_ content: PersonContent) -> PersonContent {
        content.telling(
            ["worker_contracts"],
            ["甲方", "单位名称", "合同种类", "第几次", "签订日期", "起", "止", "提前结束日期", "原因", "作废"]
        ) { person in
            """
            SELECT \(Contract.columns), c.withdrawn_at, c.withdrawal_reason FROM worker_contracts c
            WHERE c.person_id = \(person) ORDER BY c.starts_on, c.id
            """
        } row: { row in
            let contract = try Contract(row: row)
            return [
                contract.employer.title, .cell(contract.employerName), contract.kind.title, .cell(contract.number),
                .cell(contract.signedOn), .cell(contract.startsOn), .cell(contract.endsOn), .cell(contract.endedOn),
                .cell(contract.endReason), try withdrawal(row),
            ]
        }
    }

    private static func gradeSteps(_ content: PersonContent) -> PersonContent {
        content.telling(["worker_grade_steps"], ["职级", "起", "原因", "作废"]) { person in
            """
            SELECT id, grade, step, starts_on, reason, withdrawn_at, withdrawal_reason FROM worker_grade_steps
            WHERE person_id = \(person) ORDER BY starts_on, id
            """
        } row: { row in
            let step = try GradeStep(row: row)
            return [step.title, .cell(step.startsOn), .cell(step.reason), try withdrawal(row)]
        }
    }

    private static func licences(_ content: PersonContent) -> PersonContent {
        content.telling(["worker_licences"], ["证书", "证书编号", "取得日期", "作废"]) { person in
            """
            SELECT id, person_id, kind, other_name, number, issued_on, NULL AS registered_from,
                NULL AS registered_until, withdrawn_at, withdrawal_reason
            FROM worker_licences WHERE person_id = \(person) ORDER BY issued_on, id
            """
        } row: { row in
            let licence = try Licence(row: row)
            return [licence.title, .cell(licence.number), .cell(licence.issuedOn), try withdrawal(row)]
        }.telling(["licence_registrations"], "证书登记", ["证书", "起", "止"]) { person in
            """
            SELECT l.kind, l.other_name, r.starts_on, r.ends_on FROM licence_registrations r
            JOIN worker_licences l ON l.id = r.licence_id WHERE l.person_id = \(person) ORDER BY r.starts_on, r.id
            """
        } row: { row in
            [try licence(row), .cell(try row["starts_on"] as Day?), .cell(try row["ends_on"] as Day?)]
        }.telling(["licence_hours"], WorkerEntryKind.licenceHours.title, ["证书", "学时", "日期", "学习内容", "作废"]) { person in
            """
            SELECT l.kind, l.other_name, h.hours, h.earned_on, h.title, h.withdrawn_at, h.withdrawal_reason
            FROM licence_hours h JOIN worker_licences l ON l.id = h.licence_id
            WHERE l.person_id = \(person) ORDER BY h.earned_on, h.id
            """
        } row: { row in
            [
                try licence(row), .cell(try row["hours"] as Int?), .cell(try row["earned_on"] as Day?),
                .cell(try row["title"] as String?), try withdrawal(row),
            ]
        }
    }

    private static func licence(_ row: Row) throws -> Message {
        if let other: String = try row["other_name"] { return .verbatim(other) }
        return (try row["kind"] as LicenceKind).title
    }

    private static func languages(_ content: PersonContent) -> PersonContent {
        content.telling(["worker_languages"], ["语言", "程度", "作废"]) { person in
            """
            SELECT language, level, withdrawn_at, withdrawal_reason FROM worker_languages
            WHERE person_id = \(person) ORDER BY id
            """
        } row: { row in
            [
                (try row["language"] as SpokenLanguage).title, (try row["level"] as LanguageLevel).title,
                try withdrawal(row),
            ]
        }
    }

    private static func skills(_ content: PersonContent) -> PersonContent {
        content.telling(["worker_skills"], ["特长", "说明", "作废"]) { person in
            """
            SELECT skill, note, withdrawn_at, withdrawal_reason FROM worker_skills
            WHERE person_id = \(person) ORDER BY id
            """
        } row: { row in
            [(try row["skill"] as WorkerSkill).title, .cell(try row["note"] as String?), try withdrawal(row)]
        }
    }

    private static func cadreOffices(_ content: PersonContent) -> PersonContent {
        content.telling(
            ["cadre_offices"], ["职务", "任用方式", "派出单位", "起", "挂职到", "结束日期", "原因", "作废"]
        ) { person in
            """
            SELECT id, person_id, appointment, office, seconded_from, starts_on, until_on, ended_on, end_reason,
                withdrawn_at, withdrawal_reason
            FROM cadre_offices WHERE person_id = \(person) ORDER BY starts_on, id
            """
        } row: { row in
            let office = try CadreOffice(row: row)
            return [
                office.office.title, office.appointment.title, .cell(office.secondedFrom), .cell(office.startsOn),
                .cell(office.untilOn), .cell(office.endedOn), .cell(office.endReason), try withdrawal(row),
            ]
        }
    }

    private static func cohorts(_ content: PersonContent) -> PersonContent {
        content.telling(["cohort_members"], ["批次", "原来的工种", "推荐人", "转岗情况", "作废"]) { person in
            """
            SELECT h.name, m.former_trade, m.recommended_by, m.transition_note, m.withdrawn_at, m.withdrawal_reason
            FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id WHERE m.person_id = \(person) ORDER BY m.id
            """
        } row: { row in
            [
                .cell(try row["name"] as String?), .cell(try row["former_trade"] as String?),
                .cell(try row["recommended_by"] as String?), .cell(try row["transition_note"] as String?),
                try withdrawal(row),
            ]
        }
    }
}

extension WorkerCorrection {
    static func told(by content: PersonContent) -> PersonContent {
        content.telling(
            ["worker_corrections"], ["更正时间", "原来的人员类别", "原来的来源", "来源说明", "原来的入职日期", "理由"]
        ) { person in
            """
            SELECT category, source, source_note, hired_on, reason, corrected_at FROM worker_corrections
            WHERE person_id = \(person) ORDER BY id
            """
        } row: { row in
            [
                .cell(try row["corrected_at"] as Instant?), (try row["category"] as WorkerCategory).title,
                (try row["source"] as WorkerSource?)?.title ?? "—", .cell(try row["source_note"] as String?),
                .cell(try row["hired_on"] as Day?), .cell(try row["reason"] as String?),
            ]
        }
    }
}
