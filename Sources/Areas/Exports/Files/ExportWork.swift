import Core
import Foundation
import Spreadsheets
import Storage

/// Goes on with exports, one small step at a time: rows, then the file. What was reached stands in the database, so
/// that it survives being killed, and any process may go on.
package enum ExportWork {
    package static let work = BackgroundWork("exports", everySeconds: 1) { house in
        if try await expire(house) { return true }
        let next = try await house.database.read { tx in try ExportStore.next(tx, house.vault) }
        guard let next else { return false }
        try await step(next, house)
        return true
    }

    /// As far as it goes within a request: to the end, where the list is short.
    package static func begin(_ id: Identifier, _ house: House) async throws {
        for _ in 0...(Export.atOnce / Export.partSize) {
            let export = try await house.database.read { tx in try ExportStore.find(id, tx, house.vault) }
            guard let export, export.isGoingOn else { return }
            if export.state == .running, export.rows >= Export.atOnce { return }
            try await step(export, house)
        }
    }

    private static func expire(_ house: House) async throws -> Bool {
        let now = house.clock.now()
        let dead = try await house.database.read { tx in try ExportStore.dead(now, tx) }
        guard let dead else { return false }
        do { try await house.runner.run(EndExport(export: dead, stop: nil), as: .operator) } catch Problem.conflict {}
        return true
    }

    static func step(_ export: Export, _ house: House) async throws {
        let actor = try await house.database.read { [gate = house.gate] tx in try gate.actor(export.account, tx) }
        do {
            guard let listing = house.registry.listing(export.list) else {
                return try await stop(export, .listGone, house)
            }
            guard let actor, listing.mayTake(actor).isAllowed else { return try await stop(export, .roleGone, house) }
            if export.state == .running {
                try await read(export, listing, actor, house)
            } else {
                try await write(export, listing, actor, house)
            }
        } catch Problem.conflict {
            // Another process was quicker, or its owner gave it up: the next look sees how it stands.
        } catch Problem.notFound {
            try await stop(export, .listGone, house)
        } catch Problem.forbidden {
            try await stop(export, .roleGone, house)
        } catch let error where !isPassing(error) {
            // One that cannot go on must not stand in the way of the others.
            try await stop(export, .failed, house)
            throw error
        }
    }

    private static func stop(_ export: Export, _ reason: Export.Stop, _ house: House) async throws {
        do {
            try await house.runner.run(EndExport(export: export.id, stop: reason), as: .operator)
        } catch Problem.conflict {}
    }

    private static func read(_ export: Export, _ listing: Listing, _ actor: Actor, _ house: House) async throws {
        let asking = try export.asking(listing, actor, house)
        let part = try await listing.part(asking, export.next, Export.partSize)
        guard export.rows + part.rows.count <= Export.mostRows else {
            return try await stop(export, .tooManyRows, house)
        }
        let (rows, leftOut) = try await agreed(part, export, listing, house)
        var total: Int?
        if export.parts == 0, part.next != nil { total = try await listing.total(asking) }
        let words = Words(export.language, house.phrasebook)
        let data = try KeptRow.encode(rows.map { KeptRow.kept($0, words) })
        let piece = house.identifiers.next(at: house.clock.now())
        try await house.runner.run(
            KeepExportRows(
                export: export.id, part: export.parts, rows: rows.count, leftOutBefore: export.leftOut,
                leftOut: leftOut, piece: piece, sealed: house.vault.seal(data, at: ExportStore.address(piece)),
                next: part.next,
                total: total), as: actor)
    }

    /// Beyond the house's own work: only those who have agreed at this moment, and in public nobody's way to be reached.
    private static func agreed(
        _ part: Listing.Part, _ export: Export, _ listing: Listing, _ house: House
    ) async throws -> (rows: [[Listing.Value]], leftOut: Int) {
        guard export.use.needsConsent else { return (part.rows, 0) }
        guard part.people.count == part.rows.count else { return ([], part.rows.count) }
        let gate = house.registry.consents ?? .nobody
        let agreed = try await house.database.read { tx in
            try gate.agreed(part.people, export.use, export.recipient, tx)
        }
        let contact = export.use == .publicity ? listing.columns.indices.filter { listing.columns[$0].isContact } : []
        let rows = zip(part.people, part.rows).filter { agreed.contains($0.0) }.map { _, row in
            var row = row
            for column in contact where row.indices.contains(column) { row[column] = .text(nil) }
            return row
        }
        return (rows, part.rows.count - rows.count)
    }

    private static func write(_ export: Export, _ listing: Listing, _ actor: Actor, _ house: House) async throws {
        let head = try await house.database.read { tx in try Seal.last(tx) }
        let place = try await house.database.read { tx in try HouseName.name(tx) }
        let mark = Watermark(export, listing, house: place, head: head, at: house.clock.now())
        let words = Words(export.language, house.phrasebook)
        let folder = FileManager.default.temporaryDirectory.appending(path: "qiao-export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "list").path
        let writer: any ListWriting =
            switch export.kind {
            case .xlsx: try WorkbookList(listing, mark, words, to: path)
            case .csv: try SeparatedList(listing, mark, words, to: path)
            }
        do {
            for number in 0..<export.parts {
                let data = try await house.database.read { tx in
                    try ExportStore.part(number, of: export.id, attempt: ExportStore.rows, tx, house.vault)
                }
                // Gone: given up meanwhile, or finished by another process.
                guard let data else { throw Problem.conflict("这一步已经做过") }
                try writer.add(try KeptRow.decode(data))
            }
        } catch {
            writer.discard()
            throw error
        }
        try writer.finish()
        try await keep(path, export, head, actor, house)
    }

    private static let pieceSize = 512 << 10

    private static func keep(
        _ path: String, _ export: Export, _ head: Seal?, _ actor: Actor, _ house: House
    ) async throws {
        let attempt = house.identifiers.next(at: house.clock.now())
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var (number, bytes) = (0, 0)
        while let piece = try file.read(upToCount: pieceSize), !piece.isEmpty {
            let id = house.identifiers.next(at: house.clock.now())
            let sealed = house.vault.seal(piece, at: ExportStore.address(id))
            try await house.runner.run(
                KeepExportBytes(export: export.id, attempt: attempt, number: number, piece: id, sealed: sealed),
                as: actor)
            number += 1
            bytes += piece.count
        }
        try await house.runner.run(
            FinishExport(
                export: export.id, attempt: attempt, parts: number, bytes: bytes,
                auditHead: head.map { "\($0.number):\($0.head)" }), as: actor)
    }

    /// May be over when the step is tried again.
    private static func isPassing(_ error: any Error) -> Bool {
        if case Problem.unavailable = error { return true }
        return error is StorageError || error is CancellationError
    }
}
