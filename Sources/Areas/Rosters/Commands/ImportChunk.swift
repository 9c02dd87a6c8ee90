import Core
import Storage

/// Takes over the next rows of a confirmed roster. How far it got is written in the same transaction, so that neither a
/// crash nor a second process takes a row twice or leaves one out.
package struct ImportChunk: Command {
    package static let name = "importRosterChunk"
    /// So many that nobody else waits for it.
    package static let size = 200

    let roster: Identifier
    /// The position of the first line.
    let from: Int
    let lines: [ImportLine]

    package struct Outcome: Codable, Sendable {
        package let reached: Int
        package let isDone: Bool
    }

    package func load(_ act: Act) throws -> FileImport { try ImportSubject.load(roster, act) }

    package func mayRun(_ subject: FileImport, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.place)
    }

    package func perform(_ subject: FileImport, _ act: Act) throws -> Outcome {
        act.note("roster", roster)
        // Another process has taken these rows, or somebody gave the import up.
        guard subject.state == .running, subject.reached == from else {
            return Outcome(reached: subject.reached, isDone: subject.state != .running)
        }
        let scope = act.actor.scope(for: .importRosters)
        var judge = try subject.kind.judge(scope, today: act.today, act.tx, act.vault)
        let lines = try lines.lying(in: OwnDistrict.name(scope, act.tx))
        let digests = lines.map { judge.digest(of: $0) }
        let taken = try ImportRowStore.taken(digests.compactMap(\.self), roster, act.tx)
        let judgements = try judge.judge(lines, alreadyTaken: taken, act.tx)
        if subject.kind == .roster, try !OutsideAsks.count(OutsideAsks.digests(judge, lines, judgements), act) {
            return try giveUp(subject, act)
        }

        let corrections: [Int] = try act.tx.values(
            """
            SELECT position FROM roster_corrections
            WHERE import_id = \(roster) AND position >= \(from) AND position < \(from + lines.count)
            """)

        var totals = subject.totals
        var rows: [ImportRowStore.Taken] = []
        var refused: Set<String> = []
        for (index, line) in lines.enumerated() {
            var judgement = judgements[index]
            // Its earlier row was refused in the end, and blocks nobody.
            if judgement.fault?.reason == .duplicateInFile, let digest = digests[index], refused.remove(digest) != nil {
                judge.giveBack(line)
                judgement = try judge.judge([line], alreadyTaken: [:], act.tx)[0]
            }
            let unitChange = corrections.contains(line.position) ? .correction : subject.unitChange
            let (row, trace) = try take(line, judgement, subject.kind, unitChange, act)
            if row.outcome == .rejected, judgement.outcome != .rejected, let digest = digests[index] {
                refused.insert(digest)
            }
            switch row.outcome {
            case .new: totals.new += 1
            case .updated: totals.updated += 1
            case .unchanged: totals.unchanged += 1
            case .rejected: totals.rejected += 1
            }
            rows.append(.init(row: row, digest: digests[index], trace: trace, mark: act.newIdentifier()))
        }
        try ImportRowStore.insert(rows, of: subject, act)
        return try advance(subject, to: from + lines.count, totals, scope, act)
    }

    /// It was never looked at, or asks about more people than whoever confirmed it may ask about.
    private func giveUp(_ subject: FileImport, _ act: Act) throws -> Outcome {
        let columns: [SQL] = ["state = \(FileImport.State.abandoned)", "ended_at = \(act.now)"]
        guard try ImportStore.change(subject, columns, act) else { throw ImportSubject.changedMeanwhile() }
        act.note("roster", roster, fields: ["state"])
        return Outcome(reached: subject.reached, isDone: true)
    }

    private func take(
        _ line: ImportLine, _ judgement: RowJudgement, _ kind: ImportKind, _ unitChange: FileImport.UnitChange,
        _ act: Act
    ) throws -> (row: ImportRow, trace: RowTrace?) {
        guard judgement.outcome == .new || judgement.outcome == .updated else {
            return (ImportRow(line, judgement, record: judgement.record), nil)
        }
        switch try kind.take(line, judgement, of: roster, unitChange, act) {
        case .success(let taken): return (ImportRow(line, judgement, record: taken.record), taken.trace)
        case .failure(let problem):
            var refused = judgement
            refused.outcome = .rejected
            refused.changes = []
            refused.fault = kind.fault(problem, line)
            return (ImportRow(line, refused, record: judgement.record), nil)
        }
    }

    private func advance(
        _ subject: FileImport, to reached: Int, _ totals: FileImport.Totals, _ scope: Scope, _ act: Act
    ) throws -> Outcome {
        let isDone = reached >= subject.lines
        var columns: [SQL] = [
            "reached = \(reached)", "new_count = \(totals.new)", "updated_count = \(totals.updated)",
            "unchanged_count = \(totals.unchanged)", "rejected_count = \(totals.rejected)",
        ]
        if isDone { columns += ["state = \(FileImport.State.done)", "ended_at = \(act.now)"] }
        guard try ImportStore.change(subject, columns, act) else { throw ImportSubject.changedMeanwhile() }
        if isDone, subject.kind == .roster { try Absence.record(roster, scope, act) }
        return Outcome(reached: reached, isDone: isDone)
    }
}
