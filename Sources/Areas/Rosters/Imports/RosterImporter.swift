import Core
import Foundation
import Storage

/// Imports a roster in the foreground, for the command line.
package enum RosterImporter {
    /// - Parameter dryRun: only looks: nothing at all is written.
    /// - Throws: `Problem.invalid` on `file` for a file that cannot be used as a whole.
    package static func run(path: String, dryRun: Bool, house: House, actor: Actor) async throws -> RosterReport {
        // Recognised and judged as a spreadsheet first: a file that is none is not kept.
        let workbook = try RosterReadings.workbook(path: path)
        let districts = try await house.database.read { try RosterReadings.districts($0) }
        let reading = RosterReading(workbook, districts: districts, today: house.today)
        guard reading.hasHeader else {
            throw Problem.invalid("file", "没有找到表头：表里要有“姓名”和“身份证号”两列", code: "file")
        }
        try actor.may(.importRosters).orThrow()
        let words = Words(.chinese, house.phrasebook)
        if dryRun || reading.lines.isEmpty {
            let (rows, absent) = try await look(at: reading, house, actor)
            return RosterReport(reading, rows, absent: absent, words)
        }
        let file = try Data(contentsOf: URL(fileURLWithPath: path))
        let name = URL(fileURLWithPath: path).lastPathComponent
        let id = try await house.runner.run(UploadRoster(fileName: name, file: file), as: actor).roster
        try await house.runner.run(
            ConfirmRoster(roster: id, version: 1, lines: reading.lines.count, skipped: reading.skipped), as: actor)
        var isDone = false
        var reached = 0
        while !isDone {
            let outcome = try await chunk(of: reading, id, from: reached, house, actor)
            (isDone, reached) = (outcome.isDone, outcome.reached)
        }
        return try await house.database.read { tx in
            let rows = try RosterRowStore.all(id, tx, house.vault)
            let absent = try Absence.recorded(id, after: nil, limit: .max, tx)
            return RosterReport(reading, rows, absent: absent, words)
        }
    }

    /// What would become of every row, and who would be absent. Changes nothing.
    static func look(
        at reading: RosterReading, _ house: House, _ actor: Actor
    ) async throws -> (rows: [RosterRow], absent: [Absence]) {
        let today = house.today
        return try await house.database.read { tx in
            let scope = actor.scope(for: .importRosters)
            var judge = try RosterJudge(scope, today: today, tx, house.vault)
            let judgements = try judge.judge(reading.lines, tx)
            let rows = zip(reading.lines, judgements).map { RosterRow($0, $1, person: $1.person) }
            let absent = try Absence.expected(at: judge.units, without: judge.numbers, scope, tx)
            return (rows, absent)
        }
    }

    static func chunk(
        of reading: RosterReading, _ roster: Identifier, from: Int, _ house: House, _ actor: Actor
    ) async throws -> ImportRosterChunk.Outcome {
        let lines = Array(reading.lines.dropFirst(from).prefix(ImportRosterChunk.size))
        return try await house.runner.run(ImportRosterChunk(roster: roster, from: from, lines: lines), as: actor)
    }
}

/// Goes on with confirmed imports behind the pages, as whoever confirmed them, loaded afresh for each chunk.
enum RosterWork {
    static func work(_ readings: RosterReadings) -> BackgroundWork {
        BackgroundWork("rosters", everySeconds: 1) { house in
            let next = try await house.database.read { tx in
                try RosterStore.next(tx, house.vault).map { roster in
                    let actor = try roster.confirmedBy.map { try house.gate.actor($0, tx) } ?? .operator
                    return (roster: roster, actor: actor)
                }
            }
            guard let next else { return false }
            try await step(next.roster, next.actor, readings, house)
            return true
        }
    }

    private static func step(
        _ roster: RosterImport, _ actor: Actor?, _ readings: RosterReadings, _ house: House
    ) async throws {
        do {
            let reading = try await readings.reading(of: roster, house)
            // Whoever confirmed it is no longer there or may no longer import, or the file reads otherwise than it did.
            guard let actor, actor.may(.importRosters, at: roster.place).isAllowed, reading.lines.count == roster.lines
            else { return try await giveUp(roster, house) }
            _ = try await RosterImporter.chunk(of: reading, roster.id, from: roster.reached, house, actor)
        } catch Problem.conflict {
            // Somebody gave it up, or another process was quicker: the next step sees how it stands.
        } catch let error where !isPassing(error) {
            // One that cannot go on must not stand in the way of the others.
            try await giveUp(roster, house)
            throw error
        }
    }

    private static func giveUp(_ roster: RosterImport, _ house: House) async throws {
        try await house.runner.run(AbandonRoster(roster: roster.id), as: .operator)
    }

    /// May be over when the step is tried again.
    private static func isPassing(_ error: any Error) -> Bool {
        if case Problem.unavailable = error { return true }
        return error is StorageError || error is CancellationError
    }
}
