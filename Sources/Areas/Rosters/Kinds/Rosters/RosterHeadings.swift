/// The headings of rosters.
extension HeadingRules {
    fileprivate static let times = ["时间", "日期", "年月", "何时", "年份", "日"]
    fileprivate static let relatives = ["父", "母", "配偶", "联系人", "紧急", "领导", "负责人", "子女", "推荐", "导师", "家庭", "监护"]
    fileprivate static let homes = [
        "户籍", "户口", "居住", "家庭", "住址", "地址", "现住", "意见", "电话", "编码", "代码", "负责人", "原单位", "原工作", "原所在", "原街", "入职前", "之前",
        "曾",
    ]

    static let roster = HeadingRules([
        Rule(.serial, 0, exact: ["序号", "序", "编号", "no", "序列"]),
        Rule(
            .idNumber, 0, exact: ["身份证", "公民身份"], containing: ["身份证号", "身份证件号", "公民身份号", "身份证号码", "身份号"],
            without: relatives),
        Rule(
            .idNumber, 1, exact: ["证件", "证件号"], containing: ["证件号", "身份证"],
            without: relatives + ["类型", "种类", "类别", "地址", "住址", "有效", "到期", "复印", "照片", "资格"]),
        Rule(
            .name, 0,
            exact: [
                "姓名", "名字", "社工姓名", "职工姓名", "人员姓名", "工会社工姓名", "社会工作者姓名", "员工姓名", "本人姓名", "工会社工",
            ]),
        Rule(.name, 1, containing: ["姓名"], without: relatives + ["曾用", "单位"]),
        Rule(.phone, 0, exact: ["手机", "手机号", "手机号码"], containing: ["手机", "移动电话"], without: relatives),
        Rule(.phone, 1, containing: ["联系电话", "联系方式", "联系号码", "通讯方式"], without: relatives + ["单位", "办公"]),
        Rule(.phone, 2, exact: ["电话", "电话号码"], containing: ["电话"], without: relatives + ["单位", "办公", "固定"]),
        Rule(.phone, 3, containing: ["办公电话", "固定电话", "单位电话", "座机"], without: relatives),
        Rule(
            .hiredOn, 0, exact: ["入职", "入职时间", "入职日期"],
            containing: ["入职", "参加工会社工", "从事工会社工", "担任工会社工", "任工会社工", "进入工会社工"], alsoOneOf: times,
            without: ["离职", "合同", "入职前", "之前"]),
        Rule(
            .hiredOn, 1, exact: ["上岗", "到岗"],
            containing: ["上岗", "到岗", "录用", "聘用", "聘任", "招录", "招聘", "任职", "到任", "进会", "进工会", "入会社工"], alsoOneOf: times,
            without: ["离", "合同", "到期", "资格", "之前"]),
        Rule(.hiredOn, 2, containing: ["参加工作", "工作时间", "起始时间"], alsoOneOf: times, without: ["合同"]),
        Rule(
            .source, 0, containing: ["来源", "渠道", "招录方式", "招聘方式", "录用方式", "招录类型"],
            without: ["经费", "资金", "生源", "收入"]),
        Rule(.category, 0, containing: ["人员类别", "人员类型", "人员性质", "岗位类别", "身份类别", "队伍类别"]),
        Rule(.category, 1, exact: ["类别", "人员身份", "岗位性质"]),
        Rule(.sex, 0, exact: ["性别"]),
        Rule(.education, 0, containing: ["学历", "文化程度"], without: ["编号", "证书号"]),
        Rule(
            .licence, 0, containing: ["职业资格", "持证", "资格证", "职业水平", "社工证", "职称"],
            without: ["编号", "号码", "时间", "日期"]),
        Rule(
            .district, 0,
            exact: [
                "区", "所属区", "所在区", "区县", "所属区县", "所在区县", "行政区", "所在行政区", "所属行政区", "区总工会", "所属区总工会", "区工会",
                "所在城区", "属区", "工作区", "派驻区", "区域", "所属区域", "所在区域", "区名", "区名称",
            ]),
        // 工作所在区, 单位所属区县名称, 归属区总工会; but no 园区, 社区, 开发区.
        Rule(
            .district, 1, exact: ["区别", "区局", "区划", "行政区划"],
            without: homes + relatives + [
                "街", "镇", "乡", "园区", "社区", "小区", "校区", "片区", "开发区", "厂区", "商区", "时区", "港区", "保税区",
            ],
            endings: ["区", "区县", "区名", "区名称", "区县名", "区县名称", "区总工会", "区县总工会", "区工会"]),
        Rule(.unit, 0, containing: ["街道", "街镇", "乡镇", "镇街", "街乡"], without: homes),
        Rule(
            .unit, 1, containing: ["派驻", "服务单位", "工作单位", "所在单位", "岗位所在", "所在工会", "所属工会", "驻点", "任职单位", "上岗单位"],
            without: homes + ["性质", "类型"] + ["时间", "日期"]),
        Rule(.unit, 2, exact: ["单位", "单位名称", "所属单位", "工会", "工会名称", "镇", "园区", "工作地点"]),
        Rule(.unit, 3, exact: ["用人单位", "用工单位", "用工单位名称"]),
        Rule(.remark, 0, exact: ["备注", "说明", "错误原因", "其他"]),
    ])

    /// How the second line goes on that says no field by itself: 入职 | 时间, 职工人数 | 其中女.
    static let secondLines = [
        "时间", "日期", "年月", "号", "号码", "名称", "全称", "总数", "人数", "男", "女", "农民工", "小计", "合计", "类别", "类型", "等级", "）", ")",
    ]
}
