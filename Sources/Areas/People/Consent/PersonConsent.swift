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
            ]),
        Migration(
            "people-consents-2",
            ["CREATE INDEX consent_withdrawals_by_time ON consent_withdrawals (recorded_at)"]),
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
    }.telling(
        ["person_consents", "consent_withdrawals"], ["用途", "同意日期", "方式", "说明", "同意书版本", "撤回日期"]
    ) { person in
        "SELECT \(columns) FROM \(source) WHERE c.person_id = \(person) ORDER BY c.given_on, c.id"
    } row: { row in
        let consent = try PersonConsent(row: row)
        return [
            consent.purpose.title, .cell(consent.givenOn), consent.way.title, .cell(consent.detail),
            .cell(consent.textVersion), .cell(consent.withdrawnOn),
        ]
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

    /// Whom a file for others may name, and whether that has changed.
    static let gate = ConsentGate(
        agreed: { people, use, recipient, tx in
            switch use {
            case .ownWork: Set(people)
            case .publicity: try given(people, .publicity, tx)
            case .disclosure: try disclosing(people, to: recipient ?? "", tx)
            }
        },
        isWithdrawn: { use, moment, scope, tx in
            guard let purpose = ConsentPurpose(rawValue: use.rawValue), purpose.needsConsent else { return false }
            let found: Int? = try tx.value(
                """
                SELECT 1 FROM consent_withdrawals w JOIN person_consents c ON c.id = w.consent_id
                JOIN people p ON p.id = c.person_id
                WHERE w.recorded_at >= \(moment) AND c.purpose = \(purpose)
                  AND \(PersonStore.lastly(PersonStore.predicate(scope))) LIMIT 1
                """)
            return found != nil
        })

    /// Those whose consent names the recipient: agreeing to one is not agreeing to another.
    private static func disclosing(
        _ people: [Identifier], to recipient: String, _ tx: Transaction
    ) throws -> Set<Identifier> {
        func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }
        let recipient = plain(recipient)
        guard !recipient.isEmpty else { return [] }
        let consents = try tx.all(
            """
            SELECT \(PersonConsent.columns) FROM \(PersonConsent.source)
            WHERE c.person_id IN \(list: people) AND c.purpose = \(ConsentPurpose.disclosure) AND w.consent_id IS NULL
            """, PersonConsent.init(row:))
        return Set(consents.filter { plain($0.detail ?? "").contains(recipient) }.map(\.person))
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
