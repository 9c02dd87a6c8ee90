import Core
import Storage

/// A person agreed to a purpose; until she takes it back.
package struct PersonConsent: Sendable {
    package let id: Identifier
    package let person: Identifier
    package let purpose: ConsentPurpose
    package let textVersion: String
    package let givenOn: Day
    package let way: ConsentWay
    /// Who receives the data and what for, where the purpose needs it said.
    package let detail: String?
    package let withdrawnOn: Day?

    init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        purpose = try row["purpose"]
        textVersion = try row["text_version"]
        givenOn = try row["given_on"]
        way = try row["way"]
        detail = try row["detail"]
        withdrawnOn = try row["withdrawn_on"]
    }

    static let columns: SQL = """
        c.id, c.person_id, c.purpose, c.text_version, c.given_on, c.way, c.detail, w.withdrawn_on
        """
    static let source: SQL = "person_consents c LEFT JOIN consent_withdrawals w ON w.consent_id = c.id"

    static let migrations = [
        Migration(
            "people-consents-1",
            [
                """
                CREATE TABLE person_consents (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES people (id),
                    purpose \(type: .text) NOT NULL
                        CONSTRAINT person_consents_purpose CHECK (purpose IN ('publicity', 'disclosure', 'sensitive')),
                    text_version \(type: .text) NOT NULL,
                    given_on \(type: .text) NOT NULL,
                    way \(type: .text) NOT NULL,
                    detail \(type: .text),
                    recorded_at \(type: .integer) NOT NULL,
                    recorded_by \(type: .integer)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX person_consents_by_person ON person_consents (person_id, purpose)",
                """
                CREATE TABLE consent_withdrawals (
                    consent_id \(type: .integer) NOT NULL PRIMARY KEY REFERENCES person_consents (id),
                    withdrawn_on \(type: .text) NOT NULL,
                    way \(type: .text) NOT NULL,
                    recorded_at \(type: .integer) NOT NULL,
                    recorded_by \(type: .integer)
                )\(SQL.tableOptions)
                """,
            ])
    ]

    static let invariants = [
        Invariant(
            "consents: none taken back before it was given",
            """
            SELECT c.id FROM person_consents c JOIN consent_withdrawals w ON w.consent_id = c.id
            WHERE w.withdrawn_on < c.given_on
            """)
    ]

    static let content = PersonContent.rows("consents", title: "本人的同意", of: "person_consents").with { content in
        content.erase = { person, act in
            try act.tx.execute("UPDATE person_consents SET detail = NULL WHERE person_id = \(person)")
        }
        content.copy = { person, tx in
            let consents = try ConsentStore.all(of: person, tx)
            return [
                PersonContent.Copy(
                    title: "本人的同意", columns: ["用途", "同意日期", "方式", "说明", "撤回日期"],
                    rows: consents.map { consent in
                        [
                            consent.purpose.title, "\(consent.givenOn)", consent.way.title,
                            .verbatim(consent.detail ?? "—"), consent.withdrawnOn.map { "\($0)" } ?? "—",
                        ]
                    })
            ]
        }
    }
}

/// Asks whether a purpose is allowed. Whoever publishes or hands over personal data asks here first.
package enum ConsentStore {
    /// Given and not taken back; true where the law asks for none.
    package static func isGiven(_ person: Identifier, _ purpose: ConsentPurpose, _ tx: Transaction) throws -> Bool {
        try given([person], purpose, tx).contains(person)
    }

    /// Those of the people who have agreed; one statement, for lists and exports.
    package static func given(
        _ people: [Identifier], _ purpose: ConsentPurpose, _ tx: Transaction
    ) throws -> Set<Identifier> {
        guard purpose.needsConsent else { return Set(people) }
        return Set(
            try tx.values(
                """
                SELECT DISTINCT c.person_id FROM \(PersonConsent.source)
                WHERE c.person_id IN \(list: people) AND c.purpose = \(purpose) AND w.consent_id IS NULL
                """) as [Identifier])
    }

    /// Newest first.
    package static func all(of person: Identifier, _ tx: Transaction) throws -> [PersonConsent] {
        try tx.all(
            """
            SELECT \(PersonConsent.columns) FROM \(PersonConsent.source)
            WHERE c.person_id = \(person) ORDER BY c.given_on DESC, c.id DESC
            """, PersonConsent.init(row:))
    }

    static func find(_ id: Identifier, _ tx: Transaction) throws -> PersonConsent? {
        try tx.first(
            "SELECT \(PersonConsent.columns) FROM \(PersonConsent.source) WHERE c.id = \(id)", PersonConsent.init(row:))
    }
}
