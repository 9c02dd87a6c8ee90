import Core
import Organization
import Storage

/// What this room counts, and where its numbers of enterprises open.
enum CoverageFigures {
    static let enterprises = Figure.records("S1.enterprises")
    static let employees = Figure.records("S1.employees")
    static let waiting = Figure.records("S1.waiting")

    static let all: [Figure] = [
        Figure(
            "S1.uncovered", title: "没有人负责的单位", definition: "当天在用的街镇工会和“小二级”工会里，当天没有任何人负责的。", unit: "个",
            source: "单位登记和负责单位登记"
        ) { question in
            let day = question.isNow ? nil : question.asOf
            return .init(
                "units u", key: "u.scope_key", id: "u.id", name: "u.name", unit: "u.id", opens: "/units/",
                where: [
                    CoverageFilter(day: day).stood, Coverage.lastly(Coverage.mustBeCovered), Coverage.hasNobody(day),
                ])
        },
        Figure(
            "S1.waiting", title: "没人负责的职工",
            definition: "当天没有任何人负责的街镇工会和“小二级”工会所联系企业的职工人数相加，每家按到那天为止最近一次登记的人数。", unit: "人",
            source: "企业人数登记和负责单位登记", relation: waitingRows),
    ]

    @Sendable private static func waitingRows(_ question: Figure.Question) -> Figure.Relation {
        let day = question.asOf
        if question.isNow {
            return .init(
                "units u JOIN enterprises e ON e.unit_id = u.id", key: "u.scope_key", id: "e.id", name: "e.name",
                unit: "u.id", opens: "/enterprises/", amount: "e.employees",
                where: [
                    "e.closed_on IS NULL", "e.employees IS NOT NULL", Coverage.lastly(Coverage.mustBeCovered),
                    Coverage.hasNobody(),
                ])
        }
        return .init(
            """
            units u JOIN enterprise_stays y ON y.scope_key = u.scope_key JOIN enterprises e ON e.id = y.enterprise_id
            JOIN enterprise_headcounts c ON c.enterprise_id = y.enterprise_id AND c.withdrawn_at IS NULL
                AND c.counted_on = (SELECT MAX(x.counted_on) FROM enterprise_headcounts x
                    WHERE x.enterprise_id = y.enterprise_id AND x.withdrawn_at IS NULL AND x.counted_on <= \(day))
            """, key: "u.scope_key", id: "y.id", subject: "e.id", name: "e.name", unit: "u.id",
            opens: "/enterprises/", amount: "c.employees",
            where: [
                "y.started_on <= \(day)", "y.left_on IS NULL OR y.left_on > \(day)",
                Coverage.lastly(Coverage.mustBeCovered), Coverage.hasNobody(day),
            ])
    }
}
