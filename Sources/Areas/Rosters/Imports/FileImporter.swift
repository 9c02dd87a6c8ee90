import Core
import Foundation
import Storage

/// Imports a file in the foreground, for the command line.
package enum FileImporter {
    /// - Parameter dryRun: only looks: nothing at all is written.
    /// - Throws: `Problem.invalid` on `file` for a file that cannot be used as a whole.
    package static func run(
        _ kind: ImportKind = .roster, path: String, dryRun: Bool, house: House, actor: Actor
    ) async throws -> ImportReport {
        // Recognised and judged as a spreadsheet first: a file that is none is not kept.
        let workbook = try FileReadings.workbook(path: path)
        let districts = try await house.database.read { try FileReadings.districts($0) }
        let reading = FileReading(workbook, as: kind, districts: districts, today: house.today)
        guard reading.hasHeader else {
            throw Problem.invalid("file", "没有找到表头：表里要有这些列：\(kind.form.needed.titles(in: kind))", code: "file")
        }
        try actor.may(.importRosters).orThrow()
        let words = Words(.chinese, house.phrasebook)
        if dryRun || reading.lines.isEmpty {
            let seen = try await look(at: reading, house, actor)
            return ImportReport(reading, seen.rows, absent: seen.absent, words)
        }
        let file = try Data(contentsOf: URL(fileURLWithPath: path))
        let name = URL(fileURLWithPath: path).lastPathComponent
        let id = try await house.runner.run(UploadFile(kind, fileName: name, file: file), as: actor).roster
        try await house.runner.run(
            ConfirmImport(roster: id, version: 1, lines: reading.lines.count, skipped: reading.skipped), as: actor)
        var isDone = false
        var reached = 0
        while !isDone {
            let outcome = try await chunk(of: reading, id, from: reached, house, actor)
            (isDone, reached) = (outcome.isDone, outcome.reached)
        }
        return try await house.database.read { tx in
            let rows = try ImportRowStore.all(id, tx, house.vault)
            let absent = try Absence.recorded(id, after: nil, limit: .max, tx)
            return ImportReport(reading, rows, absent: absent, words)
        }
    }

    /// What would become of every row.
    struct Looked {
        let rows: [ImportRow]
        let absent: [Absence]
        /// Where rows lie that name no district, as far as there are any.
        let district: String?
    }

    /// What would become of every row, and who would be absent. Changes nothing.
    static func look(at reading: FileReading, _ house: House, _ actor: Actor) async throws -> Looked {
        let today = house.today
        let seen = try await house.database.read { tx in
            let scope = actor.scope(for: .importRosters)
            var judge = try reading.kind.judge(scope, today: today, tx, house.vault)
            let own = try OwnDistrict.name(scope, tx)
            let lines = reading.lines.lying(in: own)
            let judgements = try judge.judge(lines, alreadyTaken: [:], tx)
            let rows = zip(lines, judgements).map { ImportRow($0, $1, record: $1.record) }
            let asked = OutsideAsks.digests(judge, lines, judgements)
            let isUsed = reading.lines.contains(where: \.values.district.isEmpty)
            return (
                looked: Looked(rows: rows, absent: try judge.absent(tx), district: isUsed ? own : nil), asked: asked
            )
        }
        if reading.kind == .roster { try await OutsideAsks.check(seen.asked, by: actor, house) }
        return seen.looked
    }

    static func chunk(
        of reading: FileReading, _ roster: Identifier, from: Int, _ house: House, _ actor: Actor
    ) async throws -> ImportChunk.Outcome {
        let lines = Array(reading.lines.dropFirst(from).prefix(ImportChunk.size))
        return try await house.runner.run(ImportChunk(roster: roster, from: from, lines: lines), as: actor)
    }
}

/// Goes on with confirmed imports behind the pages, as whoever confirmed them, loaded afresh for each chunk.
enum ImportWork {
    static func work(_ readings: FileReadings) -> BackgroundWork {
        BackgroundWork("rosters", everySeconds: 1) { house in
            let next = try await house.database.read { tx in
                try ImportStore.next(tx, house.vault).map { roster in
                    let actor = try roster.confirmedBy.map { try house.gate.actor($0, tx) } ?? .operator
                    return (roster: roster, actor: actor)
                }
            }
            if let next {
                try await step(next.roster, next.actor, readings, house)
                return true
            }
            return try await undoNext(house)
        }
    }

    /// Undoes the next rows of the oldest undo, as whoever asked for it.
    private static func undoNext(_ house: House) async throws -> Bool {
        let next = try await house.database.read { tx in
            try UndoStore.next(tx).map { undo in
                (undo: undo, actor: try undo.askedBy.map { try house.gate.actor($0, tx) } ?? .operator)
            }
        }
        guard let (undo, actor) = next else { return false }
        do {
            guard let actor, actor.may(.importRosters).isAllowed else { throw Problem.notFound }
            try await house.runner.run(UndoImportChunk(roster: undo.file, below: undo.nextBelow), as: actor)
        } catch Problem.conflict {
            // Another process was quicker: the next step sees how it stands.
        } catch let error where !isPassing(error) {
            try await house.runner.run(StopUndo(roster: undo.file), as: .operator)
            guard error is Problem else { throw error }
        }
        return true
    }

    private static func step(
        _ roster: FileImport, _ actor: Actor?, _ readings: FileReadings, _ house: House
    ) async throws {
        do {
            let reading = try await readings.reading(of: roster, house)
            // Whoever confirmed it is no longer there or may no longer import, or the file reads otherwise than it did.
            guard let actor, actor.may(.importRosters, at: roster.place).isAllowed, reading.lines.count == roster.lines
            else { return try await giveUp(roster, house) }
            _ = try await FileImporter.chunk(of: reading, roster.id, from: roster.reached, house, actor)
        } catch Problem.conflict {
            // Somebody gave it up, or another process was quicker: the next step sees how it stands.
        } catch let error where !isPassing(error) {
            // One that cannot go on must not stand in the way of the others.
            try await giveUp(roster, house)
            throw error
        }
    }

    private static func giveUp(_ roster: FileImport, _ house: House) async throws {
        try await house.runner.run(AbandonImport(roster: roster.id), as: .operator)
    }

    /// May be over when the step is tried again.
    private static func isPassing(_ error: any Error) -> Bool {
        if case Problem.unavailable = error { return true }
        return error is StorageError || error is CancellationError
    }
}
