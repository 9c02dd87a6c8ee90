import Core
import Foundation
import Spreadsheets
import Storage

/// Who took what, when, why and how much of it: on every sheet that is printed, and in the last lines.
struct Watermark: Sendable {
    /// For the margin of printed sheets: short.
    let margin: Message
    let lines: @Sendable (_ rows: Int) -> [Message]

    init(_ export: Export, _ listing: Listing, house: String?, head: Seal?, at now: Instant) {
        let house: Message = house.map { .verbatim($0) } ?? "工会社工管理"
        margin = "\(house) · \(listing.title) · \(export.accountName)导出于 \(now)，仅限工作使用"
        lines = { rows in
            var all: [Message] = [
                "\(house) · \(listing.title)，共 \(rows) 行", "\(export.accountName)导出于 \(now)，仅限工作使用，请勿转发",
            ]
            if let purpose = export.purpose { all.append("用途：\(purpose)") }
            if export.use.needsConsent {
                let receiver: Message = export.recipient.map { "\(export.use.title)：\($0)" } ?? export.use.title
                all.append("\(receiver)；只列同意的人，另有 \(export.leftOut) 人没有同意，没有列入")
            }
            all.append("筛选：\(Self.readable(export.address))")
            all.append("导出编号：\(export.id.description)")
            if let head { all.append("审计链头：\(String(head.number)):\(head.head)") }
            return all
        }
    }

    /// As the browser shows it.
    private static func readable(_ address: String) -> String { address.removingPercentEncoding ?? address }
}

/// Writes a list's rows to a file, part by part.
protocol ListWriting {
    func add(_ rows: [[String]]) throws
    func finish() throws
    /// Gives up: nothing is left.
    func discard()
}

final class WorkbookList: ListWriting {
    private let book: GrowingWorkbook
    private let mark: Watermark
    private let words: Words

    init(_ listing: Listing, _ mark: Watermark, _ words: Words, to path: String) throws {
        let columns = listing.columns.map { SheetToWrite.Column(words($0.title), width: $0.width) }
        book = try GrowingWorkbook(
            SheetToWrite(name: words(listing.title), columns: columns, rows: [], margin: words(mark.margin)), to: path)
        self.mark = mark
        self.words = words
    }

    func add(_ rows: [[String]]) throws { try book.add(rows.map { $0.map(Self.cell) }) }

    func finish() throws {
        let rows = book.rows
        try book.finish(last: [[]] + mark.lines(rows).map { [.text(words($0), style: .note)] })
    }

    func discard() { book.discard() }

    private static func cell(_ kept: String) -> WrittenCell {
        let rest = String(kept.dropFirst())
        switch kept.first {
        case "n": return Int(rest).map { .number(Double($0)) } ?? .text(rest)
        case "d":
            guard let day = Day(rest), day.year >= 1900 else { return .text(rest) }
            return .date(year: day.year, month: day.month, day: day.day)
        case "t": return .text(rest.utf16.count > 32_000 ? String(rest.prefix(10_000)) : rest)
        default: return .empty
        }
    }
}

final class SeparatedList: ListWriting {
    private let file: FileHandle
    private let path: String
    private let mark: Watermark
    private let words: Words
    private var rows = 0

    init(_ listing: Listing, _ mark: Watermark, _ words: Words, to path: String) throws {
        try Data(writeCSV(header: listing.columns.map { words($0.title) }, rows: [])).write(
            to: URL(fileURLWithPath: path))
        file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seekToEnd()
        self.path = path
        self.mark = mark
        self.words = words
    }

    func add(_ more: [[String]]) throws {
        rows += more.count
        try file.write(contentsOf: Data(writeCSVRows(more.map { row in row.map { String($0.dropFirst()) } })))
    }

    func finish() throws {
        let last = [[""]] + mark.lines(rows).map { [words($0)] }
        try file.write(contentsOf: Data(writeCSVRows(last)))
        try file.close()
    }

    func discard() {
        try? file.close()
        try? FileManager.default.removeItem(atPath: path)
    }
}
