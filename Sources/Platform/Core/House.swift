import Storage

/// What every room works with: the database, the runner of commands, the keys and the clock.
package struct House: Sendable {
    package let database: any Database
    package let runner: CommandRunner
    package let vault: Vault
    package let clock: any Clock
    package let identifiers: any IdentifierSource
    package let phrasebook: Phrasebook
    package let gate: Gate
    package let registry: Registry
    package let meter: Meter

    package init(
        database: any Database, vault: Vault, clock: any Clock, identifiers: any IdentifierSource,
        phrasebook: Phrasebook, gate: Gate, registry: Registry = .none, meter: Meter = Meter()
    ) {
        self.database = database
        self.vault = vault
        self.clock = clock
        self.identifiers = identifiers
        self.phrasebook = phrasebook
        self.gate = gate
        self.registry = registry
        self.meter = meter
        runner = CommandRunner(
            database: database, vault: vault, identifiers: identifiers, registry: registry, meter: meter)
    }

    package var today: Day { Day(of: clock.now()) }
}

/// Something that goes on behind the pages: sealing the audit log, an import in chunks, expiry.
package struct BackgroundWork: Sendable {
    package let name: String
    package let everySeconds: Double
    /// One small step. true: there is more, come again at once.
    package let step: @Sendable (House) async throws -> Bool

    package init(_ name: String, everySeconds: Double, step: @escaping @Sendable (House) async throws -> Bool) {
        self.name = name
        self.everySeconds = everySeconds
        self.step = step
    }
}

/// What the platform's core brings to every house.
package enum CoreParts {
    package static let migrations =
        HouseFact.migrations + ScopeTree.migrations + Grant.migrations + AuditEntry.migrations
        + IdempotencyKey.migrations + Obligation.migrations
    package static let invariants = ScopeTree.invariants + AuditEntry.invariants + Obligation.invariants
    package static let registry = Registry(
        placed: [Grant.placed, Obligation.placed], contents: [Obligation.content],
        personal: [Grant.ofPerson, Obligation.aboutPerson, Obligation.heldByPerson])
    package static let work = [Sealer.work, IdempotencyKey.expiry]
}
