import ChineseText
import Core
import Storage

/// The people of the house in the database. Sealed values are opened only here.
package enum PersonStore {
    private static let scoped = Scope.Columns(key: "p.scope_key", district: "p.district_id", record: ("person", "p.id"))

    static func predicate(_ scope: Scope) -> SQL { scope.predicate(scoped) }

    /// The same condition where the rows are already few: an engine without statistics would take it for the narrowest
    /// one and walk through a whole district.
    static func lastly(_ condition: SQL) -> SQL { "CASE WHEN \(condition) THEN 1 ELSE 0 END = 1" }

    // MARK: Reading

    package static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction, _ vault: Vault) throws -> Person? {
        try tx.first("SELECT \(Person.columns) FROM people p WHERE p.id = \(id) AND \(lastly(predicate(scope)))") {
            try Person(row: $0, vault)
        }
    }

    /// Those of the people who lie in the scope; one statement.
    package static func find(
        _ ids: [Identifier], _ scope: Scope, _ tx: Transaction, _ vault: Vault
    ) throws -> [Identifier: Person] {
        let people = try tx.all(
            "SELECT \(Person.columns) FROM people p WHERE p.id IN \(list: ids) AND \(lastly(predicate(scope)))"
        ) { try Person(row: $0, vault) }
        return Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) })
    }

    /// Where a person is held, if she lies in the scope.
    package static func place(of person: Identifier, _ scope: Scope, _ tx: Transaction) throws -> Place? {
        try tx.first(
            """
            SELECT p.unit_id, p.district_id, p.scope_key FROM people p
            WHERE p.id = \(person) AND \(lastly(predicate(scope)))
            """, Place.init(row:))
    }

    /// Without scope: for commands and imports, which decide themselves what they say of somebody held elsewhere.
    ///
    /// - Parameter number: as typed.
    package static func identified(
        byNumber number: String, kind: IdentityDocumentKind = .residentIdentityCard, _ tx: Transaction, _ vault: Vault
    ) throws -> Person? {
        try identified(byNumbers: [number], kind: kind, tx, vault)[number]
    }

    /// For a chunk of an import in one statement, by the numbers as typed.
    package static func identified(
        byNumbers numbers: [String], kind: IdentityDocumentKind = .residentIdentityCard, _ tx: Transaction,
        _ vault: Vault
    ) throws -> [String: Person] {
        let today = CivilDay(Day(of: tx.now))
        let digests = PersonDigests(vault: vault)
        var typed: [String: [String]] = [:]
        for number in Set(numbers) {
            guard let uniform = kind.normalized(number, today: today) else { continue }
            typed[digests.document(uniform, kind), default: []].append(number)
        }
        guard !typed.isEmpty else { return [:] }
        let found = try tx.all(
            """
            SELECT p.document_digest, \(Person.columns) FROM people p
            WHERE p.document_digest IN \(list: typed.keys.sorted())
            """
        ) { row in (try row["document_digest"] as String, try Person(row: row, vault)) }
        return found.reduce(into: [:]) { people, entry in
            for number in typed[entry.0] ?? [] { people[number] = entry.1 }
        }
    }

    /// A sensitive value in plain text, for a handler that has run `RevealField` for it just now.
    static func value(
        of field: SensitiveField, _ person: Identifier, _ scope: Scope, _ tx: Transaction, _ vault: Vault
    ) throws -> String? {
        let column: SQL =
            switch field {
            case .phone: "p.phone_sealed"
            case .documentNumber: "p.document_sealed"
            }
        let sealed: String? = try tx.value(
            "SELECT \(column) FROM people p WHERE p.id = \(person) AND \(lastly(predicate(scope)))")
        return try sealed.map { try vault.open($0, at: field.address(of: person)) }
    }

    /// The phone in plain text, for an import that keeps what it replaces, sealed, to put it back when it is undone.
    package static func phoneToPutBack(
        of person: Identifier, _ scope: Scope, _ tx: Transaction, _ vault: Vault
    ) throws -> String? {
        try value(of: .phone, person, scope, tx, vault)
    }

    // MARK: Writing

    static func insert(
        _ id: Identifier, _ name: PersonName, _ document: PersonDocument, _ phone: PhoneNumber?, _ place: Place,
        _ act: Act
    ) throws {
        let digests = PersonDigests(vault: act.vault)
        try act.tx.execute(
            """
            INSERT INTO people (id, name, name_key, sex, birth_day, document_kind, document_sealed, document_digest,
                                document_tail, phone_sealed, phone_digest, phone_tail, unit_id, district_id, scope_key,
                                version, created_at, updated_at)
            VALUES (\(id), \(name.text), \(name.sortKey), \(document.sex), \(document.birthDay), \(document.kind),
                    \(act.vault.seal(document.number, at: SensitiveField.documentNumber.address(of: id))),
                    \(digests.document(document.number, document.kind)), \(digests.documentTail(document.number)),
                    \(phone.map { act.vault.seal($0.digits, at: SensitiveField.phone.address(of: id)) }),
                    \(phone.map { digests.phone($0.digits) }), \(phone.map { digests.phoneTail($0.digits) }),
                    \(place.unit), \(place.district), \(place.key), 1, \(act.now), \(act.now))
            """)
        try index(id, name.text, place.key, act.tx, isNew: true)
        try PersonDoubles.find(id, act.tx)
    }

    /// Held by another unit from now on: called when a post starts or moves.
    package static func place(_ person: Identifier, at place: Place, _ act: Act) throws {
        let held = try act.tx.first("SELECT name, unit_id, scope_key FROM people WHERE id = \(person)") { row in
            (
                name: try row["name"] as String, unit: try row["unit_id"] as Identifier,
                key: try row["scope_key"] as ScopeKey
            )
        }
        guard let held else { throw Problem.notFound }
        // Registered and posted in one go: she is there already.
        guard held.unit != place.unit || held.key != place.key else { return }
        try act.tx.execute(
            """
            UPDATE people SET unit_id = \(place.unit), district_id = \(place.district), scope_key = \(place.key),
                              updated_at = \(act.now)
            WHERE id = \(person)
            """)
        // The index knows her name and her unit; whoever is registered and posted in one go is indexed already.
        guard held.key != place.key else { return }
        try Obligations.follow(person, to: place, act)
        try index(person, held.name, place.key, act.tx)
    }

    static func index(
        _ id: Identifier, _ name: String, _ key: ScopeKey, _ tx: Transaction, isNew: Bool = false
    ) throws {
        guard name != PersonErasure.name else { return try tx.unindex(id.rawValue, in: PersonTables.search) }
        let terms = SearchTerms.forName(name).union(key.path.compactMap(scopeTerm))
        try tx.index(id.rawValue, terms: Array(terms), in: PersonTables.search, isNew: isNew)
    }

    /// By this term the index finds everybody below a unit; below the root that is everybody, and there is none. A
    /// name's only term in z, `zrare`, has another length than any key makes.
    static func scopeTerm(_ key: ScopeKey) -> String? { key == .root ? nil : "z" + key.rawValue }

    static func keepReason(_ reason: String, _ command: String, _ person: Identifier, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO person_reasons (id, person_id, at, command, reason, actor_id)
            VALUES (\(act.newIdentifier()), \(person), \(act.now), \(command), \(reason), \(act.actor.account))
            """)
    }
}

extension CivilDay {
    /// Every day of ours is one of the calendar's.
    init(_ day: Day) {
        guard let same = CivilDay(year: day.year, month: day.month, day: day.day) else {
            preconditionFailure("one calendar")
        }
        self = same
    }
}
