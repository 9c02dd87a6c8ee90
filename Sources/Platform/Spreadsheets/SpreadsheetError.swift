/// Why a file cannot be read as a whole.
package enum SpreadsheetError: Error, Equatable, Sendable {
    /// `.xls`, the format of Excel until 2003; an `.et` without any mark of WPS is the same inside.
    case oldExcel
    /// `.et` of WPS, or its `.xls`: they cannot be told apart by content.
    case wps
    case passwordProtected
    /// A spreadsheet, but of a format that is not read here.
    case otherFormat(OtherFormat)
    case notASpreadsheet
    /// The detail is for whoever looks into it: the part and what is wrong with it.
    case damaged(String)
    case tooLarge(Excess, limit: Int)
    /// A file made to fill memory: one that unpacks without measure, or XML with declarations of its own.
    case bomb
    /// Text in no encoding that is known here.
    case encoding
    case empty
    /// There is no such file, or it may not be read.
    case unreadable(String)

    package enum OtherFormat: String, Sendable {
        case openDocument = "ods"
        case binaryWorkbook = "xlsb"
        case webPage = "html"
        case xml2003 = "xml"
    }

    package enum Excess: Sendable {
        case fileBytes, unpackedBytes, sheets, rows, columns, cells, cellText, sharedStrings, mergedRanges, styles
    }

    /// One sentence for the person who sent the file: what it is and what to do.
    package var sentence: String {
        switch self {
        case .oldExcel: "这是旧版 Excel 文件（.xls）或与它相同的 WPS 文件（.et）。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。"
        case .wps: "这是 WPS 表格自己的格式（.et，或由 WPS 保存的 .xls）。请在 WPS 中打开，另存为 .xlsx 后再上传。"
        case .passwordProtected: "文件设有打开密码。请取消密码后另存为 .xlsx 再上传。"
        case .otherFormat(let format):
            switch format {
            case .openDocument: "这是 OpenDocument 表格（.ods）。请另存为 .xlsx 后再上传。"
            case .binaryWorkbook: "这是二进制工作簿（.xlsb）。请另存为 .xlsx 后再上传。"
            case .webPage: "这个文件其实是网页（HTML），不是真正的 Excel 文件。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。"
            case .xml2003: "这是 XML 表格（Excel 2003）。请另存为 .xlsx 后再上传。"
            }
        case .notASpreadsheet: "这不是表格文件。请上传 .xlsx 或 .csv 文件。"
        case .damaged: "文件已损坏或不完整，无法读取。请重新导出或另存后再上传。"
        case .tooLarge(let excess, let limit): Self.sentence(excess, limit)
        case .bomb: "文件太大：展开后远远超过文件本身，或含有不允许的声明，没有读取。请把要导入的行复制到新的工作簿，另存为 .xlsx 后再上传。"
        case .encoding: "无法识别文件的文字编码。请另存为 .xlsx，或以 UTF-8 编码保存为 .csv 后再上传。"
        case .empty: "文件是空的。"
        case .unreadable: "找不到文件，或没有读取权限。"
        }
    }

    private static func sentence(_ excess: Excess, _ limit: Int) -> String {
        switch excess {
        case .fileBytes: "文件太大：最多 \(limit >> 20) MB。"
        case .unpackedBytes: "文件展开后太大：最多 \(limit >> 20) MB。"
        case .sheets: "工作表太多：最多 \(limit) 张。"
        case .rows: "行数太多：有内容的行最多 \(limit) 行。请拆分后分别上传。"
        case .columns: "列数太多：最多 \(limit) 列。"
        case .cells: "单元格太多：最多 \(limit) 个。请拆分后分别上传。"
        case .cellText: "有单元格的文字太长：最多 \(limit) 个字符。"
        case .sharedStrings, .styles: "文件中的文字或格式太多（最多 \(limit) 种）。请把内容复制到新的工作簿后再上传。"
        case .mergedRanges: "合并单元格太多：最多 \(limit) 处。"
        }
    }
}
