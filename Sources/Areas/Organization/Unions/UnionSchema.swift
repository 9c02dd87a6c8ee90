import Core
import Storage

enum UnionSchema {
    static let migrations = [
        Migration(
            "organization-enterprise-unions-1",
            [
                """
                CREATE TABLE enterprise_unions (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    kind \(type: .text) NOT NULL CONSTRAINT enterprise_unions_kind CHECK (kind IN ('single', 'joint')),
                    name \(type: .text) NOT NULL CONSTRAINT enterprise_unions_name CHECK (length(name) > 0),
                    name_key \(type: .text) NOT NULL,
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    founded_on \(type: .text) NOT NULL,
                    legal_person_code \(type: .text),
                    elected_on \(type: .text) NOT NULL,
                    term_years \(type: .integer) NOT NULL
                        CONSTRAINT enterprise_unions_term CHECK (term_years IN (3, 5)),
                    next_election_on \(type: .text) NOT NULL,
                    closed_on \(type: .text),
                    close_reason \(type: .text),
                    closed_by \(type: .integer),
                    closed_at \(type: .integer),
                    version \(type: .integer) NOT NULL,
                    created_at \(type: .integer) NOT NULL,
                    updated_at \(type: .integer) NOT NULL,
                    CONSTRAINT enterprise_unions_closed CHECK ((closed_on IS NULL) = (close_reason IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX enterprise_unions_by_name ON enterprise_unions (name_key, id)",
                "CREATE INDEX enterprise_unions_by_scope ON enterprise_unions (scope_key, name_key, id)",
                "CREATE INDEX enterprise_unions_by_district ON enterprise_unions (district_id, name_key, id)",
                """
                CREATE TABLE union_elections (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    union_id \(type: .integer) NOT NULL REFERENCES enterprise_unions (id),
                    elected_on \(type: .text) NOT NULL,
                    term_years \(type: .integer) NOT NULL,
                    recorded_by \(type: .integer),
                    recorded_at \(type: .integer) NOT NULL,
                    CONSTRAINT union_elections_once UNIQUE (union_id, elected_on)
                )\(SQL.tableOptions)
                """,
                // Which enterprises a union is of, from when to when; a single one has one, a joint one several.
                """
                CREATE TABLE union_enterprises (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    union_id \(type: .integer) NOT NULL REFERENCES enterprise_unions (id),
                    enterprise_id \(type: .integer) NOT NULL REFERENCES enterprises (id),
                    joined_on \(type: .text) NOT NULL,
                    joined_by \(type: .integer),
                    left_on \(type: .text),
                    leave_reason \(type: .text),
                    left_by \(type: .integer),
                    CONSTRAINT union_enterprises_order CHECK (left_on IS NULL OR left_on >= joined_on),
                    CONSTRAINT union_enterprises_left CHECK ((left_on IS NULL) = (leave_reason IS NULL))
                )\(SQL.tableOptions)
                """,
                // One union at a time.
                """
                CREATE UNIQUE INDEX union_enterprises_now ON union_enterprises (enterprise_id) WHERE left_on IS NULL
                """,
                "CREATE INDEX union_enterprises_by_enterprise ON union_enterprises (enterprise_id, joined_on)",
                "CREATE INDEX union_enterprises_by_union ON union_enterprises (union_id, joined_on)",
            ]),
        // The list by the day of the next election.
        Migration(
            "organization-enterprise-unions-2",
            [
                """
                CREATE INDEX enterprise_unions_by_election_scope ON enterprise_unions
                    (scope_key, next_election_on, id)
                """,
                """
                CREATE INDEX enterprise_unions_by_election_district ON enterprise_unions
                    (district_id, next_election_on, id)
                """,
                "CREATE INDEX enterprise_unions_by_election ON enterprise_unions (next_election_on, id)",
            ]),
    ]

    static let placed = [PlacedTable("enterprise_unions")]

    static let invariants = [
        Invariant.placed("unions: a union lies where its unit lies", in: "enterprise_unions"),
        Invariant(
            "unions: one of a single enterprise lies where the enterprise lies",
            """
            SELECT g.id FROM enterprise_unions g
            JOIN union_enterprises m ON m.union_id = g.id AND m.left_on IS NULL
            JOIN enterprises e ON e.id = m.enterprise_id
            WHERE g.kind = 'single' AND g.closed_on IS NULL AND e.unit_id <> g.unit_id
            """),
        Invariant(
            "unions: an open one of a single enterprise has it; a closed one has none",
            """
            SELECT g.id FROM enterprise_unions g
            WHERE (SELECT COUNT(*) FROM union_enterprises m WHERE m.union_id = g.id AND m.left_on IS NULL) NOT BETWEEN
                CASE WHEN g.closed_on IS NULL AND g.kind = 'single' THEN 1 ELSE 0 END
                AND CASE WHEN g.closed_on IS NOT NULL THEN 0 WHEN g.kind = 'single' THEN 1 ELSE 1000000 END
            """),
        Invariant(
            "unions: the term in force is that of the latest election",
            """
            SELECT g.id FROM enterprise_unions g
            WHERE NOT EXISTS (
                SELECT 1 FROM union_elections x
                WHERE x.union_id = g.id AND x.elected_on = g.elected_on AND x.term_years = g.term_years
                  AND x.elected_on = (SELECT MAX(y.elected_on) FROM union_elections y WHERE y.union_id = g.id))
            """),
        Invariant(
            "unions: the next election of an open one is an obligation, of a closed one none",
            """
            SELECT g.id FROM enterprise_unions g
            LEFT JOIN obligations o ON o.kind = 'unionReelection' AND o.subject_id = g.id AND o.closed_at IS NULL
            WHERE (g.closed_on IS NULL) <> (o.id IS NOT NULL) OR o.due_on <> g.next_election_on
               OR o.unit_id <> g.unit_id
            """),
    ]
}
