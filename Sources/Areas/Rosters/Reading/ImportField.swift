import Core

/// What a column says about a row's subject: a person, a unit, an enterprise.
package enum ImportField: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable {
    // Of a person.
    case name, idNumber, phone, hiredOn, source, category, sex, education, licence
    /// Where it lies: the district, and the unit there. Of a unit: the one above it.
    case district, unit
    // Of a unit.
    case unitName, unitKind, placeName, code, openedOn
    // Of an enterprise.
    case enterpriseName, creditCode, address, industry
    /// How many work there and how many of them are members, on a day.
    case employees, members, day
    case serial, remark

    /// The heading of the template, and of a corrected workbook where the file's own was not understood.
    package func heading(in kind: ImportKind) -> String {
        switch self {
        case .name: "姓名"
        case .idNumber: "身份证号"
        case .phone: "手机号码"
        case .district: "所属区"
        case .unit:
            switch kind {
            case .roster: "所在街镇"
            case .units: "上级单位"
            case .enterprises, .headcounts: "所属单位"
            }
        case .hiredOn: "入职时间"
        case .source: "来源"
        case .category: "人员类别"
        case .sex: "性别"
        case .education: "学历"
        case .licence: "职业资格"
        case .unitName: "单位名称"
        case .unitKind: "单位类别"
        case .placeName: "地名"
        case .code: "单位代码"
        case .openedOn: "成立日期"
        case .enterpriseName: "企业名称"
        case .creditCode: "统一社会信用代码"
        case .address: "地址"
        case .industry: "行业"
        case .employees: "职工人数"
        case .members: "会员人数"
        case .day: "统计日期"
        case .serial: "序号"
        case .remark: "备注"
        }
    }

    /// As pages call it.
    func title(in kind: ImportKind) -> Message {
        switch self {
        case .name: "姓名"
        case .idNumber: "身份证号"
        case .phone: "手机号码"
        case .district: "所属区"
        case .unit:
            switch kind {
            case .roster: "街镇或单位"
            case .units: "上级单位"
            case .enterprises, .headcounts: "所属单位"
            }
        case .hiredOn: "入职时间"
        case .source: "来源"
        case .category: "人员类别"
        case .sex: "性别"
        case .education: "学历"
        case .licence: "职业资格"
        case .unitName: "单位名称"
        case .unitKind: "单位类别"
        case .placeName: "地名"
        case .code: "单位代码"
        case .openedOn: "成立日期"
        case .enterpriseName: "企业名称"
        case .creditCode: "统一社会信用代码"
        case .address: "企业地址"
        case .industry: "行业"
        case .employees: "职工人数"
        case .members: "会员人数"
        case .day: "统计日期"
        case .serial: "序号"
        case .remark: "备注"
        }
    }
}

extension ImportField: Comparable {
    package static func < (left: ImportField, right: ImportField) -> Bool { left.rawValue < right.rawValue }
}

extension [ImportField] {
    func titles(in kind: ImportKind) -> Message { map { $0.title(in: kind) }.listed ?? "" }
}
