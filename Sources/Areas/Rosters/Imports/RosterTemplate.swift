import Foundation
import Spreadsheets
import Web

/// An empty roster with the headings that are always understood.
enum RosterTemplate {
    static func answer() throws -> Answer {
        let fields: [RosterField] = [.serial, .name, .idNumber, .phone, .district, .unit, .hiredOn, .source, .category]
        let sheet = SheetToWrite(
            name: "花名册", columns: fields.map { SheetToWrite.Column($0.heading, width: $0 == .idNumber ? 24 : 16) },
            rows: [])
        let path = FileManager.default.temporaryDirectory.appending(path: "qiao-template-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try writeWorkbook([sheet], to: path)
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        return .file(Download(name: "花名册模板.xlsx", contentType: xlsxType, content: .bytes(bytes)))
    }
}
