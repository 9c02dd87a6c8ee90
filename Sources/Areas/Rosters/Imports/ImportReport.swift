import Core
import Storage

/// What an import did or would do, as the command line prints it. It echoes the user's own file, unmasked.
package struct ImportReport: Encodable, Sendable {
    package struct Accepted: Encodable, Sendable {
        package let sheet: String
        package let row: Int
        package let outcome: RowOutcome
        /// As read; each under its field's own key.
        package let values: RowValues
        package let warnings: [String]

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(sheet, forKey: Key("sheet"))
            try container.encode(row, forKey: Key("row"))
            try container.encode(outcome, forKey: Key("outcome"))
            for (field, text) in values.texts { try container.encode(text, forKey: Key(field.rawValue)) }
            try container.encode(warnings, forKey: Key("warnings"))
        }

        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(_ text: String) { stringValue = text }
            init?(stringValue: String) { self.init(stringValue) }
            init?(intValue: Int) { nil }
        }
    }

    package struct Rejected: Encodable, Sendable {
        package let sheet: String
        package let row: Int
        package let column: String
        package let reason: RowReason
        package let message: String
    }

    package struct Absent: Encodable, Sendable {
        package let person: Identifier
        package let unit: Identifier
    }

    package let rows: Int
    package let skipped: Int
    package private(set) var accepted: [Accepted] = []
    package private(set) var rejected: [Rejected] = []
    package let absent: [Absent]
    /// About the file as a whole.
    package let warnings: [String]

    init(_ reading: FileReading, _ rows: [ImportRow], absent: [Absence], _ words: Words) {
        self.rows = reading.rows
        skipped = reading.skipped
        self.absent = absent.map { Absent(person: $0.person, unit: $0.unit) }
        warnings = reading.fileWarnings.map { words($0) }
        for row in rows {
            if let fault = row.fault {
                rejected.append(
                    Rejected(
                        sheet: row.sheet, row: row.row, column: fault.column, reason: fault.reason,
                        message: words(fault.message)))
            } else {
                accepted.append(
                    Accepted(
                        sheet: row.sheet, row: row.row, outcome: row.outcome, values: row.values,
                        warnings: row.warnings.map { words($0.message) }))
            }
        }
    }
}

extension FileReading {
    /// What was odd about the file and its sheets.
    var fileWarnings: [Message] {
        sheetsWithoutHeader.map { name -> Message in
            name.isEmpty ? "没有找到表头，没有读取" : "工作表“\(name)”里没有找到表头，没有读取"
        }
            + sheets.filter { !$0.isLeftOut && !$0.columnsMissing.isEmpty }.map { sheet -> Message in
                let missing = sheet.columnsMissing.titles(in: kind)
                return sheet.name.isEmpty
                    ? "没有认出这些内容在哪一列：\(missing)。请设定表头和列"
                    : "工作表“\(sheet.name)”里没有认出这些内容在哪一列：\(missing)。请设定表头和列"
            }
            + warnings.map { warning -> Message in
                switch warning {
                case .unclosedQuote(let row): "第 \(row) 行有一个引号没有配对，其后的内容被当成了一个单元格"
                case .formulaWithoutResult(let sheet, let row, _):
                    "工作表“\(sheet)”第 \(row) 行有公式没有算出结果，被当成空白；请在 Excel 或 WPS 中打开并保存一次"
                }
            }
    }
}
