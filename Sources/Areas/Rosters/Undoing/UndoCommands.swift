import Core
import Storage

/// Takes an import back as a whole, within a day. The rows follow in chunks.
package struct UndoImport: Command {
    package static let name = "undoImport"
    package var roster: Identifier
    package var reason: String

    package init(roster: Identifier, reason: String) {
        self.roster = roster
        self.reason = reason
    }

    package func load(_ act: Act) throws -> FileImport { try ImportSubject.load(roster, act) }

    package func mayRun(_ subject: FileImport, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.place)
    }

    package func check(_ subject: FileImport, _ act: Act) throws -> [FieldProblem] {
        if try UndoStore.find(roster, act.tx) != nil { throw Problem.conflict("这次导入已经撤销过") }
        if case .refused(let why) = subject.mayBeUndone(now: act.now) { throw Problem.conflict(why) }
        return Reason.problems(reason, missing: "请写明撤销的原因，2 到 200 个字")
    }

    package func perform(_ subject: FileImport, _ act: Act) throws -> Done {
        try UndoStore.start(subject, because: reason, act)
        act.note("roster", roster, fields: ["undo"])
        return Done()
    }
}

extension FileImport {
    /// Is it of an age and in a state to be undone? Whether somebody has asked for that already is asked elsewhere.
    func mayBeUndone(now: Instant) -> Permission {
        switch state {
        case .read: return .refused("这次导入还没有确认，没有什么可以撤销；可以直接放弃")
        case .running: return .refused("这次导入还在进行；请等它结束，或先停止导入")
        case .done, .abandoned: break
        }
        guard totals.new + totals.updated > 0 else { return .refused("这次导入没有改动任何资料，不需要撤销") }
        guard let endedAt, now <= endedAt.adding(seconds: ImportUndo.hours * 3600) else {
            return .refused("导入结束已超过 \(ImportUndo.hours) 小时，不能再整体撤销；请逐条更正")
        }
        return .allowed
    }
}

/// Undoes the next rows of an import. How far it got is written in the same transaction.
package struct UndoImportChunk: Command {
    package static let name = "undoImportChunk"
    package static let size = 100

    let roster: Identifier
    /// Below which row it goes on, as whoever runs it saw it.
    let below: Int

    package struct Outcome: Codable, Sendable {
        package let isDone: Bool
    }

    package func load(_ act: Act) throws -> (file: FileImport, undo: ImportUndo) {
        let file = try ImportSubject.load(roster, act)
        guard let undo = try UndoStore.find(roster, act.tx) else { throw Problem.notFound }
        return (file, undo)
    }

    package func mayRun(_ subject: (file: FileImport, undo: ImportUndo), _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.file.place)
    }

    package func perform(_ subject: (file: FileImport, undo: ImportUndo), _ act: Act) throws -> Outcome {
        act.note("roster", roster)
        let undo = subject.undo
        // Another process has undone these rows.
        guard undo.state == .running, undo.nextBelow == below else { return Outcome(isDone: undo.state != .running) }
        let rows = try UndoStore.rows(undo, limit: Self.size, act.tx, act.vault)
        var fates: [(position: Int, kept: UndoReason?)] = []
        for row in rows { fates.append((row.position, try fate(of: row, subject.file.kind, act))) }
        try UndoStore.keep(fates, of: roster, act)
        let isDone = rows.count < Self.size
        var columns: [SQL] = [
            "next_below = \(rows.last?.position ?? 0)",
            "undone_count = \(undo.undone + fates.count { $0.kept == nil })",
            "kept_count = \(undo.kept + fates.count { $0.kept != nil })",
        ]
        if isDone { columns += ["state = 'done'", "ended_at = \(act.now)"] }
        guard try UndoStore.change(undo, columns, act) else { throw ImportSubject.changedMeanwhile() }
        return Outcome(isDone: isDone)
    }

    private func fate(of row: UndoStore.Change, _ kind: ImportKind, _ act: Act) throws -> UndoReason? {
        do {
            switch try kind.undo(row, of: roster, act) {
            case .success(let outcome): return outcome.kept
            case .failure(.notFound): return .gone
            case .failure(.conflict): return .inUse
            case .failure: return .refused
            }
        } catch StorageError.foreignKey {
            // Something refers to it that no rule here knows; the row's savepoint has put everything back.
            return .inUse
        }
    }
}

/// The undoing of an import stops where it is: whoever asked for it may no longer.
struct StopUndo: Command {
    static let name = "stopUndo"
    let roster: Identifier

    func load(_ act: Act) throws -> ImportUndo {
        guard let undo = try UndoStore.find(roster, act.tx) else { throw Problem.notFound }
        return undo
    }

    func mayRun(_ undo: ImportUndo, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    func perform(_ undo: ImportUndo, _ act: Act) throws -> Done {
        act.note("roster", roster, fields: ["undo"])
        guard undo.state == .running else { return Done() }
        _ = try UndoStore.change(undo, ["state = 'stopped'", "ended_at = \(act.now)"], act)
        return Done()
    }
}

/// How the undoing of one row ended.
package struct RowUndone: Codable, Sendable {
    /// nil: it is as it was before the import.
    package let kept: UndoReason?
}

extension ImportKind {
    func undo(_ row: UndoStore.Change, of file: Identifier, _ act: Act) throws -> Result<RowUndone, Problem> {
        switch self {
        case .roster:
            try act.attempt(UndoRosterRow(file: file, person: row.record, mark: row.mark, trace: row.trace))
        case .units: try act.attempt(UndoUnitRow(file: file, unit: row.record, trace: row.trace))
        case .enterprises:
            try act.attempt(UndoEnterpriseRow(file: file, enterprise: row.record, mark: row.mark, trace: row.trace))
        case .headcounts: try act.attempt(UndoHeadcountRow(file: file, enterprise: row.record, trace: row.trace))
        }
    }
}
