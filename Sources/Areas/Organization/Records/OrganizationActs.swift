import Core

extension Organization {
    /// What commands about enterprises, unions, stations and partners did, for stories and the audit log.
    package static let acts: [String: Message] = [
        RegisterEnterprise.name: "登记了企业", CorrectEnterprise.name: "修改了企业信息", MoveEnterprise.name: "把企业划到另一个单位",
        CloseEnterprise.name: "登记了企业关闭", ReopenEnterprise.name: "恢复了企业", RecordHeadcount.name: "登记了职工和会员人数",
        CorrectHeadcount.name: "更正了职工和会员人数", FoundUnion.name: "登记了建会", CorrectUnion.name: "修改了工会信息",
        RecordElection.name: "登记了换届选举", JoinUnion.name: "登记企业加入联合工会", LeaveUnion.name: "登记企业退出联合工会",
        CloseUnion.name: "登记了工会撤销", OpenStation.name: "设立了服务站", CorrectStation.name: "修改了服务站信息",
        CloseStation.name: "撤销了服务站", RegisterPartner.name: "登记了合作组织", CorrectPartner.name: "修改了合作组织信息",
        ClosePartner.name: "结束了与合作组织的合作", SignServiceContract.name: "登记了服务合同",
        SettleServiceContract.name: "办结了服务合同",
    ]

    /// What the kinds of records of these are called.
    package static let records: [String: Message] = [
        "enterprise": "企业", "enterpriseUnion": "企业工会", "station": "服务站", "partner": "合作组织",
    ]
}
