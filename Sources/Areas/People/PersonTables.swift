import Core
import Storage
import Web

/// What the room keeps.
enum PersonTables {
    static let search = SearchIndex("people_search")

    static let migrations = [
        Migration(
            "people-1",
            [
                """
                CREATE TABLE people (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    name \(type: .text) NOT NULL CONSTRAINT people_have_a_name CHECK (length(name) > 0),
                    name_key \(type: .text) NOT NULL CONSTRAINT people_sort_somewhere CHECK (length(name_key) > 0),
                    sex \(type: .text) CONSTRAINT people_known_sex CHECK (sex IN ('female', 'male')),
                    birth_day \(type: .text) CONSTRAINT people_birth_day CHECK (length(birth_day) = 10),
                    document_kind \(type: .text) NOT NULL CONSTRAINT people_known_document CHECK (document_kind IN (
                        'residentIdentityCard', 'passport', 'hongKongMacaoPermit', 'taiwanPermit',
                        'hongKongMacaoTaiwanResidencePermit', 'foreignPermanentResidenceCard', 'other')),
                    document_sealed \(type: .text) NOT NULL,
                    document_digest \(type: .text) NOT NULL UNIQUE,
                    document_tail \(type: .text) NOT NULL,
                    phone_sealed \(type: .text),
                    phone_digest \(type: .text),
                    phone_tail \(type: .text),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    version \(type: .integer) NOT NULL CONSTRAINT people_versions CHECK (version > 0),
                    created_at \(type: .integer) NOT NULL,
                    updated_at \(type: .integer) NOT NULL,
                    CONSTRAINT people_whole_phone CHECK (
                        (phone_sealed IS NULL) = (phone_digest IS NULL) AND (phone_sealed IS NULL) = (phone_tail IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX people_by_name ON people (name_key, id)",
                "CREATE INDEX people_by_district ON people (district_id, name_key, id)",
                "CREATE INDEX people_by_scope ON people (scope_key, name_key, id)",
                "CREATE INDEX people_by_unit ON people (unit_id)",
                "CREATE INDEX people_by_document_tail ON people (document_tail)",
                "CREATE INDEX people_by_phone ON people (phone_digest)",
                "CREATE INDEX people_by_phone_tail ON people (phone_tail)",
                // Why something sensitive was done: the words stay here, the audit entry holds identifiers only.
                """
                CREATE TABLE person_reasons (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES people (id),
                    at \(type: .integer) NOT NULL,
                    command \(type: .text) NOT NULL,
                    reason \(type: .text) NOT NULL CONSTRAINT person_reasons_say_why CHECK (length(reason) > 0),
                    actor_id \(type: .integer)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX person_reasons_by_person ON person_reasons (person_id, at)",
            ] + search.create)
    ]

    /// The search index holds a term for each unit above.
    static let placed = PlacedTable { move, tx in
        try PlacedTable("people").relocate(move, tx)
        let moved = try tx.all(
            "SELECT id, name, scope_key FROM people WHERE scope_key >= \(move.to) AND scope_key < \(move.to.end)"
        ) { row in
            (id: try row["id"] as Identifier, name: try row["name"] as String, key: try row["scope_key"] as ScopeKey)
        }
        for person in moved { try PersonStore.index(person.id, person.name, person.key, tx) }
    }

    /// Whoever lies at the unit, in post or not; whoever is in post goes with her post.
    static let content = UnitContent(
        title: "登记在这里的人员", onClosing: .passesUp,
        count: { place, tx in try tx.value("SELECT COUNT(*) FROM people WHERE unit_id = \(place.unit)") ?? 0 },
        opens: { address("/people", [("unit", $0.description)]) },
        succeed: { from, to, _, act in
            let here: [Identifier] = try act.tx.values("SELECT id FROM people WHERE unit_id = \(from.unit) ORDER BY id")
            for person in here { try PersonStore.place(person, at: to, act) }
        })

    /// What this room itself keeps of a person beside her row.
    static let personal = [
        PersonContent.rows("reasons", title: "办理的理由", of: "person_reasons").with { content in
            content.erase = { person, act in
                try act.tx.execute("DELETE FROM person_reasons WHERE person_id = \(person)")
            }
        }.telling(["person_reasons"], ["时间", "办理", "理由"]) { person in
            "SELECT at, command, reason FROM person_reasons WHERE person_id = \(person) ORDER BY at, id"
        } row: { row in
            [
                .cell(try row["at"] as Instant?), PersonStory.ownActs[try row["command"]] ?? "其他操作",
                .cell(try row["reason"] as String?),
            ]
        },
        PersonConsent.content, RecordRequest.content,
    ]

    static let invariants = [
        Invariant(
            "people: a person lies where her unit lies",
            """
            SELECT p.id FROM people p LEFT JOIN scope_units s ON s.unit_id = p.unit_id
            WHERE s.unit_id IS NULL OR s.scope_key <> p.scope_key OR s.district_id <> p.district_id
            """),
        Invariant(
            "people: a resident's card says sex and birth day",
            """
            SELECT id FROM people
            WHERE document_kind = 'residentIdentityCard' AND (sex IS NULL OR birth_day IS NULL)
            """),
        Invariant(
            "people: everybody can be found",
            .engine(
                sqlite: """
                    SELECT id FROM people WHERE id NOT IN (SELECT rowid FROM people_search)
                        AND id NOT IN (SELECT person_id FROM person_erasures)
                    """,
                postgres: """
                    SELECT id FROM people p WHERE NOT EXISTS (SELECT 1 FROM people_search s WHERE s.id = p.id)
                        AND id NOT IN (SELECT person_id FROM person_erasures)
                    """)),
    ]
}
