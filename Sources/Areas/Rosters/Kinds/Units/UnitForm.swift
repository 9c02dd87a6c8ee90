import Core
import Organization
import Spreadsheets

extension TableForm {
    /// A list of units: one row, one unit below another one.
    static let units = TableForm(
        fields: [.unitName, .unitKind, .district, .unit, .placeName, .code, .openedOn],
        needed: [.unitName, .unitKind], name: .unitName, number: .code, own: [.unitName, .placeName, .code],
        numerals: [.code, .openedOn], samples: [.unitName, .unitKind, .district, .unit, .code],
        headings: .units,
        example: [
            .unitName: "（示例）漕河泾街道工会联合会", .unitKind: "街道", .district: "徐汇区", .placeName: "漕河泾街道",
            .code: "310104013", .openedOn: "2001-05-18",
        ],
        read: { reader, cells in reader.unit(cells) })
}

extension HeadingRules {
    fileprivate static let units = HeadingRules([
        Rule(.serial, 0, exact: ["序号", "序", "编号", "no", "序列"]),
        Rule(
            .unitName, 0,
            exact: ["单位名称", "单位", "工会名称", "工会", "名称", "组织名称", "工会组织名称", "单位全称", "工会全称", "全称"]),
        Rule(.unitName, 1, containing: ["工会名称", "单位名称", "组织名称"], without: ["上级", "主管", "所属"]),
        Rule(.unitKind, 0, exact: ["类别", "单位类别", "单位类型", "类型", "工会类别", "工会类型", "层级", "性质"]),
        Rule(.unitKind, 1, containing: ["类别", "类型", "层级"]),
        Rule(.district, 0, exact: ["区", "所属区", "所在区", "区县", "所属区县", "行政区", "所在行政区", "区名"]),
        Rule(.unit, 0, containing: ["上级"], without: ["电话", "负责人", "联系"]),
        Rule(.unit, 1, exact: ["所属街镇", "所在街镇", "街镇", "街道", "街道镇", "所属单位", "主管单位", "隶属", "隶属关系"]),
        Rule(.placeName, 0, exact: ["地名", "简称", "单位简称", "工会简称", "所在地", "区域名称"]),
        Rule(.code, 0, exact: ["代码", "单位代码", "编码", "单位编码", "区划代码", "行政区划代码"]),
        Rule(
            .openedOn, 0, containing: ["成立", "组建", "建会", "设立"],
            alsoOneOf: ["时间", "日期", "年月", "日"], without: ["换届"]),
        Rule(.remark, 0, exact: ["备注", "说明", "错误原因", "其他"]),
    ])
}

extension RowReader {
    fileprivate func unit(_ cells: RowCells) -> ImportLine {
        var values = RowValues()
        values[.unitName] = cells.name(.unitName)
        values[.unitKind] = cells.text(.unitKind)
        values.district = cells.districtText
        values.unit = cells.name(.unit)
        values[.placeName] = cells.name(.placeName)
        values[.code] = cells.text(.code)
        let opened = day(cells[.openedOn], .openedOn)
        values[.openedOn] = opened.day?.description
        return line(
            cells, values, early: values[.unitName] == nil ? fault(.missingValue, .unitName) : nil,
            late: opened.fault)
    }
}

extension RowCells {
    /// A unit's name, whose words keep their spaces.
    fileprivate func name(_ field: ImportField) -> String {
        Unit.normalizedName(self[field].plainText.cleaned)
    }
}

extension UnitKind {
    /// As lists call them: 街道, 街道总工会, 园区工会. Never guessed from a unit's name.
    static func reading(_ text: String) -> UnitKind? {
        let known: [(UnitKind, [String])] = [
            (.street, ["街道"]), (.town, ["乡镇", "镇", "乡"]), (.zone, ["开发区", "工业区"]),
            (.businessCircle, ["商圈", "商街", "商业街"]), (.park, ["园区", "产业园", "科技园"]),
            (.building, ["楼宇", "大厦", "商务楼"]), (.industry, ["行业"]), (.neighbourhood, ["社区", "居民区", "居委"]),
            (.village, ["村"]), (.district, ["区"]),
        ]
        let endings = ["总工会", "工会联合会", "联合工会", "工会"]
        let bare = endings.first { text.hasSuffix($0) && text.count > $0.count }.map { String(text.dropLast($0.count)) }
        return known.first { $0.1.contains(bare ?? text) }?.0
    }
}
