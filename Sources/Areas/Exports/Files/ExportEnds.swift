import Core
import Storage

/// Hands the file out once more. Each time is on record before a byte goes out.
package struct TakeExport: Command {
    package typealias Outcome = Done

    package static let name = "takeExport"

    package var export: Identifier

    package init(export: Identifier) { self.export = export }

    package func load(_ act: Act) throws -> Export {
        // What has died is not there any more, for anybody.
        guard let found = try ExportStore.find(export, of: act.actor.account, act.tx, act.vault),
            found.isAlive(at: act.now)
        else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ export: Export, _ act: Act) -> Permission {
        act.registry.listing(export.list)?.mayTake(act.actor) ?? .refused("这份名单已不再提供")
    }

    package func check(_ export: Export, _ act: Act) throws -> [FieldProblem] {
        // A consent that is taken back acts at once, also on what was written before.
        let gate = act.registry.consents ?? .nobody
        if export.use.needsConsent,
            try gate.isWithdrawn(export.use, export.requestedAt, act.actor.sees, act.tx)
        {
            throw Problem.conflict("这份文件写成以后有人撤回了同意，不能再下载；请重新导出")
        }
        return []
    }

    package func perform(_ export: Export, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO export_downloads (id, export_id, taken_at)
            VALUES (\(act.newIdentifier()), \(export.id), \(act.now))
            """)
        act.note("export", export.id, fields: [export.list])
        return Done()
    }
}

/// Its owner no longer needs it, or does not want to wait for it.
package struct DeleteExport: Command {
    package typealias Outcome = Done

    package static let name = "deleteExport"

    package var export: Identifier

    package init(export: Identifier) { self.export = export }

    package func load(_ act: Act) throws -> Export {
        guard let found = try ExportStore.find(export, of: act.actor.account, act.tx, act.vault) else {
            throw Problem.notFound
        }
        return found
    }

    package func mayRun(_ export: Export, _ act: Act) -> Permission { .allowed }

    package func check(_ export: Export, _ act: Act) throws -> [FieldProblem] {
        guard export.isGoingOn || export.state == .ready else { throw Problem.conflict("这份文件已经不在了") }
        return []
    }

    package func perform(_ export: Export, _ act: Act) throws -> Done {
        try ExportStore.end(export.id, .deleted, act)
        act.note("export", export.id, fields: ["state"])
        return Done()
    }
}

/// The house itself ends one: it cannot go on, or its time is over.
package struct EndExport: Command {
    package typealias Outcome = Done

    package static let name = "endExport"

    package var export: Identifier
    /// nil: its time is over.
    package var stop: Export.Stop?

    package init(export: Identifier, stop: Export.Stop?) {
        self.export = export
        self.stop = stop
    }

    package func load(_ act: Act) throws -> Export {
        guard let found = try ExportStore.find(export, act.tx, act.vault) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ export: Export, _ act: Act) -> Permission {
        act.actor.kind == .operator ? .allowed : .refused("这由系统自己办理")
    }

    package func check(_ export: Export, _ act: Act) throws -> [FieldProblem] {
        let isDue =
            if stop == nil { export.state == .ready && (export.diesAt ?? act.now) <= act.now } else { export.isGoingOn }
        guard isDue else { throw Problem.conflict("这份文件已经不在了") }
        return []
    }

    package func perform(_ export: Export, _ act: Act) throws -> Done {
        try ExportStore.end(export.id, stop == nil ? .expired : .stopped, because: stop, act)
        act.note("export", export.id, fields: ["state"])
        return Done()
    }
}
