/// What a column of a roster says about somebody.
package enum RosterField: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable {
    case name, idNumber, phone, district, unit, hiredOn, source, category, sex, education, licence, serial, remark

    /// Those that the import reads; the others only help to recognise a header.
    package static let read: [RosterField] = [
        .name, .idNumber, .phone, .district, .unit, .hiredOn, .source, .category,
    ]

    /// The heading of the template, and of a corrected workbook where the file's own was not understood.
    package var heading: String {
        switch self {
        case .name: "姓名"
        case .idNumber: "身份证号"
        case .phone: "手机号码"
        case .district: "所属区"
        case .unit: "所在街镇"
        case .hiredOn: "入职时间"
        case .source: "来源"
        case .category: "人员类别"
        case .sex: "性别"
        case .education: "学历"
        case .licence: "职业资格"
        case .serial: "序号"
        case .remark: "备注"
        }
    }
}
