import ChineseText
import Core
import Storage

/// Everything that is known of one person, whole numbers included: as a merge keeps it, sealed, until it cannot be undone
/// any more.
struct PersonRecord: Codable, Hashable, Sendable {
    var name: String
    var sex: Sex?
    var birthDay: Day?
    var documentKind: IdentityDocumentKind
    var number: String
    /// Digits only.
    var phone: String?
    var unit: Identifier
    var version: Int
    var createdAt: Int64
}

extension PersonStore {
    /// Without scope: of a person whom the command has loaded.
    static func record(of person: Identifier, _ tx: Transaction, _ vault: Vault) throws -> PersonRecord? {
        try tx.first("SELECT \(Person.columns), p.created_at FROM people p WHERE p.id = \(person)") { row in
            let sealedPhone: String? = try row["phone_sealed"]
            let made: Instant = try row["created_at"]
            return PersonRecord(
                name: try row["name"], sex: try row["sex"], birthDay: try row["birth_day"],
                documentKind: try row["document_kind"],
                number: try vault.open(
                    row["document_sealed"], at: SensitiveField.documentNumber.address(of: person)),
                phone: try sealedPhone.map { try vault.open($0, at: SensitiveField.phone.address(of: person)) },
                unit: try row["unit_id"], version: try row["version"], createdAt: made.milliseconds)
        }
    }

    /// Writes what is known over what was; she stays where she lies.
    static func overwrite(_ person: Identifier, with record: PersonRecord, _ act: Act) throws {
        let digests = PersonDigests(vault: act.vault)
        let (documentAt, phoneAt) = (
            SensitiveField.documentNumber.address(of: person), SensitiveField.phone.address(of: person)
        )
        try act.tx.execute(
            """
            UPDATE people SET name = \(record.name), name_key = \(sortKey(of: record.name)), sex = \(record.sex),
                birth_day = \(record.birthDay), document_kind = \(record.documentKind),
                document_sealed = \(act.vault.seal(record.number, at: documentAt)),
                document_digest = \(digests.document(record.number, record.documentKind)),
                document_tail = \(digests.documentTail(record.number)),
                phone_sealed = \(record.phone.map { act.vault.seal($0, at: phoneAt) }),
                phone_digest = \(record.phone.map { digests.phone($0) }),
                phone_tail = \(record.phone.map { digests.phoneTail($0) }),
                version = \(record.version), updated_at = \(act.now)
            WHERE id = \(person)
            """)
        let key: ScopeKey? = try act.tx.value("SELECT scope_key FROM people WHERE id = \(person)")
        if let key { try index(person, record.name, key, act.tx) }
        try PersonDoubles.refresh(person, act.tx)
    }

    /// A person who was merged into another stands for herself again, under her old id.
    static func bringBack(_ person: Identifier, _ record: PersonRecord, at place: Place, _ act: Act) throws {
        let digests = PersonDigests(vault: act.vault)
        try act.tx.execute(
            """
            INSERT INTO people (id, name, name_key, sex, birth_day, document_kind, document_sealed, document_digest,
                                document_tail, unit_id, district_id, scope_key, version, created_at, updated_at)
            VALUES (\(person), \(record.name), \(sortKey(of: record.name)), \(record.sex), \(record.birthDay),
                    \(record.documentKind), '', \(digests.document(record.number, record.documentKind)), '',
                    \(place.unit), \(place.district), \(place.key), \(record.version),
                    \(Instant(milliseconds: record.createdAt)), \(act.now))
            """)
        try overwrite(person, with: record, act)
    }

    /// Takes the row away; everything that referred to it has gone elsewhere before.
    static func remove(_ person: Identifier, _ act: Act) throws {
        try PersonDoubles.forget(person, act.tx)
        try act.tx.unindex(person.rawValue, in: PersonTables.search)
        try act.tx.execute("DELETE FROM people WHERE id = \(person)")
    }

    private static func sortKey(of name: String) -> String { PersonName(name)?.sortKey ?? name }
}
