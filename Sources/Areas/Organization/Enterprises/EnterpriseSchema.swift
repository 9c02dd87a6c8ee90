import Core
import Storage

enum EnterpriseSchema {
    static let search = SearchIndex("enterprises_search")

    static let migrations = [
        Migration(
            "organization-enterprises-1",
            [
                """
                CREATE TABLE enterprises (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    name \(type: .text) NOT NULL CONSTRAINT enterprises_name CHECK (length(name) > 0),
                    name_key \(type: .text) NOT NULL,
                    short_name \(type: .text),
                    credit_code \(type: .text),
                    credit_code_override \(type: .text),
                    address \(type: .text),
                    ownership \(type: .text),
                    industry \(type: .text),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    opened_on \(type: .text),
                    closed_on \(type: .text),
                    employees \(type: .integer),
                    members \(type: .integer),
                    counted_on \(type: .text),
                    has_union \(type: .bool) NOT NULL,
                    version \(type: .integer) NOT NULL,
                    created_at \(type: .integer) NOT NULL,
                    updated_at \(type: .integer) NOT NULL,
                    CONSTRAINT enterprises_override CHECK (credit_code_override IS NULL OR credit_code IS NOT NULL),
                    CONSTRAINT enterprises_counted CHECK ((counted_on IS NULL) = (employees IS NULL)),
                    CONSTRAINT enterprises_members CHECK ((counted_on IS NULL) = (members IS NULL))
                )\(SQL.tableOptions)
                """,
                """
                CREATE UNIQUE INDEX enterprises_credit_code ON enterprises (credit_code)
                WHERE credit_code_override IS NULL
                """,
                "CREATE INDEX enterprises_by_code ON enterprises (credit_code)",
                "CREATE INDEX enterprises_by_name ON enterprises (name_key, id)",
                "CREATE INDEX enterprises_by_scope ON enterprises (scope_key, name_key, id)",
                "CREATE INDEX enterprises_by_district ON enterprises (district_id, name_key, id)",
                "CREATE INDEX enterprises_by_unit ON enterprises (unit_id)",
                // At which unit it lay, from when to when: a move or a closing ends a stay.
                """
                CREATE TABLE enterprise_stays (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    enterprise_id \(type: .integer) NOT NULL REFERENCES enterprises (id),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    started_on \(type: .text) NOT NULL,
                    start_reason \(type: .text),
                    started_by \(type: .integer),
                    started_at \(type: .integer) NOT NULL,
                    left_on \(type: .text),
                    ending \(type: .text) CONSTRAINT enterprise_stays_ending CHECK (ending IN ('moved', 'closed')),
                    end_reason \(type: .text),
                    ended_by \(type: .integer),
                    ended_at \(type: .integer),
                    CONSTRAINT enterprise_stays_order CHECK (left_on IS NULL OR left_on >= started_on),
                    CONSTRAINT enterprise_stays_ended CHECK ((left_on IS NULL) = (ending IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE UNIQUE INDEX enterprise_stays_open ON enterprise_stays (enterprise_id) WHERE left_on IS NULL",
                "CREATE INDEX enterprise_stays_by_enterprise ON enterprise_stays (enterprise_id, started_on)",
                "CREATE INDEX enterprise_stays_by_scope ON enterprise_stays (scope_key, started_on)",
                """
                CREATE TABLE enterprise_former_names (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    enterprise_id \(type: .integer) NOT NULL REFERENCES enterprises (id),
                    name \(type: .text) NOT NULL,
                    until_on \(type: .text) NOT NULL,
                    recorded_by \(type: .integer),
                    recorded_at \(type: .integer) NOT NULL
                )\(SQL.tableOptions)
                """,
                """
                CREATE INDEX enterprise_former_names_by_enterprise ON enterprise_former_names (enterprise_id, until_on)
                """,
                """
                CREATE TABLE enterprise_headcounts (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    enterprise_id \(type: .integer) NOT NULL REFERENCES enterprises (id),
                    counted_on \(type: .text) NOT NULL,
                    employees \(type: .integer) NOT NULL
                        CONSTRAINT enterprise_headcounts_employees CHECK (employees >= 0),
                    members \(type: .integer) NOT NULL
                        CONSTRAINT enterprise_headcounts_members CHECK (members >= 0),
                    source_note \(type: .text),
                    recorded_by \(type: .integer),
                    recorded_at \(type: .integer) NOT NULL,
                    replaces_id \(type: .integer) REFERENCES enterprise_headcounts (id),
                    withdrawn_by \(type: .integer),
                    withdrawn_at \(type: .integer),
                    withdrawn_why \(type: .text),
                    CONSTRAINT enterprise_headcounts_withdrawn
                        CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL))
                )\(SQL.tableOptions)
                """,
                """
                CREATE UNIQUE INDEX enterprise_headcounts_day ON enterprise_headcounts (enterprise_id, counted_on)
                WHERE withdrawn_at IS NULL
                """,
                "CREATE INDEX enterprise_headcounts_all ON enterprise_headcounts (enterprise_id, counted_on, id)",
            ] + search.create)
    ]

    /// Rows that lie in the tree of units and move with it.
    static let placed = [PlacedTable("enterprises"), PlacedTable("enterprise_stays")]

    static let invariants = [
        Invariant.placed("enterprises: an enterprise lies where its unit lies", in: "enterprises"),
        Invariant.placed("enterprises: a stay lies where its unit lies", in: "enterprise_stays"),
        Invariant(
            "enterprises: one that is open has a stay at its unit, one that is closed has none",
            """
            SELECT e.id FROM enterprises e
            LEFT JOIN enterprise_stays y ON y.enterprise_id = e.id AND y.left_on IS NULL
            WHERE (e.closed_on IS NULL) <> (y.id IS NOT NULL) OR y.unit_id <> e.unit_id
            """),
        Invariant(
            "enterprises: stays do not overlap",
            """
            SELECT a.id FROM enterprise_stays a JOIN enterprise_stays b
                ON b.enterprise_id = a.enterprise_id AND b.id > a.id
            WHERE a.started_on < COALESCE(b.left_on, '9999-12-31') AND b.started_on < COALESCE(a.left_on, '9999-12-31')
            """),
        Invariant(
            "enterprises: the current numbers are those of the latest count",
            """
            SELECT e.id FROM enterprises e
            LEFT JOIN (
                SELECT h.enterprise_id, h.counted_on, h.employees, h.members FROM enterprise_headcounts h
                WHERE h.withdrawn_at IS NULL AND h.counted_on =
                    (SELECT MAX(x.counted_on) FROM enterprise_headcounts x
                     WHERE x.enterprise_id = h.enterprise_id AND x.withdrawn_at IS NULL)
            ) n ON n.enterprise_id = e.id
            WHERE e.counted_on IS DISTINCT FROM n.counted_on OR e.employees IS DISTINCT FROM n.employees
               OR e.members IS DISTINCT FROM n.members
            """),
        Invariant(
            "enterprises: whether it has a union is what the unions say",
            """
            SELECT e.id FROM enterprises e
            WHERE e.has_union <> EXISTS (
                SELECT 1 FROM union_enterprises m WHERE m.enterprise_id = e.id AND m.left_on IS NULL)
            """),
        Invariant(
            "enterprises: every one can be found",
            .engine(
                sqlite: "SELECT id FROM enterprises WHERE id NOT IN (SELECT rowid FROM enterprises_search)",
                postgres: """
                    SELECT id FROM enterprises e
                    WHERE NOT EXISTS (SELECT 1 FROM enterprises_search s WHERE s.id = e.id)
                    """)),
    ]
}
