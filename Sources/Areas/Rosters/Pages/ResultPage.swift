import ChineseText
import Core
import Organization
import People
import Storage
import Web

/// What became of a roster. It stays.
struct ResultPage: Page {
    struct Line: Sendable, Encodable {
        let position: Int
        let sheet: String
        let row: Int
        let name: String
        /// What tells it from others of the same name.
        let number: String?
        let column: String?
        let reason: RowReason?
        let message: Message?
        /// Of a row that was taken.
        let record: Identifier?
        let warnings: [Message]
        let isRequested: Bool
    }

    struct Missing: Sendable, Encodable {
        let person: Identifier
        let name: String
        let unit: String
        /// Still held there; nil once somebody dealt with it.
        let post: Identifier?
    }

    var title: Message { .verbatim(fileName) }
    var room: Room? { Rosters.room }
    struct Kept: Sendable, Encodable {
        let sheet: String
        let row: Int
        let name: String
        let record: Identifier?
        let why: UndoReason
        let message: Message
    }

    struct Undo: Sendable, Encodable {
        let state: ImportUndo.State
        let who: String
        let at: Instant
        let reason: String
        let rows: Int
        let undone: Int
        let kept: Int
    }

    let roster: Identifier
    let kind: ImportKind
    let fileName: String
    let state: FileImport.State
    let who: Message
    let uploadedAt: Instant
    let endedAt: Instant?
    let lines: Int
    let reached: Int
    let skipped: Int
    let totals: FileImport.Totals
    let reasons: [ReviewPage.ReasonCount]
    let shows: RowOutcome
    let reason: RowReason?
    let rows: [Line]
    let pages: KeyPage
    let absent: [Missing]
    let absentTotal: Int
    let undo: Undo?
    /// Of an import that was undone: the rows that stayed, and why.
    let kept: [Kept]
    let mayBeUndone: Bool

    static let mostKept = 200
    static let size = 50
    static let mostAbsent = 100

    static func load(_ visit: Visit, _ roster: FileImport) async throws -> ResultPage {
        let shows = visit.query["show"].flatMap(RowOutcome.init(rawValue:)) ?? .rejected
        let reason = shows == .rejected ? visit.query["reason"].flatMap(RowReason.init(rawValue:)) : nil
        let after = visit.query["after"].flatMap { Int($0) }
        let actor = visit.actor
        let vault = visit.house.vault
        let now = visit.house.clock.now()
        return try await visit.house.database.read { tx in
            let reasons = try ImportRowStore.countsByReason(roster.id, tx)
            let (rows, hasMore) = try ImportRowStore.page(
                roster.id, shows, reason: reason, after: after, size: size, tx, vault)
            let absent = try Absence.recorded(roster.id, after: nil, limit: mostAbsent, tx)
            let people = try PersonStore.find(absent.map(\.person), actor.sees, tx, vault)
            let undo = try UndoStore.find(roster.id, tx)
            let kept = try undo == nil ? [] : UndoStore.kept(roster.id, limit: mostKept, tx)
            let keptRows = try ImportRowStore.find(kept.map(\.position), of: roster.id, tx, vault)
            let units = try UnitStore.labels(absent.map(\.unit), tx)
            let held = try Absence.stillHeld(roster.id, by: Array(people.keys), tx)
            let total =
                reason.map { reason in reasons.first { $0.reason == reason }?.count ?? 0 }
                ?? roster.totals.count(of: shows)
            let here = "/rosters/\(roster.id)"
            let filter: [(String, String?)] = [("show", shows.rawValue), ("reason", reason?.rawValue)]
            return ResultPage(
                roster: roster.id, kind: roster.kind, fileName: roster.fileName, state: roster.state, who: roster.who,
                uploadedAt: roster.uploadedAt, endedAt: roster.endedAt, lines: roster.lines, reached: roster.reached,
                skipped: roster.skipped, totals: roster.totals,
                reasons: reasons.map { .init(reason: $0.reason, count: $0.count) }, shows: shows, reason: reason,
                rows: rows.map { Line($0, roster.kind) },
                pages: KeyPage(
                    shown: rows.count, total: total, previous: after == nil ? nil : address(here, filter),
                    next: hasMore
                        ? address(here, filter + [("after", rows.last.map { String($0.position) })]) : nil),
                absent: absent.compactMap { missing in
                    people[missing.person].map {
                        Missing(
                            person: $0.id, name: $0.name, unit: units[missing.unit] ?? "", post: held[missing])
                    }
                }, absentTotal: try Absence.count(roster.id, tx),
                undo: undo.map {
                    Undo(
                        state: $0.state, who: $0.askedName, at: $0.askedAt, reason: $0.reason, rows: $0.rows,
                        undone: $0.undone, kept: $0.kept)
                },
                kept: kept.compactMap { one in
                    keptRows[one.position].map { row in
                        Kept(
                            sheet: row.sheet, row: row.row, name: row.values[roster.kind.form.name] ?? "",
                            record: one.why == .gone ? nil : row.record, why: one.why, message: one.why.message)
                    }
                }, mayBeUndone: undo == nil && roster.mayBeUndone(now: now).isAllowed)
        }
    }
}

extension ResultPage.Line {
    init(_ row: ImportRow, _ kind: ImportKind) {
        position = row.position
        sheet = row.sheet
        self.row = row.row
        name = row.values[kind.form.name] ?? ""
        number = row.values.shown(kind.form.number)
        column = row.fault?.column
        reason = row.fault?.reason
        message = row.fault?.message
        record = row.fault == nil ? row.record : nil
        warnings = row.warnings.map(\.message)
        isRequested = row.request != nil
    }
}

extension FileImport.Totals {
    func count(of outcome: RowOutcome) -> Int {
        switch outcome {
        case .new: new
        case .updated: updated
        case .unchanged: unchanged
        case .rejected: rejected
        }
    }
}
