import Core
import Foundation
import Organization
import Spreadsheets
import Storage
import Web

/// The handlers of one import.
struct ImportPages: Sendable {
    /// So many rows about people are taken from one file.
    static let mostLines = 50_000
    static let mostUnknownUnits = 60

    let readings: FileReadings

    func load(_ visit: Visit) async throws -> FileImport {
        let id = try visit.identifier("roster")
        let scope = visit.actor.scope(for: .importRosters)
        let vault = visit.house.vault
        guard let found = try await visit.house.database.read({ try ImportStore.find(id, scope, $0, vault) }) else {
            throw Problem.notFound
        }
        return found
    }

    func upload(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.importRosters).orThrow()
        return try await visit.submit {
            guard let kind = ImportKind(rawValue: visit.fields["kind"] ?? ImportKind.roster.rawValue) else {
                throw Problem.invalid("kind", "请选择要导入什么")
            }
            guard let upload = visit.upload else { throw Problem.invalid("file", "请选择要导入的文件") }
            guard upload.size > 0 else { throw Problem.invalid("file", "文件是空的，请换一个文件") }
            // Read before it is kept: a file that is no spreadsheet is answered at once.
            let today = visit.house.today
            let lines = try await readings.apart {
                FileReading(
                    try FileReadings.workbook(path: upload.path), as: kind, districts: [], today: today
                ).lines.count
            }
            guard lines <= Self.mostLines else {
                throw Problem.tooLarge("一次最多导入 \(Self.mostLines) 行，请拆分后分别上传")
            }
            let file = try Data(contentsOf: URL(fileURLWithPath: upload.path))
            let roster = try await visit.run(UploadFile(kind, fileName: upload.fileName, file: file)).roster
            return .redirect("/rosters/\(roster)")
        } orShow: { form in
            try await ImportListPage.load(visit, form)
        }
    }

    /// One page from the upload to the result.
    func page(_ visit: Visit, _ form: FormState) async throws -> any Page {
        let roster = try await load(visit)
        switch roster.state {
        case .read: return try await ReviewPage.load(visit, roster, readings, form)
        case .running: return ProgressPage(roster)
        case .done, .abandoned:
            let undo = try await visit.house.database.read { try UndoStore.find(roster.id, $0) }
            if let undo, undo.state == .running { return UndoProgressPage(roster, undo) }
            return try await ResultPage.load(visit, roster)
        }
    }

    func matchUnits(_ visit: Visit) async throws -> Answer {
        let roster = try await load(visit)
        return try await visit.submit {
            var matched = 0
            for index in 0..<Self.mostUnknownUnits {
                guard let unit = visit.fields["unit-\(index)"] else { continue }
                guard let unit = Identifier(unit), let alias = visit.fields["alias-\(index)"],
                    let district = visit.fields["district-\(index)"].flatMap({ Identifier($0) })
                else { throw Problem.invalid("unit-\(index)", "请从列表中选择单位") }
                let command = MatchUnit(roster: roster.id, district: district, alias: alias, unit: unit)
                do {
                    try await visit.house.runner.run(
                        command, as: visit.actor, key: visit.idempotencyKey.map { "\($0)-\(index)" })
                } catch Problem.invalid(let problems) {
                    throw Problem.invalid(problems.map { FieldProblem("unit-\(index)", $0.message) })
                }
                matched += 1
            }
            guard matched > 0 else { throw Problem.invalid("unit-0", "请至少为一个写法选出单位") }
            return .redirect("/rosters/\(roster.id)", saying: "已记住 \(matched) 个写法，下次会自动认出")
        } orShow: { form in
            try await page(visit, form)
        }
    }

    func confirm(_ visit: Visit) async throws -> Answer {
        let roster = try await load(visit)
        return try await visit.submit {
            let reading = try await readings.reading(of: roster, visit.house)
            guard let change = FileImport.UnitChange(rawValue: visit.fields["unitChange"] ?? "move") else {
                throw Problem.invalid("unitChange", "请选择单位变化的含义")
            }
            let version = visit.fields["version"].flatMap { Int($0) } ?? roster.version
            try await visit.run(
                ConfirmImport(
                    roster: roster.id, version: version, lines: reading.lines.count, skipped: reading.skipped,
                    unitChange: change, corrections: visit.fields.all("correction").compactMap { Int($0) }))
            return .redirect("/rosters/\(roster.id)", saying: "开始导入")
        } orShow: { form in
            try await page(visit, form)
        }
    }

    func askToAbandon(_ visit: Visit) async throws -> Answer {
        let roster = try await load(visit)
        return .page(AbandonPage(roster))
    }

    func abandon(_ visit: Visit) async throws -> Answer {
        let roster = try await load(visit)
        try await visit.run(AbandonImport(roster: roster.id))
        return .redirect("/rosters/\(roster.id)", saying: "已放弃这次导入")
    }

    func rejectedRows(_ visit: Visit) async throws -> Answer {
        let roster = try await load(visit)
        guard roster.state == .done || roster.state == .abandoned else { throw Problem.notFound }
        let reading = try await readings.reading(of: roster, visit.house)
        let workbook = try await readings.workbook(of: roster, visit.house)
        let vault = visit.house.vault
        let rows = try await visit.house.database.read { try ImportRowStore.all(roster.id, $0, vault) }
        let words = visit.words
        try await recordDownload(of: roster, visit)
        let bytes = try await readings.apart { try ReturnedWorkbook(reading, workbook, words).rejected(rows) }
        return Self.download(roster, "-待改正", bytes, words)
    }

    /// The file with what became of each row.
    func result(_ visit: Visit) async throws -> Answer {
        let roster = try await load(visit)
        guard roster.state == .done || roster.state == .abandoned else { throw Problem.notFound }
        let reading = try await readings.reading(of: roster, visit.house)
        let workbook = try await readings.workbook(of: roster, visit.house)
        let vault = visit.house.vault
        let (rows, undo) = try await visit.house.database.read { tx in
            (try ImportRowStore.all(roster.id, tx, vault), try UndoneRows(roster.id, tx))
        }
        let words = visit.words
        try await recordDownload(of: roster, visit)
        let bytes = try await readings.apart {
            try ReturnedWorkbook(reading, workbook, words).result(of: roster, rows, undo: undo)
        }
        return Self.download(roster, "-导入结果", bytes, words)
    }

    /// The file goes out as it came in, with whole numbers in it: that is on audit.
    private func recordDownload(of file: FileImport, _ visit: Visit) async throws {
        try await visit.house.runner.recordReading(
            Rosters.downloading, of: [("roster", file.id)], fields: ["file"], by: visit.actor)
    }

    private static func download(
        _ file: FileImport, _ ending: Message, _ bytes: [UInt8], _ words: Words
    ) -> Answer {
        let name = (file.fileName as NSString).deletingPathExtension
        return .file(
            Download(name: name + words(ending) + ".xlsx", contentType: xlsxType, content: .bytes(bytes)))
    }

    func askToUndo(_ visit: Visit) async throws -> Answer {
        .page(try await UndoPage.load(visit, try await load(visit), FormState()))
    }

    func undo(_ visit: Visit) async throws -> Answer {
        let roster = try await load(visit)
        return try await visit.submit {
            try await visit.run(UndoImport(roster: roster.id, reason: visit.fields["reason"] ?? ""))
            return .redirect("/rosters/\(roster.id)", saying: "开始撤销")
        } orShow: { form in
            try await UndoPage.load(visit, roster, form)
        }
    }

    func requestTransfer(_ visit: Visit) async throws -> Answer {
        let roster = try await load(visit)
        guard let position = Int(visit.parameter("row")) else { throw Problem.notFound }
        return try await visit.submit {
            try await visit.run(
                RequestTransferFromRow(
                    roster: roster.id, position: position, reason: visit.fields["reason"] ?? ""))
            return .redirect("/rosters/\(roster.id)/rows/\(position)", saying: "已提出调入申请，等对方答复")
        } orShow: { form in
            try await row(visit, form)
        }
    }

    func row(_ visit: Visit, _ form: FormState) async throws -> RowPage {
        let roster = try await load(visit)
        let vault = visit.house.vault
        guard let position = Int(visit.parameter("row")),
            let row = try await visit.house.database.read({ try ImportRowStore.find(roster.id, position, $0, vault) })
        else { throw Problem.notFound }
        return RowPage(roster, row, form)
    }
}

let xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

struct AbandonPage: Page {
    let title: Message = "放弃这次导入？"
    var room: Room? { Rosters.room }
    let roster: Identifier
    let reached: Int

    init(_ roster: FileImport) {
        self.roster = roster.id
        reached = roster.reached
    }

    func body(_ words: Words) -> HTML {
        confirmation(
            words, title,
            reached == 0
                ? "文件里的内容不会进入系统。" : "已经处理的 \(reached) 行会留下，其余的不再导入；留下的在 \(ImportUndo.hours) 小时内可以另行撤销。",
            act: .post("放弃导入", to: "/rosters/\(roster)/abandon", .danger), back: "/rosters/\(roster)")
    }
}
