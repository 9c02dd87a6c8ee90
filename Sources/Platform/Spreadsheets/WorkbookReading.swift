/// Reads the parts of an xlsx that matter, in the order in which they need one another.
func readWorkbook(_ bytes: [UInt8], _ limits: ReadingLimits) throws(SpreadsheetError) -> Workbook {
    try bytes.withUnsafeBufferPointer { (buffer) throws(SpreadsheetError) in
        let archive = try ZipArchive(buffer, limits)
        let root = try mainPart(archive, limits)
        let relations = Relations(of: root)
        try XMLStream.read(relations.part, of: archive, into: relations, limits)
        let outline = WorkbookOutline(limits)
        try XMLStream.read(root, of: archive, into: outline, limits)

        let styles = Styles(limits)
        if let part = relations.target(ofType: "/styles"), archive.has(part) {
            try XMLStream.read(part, of: archive, into: styles, limits)
        }
        let strings = SharedStrings(limits)
        if let part = relations.target(ofType: "/sharedStrings"), archive.has(part) {
            try XMLStream.read(part, of: archive, into: strings, limits)
        }

        let budget = CellBudget(limits)
        var sheets: [Sheet] = []
        var warnings: [ReadingWarning] = []
        for tab in outline.tabs {
            guard let relation = relations.byId[tab.relation] else { throw .damaged("\(root): \(tab.relation)") }
            // Charts and dialogs have tabs too, and no cells.
            guard relation.type.hasSuffix("/worksheet") else { continue }
            let reader = WorksheetReader(
                name: tab.name, part: relation.target, dates1904: outline.dates1904, styles: styles,
                strings: strings.all,
                budget: budget)
            try XMLStream.read(relation.target, of: archive, into: reader, limits)
            warnings += reader.warnings
            sheets.append(
                Sheet(name: tab.name, hidden: tab.hidden, rows: reader.rows, mergedRanges: reader.mergedRanges))
        }
        return Workbook(sheets: sheets, warnings: warnings)
    }
}

/// The part that lists the sheets, by the relations of the package, else where everybody puts it.
private func mainPart(_ archive: ZipArchive, _ limits: ReadingLimits) throws(SpreadsheetError) -> String {
    var part = "xl/workbook.xml"
    let relations = Relations(of: "")
    if archive.has(relations.part) {
        try XMLStream.read(relations.part, of: archive, into: relations, limits)
        if let named = relations.target(ofType: "/officeDocument"), archive.has(named) { part = named }
    }
    if part.hasSuffix(".bin") || archive.has("xl/workbook.bin") { throw .otherFormat(.binaryWorkbook) }
    if archive.has("content.xml"), archive.has("mimetype") {
        let kind = MediaType()
        try archive.read("mimetype", each: kind.take)
        throw kind.isSpreadsheet ? .otherFormat(.openDocument) : .notASpreadsheet
    }
    // A document or a presentation has relations of the same kind.
    guard archive.has(part), archive.has(Relations(of: part).part), !part.hasPrefix("word/"), !part.hasPrefix("ppt/")
    else { throw archive.has("xl/workbook.xml") ? .damaged("xl/_rels") : .notASpreadsheet }
    return part
}

/// The few bytes by which an OpenDocument file says what it is.
private final class MediaType {
    private var bytes: [UInt8] = []

    func take(_ chunk: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: chunk.prefix(200)) }

    var isSpreadsheet: Bool { String(decoding: bytes, as: UTF8.self).contains("opendocument.spreadsheet") }
}

/// What a part refers to, by id.
final class Relations: XMLTarget {
    /// The part that holds these relations.
    let part: String
    private(set) var byId: [String: (type: String, target: String)] = [:]
    private var ids: [String] = []
    private let folder: String

    init(of source: String) {
        let cut = source.lastIndex(of: "/").map { source.index(after: $0) } ?? source.startIndex
        folder = String(source[..<cut])
        part = "\(folder)_rels/\(source[cut...]).rels"
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
            let target = attributes["Target"], attributes["TargetMode"] != "External"
        else { return }
        if byId[id] == nil { ids.append(id) }
        byId[id] = (type, resolve(target))
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// Transitional and strict workbooks differ in the beginning of the type, not in its end.
    func target(ofType suffix: String) -> String? {
        ids.lazy.compactMap { self.byId[$0] }.first { $0.type.hasSuffix(suffix) }?.target
    }

    private func resolve(_ target: String) -> String {
        let whole = target.hasPrefix("/") || target.hasPrefix("\\") ? target : folder + target
        var parts: [Substring] = []
        for step in whole.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
            if step == ".." { _ = parts.popLast() } else { parts.append(step) }
        }
        return parts.joined(separator: "/")
    }
}

/// `workbook.xml`: the tabs and the day from which days are counted.
final class WorkbookOutline: XMLTarget {
    private(set) var tabs: [(name: String, hidden: Bool, relation: String)] = []
    private(set) var dates1904 = false
    private let limits: ReadingLimits
    private var inSheets = false

    init(_ limits: ReadingLimits) { self.limits = limits }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError) {
        switch name {
        case "workbookPr": dates1904 = attributes.flag("date1904")
        case "sheets": inSheets = true
        case "sheet" where inSheets:
            guard let relation = attributes.prefixed("id") else { throw .damaged("workbook: sheet without relation") }
            let state = attributes["state"] ?? "visible"
            tabs.append((attributes["name"] ?? "", state != "visible", relation))
            if tabs.count > limits.sheets { throw .tooLarge(.sheets, limit: limits.sheets) }
        default: break
        }
    }

    func end(_ name: XMLName) {
        if name == "sheets" { inSheets = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
