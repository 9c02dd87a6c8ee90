import Core
import Organization
import People
import Storage
import Web
import Workforce

/// What was understood of a roster, before anything is taken over.
struct ReviewPage: Page {
    struct SheetLine: Sendable, Encodable {
        let position: Int
        let name: String
        let isHidden: Bool
        let isLeftOut: Bool
        let headerRow: Int?
        /// The headings of the file by what they were taken for.
        let columns: [ColumnLine]
        /// The headings of columns that are not read.
        let unread: [String]
        /// Where no column says it.
        let district: String?
        let lines: Int
        let skipped: Int
    }

    struct ColumnLine: Sendable, Encodable {
        let field: ImportField
        let letter: String
        let heading: String
    }

    struct UnknownUnit: Sendable, Encodable {
        let district: String
        /// nil: the district itself is not known, and cannot be matched here.
        let districtID: Identifier?
        let place: String
        var rows: Int
        let units: [Choice]
    }

    struct Move: Sendable, Encodable {
        let position: Int
        let name: String
        let from: String
        let to: String
    }

    /// A name that the file would change.
    struct Renaming: Sendable, Encodable {
        let sheet: String
        let row: Int
        let from: String
        let to: String
    }

    struct ReasonCount: Sendable, Encodable {
        let reason: RowReason
        let count: Int
    }

    struct Refusal: Sendable, Encodable {
        let sheet: String
        let row: Int
        let name: String
        let column: String
        let reason: RowReason
        let message: Message
    }

    var title: Message { .verbatim(fileName) }
    var room: Room? { Rosters.room }
    let roster: Identifier
    let kind: ImportKind
    let fileName: String
    let version: Int
    let rows: Int
    let skipped: Int
    let totals: FileImport.Totals
    let sheets: [SheetLine]
    let reasons: [ReasonCount]
    let problems: [Refusal]
    let unknownUnits: [UnknownUnit]
    let samples: [SampleRow]
    /// People whose row names another unit than Qiao has.
    let moves: [Move]
    let movesTotal: Int
    let renamings: [Renaming]
    let renamingsTotal: Int
    let absent: Int
    /// Where rows lie that name no district.
    let ownDistrict: String?
    let warnings: [Message]
    let form: FormState

    static let mostProblems = 20
    static let mostMoves = 200

    static func load(
        _ visit: Visit, _ roster: FileImport, _ readings: FileReadings, _ form: FormState
    ) async throws -> ReviewPage {
        let reading = try await readings.reading(of: roster, visit.house)
        let looked = try await FileImporter.look(at: reading, visit.house, visit.actor)
        let rows = looked.rows
        let scope = visit.actor.scope(for: .importRosters)
        let movers = roster.kind == .roster ? rows.filter { $0.changed.contains("unit") && $0.outcome == .updated } : []
        let renamed = roster.kind == .roster ? rows.filter { $0.changed.contains("name") } : []
        let (unknown, moves, renamings) = try await visit.house.database.read { tx in
            (
                try unknownUnits(rows, scope, tx), try Self.moves(Array(movers.prefix(mostMoves)), tx),
                try Self.renamings(Array(renamed.prefix(mostMoves)), scope, tx, visit.house.vault)
            )
        }
        var totals = FileImport.Totals()
        for row in rows {
            switch row.outcome {
            case .new: totals.new += 1
            case .updated: totals.updated += 1
            case .unchanged: totals.unchanged += 1
            case .rejected: totals.rejected += 1
            }
        }
        let byReason = Dictionary(grouping: rows.compactMap(\.fault?.reason)) { $0 }.mapValues(\.count)
        return ReviewPage(
            roster: roster.id, kind: roster.kind, fileName: roster.fileName, version: roster.version,
            rows: reading.rows,
            skipped: reading.skipped, totals: totals, sheets: reading.sheets.map(SheetLine.init),
            reasons: RowReason.allCases.compactMap { reason in
                byReason[reason].map { ReasonCount(reason: reason, count: $0) }
            },
            problems: rows.lazy.compactMap { Refusal($0, roster.kind) }.prefix(mostProblems).map(\.self),
            unknownUnits: unknown,
            samples: rows.prefix(8).map { SampleRow($0, roster.kind, only: roster.kind.form.samples) }, moves: moves,
            movesTotal: movers.count, renamings: renamings, renamingsTotal: renamed.count,
            absent: looked.absent.count, ownDistrict: looked.district, warnings: reading.fileWarnings, form: form)
    }

    private static func moves(_ rows: [ImportRow], _ tx: Transaction) throws -> [Move] {
        let posts = try PostStore.primary(of: rows.compactMap(\.record), tx)
        let units = rows.compactMap { row in row.record.flatMap { posts[$0]?.place.unit } } + rows.compactMap(\.unit)
        let labels = try UnitStore.labels(Array(Set(units)), tx)
        return rows.compactMap { row in
            guard let person = row.record, let post = posts[person], let unit = row.unit else { return nil }
            return Move(
                position: row.position, name: row.values.name, from: labels[post.place.unit] ?? "",
                to: labels[unit] ?? "")
        }
    }

    private static func renamings(
        _ rows: [ImportRow], _ scope: Scope, _ tx: Transaction, _ vault: Vault
    ) throws -> [Renaming] {
        let known = try PersonStore.lines(of: rows.compactMap(\.record), PersonFilter(scope), tx, vault)
        let names = Dictionary(known.map { ($0.person.id, $0.person.name) }) { first, _ in first }
        return rows.compactMap { row in
            row.record.flatMap { names[$0] }.map {
                Renaming(sheet: row.sheet, row: row.row, from: $0, to: row.values.name)
            }
        }
    }

    private static func unknownUnits(_ rows: [ImportRow], _ scope: Scope, _ tx: Transaction) throws -> [UnknownUnit] {
        var found: [UnknownUnit] = []
        var positions: [String: Int] = [:]
        var directory: UnitDirectory?
        var choices: [Identifier: [Choice]] = [:]
        for row in rows where row.fault?.reason == .unknownUnit {
            let (district, place) = (row.values.district, row.values.unit)
            let key = district + "\n" + place
            if let position = positions[key] {
                found[position].rows += 1
                continue
            }
            guard found.count < ImportPages.mostUnknownUnits else { continue }
            if directory == nil { directory = try UnitDirectory(tx, for: scope) }
            let known = directory?.district(named: district)
            var units: [Choice] = []
            if let known, !place.isEmpty, let directory {
                if choices[known.id] == nil {
                    choices[known.id] = try UnitStore.children(of: [known.id], scope, tx).filter { !$0.isClosed }
                        .map { Choice($0.id.description, .verbatim($0.name)) }
                }
                var nearest: [Unit] = []
                switch directory.find(in: known.id, place: place) {
                case .unknown(let near): nearest = near
                case .ambiguous(let several): nearest = several
                case .found: break
                }
                let near = nearest.filter { scope.contains($0.place) }
                    .map { Choice($0.id.description, .verbatim($0.name)) }
                units = near + (choices[known.id] ?? []).filter { !near.contains($0) }
            }
            positions[key] = found.count
            found.append(UnknownUnit(district: district, districtID: known?.id, place: place, rows: 1, units: units))
        }
        return found
    }
}

extension ReviewPage.SheetLine {
    init(_ sheet: SheetReading) {
        position = sheet.position
        name = sheet.name
        isHidden = sheet.isHidden
        isLeftOut = sheet.isLeftOut
        headerRow = sheet.columns?.headerRow
        columns = (sheet.columns?.kind.form.fields ?? []).compactMap { field in
            guard let columns = sheet.columns, let column = columns.columns[field] else { return nil }
            return .init(field: field, letter: columnLetter(column), heading: columns.heading(of: field))
        }
        unread = sheet.unread.map { "\(columnLetter($0.column)) \($0.heading)" }
        district = sheet.district
        lines = sheet.lines
        skipped = sheet.skipped
    }
}

extension ReviewPage.Refusal {
    init?(_ row: ImportRow, _ kind: ImportKind) {
        guard let fault = row.fault else { return nil }
        self.init(
            sheet: row.sheet, row: row.row, name: row.values[kind.form.name] ?? "", column: fault.column,
            reason: fault.reason,
            message: fault.message)
    }
}

/// A, B … Z, AA
func columnLetter(_ column: Int) -> String {
    var rest = column
    var letters = ""
    repeat {
        letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
        rest = rest / 26 - 1
    } while rest >= 0
    return letters
}
