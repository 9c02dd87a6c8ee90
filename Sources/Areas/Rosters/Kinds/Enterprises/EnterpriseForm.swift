import ChineseText
import Core
import Organization
import Spreadsheets

extension TableForm {
    /// A list of enterprises: one row, one enterprise at the unit that answers for it.
    static let enterprises = TableForm(
        fields: [
            .enterpriseName, .creditCode, .district, .unit, .address, .industry, .openedOn, .employees, .members, .day,
            .remark,
        ],
        needed: [.enterpriseName, .unit], name: .enterpriseName, number: .creditCode,
        own: [.enterpriseName, .creditCode, .address, .openedOn, .employees, .members, .remark],
        numerals: [.creditCode, .openedOn, .day], samples: [.enterpriseName, .creditCode, .unit, .employees, .members],
        headings: .enterprises,
        example: [
            .enterpriseName: "（示例）上海聚鑫物业有限公司", .creditCode: "", .district: "徐汇区", .unit: "漕河泾街道",
            .address: "桂林路 1 号", .industry: "房地产物业", .openedOn: "2008-06-12", .employees: "120", .members: "80",
            .day: "2024-12-31",
        ],
        read: { reader, cells in reader.enterprise(cells) })

    /// How many people work where, on a day.
    static let headcounts = TableForm(
        fields: [.enterpriseName, .creditCode, .district, .unit, .employees, .members, .day],
        needed: [.enterpriseName, .employees], name: .enterpriseName, number: .creditCode,
        own: [.enterpriseName, .creditCode, .employees, .members],
        numerals: [.creditCode, .day], samples: [.enterpriseName, .creditCode, .unit, .employees, .members, .day],
        headings: .enterprises,
        example: [
            .enterpriseName: "（示例）上海聚鑫物业有限公司", .creditCode: "", .district: "徐汇区", .unit: "漕河泾街道",
            .employees: "120", .members: "80", .day: "2024-12-31",
        ],
        read: { reader, cells in reader.headcount(cells) })
}

extension HeadingRules {
    fileprivate static let enterprises = HeadingRules([
        Rule(.serial, 0, exact: ["序号", "序", "编号", "no", "序列"]),
        Rule(
            .enterpriseName, 0,
            exact: ["企业名称", "企业", "企业全称", "单位名称", "公司名称", "公司", "用人单位", "用人单位名称", "名称", "用工单位"]),
        Rule(.enterpriseName, 1, containing: ["企业名称", "公司名称"], without: ["上级", "母公司", "曾用", "有限"]),
        Rule(.creditCode, 0, containing: ["信用代码", "信用码"]),
        Rule(.creditCode, 1, exact: ["代码", "企业代码", "机构代码", "组织机构代码", "税号", "纳税人识别号"]),
        Rule(.district, 0, exact: ["区", "所属区", "所在区", "区县", "所属区县", "行政区", "所在行政区", "区名"]),
        Rule(.unit, 0, containing: ["街道", "街镇", "乡镇", "镇街"], without: ["地址", "电话"]),
        Rule(.unit, 1, containing: ["所属单位", "所属工会", "上级工会", "主管工会", "联系单位", "管理单位"], without: ["电话"]),
        Rule(.unit, 2, exact: ["单位", "所在单位", "所属", "属地", "园区", "楼宇", "工会", "工会名称", "镇"]),
        Rule(.address, 0, containing: ["地址", "住所", "经营场所"], without: ["邮箱", "网址"]),
        Rule(.industry, 0, exact: ["行业", "所属行业", "行业类别", "行业分类", "行业名称"]),
        Rule(.members, 0, containing: ["会员"], without: ["率", "发展", "新增", "卡"]),
        Rule(
            .employees, 0, containing: ["职工人数", "职工数", "职工总数", "员工人数", "员工数", "从业人数", "从业人员", "用工人数", "在职人数"],
            without: ["女", "农民工", "会员"]),
        Rule(.employees, 1, exact: ["人数", "职工", "员工", "总人数"]),
        Rule(
            .openedOn, 0, containing: ["成立", "开业", "设立"], alsoOneOf: ["时间", "日期", "年月", "日"],
            without: ["工会", "建会"]),
        Rule(.day, 0, exact: ["日期", "统计日期", "统计时间", "截至日期", "截止日期", "截至", "统计日", "时点"]),
        Rule(.remark, 0, exact: ["备注", "说明", "理由", "备注说明"]),
    ])
}

extension RowReader {
    fileprivate func enterprise(_ cells: RowCells) -> ImportLine {
        var read = named(cells)
        read.values[.address] = Enterprise.normalizedText(cells[.address].plainText.cleaned)
        read.values[.industry] = cells.text(.industry)
        read.values[.remark] = Enterprise.normalizedText(cells[.remark].plainText.cleaned)
        let opened = day(cells[.openedOn], .openedOn)
        read.values[.openedOn] = opened.day?.description
        let late = read.numbers ?? opened.fault
        if late == nil, read.values[.employees] == nil, read.values[.members] != nil {
            return line(cells, read.values, early: read.early, late: fault(.missingValue, .employees))
        }
        return line(cells, read.values, early: read.early, late: late)
    }

    fileprivate func headcount(_ cells: RowCells) -> ImportLine {
        let read = named(cells)
        let isMissing = read.numbers == nil && read.values[.employees] == nil
        return line(
            cells, read.values, early: read.early,
            late: isMissing ? fault(.missingValue, .employees) : read.numbers)
    }

    private func named(_ cells: RowCells) -> (values: RowValues, early: RowFault?, numbers: RowFault?) {
        var values = RowValues()
        values[.enterpriseName] = Enterprise.normalizedName(cells[.enterpriseName].nameText)
        values[.creditCode] = UnifiedCreditCode.normalized(cells[.creditCode].plainText.cleaned)
        values.district = cells.districtText
        values.unit = cells.text(.unit)
        let (employees, members) = (count(cells[.employees], .employees), count(cells[.members], .members))
        values[.employees] = employees.count.map { String($0) }
        values[.members] = members.count.map { String($0) }
        let counted = day(cells[.day], .day)
        values[.day] = counted.day?.description
        var early: RowFault?
        if values[.enterpriseName] == nil { early = fault(.missingValue, .enterpriseName) }
        if case .number(_, let value) = cells[.creditCode], value > 1e15 {
            early = early ?? fault(.badCode, .creditCode)
        }
        return (values, early, employees.fault ?? members.fault ?? counted.fault)
    }
}

extension RowValues {
    var creditCode: String? { self[.creditCode] }

    /// nil: right, or none at all.
    var creditCodeFault: UnifiedCreditCode.Fault? {
        guard let code = creditCode else { return nil }
        do throws(UnifiedCreditCode.Fault) {
            _ = try UnifiedCreditCode(code)
            return nil
        } catch { return error }
    }

    /// As lists call it; nil for what nobody can tell.
    var industryRead: Industry? {
        guard let text = self[.industry] else { return nil }
        let known: [(Industry, [String])] = [
            (.manufacturing, ["制造", "加工", "工业"]), (.construction, ["建筑", "装修", "施工"]),
            (.transport, ["交通", "物流", "快递", "运输", "仓储", "邮政"]), (.trade, ["批发", "零售", "贸易", "商业", "商贸"]),
            (.catering, ["住宿", "餐饮", "酒店"]), (.software, ["信息", "软件", "互联网", "通信"]),
            (.finance, ["金融", "银行", "保险", "证券"]), (.property, ["房地产", "物业"]),
            (.household, ["居民服务", "家政", "修理"]), (.business, ["商务", "租赁", "科研", "技术服务"]),
            (.education, ["教育", "培训"]), (.health, ["卫生", "医疗", "社会工作", "养老"]),
            (.culture, ["文化", "体育", "娱乐"]), (.other, ["其他"]),
        ]
        return known.first { $0.1.contains(where: text.contains) }?.0
    }
}
