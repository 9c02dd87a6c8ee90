import Core
import Storage

/// What this room counts: units, enterprises and their unions (S1), stations and partners (S2).
enum OrganizationFigures {
    static let all = units + enterprises + partners

    private static let units: [Figure] = [
        Figure(
            "S1.streetUnits", title: "街镇工会", definition: "当天在用的街道、乡镇和开发区总工会；已撤销的不算。", unit: "个",
            source: "单位登记"
        ) { unitRows($0, UnitKind.allCases.filter(\.isStreetTier)) },
        Figure(
            "S1.subUnions", title: "“小二级”工会", definition: "当天在用的园区、楼宇、商圈、行业、社区和村的工会联合会；已撤销的不算。",
            unit: "个", source: "单位登记"
        ) { unitRows($0, UnitKind.allCases.filter(\.isSubUnion)) },
    ]

    private static func unitRows(_ question: Figure.Question, _ kinds: [UnitKind]) -> Figure.Relation {
        let stood: SQL =
            question.isNow
            ? "u.closed_on IS NULL"
            : """
            EXISTS (SELECT 1 FROM unit_history h WHERE h.unit_id = u.id AND \(UnitHistory.held("h", on: question.asOf)))
            """
        return .init(
            "units u", key: "u.scope_key", id: "u.id", name: "u.name", unit: "u.id", opens: "/units/",
            where: [stood, SQL.lastly("u.kind IN \(list: kinds)")])
    }

    private static let enterprises: [Figure] = [
        Figure(
            "S1.enterprises", title: "企业", definition: "当天由所查看的单位联系、没有关闭的企业，有没有建会都算。", unit: "家",
            source: "企业登记"
        ) { enterpriseRows($0) },
        Figure(
            "S1.employees", title: "企业职工",
            definition: "当天没有关闭的企业的职工人数相加，每家按到那天为止最近一次登记的人数；从没有登记过人数的企业不计入。", unit: "人",
            source: "企业人数登记"
        ) { enterpriseRows($0, "employees") },
        Figure(
            "S1.members", title: "企业会员",
            definition: "当天没有关闭的企业的工会会员人数相加，每家按到那天为止最近一次登记的人数；从没有登记过人数的企业不计入。", unit: "人",
            source: "企业人数登记"
        ) { enterpriseRows($0, "members") },
        Figure(
            "S1.enterpriseUnions", title: "企业工会", definition: "当天在届、没有撤销的企业工会和联合工会；一个联合工会算一个。",
            unit: "个", source: "企业工会登记"
        ) { question in
            .init(
                "enterprise_unions g", key: "g.scope_key", id: "g.id", name: "g.name", unit: "g.unit_id",
                opens: "/unions/",
                where: [
                    "g.founded_on <= \(question.asOf)", "g.closed_on IS NULL OR g.closed_on > \(question.asOf)",
                ])
        },
    ]

    private static func enterpriseRows(_ question: Figure.Question, _ amount: SQL? = nil) -> Figure.Relation {
        let day = question.asOf
        if question.isNow {
            let counted: [SQL] = amount.map { ["e.\($0) IS NOT NULL"] } ?? []
            return .init(
                "enterprises e", key: "e.scope_key", id: "e.id", name: "e.name", unit: "e.unit_id",
                opens: "/enterprises/", amount: amount.map { "e.\($0)" }, where: ["e.closed_on IS NULL"] + counted)
        }
        let stays: SQL = "enterprise_stays y JOIN enterprises e ON e.id = y.enterprise_id"
        let latest: SQL = """
            JOIN enterprise_headcounts c ON c.enterprise_id = y.enterprise_id AND c.withdrawn_at IS NULL
                AND c.counted_on = (SELECT MAX(x.counted_on) FROM enterprise_headcounts x
                    WHERE x.enterprise_id = y.enterprise_id AND x.withdrawn_at IS NULL AND x.counted_on <= \(day))
            """
        return .init(
            amount == nil ? stays : "\(stays) \(latest)", key: "y.scope_key", id: "y.id", subject: "e.id",
            name: "e.name", unit: "y.unit_id", opens: "/enterprises/", amount: amount.map { "c.\($0)" },
            where: ["y.started_on <= \(day)", "y.left_on IS NULL OR y.left_on > \(day)"])
    }

    private static let partners: [Figure] = [
        Figure(
            "S2.stationsInside", title: "市内服务站", definition: "当天开着、设在本市的服务站。", unit: "个", source: "服务站登记"
        ) { stationRows($0, "t.region IS NULL") },
        Figure(
            "S2.stationsOutside", title: "市外服务站", definition: "当天开着、设在外省市的服务站；算在派出它的单位名下。", unit: "个",
            source: "服务站登记"
        ) { stationRows($0, "t.region IS NOT NULL") },
        Figure(
            "S2.teams", title: "有团队名称的服务站", definition: "当天开着、登记了团队名称的服务站，市内市外都算。", unit: "个",
            source: "服务站登记"
        ) { stationRows($0, "t.team_name IS NOT NULL") },
        Figure(
            "S2.partners", title: "合作组织", definition: "到当天已登记、没有停止合作的服务中心、社工机构、高校、来源企业等；算在登记它的单位名下。",
            unit: "个", source: "合作组织登记"
        ) { question in
            .init(
                "partners p", key: "p.scope_key", id: "p.id", name: "p.name", unit: "p.unit_id", opens: "/partners/",
                where: [
                    "p.created_at < \(Instant(startOf: question.asOf.adding(days: 1)))",
                    "p.closed_on IS NULL OR p.closed_on > \(question.asOf)",
                ])
        },
        Figure(
            "S2.contracts", title: "履行中的服务合同", definition: "当天在合同期内、没有办结的服务合同；算在签合同的单位名下。", unit: "份",
            source: "合作组织的合同登记"
        ) { question in
            let day = question.asOf
            return .init(
                "partner_contracts c", key: "c.scope_key", id: "c.id", subject: "c.partner_id", name: "c.subject",
                unit: "c.unit_id", opens: "/partners/",
                where: [
                    "c.from_on <= \(day)", "c.until_on >= \(day)", "c.concluded_on IS NULL OR c.concluded_on > \(day)",
                ])
        },
    ]

    private static func stationRows(_ question: Figure.Question, _ condition: SQL) -> Figure.Relation {
        let day = question.asOf
        return .init(
            "stations t", key: "t.scope_key", id: "t.id", name: "t.name", unit: "t.unit_id", opens: "/stations/",
            where: ["t.opened_on <= \(day)", "t.closed_on IS NULL OR t.closed_on > \(day)", condition])
    }
}
