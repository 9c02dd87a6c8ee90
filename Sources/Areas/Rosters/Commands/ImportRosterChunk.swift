import Core
import Storage

/// Takes over the next rows of a confirmed roster. How far it got is written in the same transaction, so that neither a
/// crash nor a second process takes a row twice or leaves one out.
package struct ImportRosterChunk: Command {
    package static let name = "importRosterChunk"
    /// So many that nobody else waits for it.
    package static let size = 200

    let roster: Identifier
    /// The position of the first line.
    let from: Int
    let lines: [RosterLine]

    package struct Outcome: Codable, Sendable {
        package let reached: Int
        package let isDone: Bool
    }

    package func load(_ act: Act) throws -> RosterImport { try RosterSubject.load(roster, act) }

    package func mayRun(_ subject: RosterImport, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.place)
    }

    package func perform(_ subject: RosterImport, _ act: Act) throws -> Outcome {
        act.note("roster", roster)
        // Another process has taken these rows, or somebody gave the import up.
        guard subject.state == .running, subject.reached == from else {
            return Outcome(reached: subject.reached, isDone: subject.state != .running)
        }
        let scope = act.actor.scope(for: .importRosters)
        var judge = try RosterJudge(scope, today: act.today, act.tx, act.vault)
        let digests = lines.map { RosterJudge.digest(of: $0, act.vault) }
        let taken = try RosterRowStore.taken(digests.compactMap(\.self), roster, act.tx)
        let judgements = try judge.judge(lines, alreadyTaken: taken, act.tx)

        let corrections: [Int] = try act.tx.values(
            """
            SELECT position FROM roster_corrections
            WHERE import_id = \(roster) AND position >= \(from) AND position < \(from + lines.count)
            """)

        var totals = subject.totals
        var rows: [(RosterRow, String?)] = []
        var refused: Set<String> = []
        for (index, line) in lines.enumerated() {
            var judgement = judgements[index]
            // Its earlier row was refused in the end, and blocks nobody.
            if judgement.fault?.reason == .duplicateInFile, let digest = digests[index], refused.remove(digest) != nil {
                judge.giveBack(line)
                judgement = try judge.judge([line], act.tx)[0]
            }
            let unitChange = corrections.contains(line.position) ? .correction : subject.unitChange
            let row = try take(line, judgement, unitChange, act)
            if row.outcome == .rejected, judgement.outcome != .rejected, let digest = digests[index] {
                refused.insert(digest)
            }
            switch row.outcome {
            case .new: totals.new += 1
            case .updated: totals.updated += 1
            case .unchanged: totals.unchanged += 1
            case .rejected: totals.rejected += 1
            }
            rows.append((row, digests[index]))
        }
        try RosterRowStore.insert(rows, of: roster, act)
        return try advance(subject, to: from + lines.count, totals, scope, act)
    }

    private func take(
        _ line: RosterLine, _ judgement: RosterJudgement, _ unitChange: RosterImport.UnitChange, _ act: Act
    ) throws -> RosterRow {
        guard judgement.outcome == .new || judgement.outcome == .updated, let unit = judgement.unit else {
            return RosterRow(line, judgement, person: judgement.person)
        }
        let command = ImportRosterRow(
            roster: roster, values: line.values, unit: unit, person: judgement.person, version: judgement.version,
            changes: judgement.changes, unitChange: unitChange)
        switch try act.attempt(command) {
        case .success(let outcome): return RosterRow(line, judgement, person: outcome.person)
        case .failure(let problem):
            var refused = judgement
            refused.outcome = .rejected
            refused.changes = []
            refused.fault = RosterFault(problem, line)
            return RosterRow(line, refused, person: judgement.person)
        }
    }

    private func advance(
        _ subject: RosterImport, to reached: Int, _ totals: RosterImport.Totals, _ scope: Scope, _ act: Act
    ) throws -> Outcome {
        let isDone = reached >= subject.lines
        var columns: [SQL] = [
            "reached = \(reached)", "new_count = \(totals.new)", "updated_count = \(totals.updated)",
            "unchanged_count = \(totals.unchanged)", "rejected_count = \(totals.rejected)",
        ]
        if isDone { columns += ["state = \(RosterImport.State.done)", "ended_at = \(act.now)"] }
        guard try RosterStore.change(subject, columns, act) else { throw RosterSubject.changedMeanwhile() }
        if isDone { try Absence.record(roster, scope, act) }
        return Outcome(reached: reached, isDone: isDone)
    }
}

extension RosterFault {
    /// What a command refused that judging let through: a date that no post can begin on, a unit closed meanwhile.
    fileprivate init(_ problem: Problem, _ line: RosterLine) {
        guard case .invalid(let problems) = problem, let first = problems.first else {
            self.init(.heldElsewhere, .idNumber, column: line.idColumn)
            return
        }
        switch first.field {
        case "hiredOn", "startedOn": self.init(.badDate, .hiredOn, column: line.dateColumn)
        case "phone": self.init(.badPhone, .phone, column: line.phoneColumn)
        case "documentNumber":
            self.init(first.code == "badBirthDate" ? .badBirthDate : .idCheckDigit, .idNumber, column: line.idColumn)
        case "name": self.init(.missingName, .name, column: line.nameColumn)
        default: self.init(.outOfScope, .unit, column: line.unitColumn)
        }
    }
}
