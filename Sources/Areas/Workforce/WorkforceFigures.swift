import Core
import Storage

/// What this room counts: who is in post and in what capacity (S1), where she came from (S6), and what became of the
/// targeted path (S7).
enum WorkforceFigures {
    static let all = posts + sources + targeted

    private static let posts: [Figure] =
        [
            Figure(
                "S1.inPost", title: "在岗人员", definition: "当天有主岗的人，每人算一次；兼任不另算。过去的一天，最后一天在岗的也算。",
                unit: "人", source: "任职记录"
            ) { inPost($0, .everybody) }
        ]
        + WorkerCategory.allCases.map { category in
            Figure(
                "S1.inPost.\(category.rawValue)", title: "在岗的\(category.title)",
                definition: "当天有主岗、人员类别是\(category.title)的人；类别按现在登记的算。", unit: "人", source: "任职记录"
            ) { inPost($0, .category(category), "w.category = \(category)") }
        }
        + AppointmentType.allCases.map { type in
            Figure(
                "S1.cadres.\(type.rawValue)", title: "\(type.title)工会干部",
                definition: "当天有主岗、正以\(type.title)方式任用的工会干部。", unit: "人", source: "干部任用登记"
            ) { cadres($0, type) }
        }
        + [
            Figure(
                "S1.sentDown", title: "减上补下的任职",
                definition: "期间内到街镇及以下单位开始的主岗任职，而此人紧接着的前一个主岗在市或区总工会；同一人两次算两次。", unit: "人次",
                source: "任职记录", span: .period, relation: sentDown)
        ]

    /// Of today by the list of those in post, of a past day by their posts.
    private static func inPost(
        _ question: Figure.Question, _ facet: WorkerFacet, _ condition: SQL? = nil
    ) -> Figure.Relation {
        if question.isNow {
            return .init(
                "worker_facets f", key: "f.scope_key", id: "f.person_id", name: name("f.person_id"),
                unit: "(SELECT s.unit_id FROM scope_units s WHERE s.scope_key = f.scope_key)", opens: "/people/",
                where: ["f.facet = \(facet.text)"])
        }
        return onThatDay(question, condition.map { [$0] } ?? [], "JOIN workers w ON w.person_id = po.person_id")
    }

    private static func onThatDay(
        _ question: Figure.Question, _ conditions: [SQL], _ joined: SQL
    ) -> Figure.Relation {
        .init(
            conditions.isEmpty ? "posts po" : "posts po \(joined)", key: "po.scope_key", id: "po.id",
            subject: "po.person_id", name: name("po.person_id"), unit: "po.unit_id", opens: "/people/",
            where: [
                "po.is_primary", "po.started_on <= \(question.asOf)",
                "po.ended_on IS NULL OR po.ended_on >= \(question.asOf)",
            ] + conditions)
    }

    private static func cadres(_ question: Figure.Question, _ type: AppointmentType) -> Figure.Relation {
        guard !question.isNow else { return inPost(question, .appointment(type)) }
        let day = question.asOf
        return onThatDay(
            question,
            [
                "o.appointment = \(type)", "o.withdrawn_at IS NULL", "o.starts_on <= \(day)",
                "o.ended_on IS NULL OR o.ended_on >= \(day)",
            ], "JOIN cadre_offices o ON o.person_id = po.person_id")
    }

    @Sendable private static func sentDown(_ question: Figure.Question) -> Figure.Relation {
        .init(
            "posts po", key: "po.scope_key", id: "po.id", subject: "po.person_id", name: name("po.person_id"),
            unit: "po.unit_id", opens: "/people/",
            where: [
                "po.is_primary", "po.started_on >= \(question.since)", "po.started_on <= \(question.asOf)",
                "EXISTS (SELECT 1 FROM units l WHERE l.id = po.unit_id AND l.kind NOT IN ('city', 'district'))",
                """
                EXISTS (SELECT 1 FROM posts b JOIN units h ON h.id = b.unit_id
                    WHERE b.person_id = po.person_id AND b.is_primary AND h.kind IN ('city', 'district')
                      AND b.started_on = (SELECT MAX(x.started_on) FROM posts x
                          WHERE x.person_id = po.person_id AND x.is_primary AND x.started_on < po.started_on))
                """,
            ])
    }

    private static let sources: [Figure] =
        WorkerSource.allCases.map { source in
            Figure(
                "S6.inPost.\(source.rawValue)", title: "在岗人员，来源：\(source.title)",
                definition: "当天有主岗、来源登记为\(source.title)的人；来源按现在登记的算。", unit: "人", source: "入职登记和任职记录"
            ) { inPost($0, .source(source), "w.source = \(source)") }
        }
        + WorkerSource.allCases.map { source in
            Figure(
                "S6.hired.\(source.rawValue)", title: "期间到岗，来源：\(source.title)",
                definition: "第一次主岗在期间内开始、来源登记为\(source.title)的人，后来离开的也算；算在现在所在或最后所在的单位名下。",
                unit: "人", source: "入职登记和任职记录", span: .period
            ) { question in
                spells(["s.source = \(source.rawValue)", "s.started_on >= \(question.since)"], question)
            }
        }
        + [
            Figure(
                "S6.contracts", title: "履行中的编外劳动合同",
                definition: "当天有主岗的人员当天在合同期内的劳动合同，与工会或与机构签的都算；作废的不算。", unit: "份", source: "合同登记"
            ) { question in
                let day = question.asOf
                let lasting: SQL =
                    question.isNow ? "po.ended_on IS NULL" : "po.ended_on IS NULL OR po.ended_on >= \(day)"
                return .init(
                    "posts po JOIN worker_contracts c ON c.person_id = po.person_id", key: "po.scope_key", id: "c.id",
                    subject: "po.person_id", name: name("po.person_id"), unit: "po.unit_id", opens: "/people/",
                    where: [
                        "po.is_primary", "po.started_on <= \(day)", lasting, "c.withdrawn_at IS NULL",
                        "c.starts_on <= \(day)", "COALESCE(c.ended_on, c.ends_on, '9999-12-31') >= \(day)",
                    ])
            }
        ]

    private static let targeted: [Figure] =
        [
            Figure(
                "S7.cohorts", title: "定向招录的批次", definition: "到当天已组成、来源是定向招录的批次；算在组成它的单位名下。", unit: "批",
                source: "批次登记",
                breakdowns: [
                    .init("employer", title: "按原单位", part: "COALESCE(h.source_employer, '')")
                ]
            ) { question in
                .init(
                    "cohorts h", key: "h.scope_key", id: "h.id", subject: "h.unit_id", name: "h.name",
                    unit: "h.unit_id",
                    opens: "/units/",
                    where: ["h.source = \(WorkerSource.targeted)", "h.formed_on <= \(question.asOf)"])
            },
            Figure(
                "S7.hired", title: "定向招录到岗的人", definition: "到当天为止第一次主岗已开始、来源登记为定向招录的人，后来离开的也算。",
                unit: "人", source: "入职登记和任职记录", breakdowns: byOrigin
            ) { spells([targetedSource], $0) },
        ]
        + Retention.years.map { years in
            Figure(
                "S7.still\(years)", title: "定向招录的人，满 \(years) 年仍在岗",
                definition: "来源登记为定向招录、到当天第一次到岗已满 \(years) 年的人当中，满 \(years) 年那天没有离开过的人；调动不算离开。",
                unit: "人", source: "入职登记和任职记录", breakdowns: byOrigin,
                relation: {
                    spells([targetedSource, Retention.hasReached(years, $0.asOf), Retention.isStill(years)], $0)
                },
                whole: { spells([targetedSource, Retention.hasReached(years, $0.asOf)], $0) })
        }

    /// Whoever belongs to several cohorts is counted with one of them; without a cohort, the employer is what was written
    /// down when she was hired.
    private static let byOrigin = [
        Figure.Breakdown(
            "cohort", title: "按批次",
            part: """
                COALESCE((SELECT MIN(h.name) FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id
                    WHERE m.person_id = s.person_id AND m.withdrawn_at IS NULL), '')
                """),
        Figure.Breakdown(
            "employer", title: "按原单位",
            part: """
                COALESCE((SELECT MIN(h.source_employer) FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id
                    WHERE m.person_id = s.person_id AND m.withdrawn_at IS NULL),
                    (SELECT w.source_note FROM workers w WHERE w.person_id = s.person_id), '')
                """),
    ]

    private static let targetedSource: SQL = "s.source = 'targeted'"

    private static func spells(_ conditions: [SQL], _ question: Figure.Question) -> Figure.Relation {
        .init(
            "worker_spells s", key: "s.scope_key", id: "s.person_id", name: name("s.person_id"), unit: "s.unit_id",
            opens: "/people/", where: ["s.started_on <= \(question.asOf)"] + conditions)
    }

    private static func name(_ person: SQL) -> SQL { "(SELECT n.name FROM people n WHERE n.id = \(person))" }
}
