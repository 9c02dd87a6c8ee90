import Core
import Foundation
import Storage

/// An import that is taken back, row by row from its end, so that what was made last goes first.
package struct ImportUndo: Sendable {
    package enum State: String, Sendable, Codable, ColumnValue {
        case running, done
        /// Whoever asked for it may no longer.
        case stopped
    }

    let file: Identifier
    package let state: State
    let askedBy: Identifier?
    let askedName: String
    let askedAt: Instant
    let reason: String
    /// Rows that changed something.
    package let rows: Int
    /// The next row to be undone lies below this position.
    let nextBelow: Int
    package let undone: Int
    package let kept: Int
    let endedAt: Instant?
    let version: Int

    /// So long an import can be undone as a whole.
    static let hours = 24

    static let columns: SQL = """
        u.import_id, u.state, u.asked_by, u.asked_name, u.asked_at, u.reason, u.rows_to_undo, u.next_below,
        u.undone_count, u.kept_count, u.ended_at, u.version
        """

    init(row: Row) throws {
        file = try row["import_id"]
        state = try row["state"]
        askedBy = try row["asked_by"]
        askedName = try row["asked_name"]
        askedAt = try row["asked_at"]
        reason = try row["reason"]
        rows = try row["rows_to_undo"]
        nextBelow = try row["next_below"]
        undone = try row["undone_count"]
        kept = try row["kept_count"]
        endedAt = try row["ended_at"]
        version = try row["version"]
    }
}

/// Why a row was not undone.
package enum UndoReason: String, Codable, Sendable, CaseIterable, ColumnValue {
    /// Somebody has changed it since.
    case edited
    /// Something else has come to hang on it.
    case inUse
    /// It is not there any more, or lies elsewhere now.
    case gone
    case refused

    var message: Message {
        switch self {
        case .edited: "导入以后有人改动过，保留现在的内容"
        case .inUse: "导入以后有别的记录用到了它，予以保留"
        case .gone: "已不在系统里，或已不在您的范围内"
        case .refused: "现在的情况不允许改回去，予以保留"
        }
    }
}

/// What became of the rows of an undo.
struct UndoneRows: Sendable {
    enum Fate { case undone, kept(UndoReason) }

    private(set) var isAsked = false
    private var fates: [Int: UndoReason?] = [:]

    init() {}

    init(_ file: Identifier, _ tx: Transaction) throws {
        let rows = try tx.all("SELECT position, kept FROM roster_undone_rows WHERE import_id = \(file)") { row in
            (try row["position"] as Int, try row["kept"] as UndoReason?)
        }
        fates = Dictionary(rows) { first, _ in first }
        isAsked = try UndoStore.find(file, tx) != nil
    }

    func fate(of position: Int) -> Fate? {
        fates[position].map { why in why.map { .kept($0) } ?? .undone }
    }

    var undone: Int { fates.values.count { $0 == nil } }
    var kept: [Int: UndoReason] { fates.compactMapValues(\.self) }
}

enum UndoStore {
    static func find(_ file: Identifier, _ tx: Transaction) throws -> ImportUndo? {
        try tx.first(
            "SELECT \(ImportUndo.columns) FROM roster_undos u WHERE u.import_id = \(file)", ImportUndo.init(row:))
    }

    /// How far the undoing of some imports is, of those that somebody took back.
    static func states(of files: [Identifier], _ tx: Transaction) throws -> [Identifier: ImportUndo.State] {
        let found = try tx.all("SELECT import_id, state FROM roster_undos WHERE import_id IN \(list: files)") { row in
            (try row["import_id"] as Identifier, try row["state"] as ImportUndo.State)
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// The oldest one that is to go on behind the pages.
    static func next(_ tx: Transaction) throws -> ImportUndo? {
        try tx.first(
            """
            SELECT \(ImportUndo.columns) FROM roster_undos u WHERE u.state = 'running'
            ORDER BY u.import_id LIMIT 1
            """, ImportUndo.init(row:))
    }

    static func start(_ file: FileImport, because reason: String, _ act: Act) throws {
        let rows = file.totals.new + file.totals.updated
        try act.tx.execute(
            """
            INSERT INTO roster_undos (import_id, state, asked_by, asked_name, asked_at, reason, rows_to_undo, next_below,
                undone_count, kept_count)
            VALUES (\(file.id), 'running', \(act.actor.account), \(act.actor.name), \(act.now), \(reason), \(rows),
                \(file.reached), 0, 0)
            """)
    }

    /// Whether this call won the change from that state of things.
    static func change(_ undo: ImportUndo, _ columns: [SQL], _ act: Act) throws -> Bool {
        try act.tx.execute(
            """
            UPDATE roster_undos SET \(SQL.list(columns + ["version = version + 1"]))
            WHERE import_id = \(undo.file) AND version = \(undo.version)
            """) == 1
    }

    /// A row that changed something, with what it takes to undo it.
    struct Change {
        let position: Int
        let record: Identifier
        let mark: Identifier
        let trace: RowTrace
    }

    /// The next rows from the end.
    static func rows(
        _ undo: ImportUndo, limit: Int, _ tx: Transaction, _ vault: Vault
    ) throws -> [Change] {
        try tx.all(
            """
            SELECT r.position, COALESCE(r.person_id, r.record_id) AS record_id, r.mark, r.trace FROM roster_rows r
            WHERE r.import_id = \(undo.file) AND r.position < \(undo.nextBelow) AND r.outcome IN ('new', 'updated')
            ORDER BY r.position DESC LIMIT \(limit)
            """
        ) { row in
            let position: Int = try row["position"]
            let sealed = try vault.openData(row["trace"], at: RowTrace.address(undo.file, position))
            return Change(
                position: position, record: try row["record_id"], mark: try row["mark"],
                trace: try JSONDecoder().decode(RowTrace.self, from: sealed))
        }
    }

    static func keep(_ fates: [(position: Int, kept: UndoReason?)], of file: Identifier, _ act: Act) throws {
        guard !fates.isEmpty else { return }
        let values = fates.map { fate -> SQL in "(\(file), \(fate.position), \(fate.kept))" }
        try act.tx.execute(
            "INSERT INTO roster_undone_rows (import_id, position, kept) VALUES \(SQL.list(values))")
    }

    /// The rows that were kept, in the order of the file.
    static func kept(_ file: Identifier, limit: Int, _ tx: Transaction) throws -> [(position: Int, why: UndoReason)] {
        try tx.all(
            """
            SELECT n.position, n.kept FROM roster_undone_rows n
            WHERE n.import_id = \(file) AND n.kept IS NOT NULL ORDER BY n.position LIMIT \(limit)
            """
        ) { row in (try row["position"], try row["kept"]) }
    }

    /// The rows whose records somebody has changed since, as far as the audit log says: of people after the row, of
    /// others after the whole import, since its own rows lie below one another. What the house did by itself only follows
    /// from the import, as when a hand-over that it left is over.
    static func editedSince(_ file: FileImport, limit: Int, _ tx: Transaction) throws -> (positions: [Int], total: Int)
    {
        let mark: SQL =
            file.kind == .roster
            ? "r.mark" : "(SELECT MAX(x.mark) FROM roster_rows x WHERE x.import_id = \(file.id))"
        let condition: SQL = """
            r.import_id = \(file.id) AND r.outcome IN ('new', 'updated') AND EXISTS (
                SELECT 1 FROM audit_subjects s JOIN audit_entries e ON e.id = s.entry_id
                WHERE s.kind = \(file.kind.subject) AND s.subject_id = COALESCE(r.person_id, r.record_id)
                  AND s.entry_id > \(mark) AND e.outcome = 'done' AND e.actor_kind <> 'house')
            """
        let positions: [Int] = try tx.values(
            "SELECT r.position FROM roster_rows r WHERE \(condition) ORDER BY r.position LIMIT \(limit)")
        let total: Int? = try tx.value("SELECT COUNT(*) FROM roster_rows r WHERE \(condition)")
        return (positions, total ?? 0)
    }

    /// Has somebody, and not the house by itself, changed a record since?
    static func isEdited(_ subject: String, _ record: Identifier, since mark: Identifier, _ tx: Transaction) throws
        -> Bool
    {
        let found: Int? = try tx.value(
            """
            SELECT 1 FROM audit_subjects s JOIN audit_entries e ON e.id = s.entry_id
            WHERE s.kind = \(subject) AND s.subject_id = \(record) AND s.entry_id > \(mark) AND e.outcome = 'done'
              AND e.actor_kind <> 'house'
            LIMIT 1
            """)
        return found != nil
    }
}
