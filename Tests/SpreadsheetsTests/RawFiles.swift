import CLibZip
import Spreadsheets

/// A zip of parts as they are given, packed where that makes them smaller.
func zipped(_ parts: [(name: String, bytes: [UInt8])], password: String? = nil) -> [UInt8] {
    let source = zip_source_buffer_create(nil, 0, 0, nil)!
    zip_source_keep(source)
    defer { zip_source_free(source) }
    let archive = zip_open_from_source(source, Int32(ZIP_TRUNCATE), nil)!
    var copies: [UnsafeMutableBufferPointer<UInt8>] = []
    for part in parts {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, part.bytes.count))
        _ = copy.initialize(from: part.bytes)
        copies.append(copy)
        let content = zip_source_buffer(archive, copy.baseAddress, UInt64(part.bytes.count), 0)!
        let index = zip_file_add(archive, part.name, content, ZIP_FL_ENC_UTF_8)
        precondition(index >= 0)
        if let password {
            precondition(zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_AES_256), password) == 0)
        }
    }
    precondition(zip_close(archive) == 0)
    copies.forEach { $0.deallocate() }
    zip_source_open(source)
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = zip_source_read(source, &chunk, UInt64(chunk.count)), count > 0 {
        result.append(contentsOf: chunk[..<Int(count)])
    }
    zip_source_close(source)
    return result
}

/// A workbook written part by part, as awkward as a test wants it.
struct RawWorkbook {
    struct Tab {
        var name = "Sheet1"
        var state = "visible"
        /// What stands inside `sheetData`.
        var rows = ""
        var afterRows = ""
        /// As the relation names it.
        var target: String?
        var type = "worksheet"
        /// The whole part, if not made of the above.
        var xml: String?
    }

    var tabs: [Tab]
    var cellFormats: [Int] = [0]
    var formats: [Int: String] = [:]
    var sharedStrings: String?
    var workbookProperties = "<workbookPr/>"
    var spreadsheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    var relationNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var extraParts: [(name: String, bytes: [UInt8])] = []

    init(_ tabs: [Tab]) { self.tabs = tabs }

    /// One sheet with these rows.
    init(rows: String, afterRows: String = "") { tabs = [Tab(rows: rows, afterRows: afterRows)] }

    var parts: [(name: String, bytes: [UInt8])] {
        let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
        var sheets = ""
        var relations = ""
        var result: [(name: String, bytes: [UInt8])] = []
        for (index, tab) in tabs.enumerated() {
            let number = index + 1
            let target = tab.target ?? "worksheets/sheet\(number).xml"
            sheets += #"<sheet name="\#(tab.name)" sheetId="\#(number)" state="\#(tab.state)" r:id="rId\#(number)"/>"#
            relations += relation("rId\(number)", tab.type, target)
            let xml =
                tab.xml
                ?? #"\#(head)<worksheet xmlns="\#(spreadsheetNamespace)"><sheetData>\#(tab.rows)</sheetData>\#(tab.afterRows)</worksheet>"#
            let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            result.append((path, Array(xml.utf8)))
        }
        relations += relation("rIdStyles", "styles", "styles.xml")
        if let sharedStrings {
            relations += relation("rIdStrings", "sharedStrings", "sharedStrings.xml")
            result.append(
                (
                    "xl/sharedStrings.xml",
                    Array(#"\#(head)<sst xmlns="\#(spreadsheetNamespace)">\#(sharedStrings)</sst>"#.utf8)
                ))
        }
        let formatCodes = formats.map { #"<numFmt numFmtId="\#($0)" formatCode="\#(escaped($1))"/>"# }.joined()
        let xfs = cellFormats.map { #"<xf numFmtId="\#($0)"/>"# }.joined()
        let styles =
            #"<styleSheet xmlns="\#(spreadsheetNamespace)"><numFmts>\#(formatCodes)</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>\#(xfs)</cellXfs></styleSheet>"#
        let workbook =
            #"\#(head)<workbook xmlns="\#(spreadsheetNamespace)" xmlns:r="\#(relationNamespace)">\#(workbookProperties)<sheets>\#(sheets)</sheets></workbook>"#
        let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
        result += [
            (
                "_rels/.rels",
                Array(
                    #"<Relationships xmlns="\#(packageRelations)">\#(relation("rId1", "officeDocument", "xl/workbook.xml"))</Relationships>"#
                        .utf8)
            ),
            ("xl/workbook.xml", Array(workbook.utf8)),
            (
                "xl/_rels/workbook.xml.rels",
                Array(#"<Relationships xmlns="\#(packageRelations)">\#(relations)</Relationships>"#.utf8)
            ),
            ("xl/styles.xml", Array(styles.utf8)),
        ]
        return result + extraParts
    }

    var bytes: [UInt8] { zipped(parts) }

    func read(limits: ReadingLimits = .standard) throws -> Workbook { try readSpreadsheet(bytes, limits: limits) }

    private func relation(_ id: String, _ type: String, _ target: String) -> String {
        #"<Relationship Id="\#(id)" Type="\#(relationNamespace)/\#(type)" Target="\#(target)"/>"#
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
    }
}

/// An OLE compound file: a header, then a directory with these entries, then whatever else.
func compoundFile(entries: [String], followedBy rest: [UInt8] = []) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
    for (index, name) in (["Root Entry"] + entries).enumerated() {
        var entry = [UInt8](repeating: 0, count: 128)
        let units = Array(name.utf16) + [0]
        for (place, unit) in units.enumerated() {
            entry[place * 2] = UInt8(truncatingIfNeeded: unit)
            entry[place * 2 + 1] = UInt8(unit >> 8)
        }
        entry[64] = UInt8(units.count * 2)
        entry[66] = index == 0 ? 5 : 2
        bytes += entry
    }
    return bytes + rest
}

/// The error with which a reading ends, nil if it does not.
func refusal(of bytes: [UInt8], limits: ReadingLimits = .standard) -> SpreadsheetError? {
    do throws(SpreadsheetError) {
        _ = try readSpreadsheet(bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}
