import Core

/// An account of the demo city, for whoever tries Qiao, for tests and for the documentation.
package struct DemoAccount: Sendable {
    /// Where its owner sits.
    package enum Seat: Hashable, Sendable {
        case city
        case district(String)
        case street(String, String)
        /// A union social worker at 聚鑫园 in 漕河泾.
        case juxinPark
        /// One of the 26 who came from the steel works in March 2019, at 顾村镇.
        case steelCohort
        /// A union social worker in a building of 陆家嘴.
        case lujiazuiBuilding
    }

    package let login: String
    package let name: String
    /// Role and place.
    package let title: Message
    package let role: Role
    package let seat: Seat

    package var password: String { DemoCity.password }
}

extension DemoCity {
    /// The named cast. The three social workers among them are people of the city, the others have accounts only.
    package static let cast: [DemoAccount] = [
        DemoAccount(login: "city", name: "沈佩云", title: "上海市总工会经办干部", role: .officer, seat: .city),
        DemoAccount(login: "baoshan", name: "陆建萍", title: "宝山区总工会经办干部", role: .officer, seat: .district("宝山区")),
        DemoAccount(login: "xuhui", name: "倪晓岚", title: "徐汇区总工会经办干部", role: .officer, seat: .district("徐汇区")),
        DemoAccount(login: "yangpu", name: "瞿志良", title: "杨浦区总工会经办干部", role: .officer, seat: .district("杨浦区")),
        DemoAccount(login: "pudong", name: "诸葛敏", title: "浦东新区总工会经办干部", role: .officer, seat: .district("浦东新区")),
        DemoAccount(
            login: "caohejing", name: "单晓雯", title: "徐汇区漕河泾街道总工会经办干部", role: .officer,
            seat: .street("徐汇区", "漕河泾街道")),
        DemoAccount(
            login: "dinghai", name: "仇国梁", title: "杨浦区定海路街道总工会经办干部", role: .officer,
            seat: .street("杨浦区", "定海路街道")),
        DemoAccount(login: "worker", name: "区雅婷", title: "漕河泾聚鑫园的工会社工", role: .socialWorker, seat: .juxinPark),
        DemoAccount(
            login: "baowu", name: "解志刚", title: "宝山区顾村镇的工会社工，2019 年由宝武转来", role: .socialWorker,
            seat: .steelCohort),
        DemoAccount(
            login: "lujiazui", name: "查思佳", title: "浦东新区陆家嘴楼宇的工会社工", role: .socialWorker,
            seat: .lujiazuiBuilding),
        DemoAccount(login: "leader", name: "曾慧兰", title: "上海市总工会领导，只查看", role: .viewer, seat: .city),
        DemoAccount(login: "system", name: "盖明远", title: "系统管理员", role: .systemAdministrator, seat: .city),
        DemoAccount(login: "security", name: "朴春燕", title: "安全管理员", role: .securityAdministrator, seat: .city),
        DemoAccount(login: "audit", name: "缪学文", title: "审计员", role: .auditor, seat: .city),
    ]

    /// What the cast is called in English.
    package static let english: [String: String] = [
        "上海市总工会经办干部": "Officer of the city federation",
        "宝山区总工会经办干部": "Officer of the district federation of Baoshan",
        "徐汇区总工会经办干部": "Officer of the district federation of Xuhui",
        "杨浦区总工会经办干部": "Officer of the district federation of Yangpu",
        "浦东新区总工会经办干部": "Officer of the district federation of Pudong",
        "徐汇区漕河泾街道总工会经办干部": "Officer of the street union of Caohejing in Xuhui",
        "杨浦区定海路街道总工会经办干部": "Officer of the street union of Dinghai Road in Yangpu",
        "漕河泾聚鑫园的工会社工": "Union social worker at Juxin Park in Caohejing",
        "宝山区顾村镇的工会社工，2019 年由宝武转来": "Union social worker in Gucun, Baoshan, who came from Baowu in 2019",
        "浦东新区陆家嘴楼宇的工会社工": "Union social worker in an office tower of Lujiazui in Pudong",
        "上海市总工会领导，只查看": "Leader at the city federation, looks only",
        "系统管理员": "System administrator",
        "安全管理员": "Security administrator",
        "审计员": "Auditor",
    ]
}
