import Core
import Storage
import TestSupport
import Testing

@Suite("Audit: what was done stays what was done")
struct AuditTests {
    /// A log of three seals with two entries each, and one entry in no seal.
    private static func withLog(
        _ engine: TestEngine, _ body: (City, [Seal], [AuditEntry]) async throws -> Void
    ) async throws {
        try await City.with(engine) { city in
            var seals: [Seal] = []
            for number in 1...3 {
                for part in ["上", "下"] {
                    try await city.runner.run(
                        RecordVisit(unit: city.xuhui.unit, topic: "\(number)\(part)"), as: city.chenJing)
                }
                city.clock.advance(milliseconds: 1000)
                seals.append(try #require(try await city.seal()))
            }
            try await city.runner.run(RecordVisit(unit: city.xuhui.unit, topic: "尾"), as: city.chenJing)
            try await body(city, seals, try await city.audit())
        }
    }

    @Test(arguments: TestEngine.allCases)
    func soundLog(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, seals, _ in
            let found = try await city.verify(keptHead: (3, seals[2].head))
            #expect(found.isSound)
            #expect(found.seals == 3)
            #expect(found.sealedEntries == 6)
            #expect(found.unsealedEntries == 1)
            #expect(found.head == "3:\(seals[2].head)")
            #expect(try await city.verify(keptHead: (2, seals[1].head)).isSound)
            for invariant in try await Invariant.violations(of: CoreParts.invariants, in: city.database) {
                Issue.record("\(invariant)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func emptyLog(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let found = try await city.verify()
            #expect(found.isSound)
            #expect(found.seals == 0 && found.unsealedEntries == 0 && found.head == nil)
            #expect(try await city.verify(keptHead: (1, "9f")).fault == .cutTail(kept: 1, found: 0))
        }
    }

    /// Every column that says something; each change is of one sealed and one unsealed entry.
    static let changes: [SQL] = [
        "at = at + 1", "actor_kind = 'operator'", "actor_id = actor_id + 1", "actor_id = NULL",
        "through_operator = NOT through_operator", "command = 'readVisit'", "outcome = 'read'", "reason = 'forbidden'",
        "subjects = ''", "subjects = subjects || ';unit:nobody'", "subjects = subjects || ';'",
        "fields = 'number'", "fields = fields || ';'", "mac = 'aa'",
    ]

    @Test(arguments: TestEngine.allCases, changes)
    func changedEntry(engine: TestEngine, change: SQL) async throws {
        try await Self.withLog(engine) { city, _, entries in
            for entry in [entries[6], entries[3], entries[2]] {
                try await city.execute("UPDATE audit_entries SET \(change) WHERE id = \(entry.id)")
                #expect(try await city.verify().fault == .brokenEntry(entry.id))
            }
        }
    }

    /// SQLite holds a truth value as a number.
    @Test func nonsenseInAColumnIsABrokenEntry() async throws {
        try await Self.withLog(.sqlite) { city, _, entries in
            try await city.execute("UPDATE audit_entries SET through_operator = 7 WHERE id = \(entries[0].id)")
            #expect(try await city.verify().fault == .brokenEntry(entries[0].id))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func entryPutIn(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, _, entries in
            let columns: SQL =
                "at, actor_kind, actor_id, through_operator, command, outcome, reason, subjects, fields, mac, seal"
            try await city.execute(
                """
                INSERT INTO audit_entries (id, \(columns))
                SELECT \(Identifier(rawValue: 5)), \(columns) FROM audit_entries WHERE id = \(entries[6].id)
                """)
            #expect(try await city.verify().fault == .brokenEntry(Identifier(rawValue: 5)))
            try await city.execute("UPDATE audit_entries SET seal = 2 WHERE id = \(Identifier(rawValue: 5))")
            #expect(try await city.verify().fault == .brokenEntry(Identifier(rawValue: 5)))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func sealedEntryLost(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, _, entries in
            try await city.execute("DELETE FROM audit_entries WHERE id = \(entries[2].id)")
            #expect(try await city.verify().fault == .wrongEntries(seal: 2))
        }
    }

    static let otherSeals: [SQL] = ["NULL", "3", "4"]

    @Test(arguments: TestEngine.allCases, otherSeals)
    func entryTakenOutOfItsSeal(engine: TestEngine, seal: SQL) async throws {
        try await Self.withLog(engine) { city, _, entries in
            try await city.execute("UPDATE audit_entries SET seal = \(seal) WHERE id = \(entries[0].id)")
            #expect(try await city.verify().fault == .wrongEntries(seal: 1))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func entryOfASealThatIsNotThere(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, _, entries in
            try await city.execute("UPDATE audit_entries SET seal = 9 WHERE id = \(entries[6].id)")
            #expect(try await city.verify().fault == .brokenEntry(entries[6].id))
            let violations = try await Invariant.violations(of: CoreParts.invariants, in: city.database)
            #expect(violations.map(\.invariant) == ["audit: an entry's seal exists"])
            #expect(violations.map(\.count) == [1])
        }
    }

    static let changesOfSeals: [SQL] = [
        "entries = entries + 1", "sealed_at = 1", "root = 'aa'", "head = 'aa'", "previous = 'aa'", "number = -2",
    ]

    @Test(arguments: TestEngine.allCases, changesOfSeals)
    func changedSeal(engine: TestEngine, change: SQL) async throws {
        try await Self.withLog(engine) { city, _, _ in
            try await city.execute("UPDATE audit_seals SET \(change) WHERE number = 2")
            let found = try await city.verify()
            #expect([.brokenSeal(2), .brokenSeal(-2)].contains(found.fault))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func sealInTheMiddleLost(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, _, _ in
            try await city.execute("DELETE FROM audit_seals WHERE number = 2")
            #expect(try await city.verify().fault == .brokenSeal(3))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func allSealsLost(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, seals, entries in
            try await city.execute("DELETE FROM audit_seals")
            #expect(try await city.verify().fault == .brokenEntry(entries[0].id))
            #expect(try await city.verify(keptHead: (3, seals[2].head)).fault == .cutTail(kept: 3, found: 0))
        }
    }

    /// Whoever cuts off the newest seals with their entries is found out by the head that was kept elsewhere, only.
    @Test(arguments: TestEngine.allCases)
    func cutTail(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, seals, entries in
            try await city.execute("DELETE FROM audit_entries WHERE id >= \(entries[4].id)")
            try await city.execute("DELETE FROM audit_subjects WHERE entry_id >= \(entries[4].id)")
            try await city.execute("DELETE FROM audit_seals WHERE number = 3")
            #expect(try await city.verify().isSound)
            #expect(try await city.verify(keptHead: (2, seals[1].head)).isSound)
            #expect(try await city.verify(keptHead: (3, seals[2].head)).fault == .cutTail(kept: 3, found: 2))
            // Also when the log has gone on since.
            for topic in ["新一", "新二"] {
                try await city.runner.run(RecordVisit(unit: city.xuhui.unit, topic: topic), as: city.chenJing)
                try await city.seal()
            }
            #expect(try await city.verify().isSound)
            #expect(try await city.verify(keptHead: (3, seals[2].head)).fault == .otherChain(3))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func headOfAnotherChain(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, seals, _ in
            let other = try await city.verify(keptHead: (2, seals[2].head))
            #expect(other.fault == .otherChain(2))
            // A number that no seal has proves nothing, and must not pass for a proof.
            let nobodys = try await city.verify(keptHead: (0, seals[2].head))
            #expect(nobodys.fault == .otherChain(0))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func anotherKeyRing(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, _, _ in
            let other = Vault(KeyRing(seed: "somebody else's"))
            let found = try await AuditVerification.verify(city.database, other, keptHead: nil)
            #expect(found.fault == .brokenSeal(1))
        }
    }

    /// Stories are read through this index: an act put into another's story, or taken out of one, is found out.
    static let changesOfRecords: [SQL] = [
        "UPDATE audit_subjects SET subject_id = subject_id + 1", "UPDATE audit_subjects SET kind = 'person'",
        "DELETE FROM audit_subjects",
    ]

    @Test(arguments: TestEngine.allCases, changesOfRecords)
    func changedRecord(engine: TestEngine, change: SQL) async throws {
        try await Self.withLog(engine) { city, _, entries in
            for entry in [entries[6], entries[2]] {
                let change: SQL = "\(change) WHERE entry_id = \(entry.id)"
                try await city.execute(change)
                #expect(try await city.verify().fault == .brokenEntry(entry.id))
            }
        }
    }

    /// The loss of an entry in no seal leaves no trace: what is told is only how many there are.
    @Test(arguments: TestEngine.allCases)
    func unsealedLossIsInvisible(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, _, entries in
            try await city.execute("DELETE FROM audit_entries WHERE id = \(entries[6].id)")
            // Unless it is still found by a record.
            #expect(try await city.verify().fault == .brokenEntry(entries[6].id))
            try await city.execute("DELETE FROM audit_subjects WHERE entry_id = \(entries[6].id)")
            let found = try await city.verify()
            #expect(found.isSound)
            #expect(found.unsealedEntries == 0)
        }
    }

    /// A record's story is read through these rows; the entry itself stays whole.
    @Test(arguments: TestEngine.allCases)
    func entryHiddenFromARecordsStory(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, _, entries in
            func violations() async throws -> [String] {
                try await Invariant.violations(of: CoreParts.invariants, in: city.database).map(\.invariant)
            }
            let (first, second) = (entries[0], entries[1])
            try await city.execute("DELETE FROM audit_subjects WHERE entry_id = \(first.id) AND kind = 'visit'")
            #expect(try await violations() == ["audit: an entry is found by as many records as it names"])
            try await city.execute(
                "INSERT INTO audit_subjects (kind, subject_id, entry_id) VALUES ('visit', 5, \(first.id))")
            #expect(try await violations() == [])
            try await city.execute(
                "INSERT INTO audit_subjects (kind, subject_id, entry_id) VALUES ('visit', 5, \(second.id))")
            #expect(try await violations() == ["audit: an entry is found by as many records as it names"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func theFirstFaultIsNamed(engine: TestEngine) async throws {
        try await Self.withLog(engine) { city, _, entries in
            try await city.execute("UPDATE audit_seals SET root = 'aa' WHERE number = 3")
            #expect(try await city.verify().fault == .brokenSeal(3))
            try await city.execute("DELETE FROM audit_entries WHERE id = \(entries[2].id)")
            #expect(try await city.verify().fault == .wrongEntries(seal: 2))
            try await city.execute("UPDATE audit_entries SET command = 'x' WHERE id = \(entries[1].id)")
            #expect(try await city.verify().fault == .brokenEntry(entries[1].id))
        }
    }
}
