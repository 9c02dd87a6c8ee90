import Core
import Dispatch
import Organization
import Spreadsheets
import Storage
import Synchronization

/// Reads the files of imports. Keeps the last ones, since each chunk and each look at the page asks for the same.
package final class FileReadings: Sendable {
    private struct Key: Hashable {
        let roster: Identifier
        let choices: [SheetChoice]
        let day: Day
        let districts: [String]
    }

    private static let kept = 2
    /// One file at a time, on a thread of its own: pages do not wait for it, and memory holds no crowd of them.
    private let queue = DispatchQueue(label: "reading rosters")
    private let readings = Mutex<[(key: Key, reading: FileReading)]>([])

    package init() {}

    package func reading(of roster: FileImport, _ house: House) async throws -> FileReading {
        let day = roster.readingDay(now: house.clock.now())
        let districts = try await house.database.read { try Self.districts($0) }
        let key = Key(roster: roster.id, choices: roster.choices, day: day, districts: districts)
        if let known = readings.withLock({ $0.first { $0.key == key }?.reading }) { return known }
        let bytes = try await bytes(of: roster, house)
        let reading = try await apart {
            FileReading(
                try Self.workbook(bytes), as: roster.kind, choices: roster.choices, districts: districts, today: day)
        }
        readings.withLock { kept in
            kept.removeAll { $0.key.roster == roster.id }
            kept = Array(([(key, reading)] + kept).prefix(Self.kept))
        }
        return reading
    }

    package func workbook(of roster: FileImport, _ house: House) async throws -> Workbook {
        let bytes = try await bytes(of: roster, house)
        return try await apart { try Self.workbook(bytes) }
    }

    private func bytes(of roster: FileImport, _ house: House) async throws -> [UInt8] {
        try await house.database.read { try ImportFile.read(roster.id, $0, house.vault) }
    }

    /// Does what takes long where nobody waits for it but who asked.
    func apart<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }

    /// - Throws: `Problem.invalid` on `file` for what cannot be used as a whole.
    static func workbook(_ bytes: [UInt8]) throws -> Workbook {
        do { return try readSpreadsheet(bytes) } catch { throw Problem.invalid("file", error.message, code: "file") }
    }

    static func workbook(path: String) throws -> Workbook {
        do { return try readSpreadsheet(path: path) } catch {
            throw Problem.invalid("file", error.message, code: "file")
        }
    }

    static func districts(_ tx: Transaction) throws -> [String] { try UnitStore.districts(tx).map(\.placeName) }
}

extension SpreadsheetError {
    /// For the person who sent the file: what it is and what to do.
    var message: Message {
        switch self {
        case .oldExcel: "这是旧版 Excel 文件（.xls）或与它相同的 WPS 文件（.et）。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。"
        case .wps: "这是 WPS 表格自己的格式（.et，或由 WPS 保存的 .xls）。请在 WPS 中打开，另存为 .xlsx 后再上传。"
        case .passwordProtected: "文件设有打开密码。请取消密码后另存为 .xlsx 再上传。"
        case .otherFormat(let format): "这是 \(format.rawValue) 格式的文件，不能直接读取。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。"
        case .notASpreadsheet: "这不是表格文件。请上传 .xlsx 或 .csv 文件。"
        case .damaged: "文件已损坏或不完整，无法读取。请重新导出或另存后再上传。"
        case .tooLarge(.fileBytes, let limit): "文件太大，最多 \(limit >> 20) MB"
        case .tooLarge(.unpackedBytes, let limit): "文件展开后太大，最多 \(limit >> 20) MB"
        case .tooLarge(.rows, let limit): "行数太多：有内容的行最多 \(limit) 行。请拆分后分别上传。"
        case .tooLarge(.columns, let limit): "列数太多，最多 \(limit) 列"
        case .tooLarge: "文件里的内容太多。请只保留花名册所需的工作表和列，拆分后分别上传。"
        case .bomb: "文件太大：展开后远远超过文件本身，或含有不允许的声明，没有读取。请把要导入的行复制到新的工作簿，另存为 .xlsx 后再上传。"
        case .encoding: "无法识别文件的文字编码。请另存为 .xlsx，或以 UTF-8 编码保存为 .csv 后再上传。"
        case .empty: "文件是空的。"
        case .unreadable: "找不到文件，或没有读取权限。"
        }
    }
}
