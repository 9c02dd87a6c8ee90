import Core
import Storage

enum PartnerSchema {
    static let search = SearchIndex("partners_search")

    static let migrations = [
        Migration(
            "organization-partners-1",
            [
                """
                CREATE TABLE partners (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    name \(type: .text) NOT NULL CONSTRAINT partners_name CHECK (length(name) > 0),
                    name_key \(type: .text) NOT NULL,
                    short_name \(type: .text),
                    kind \(type: .text) NOT NULL CONSTRAINT partners_kind CHECK (kind IN
                        ('serviceCentre', 'agency', 'university', 'baseHost', 'sourceEmployer', 'other')),
                    credit_code \(type: .text),
                    note \(type: .text),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    closed_on \(type: .text),
                    close_reason \(type: .text),
                    closed_by \(type: .integer),
                    closed_at \(type: .integer),
                    version \(type: .integer) NOT NULL,
                    created_at \(type: .integer) NOT NULL,
                    updated_at \(type: .integer) NOT NULL,
                    CONSTRAINT partners_closed CHECK ((closed_on IS NULL) = (close_reason IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX partners_by_name ON partners (name_key, id)",
                "CREATE INDEX partners_by_scope ON partners (scope_key, name_key, id)",
                "CREATE INDEX partners_by_district ON partners (district_id, name_key, id)",
                // Signed by a unit, which need not be the one that keeps the partner.
                """
                CREATE TABLE partner_contracts (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    partner_id \(type: .integer) NOT NULL REFERENCES partners (id),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    subject \(type: .text) NOT NULL CONSTRAINT partner_contracts_subject CHECK (length(subject) > 0),
                    from_on \(type: .text) NOT NULL,
                    until_on \(type: .text) NOT NULL,
                    note \(type: .text),
                    renews_id \(type: .integer) REFERENCES partner_contracts (id),
                    signed_by \(type: .integer),
                    recorded_at \(type: .integer) NOT NULL,
                    concluded_on \(type: .text),
                    conclusion \(type: .text),
                    concluded_by \(type: .integer),
                    concluded_at \(type: .integer),
                    CONSTRAINT partner_contracts_order CHECK (until_on >= from_on),
                    CONSTRAINT partner_contracts_concluded CHECK ((concluded_on IS NULL) = (conclusion IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX partner_contracts_by_partner ON partner_contracts (partner_id, until_on)",
                "CREATE INDEX partner_contracts_by_scope ON partner_contracts (scope_key, until_on)",
            ] + search.create)
    ]

    static let placed = [PlacedTable("partners"), PlacedTable("partner_contracts")]

    static let invariants = [
        Invariant.placed("partners: a partner lies where its unit lies", in: "partners"),
        Invariant.placed("partners: a contract lies where the unit lies that signed it", in: "partner_contracts"),
        Invariant(
            "partners: the end of a contract in force is an obligation, of a concluded one none",
            """
            SELECT c.id FROM partner_contracts c
            LEFT JOIN obligations o ON o.kind = 'partnerContractEnd' AND o.subject_id = c.id AND o.closed_at IS NULL
            WHERE (c.concluded_on IS NULL) <> (o.id IS NOT NULL) OR o.due_on <> c.until_on OR o.unit_id <> c.unit_id
            """),
        Invariant.found("partners: every one can be found", "partners", in: "partners_search"),
    ]
}
