import Core
import Foundation
import Storage

/// Why a row is not taken. In the order in which a row with several faults is judged.
package enum RowReason: String, Codable, CaseIterable, Sendable, ColumnValue {
    case missingName, missingId, idPrecisionLost, idCheckDigit, badBirthDate, duplicateInFile, heldElsewhere
    case unknownUnit, outOfScope, badDate, badPhone
    // Of somebody known: what an officer does by hand first.
    case inHandover, otherName
    // Of units, enterprises and headcounts.
    case missingValue, unknownKind, otherParent, badCode, codeCheckDigit, unknownEnterprise, severalEnterprises
    case badNumber
    /// A rule of the command that takes the row over.
    case refused

    /// The heading of a group of such rows.
    package var title: Message {
        switch self {
        case .missingName: "没有姓名"
        case .missingId: "没有身份证号"
        case .idPrecisionLost: "身份证号丢失了后几位"
        case .idCheckDigit: "身份证号不对"
        case .badBirthDate: "身份证号里的出生日期不对"
        case .duplicateInFile: "本文件中重复"
        case .heldElsewhere: "在别处任职"
        case .unknownUnit: "单位对不上"
        case .outOfScope: "单位不在您的范围内"
        case .badDate: "日期读不懂"
        case .badPhone: "电话不对"
        case .inHandover: "正在办理交接"
        case .otherName: "姓名对不上"
        case .missingValue: "缺少必填的内容"
        case .unknownKind: "单位类别看不懂"
        case .otherParent: "所属单位不同"
        case .badCode: "信用代码不对"
        case .codeCheckDigit: "信用代码的校验位不对"
        case .unknownEnterprise: "没有这家企业"
        case .severalEnterprises: "有几家同名企业"
        case .badNumber: "人数不对"
        case .refused: "不符合登记要求"
        }
    }
}

/// What is wrong with a row: the reason, the column it lies in, and what helps to put it right.
package struct RowFault: Codable, Hashable, Sendable {
    package let reason: RowReason
    /// The header's text in the file.
    package let column: String
    package let field: ImportField
    /// Depends on the reason: the length found, the earlier row, the nearest names. Never a personal value.
    package let detail: [String]

    package init(_ reason: RowReason, _ field: ImportField, column: String, detail: [String] = []) {
        self.reason = reason
        self.field = field
        self.column = column
        self.detail = detail
    }

    package var message: Message {
        switch reason {
        case .missingName: "没有姓名，请补上后再导入"
        case .missingId: "没有身份证号，无法确认是谁，请补上后再导入"
        case .idPrecisionLost: "身份证号被存成了数字，后几位已经丢失；请把单元格格式改为“文本”，按原件重新填写"
        case .idCheckDigit: identityNumberMessage
        case .badBirthDate: "身份证号里的出生日期不存在或不合理，请核对原件"
        case .duplicateInFile: duplicateMessage
        case .heldElsewhere: "此人目前登记在您管辖范围以外，不能直接导入；可以提出调入申请"
        case .unknownUnit: unknownUnitMessage
        case .outOfScope: "这个单位不在您可以导入的范围内"
        case .badDate: "日期读不懂或不存在，请写成 2019-03-05 或 2019年3月 这样"
        case .badPhone: "电话应为 11 位手机号，或带区号的固定电话"
        case .inHandover: "正在办理交接，请先办结或取消，再导入新的单位"
        case .otherName: "这个号码在系统里是另一个姓名，请核对；确实改了名的，请先在人员页更正"
        case .missingValue: "没有填写“\(column.isEmpty ? field.heading(in: .units) : column)”，请补上后再导入"
        case .unknownKind: "看不懂单位类别“\(detail.first ?? "")”；可以写：街道、乡镇、开发区、园区、楼宇、商圈、行业、社区、村"
        case .otherParent: "系统里它属于“\(detail.first ?? "")”；导入不能改变所属，请在它的页面办理"
        case .badCode: "统一社会信用代码应为 18 位数字和大写字母，请核对营业执照"
        case .codeCheckDigit: "统一社会信用代码的校验位不对；核对无误的，请在“备注”栏写明理由后再导入"
        case .unknownEnterprise: "系统里没有这家企业，请先登记或核对名称、代码和所属单位"
        case .severalEnterprises: "这里有几家企业叫这个名称，请填写统一社会信用代码"
        case .badNumber: "人数应为不带小数的数字"
        case .refused: Message(format: detail.first ?? "", arguments: detail.dropFirst().map { .text($0) })
        }
    }

    /// What a command refused, in its own words.
    init(refusing problem: Message, _ field: ImportField, column: String) {
        self.init(
            .refused, field, column: column, detail: [problem.format] + problem.arguments.map(\.plainText))
    }

    private var duplicateMessage: Message {
        let (sheet, row) = (detail.first ?? "", detail.last ?? "")
        if field == .idNumber {
            return sheet.isEmpty
                ? "与第 \(row) 行是同一个身份证号，只收前面的一行" : "与工作表“\(sheet)”第 \(row) 行是同一个身份证号，只收前面的一行"
        }
        return sheet.isEmpty ? "与第 \(row) 行重复，只收前面的一行" : "与工作表“\(sheet)”第 \(row) 行重复，只收前面的一行"
    }

    private var identityNumberMessage: Message {
        switch detail.first {
        case "length": "身份证号应为 18 位，现在是 \(detail.last ?? "") 位，请核对原件"
        case "characters": "身份证号只能是数字，最后一位可以是 X，请核对原件"
        default: "身份证号的最后一位校验码不对，请核对原件"
        }
    }

    /// Detail: the kind of miss, district, place, then the nearest names.
    private var unknownUnitMessage: Message {
        guard detail.count >= 3 else { return "没有填写单位，请补上区和街镇" }
        let (district, place, nearest) = (detail[1], detail[2], detail.dropFirst(3).joined(separator: "、"))
        switch detail[0] {
        case "noDistrict": return "没有写明属于哪个区，请补上“区”这一列"
        case "district":
            return nearest.isEmpty ? "系统里没有“\(district)”这个区" : "系统里没有“\(district)”这个区；相近的有：\(nearest)"
        case "ambiguous": return "“\(district)”有几个单位叫“\(place)”：\(nearest)；请写明是哪一个"
        default:
            if place.isEmpty { return "没有填写单位，请补上街镇或单位的名称" }
            return nearest.isEmpty
                ? "“\(district)”没有“\(place)”这个单位" : "“\(district)”没有“\(place)”这个单位；相近的有：\(nearest)"
        }
    }
}

/// What is merely odd: said, and never a reason to refuse.
package enum RowWarning: String, Codable, CaseIterable, Sendable {
    case youngAtHire, hiredAfterSheet, sexDiffers, hiredInFuture, hiredOutOfRange, nameDiffers
    case kindDiffers, openedOnDiffers, codeOverridden, enterpriseNameDiffers, industryUnknown

    package var message: Message {
        switch self {
        case .youngAtHire: "入职时不满 18 周岁，请核对"
        case .hiredAfterSheet: "入职时间晚于表上的填报日期，请核对"
        case .sexDiffers: "性别与身份证号不一致，请核对"
        case .hiredInFuture: "入职时间在今天以后，请核对"
        case .hiredOutOfRange: "入职时间太早或太远，没有记入，请核对年份"
        case .nameDiffers: "姓名与系统里已登记的不同，请核对是否改名或写错"
        case .kindDiffers: "单位类别与系统里的不同，没有改动"
        case .openedOnDiffers: "成立日期与系统里的不同，没有改动"
        case .codeOverridden: "统一社会信用代码的校验位不对，按“备注”里的理由收下"
        case .industryUnknown: "行业没有认出，没有记入"
        case .enterpriseNameDiffers: "企业名称与系统里已登记的不同，请核对是否改名或写错"
        }
    }
}

extension Message.Argument {
    fileprivate var plainText: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .day(let day): day.description
        case .instant(let instant): Day(of: instant).description
        case .message(let message):
            message.arguments.reduce(message.format) { text, argument in
                text.range(of: "{}").map { text.replacingCharacters(in: $0, with: argument.plainText) } ?? text
            }
        }
    }
}
