import Core
import Foundation
import Storage

/// Asks for a copy of a list as it is narrowed at this address.
package struct RequestExport: Command {
    package struct Outcome: Codable, Sendable { package let export: Identifier }

    package static let name = "requestExport"

    package var list: String
    /// Path and query of the list's page.
    package var at: String
    package var kind: Export.Kind
    /// What for; asked where the list tells how to reach people.
    package var purpose: String?
    /// nil: the house's own work.
    package var use: DataUse?
    /// Of a disclosure: who gets it, as the consents say it.
    package var recipient: String?
    package var language: String?

    package init(
        list: String, at: String, kind: Export.Kind, purpose: String? = nil, use: DataUse? = nil,
        recipient: String? = nil, language: Language = .chinese
    ) {
        self.use = use
        self.recipient = recipient
        self.list = list
        self.at = at
        self.kind = kind
        self.purpose = purpose
        self.language = language.rawValue
    }

    package func load(_ act: Act) throws -> Listing {
        guard let listing = act.registry.listing(list), ListAddress.isSound(at, of: listing) else {
            throw Problem.notFound
        }
        return listing
    }

    package func mayRun(_ listing: Listing, _ act: Act) -> Permission {
        act.actor.account == nil ? .refused("导出要用自己的账号登录") : listing.mayTake(act.actor)
    }

    package func check(_ listing: Listing, _ act: Act) throws -> [FieldProblem] {
        guard let account = act.actor.account else { return [] }
        if try ExportStore.countGoingOn(of: account, act.tx) >= Export.mostGoingOn {
            throw Problem.tooMany("您已有 \(Export.mostGoingOn) 份导出正在进行，请等其中一份完成", retryAfterSeconds: 60)
        }
        let yesterday = act.now.adding(seconds: -24 * 3600)
        if try ExportStore.count(of: account, since: yesterday, act.tx) >= Export.mostInADay {
            throw Problem.tooMany("24 小时内最多导出 \(Export.mostInADay) 份，请明天再来", retryAfterSeconds: 3600)
        }
        let (purpose, use) = (purpose ?? "", use ?? .ownWork)
        var problems: [FieldProblem] = []
        if listing.holdsContact || use.needsConsent || !purpose.isEmpty {
            problems += Reason.problems(purpose, field: "purpose", missing: "请写明用途，2 到 200 个字；用途会印在文件里")
        }
        if use.needsConsent, !listing.isOfPeople {
            problems.append(FieldProblem("use", "这份名单只能供本单位工作使用"))
        }
        if use == .disclosure, !(4...100).contains((recipient ?? "").count) {
            problems.append(FieldProblem("recipient", "请写接收单位的全称，4 到 100 个字，与本人同意书上写的一致"))
        }
        return problems
    }

    package func perform(_ listing: Listing, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        let language = language.flatMap(Language.init(rawValue:)) ?? .chinese
        let use = use ?? .ownWork
        let purpose = purpose.map { act.vault.seal($0, at: Export.field(id, "purpose")) }
        let recipient = use == .disclosure ? recipient : nil
        let sealedRecipient = recipient.map { act.vault.seal($0, at: Export.field(id, "recipient")) }
        try act.tx.execute(
            """
            INSERT INTO exports (id, account_id, account_name, list, kind, language, address, purpose, data_use, recipient,
                state, row_count, parts, requested_at)
            VALUES (\(id), \(act.actor.account), \(act.actor.name), \(listing.key), \(kind), \(language.rawValue),
                \(act.vault.seal(at, at: Export.field(id, "address"))), \(purpose), \(use), \(sealedRecipient),
                \(Export.State.running), 0, 0, \(act.now))
            """)
        act.note("export", id, fields: [listing.key] + (use.needsConsent ? [use.rawValue] : []))
        return Outcome(export: id)
    }
}

/// A step of an export that is going on: by whoever asked for it, as long as she may take the list.
package protocol ExportStep: Command where Subject == Export {
    var export: Identifier { get }
}

extension ExportStep {
    package func load(_ act: Act) throws -> Export {
        guard let found = try ExportStore.find(export, of: act.actor.account, act.tx, act.vault) else {
            throw Problem.notFound
        }
        return found
    }

    package func mayRun(_ export: Export, _ act: Act) -> Permission {
        act.registry.listing(export.list)?.mayTake(act.actor) ?? .refused("这份名单已不再提供")
    }
}

/// Keeps the rows of one step, with where the next begins.
package struct KeepExportRows: ExportStep {
    package typealias Outcome = Done

    package static let name = "keepExportRows"

    package var export: Identifier
    /// How many parts there were before: another process that was quicker leaves this one without effect.
    package var part: Int
    package var rows: Int
    /// How many people had been left out before, and how many of this part are.
    package var leftOutBefore: Int
    package var leftOut: Int
    /// Of the part, to which what is sealed is bound.
    package var piece: Identifier
    package var sealed: String
    package var next: String?
    package var total: Int?

    package func perform(_ export: Export, _ act: Act) throws -> Done {
        guard export.state == .running, export.parts == part, export.leftOut == leftOutBefore else {
            throw Problem.conflict("这一步已经做过")
        }
        if rows > 0 {
            try ExportStore.keep(sealed, as: piece, part, of: export.id, attempt: ExportStore.rows, act.tx)
        }
        let state: Export.State = next == nil ? .writing : .running
        let sealedNext = next.map { act.vault.seal($0, at: Export.field(export.id, "next_part")) }
        try act.tx.execute(
            """
            UPDATE exports SET parts = parts + \(rows > 0 ? 1 : 0), row_count = row_count + \(rows),
                left_out = left_out + \(leftOut),
                state = \(state), next_part = \(sealedNext), total = COALESCE(total, \(total))
            WHERE id = \(export.id)
            """)
        act.note("export", export.id, fields: ["rows"])
        return Done()
    }
}

/// Keeps a piece of the finished file.
package struct KeepExportBytes: ExportStep {
    package typealias Outcome = Done

    package static let name = "keepExportBytes"

    package var export: Identifier
    /// Pieces of two writers do not mix.
    package var attempt: Identifier
    package var number: Int
    package var piece: Identifier
    package var sealed: String

    package func perform(_ export: Export, _ act: Act) throws -> Done {
        guard export.state == .writing else { throw Problem.conflict("这一步已经做过") }
        try ExportStore.keep(sealed, as: piece, number, of: export.id, attempt: attempt, act.tx)
        act.note("export", export.id, fields: ["bytes"])
        return Done()
    }
}

/// The file is whole: from now on it can be fetched, until it dies.
package struct FinishExport: ExportStep {
    package typealias Outcome = Done

    package static let name = "finishExport"

    package var export: Identifier
    package var attempt: Identifier
    package var parts: Int
    package var bytes: Int
    package var auditHead: String?

    package func perform(_ export: Export, _ act: Act) throws -> Done {
        guard export.state == .writing else { throw Problem.conflict("这一步已经做过") }
        try act.tx.execute(
            "DELETE FROM export_parts WHERE export_id = \(export.id) AND attempt_id <> \(attempt)")
        try act.tx.execute(
            """
            UPDATE exports SET state = \(Export.State.ready), attempt_id = \(attempt), file_parts = \(parts),
                file_bytes = \(bytes), audit_head = \(auditHead), ready_at = \(act.now),
                dies_at = \(act.now.adding(seconds: Export.lifetimeInHours * 3600))
            WHERE id = \(export.id)
            """)
        act.note("export", export.id, fields: ["state"])
        return Done()
    }
}
