import Core
import Storage

/// Lets a roster in as it was understood. The rows follow in chunks.
package struct ConfirmRoster: Command {
    package static let name = "confirmRoster"
    package var roster: Identifier
    /// What the officer saw: if columns were set since, nothing is confirmed.
    package var version: Int
    package var lines: Int
    package var skipped: Int
    /// What another unit means, but for the rows named in `corrections`.
    package var unitChange: RosterImport.UnitChange
    /// Positions of rows whose people never were where Qiao has them.
    package var corrections: [Int]

    package init(
        roster: Identifier, version: Int, lines: Int, skipped: Int, unitChange: RosterImport.UnitChange = .move,
        corrections: [Int] = []
    ) {
        self.roster = roster
        self.version = version
        self.lines = lines
        self.skipped = skipped
        self.unitChange = unitChange
        self.corrections = corrections
    }

    package func load(_ act: Act) throws -> RosterImport { try RosterSubject.load(roster, act) }

    package func mayRun(_ subject: RosterImport, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.place)
    }

    package func check(_ subject: RosterImport, _ act: Act) throws -> [FieldProblem] {
        guard subject.state == .read else { throw Problem.conflict("这次导入已经确认或放弃") }
        guard subject.version == version else { throw RosterSubject.changedMeanwhile() }
        return lines == 0 ? [FieldProblem("file", "表里没有找到人员，请检查表头和列")] : []
    }

    package func perform(_ subject: RosterImport, _ act: Act) throws -> Done {
        let columns: [SQL] = [
            "state = \(RosterImport.State.running)", "lines = \(lines)", "skipped = \(skipped)",
            "unit_changes = \(unitChange)", "confirmed_by = \(act.actor.account)", "confirmed_at = \(act.now)",
        ]
        guard try RosterStore.change(subject, columns, act) else { throw RosterSubject.changedMeanwhile() }
        for position in Set(corrections).sorted() where (0..<lines).contains(position) {
            try act.tx.execute(
                "INSERT INTO roster_corrections (import_id, position) VALUES (\(roster), \(position))")
        }
        act.note("roster", roster, fields: ["state"])
        return Done()
    }
}
