/// The figures of this room in English.
let organizationFiguresEnglish: [String: String] = [
    "街镇工会": "Federations of streets and towns",
    "当天在用的街道、乡镇和开发区总工会；已撤销的不算。": "Federations of streets, towns and zones in use on the day; closed ones do not count.",
    "单位登记": "Register of units",
    "“小二级”工会": "Unions of the second tier",
    "当天在用的园区、楼宇、商圈、行业、社区和村的工会联合会；已撤销的不算。":
        "Unions of parks, buildings, business circles, industries, neighbourhoods and villages in use on the day; closed ones do not count.",
    "当天由所查看的单位联系、没有关闭的企业，有没有建会都算。":
        "Enterprises that the unit kept in touch with and that were not closed on the day, with a union or without.",
    "家": "enterprises",
    "企业登记": "Register of enterprises",
    "当天没有关闭的企业的职工人数相加，每家按到那天为止最近一次登记的人数；从没有登记过人数的企业不计入。":
        "Employees of the enterprises that were not closed on the day, added up; each by its latest count until then. Enterprises that were never counted are left out.",
    "企业人数登记": "Headcounts of enterprises",
    "企业会员": "Members in enterprises",
    "当天没有关闭的企业的工会会员人数相加，每家按到那天为止最近一次登记的人数；从没有登记过人数的企业不计入。":
        "Union members in the enterprises that were not closed on the day, added up; each by its latest count until then. Enterprises that were never counted are left out.",
    "当天在届、没有撤销的企业工会和联合工会；一个联合工会算一个。":
        "Enterprise unions and joint unions that stood on the day; a joint one counts once.",
    "企业工会登记": "Register of enterprise unions",
    "市内服务站": "Stations in the city",
    "当天开着、设在本市的服务站。": "Stations in the city that were open on the day.",
    "服务站登记": "Register of stations",
    "市外服务站": "Stations outside the city",
    "当天开着、设在外省市的服务站；算在派出它的单位名下。":
        "Stations outside the city that were open on the day, counted at the unit that sends them.",
    "有团队名称的服务站": "Stations with a named team",
    "当天开着、登记了团队名称的服务站，市内市外都算。":
        "Stations with a named team that were open on the day, in the city or outside.",
    "到当天已登记、没有停止合作的服务中心、社工机构、高校、来源企业等；算在登记它的单位名下。":
        "Service centres, agencies, universities, source employers and others registered by the day and still partners, counted at the unit that registered them.",
    "合作组织登记": "Register of partners",
    "履行中的服务合同": "Service contracts in force",
    "当天在合同期内、没有办结的服务合同；算在签合同的单位名下。":
        "Service contracts within their term and not concluded on the day, counted at the unit that signed them.",
    "份": "contracts",
    "合作组织的合同登记": "Contracts with partners",
    "个": "count",
    "人": "people",
    "企业职工": "Employees of enterprises",
]
