import Core
import Spreadsheets
import Storage
import Web

/// One sheet as it stands in the file, with the form that says where its header is and what its columns mean.
struct SheetPage: Page {
    struct Line: Sendable, Encodable {
        let number: Int
        let cells: [String]
    }

    var title: Message { sheet.isEmpty ? "设定表头和列" : "设定“\(sheet)”的表头和列" }
    var room: Room? { Rosters.room }
    let roster: Identifier
    let kind: ImportKind
    let position: Int
    let sheet: String
    let lines: [Line]
    let columns: [Choice]
    let districts: [Choice]
    let form: FormState

    func body(_ words: Words) -> HTML {
        let form = FormView(words, form)
        let selects = kind.form.fields.map { field -> HTML in
            let isNeeded = kind.form.needed.contains(field)
            return form.select(
                field.rawValue, field.title(in: kind), columns, isOptional: !isNeeded,
                unchosen: isNeeded ? "请选择" : "没有这一列")
        }
        let fields =
            [
                form.number("headerRow", "表头在第几行", hint: "表头以下的行会逐行读取。换了行号后先保存，再看认出的列。")
            ] + selects + [
                form.select(
                    "districtOfAll", "整张表属于", districts, hint: "没有“区”这一列时才需要", isOptional: true, unchosen: "按表里的写"),
                form.checkbox("isLeftOut", "不导入这张工作表"),
            ]
        return """
            \(pageHeader(words, title, crumbs: [Crumb("导入", "/rosters"), Crumb("核对", "/rosters/\(roster)")]))
            \(section(words, "文件开头的几行", table(words)))
            \(section(
                words, "表头和列",
                form.wrapped(
                    to: "/rosters/\(roster)/sheets/\(position)", submit: "保存", cancel: "/rosters/\(roster)", fields)))
            """
    }

    private func table(_ words: Words) -> HTML {
        let width = min(lines.map(\.cells.count).max() ?? 0, 20)
        let heads = [Column("行", .number)] + (0..<width).map { Column(.verbatim(columnLetter($0))) }
        let rows = lines.map { line in
            TableRow(
                ["\(line.number)"]
                    + (0..<width).map { index -> HTML in
                        "\(index < line.cells.count ? line.cells[index] : "")"
                    })
        }
        return dataTable(words, caption: "文件开头的几行", columns: heads, rows: rows)
    }
}

extension ImportPages {
    func sheet(_ visit: Visit, _ refused: FormState?) async throws -> SheetPage {
        let roster = try await load(visit)
        guard roster.state == .read else { throw Problem.conflict("这次导入已经确认或放弃，不能再改列") }
        let workbook = try await readings.workbook(of: roster, visit.house)
        guard let position = Int(visit.parameter("sheet")), workbook.sheets.indices.contains(position) else {
            throw Problem.notFound
        }
        let reading = try await readings.reading(of: roster, visit.house)
        let known = reading.sheets.first { $0.position == position }
        let sheet = workbook.sheets[position]
        let districts = try await visit.house.database.read { try FileReadings.districts($0) }
        let width = min(sheet.rows.prefix(60).map(\.cells.count).max() ?? 0, 60)
        let chosen = roster.choices.first { $0.sheet == position }
        // A row in which nothing was recognised still says what its columns are called.
        let headings =
            known?.columns?.headings
            ?? sheet.rows.first { $0.number == chosen?.headerRow }?.cells.map { $0.plainText.maskingLongNumbers } ?? []
        return SheetPage(
            roster: roster.id, kind: roster.kind, position: position, sheet: sheet.name,
            lines: sheet.rows.prefix(12).map { row in
                .init(number: row.number, cells: row.cells.prefix(20).map { $0.plainText.maskingLongNumbers })
            },
            columns: (0..<width).map { column in
                let heading = headings.indices.contains(column) ? headings[column] : ""
                return Choice(String(column), .verbatim(columnLetter(column) + (heading.isEmpty ? "" : " " + heading)))
            },
            districts: districts.map { Choice($0, .verbatim($0)) },
            form: refused ?? Self.state(known, chosen))
    }

    private static func state(_ known: SheetReading?, _ choice: SheetChoice?) -> FormState {
        var form = FormState()
        form["headerRow"] = (choice?.headerRow ?? known?.columns?.headerRow).map { String($0) }
        for (field, column) in choice?.columns ?? known?.columns?.columns ?? [:] {
            form[field.rawValue] = String(column)
        }
        form["districtOfAll"] = choice?.district
        form["isLeftOut"] = choice?.isLeftOut == true ? "yes" : nil
        return form
    }

    func setColumns(_ visit: Visit) async throws -> Answer {
        let roster = try await load(visit)
        guard let position = Int(visit.parameter("sheet")) else { throw Problem.notFound }
        return try await visit.submit {
            let reading = try await readings.reading(of: roster, visit.house)
            let known = reading.sheets.first { $0.position == position }
            var choice = SheetChoice(sheet: position, isLeftOut: visit.fields["isLeftOut"] != nil)
            guard
                let headerRow = visit.fields["headerRow"].flatMap({ Int($0) }) ?? known?.columns?.headerRow
                    ?? (choice.isLeftOut ? 1 : nil)
            else {
                throw Problem.invalid("headerRow", "请填写表头所在的行号")
            }
            choice.headerRow = headerRow
            choice.district = visit.fields["districtOfAll"]
            var columns: [ImportField: Int] = [:]
            for field in roster.kind.form.fields { columns[field] = visit.fields[field.rawValue].flatMap { Int($0) } }
            // Columns not yet chosen under a new row are recognised there first.
            let isNewRow = headerRow != known?.columns?.headerRow
            if !choice.isLeftOut, !(isNewRow && columns.isEmpty) { choice.columns = columns }
            try await visit.run(SetColumns(roster: roster.id, choice: choice))
            let again = try await readings.reading(of: try await load(visit), visit.house)
            let seen = again.sheets.first { $0.position == position }
            let missing = seen?.columns == nil ? roster.kind.form.needed : seen?.columnsMissing ?? []
            guard missing.isEmpty || choice.isLeftOut else {
                // Nobody can be read yet; the columns of that row are chosen here, not looked for elsewhere.
                return .redirect(
                    "/rosters/\(roster.id)/sheets/\(position)",
                    saying: "已换到第 \(headerRow) 行。请在下面选出这些内容在哪一列：\(missing.titles(in: roster.kind))")
            }
            return .redirect("/rosters/\(roster.id)", saying: "已按您的设定重新读取")
        } orShow: { form in
            try await sheet(visit, form)
        }
    }
}

extension SheetReading {
    /// What a header must have and this one was not seen to have.
    var columnsMissing: [ImportField] {
        guard let columns else { return [] }
        return columns.kind.form.needed.filter { columns.columns[$0] == nil }
    }
}

extension String {
    /// Identity numbers and phones show only how they begin.
    var maskingLongNumbers: String {
        let digits = halfWidthDigits
        guard digits.count(where: \.isNumber) >= 10, digits.count <= 30 else { return self }
        return String(digits.prefix(1)) + String(repeating: "*", count: digits.count - 1)
    }

    private var halfWidthDigits: String { compact }
}
