import Core
import Storage

/// Why a row is not taken. In the order in which a row with several faults is judged.
package enum RosterReason: String, Codable, CaseIterable, Sendable, ColumnValue {
    case missingName, missingId, idPrecisionLost, idCheckDigit, badBirthDate, duplicateInFile, heldElsewhere
    case unknownUnit, outOfScope, badDate, badPhone

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
        }
    }
}

/// What is wrong with a row: the reason, the column it lies in, and what helps to put it right.
package struct RosterFault: Codable, Hashable, Sendable {
    package let reason: RosterReason
    /// The header's text in the file.
    package let column: String
    package let field: RosterField
    /// Depends on the reason: the length found, the earlier row, the nearest names. Never a personal value.
    package let detail: [String]

    package init(_ reason: RosterReason, _ field: RosterField, column: String, detail: [String] = []) {
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
        case .duplicateInFile:
            detail.first?.isEmpty == false
                ? "与工作表“\(detail[0])”第 \(detail.last ?? "") 行是同一个身份证号，只收前面的一行"
                : "与第 \(detail.last ?? "") 行是同一个身份证号，只收前面的一行"
        case .heldElsewhere: "此人目前登记在您管辖范围以外，不能直接导入；可以提出调入申请"
        case .unknownUnit: unknownUnitMessage
        case .outOfScope: "这个单位不在您可以导入的范围内"
        case .badDate: "日期读不懂或不存在，请写成 2019-03-05 或 2019年3月 这样"
        case .badPhone: "电话应为 11 位手机号，或带区号的固定电话"
        }
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
package enum RosterWarning: String, Codable, CaseIterable, Sendable {
    case youngAtHire, hiredAfterSheet, sexDiffers, hiredInFuture, hiredOutOfRange, nameDiffers

    package var message: Message {
        switch self {
        case .youngAtHire: "入职时不满 18 周岁，请核对"
        case .hiredAfterSheet: "入职时间晚于表上的填报日期，请核对"
        case .sexDiffers: "性别与身份证号不一致，请核对"
        case .hiredInFuture: "入职时间在今天以后，请核对"
        case .hiredOutOfRange: "入职时间太早或太远，没有记入，请核对年份"
        case .nameDiffers: "姓名与系统里已登记的不同，请核对是否改名或写错"
        }
    }
}
