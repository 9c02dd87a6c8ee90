import Core
import Storage

/// Lets a file in as it was understood. The rows follow in chunks.
package struct ConfirmImport: Command {
    package static let name = "confirmRoster"
    package var roster: Identifier
    /// What the officer saw: if columns were set since, nothing is confirmed.
    package var version: Int
    package var lines: Int
    package var skipped: Int
    /// What another unit means, but for the rows named in `corrections`.
    package var unitChange: FileImport.UnitChange
    /// Positions of rows whose people never were where Qiao has them.
    package var corrections: [Int]

    package init(
        roster: Identifier, version: Int, lines: Int, skipped: Int, unitChange: FileImport.UnitChange = .move,
        corrections: [Int] = []
    ) {
        self.roster = roster
        self.version = version
        self.lines = lines
        self.skipped = skipped
        self.unitChange = unitChange
        self.corrections = corrections
    }

    package func load(_ act: Act) throws -> FileImport { try ImportSubject.load(roster, act) }

    package func mayRun(_ subject: FileImport, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.place)
    }

    package func check(_ subject: FileImport, _ act: Act) throws -> [FieldProblem] {
        guard subject.state == .read else { throw Problem.conflict("这次导入已经确认或放弃") }
        guard subject.version == version else { throw ImportSubject.changedMeanwhile() }
        return lines == 0 ? [FieldProblem("file", "表里没有找到要导入的行，请检查表头和列")] : []
    }

    package func perform(_ subject: FileImport, _ act: Act) throws -> Done {
        let columns: [SQL] = [
            "state = \(FileImport.State.running)", "lines = \(lines)", "skipped = \(skipped)",
            "unit_changes = \(unitChange)", "confirmed_by = \(act.actor.account)", "confirmed_at = \(act.now)",
        ]
        guard try ImportStore.change(subject, columns, act) else { throw ImportSubject.changedMeanwhile() }
        for position in Set(corrections).sorted() where (0..<lines).contains(position) {
            try act.tx.execute(
                "INSERT INTO roster_corrections (import_id, position) VALUES (\(roster), \(position))")
        }
        act.note("roster", roster, fields: ["state"])
        return Done()
    }
}
