import Core
import Foundation
import Spreadsheets
import Web

/// An empty table with the headings that are always understood, an example row that is never taken over, and a second
/// sheet that says what belongs into each column.
enum ImportTemplate {
    static func answer(_ kind: ImportKind, _ words: Words) throws -> Answer {
        let form = kind.form
        let fields = [.serial] + form.fields
        let table = SheetToWrite(
            name: words(kind.title),
            columns: fields.map {
                SheetToWrite.Column(
                    $0.heading(in: kind) + (form.isRequired($0) ? "（必填）" : ""),
                    width: $0 == form.name || $0 == .idNumber ? 26 : 16)
            },
            rows: [fields.map { .text(form.example[$0] ?? "", style: .note) }])
        let notes = SheetToWrite(
            name: words("填写说明"),
            columns: [
                .init(words("列"), width: 20), .init(words("必填"), width: 10), .init(words("怎么填"), width: 70),
            ],
            rows: form.fields.map { field in
                [
                    .text(field.heading(in: kind)),
                    .text(words(form.isRequired(field) ? "必填" : "可以不填")),
                    .text(field.note(in: kind).map { words($0) } ?? ""),
                ]
            } + [[.text(words("示例")), .empty, .text(words("示例行以“（示例）”开头，导入时会跳过，可以删去。"))]],
            hasFilter: false)
        return .file(
            Download(
                name: words(kind.title) + words("模板") + ".xlsx", contentType: xlsxType,
                content: .bytes(try workbookBytes([table, notes]))))
    }
}

extension ImportField {
    /// What belongs into the column.
    func note(in kind: ImportKind) -> Message? {
        switch self {
        case .idNumber: "18 位；单元格请用文本格式，否则后几位会丢失"
        case .phone: "11 位手机号，或带区号的固定电话；空着则不改动"
        case .district: "例如：徐汇区；空着则为您所在的区，全市导入时要写"
        case .unit:
            switch kind {
            case .units: "上级单位的名称或地名；空着则直接属于所属区的总工会"
            case .headcounts: "街镇或单位的名称；空着则凭信用代码或企业名称找，名称有几家时要写"
            case .roster, .enterprises: "街镇或单位的名称，与系统里的写法一致"
            }
        case .hiredOn, .openedOn, .day: "例如：2024-03-01、2024年3月1日"
        case .source: "例如：高校毕业生、定向招录（宝武）"
        case .category: "工会社工或党群工作者；空着则为工会社工"
        case .unitName: "单位的全称；同一上级下面不能重名"
        case .unitKind: "街道、乡镇、开发区、园区、楼宇、商圈、行业、社区、村"
        case .placeName: "花名册里对这个地方的叫法；空着则从名称得出"
        case .code: "数字和字母，最多 20 个；没有可以空着"
        case .enterpriseName: "营业执照上的名称"
        case .creditCode: "18 位；再次导入时凭它认出同一家企业；没有的凭名称认"
        case .employees, .members: "不带小数的数字"
        case .remark: "信用代码校验位不对、但核对无误时，在这里写明理由"
        case .name, .address, .industry, .sex, .education, .licence, .serial: nil
        }
    }
}
