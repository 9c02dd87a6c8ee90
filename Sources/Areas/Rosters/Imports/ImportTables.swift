import Core
import Storage

/// What the room keeps. Personal values only sealed or as digests.
enum ImportTables {
    static let migrations = [
        Migration(
            "rosters-1",
            [
                """
                CREATE TABLE roster_imports (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    file_name \(type: .text) NOT NULL,
                    file_bytes \(type: .integer) NOT NULL CHECK (file_bytes > 0),
                    account_id \(type: .integer),
                    account_name \(type: .text) NOT NULL,
                    unit_id \(type: .integer) NOT NULL,
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    state \(type: .text) NOT NULL CONSTRAINT rosters_known_state CHECK (state IN (
                        'read', 'running', 'done', 'abandoned')),
                    choices \(type: .text) NOT NULL,
                    unit_changes \(type: .text) NOT NULL CHECK (unit_changes IN ('move', 'correction')),
                    lines \(type: .integer) NOT NULL CHECK (lines >= 0),
                    skipped \(type: .integer) NOT NULL CHECK (skipped >= 0),
                    reached \(type: .integer) NOT NULL CHECK (reached >= 0 AND reached <= lines),
                    new_count \(type: .integer) NOT NULL,
                    updated_count \(type: .integer) NOT NULL,
                    unchanged_count \(type: .integer) NOT NULL,
                    rejected_count \(type: .integer) NOT NULL,
                    uploaded_at \(type: .integer) NOT NULL,
                    confirmed_by \(type: .integer),
                    confirmed_at \(type: .integer),
                    ended_at \(type: .integer),
                    version \(type: .integer) NOT NULL DEFAULT 1,
                    CHECK (reached = new_count + updated_count + unchanged_count + rejected_count)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX roster_imports_by_scope ON roster_imports (scope_key, id)",
                "CREATE INDEX roster_imports_by_district ON roster_imports (district_id, id)",
                "CREATE INDEX roster_imports_running ON roster_imports (id) WHERE state = 'running'",
                """
                CREATE TABLE roster_pieces (
                    import_id \(type: .integer) NOT NULL REFERENCES roster_imports (id),
                    number \(type: .integer) NOT NULL,
                    sealed \(type: .text) NOT NULL,
                    PRIMARY KEY (import_id, number)
                )\(SQL.tableOptions)
                """,
                """
                CREATE TABLE roster_rows (
                    import_id \(type: .integer) NOT NULL REFERENCES roster_imports (id),
                    position \(type: .integer) NOT NULL,
                    sheet \(type: .text) NOT NULL,
                    row_number \(type: .integer) NOT NULL,
                    outcome \(type: .text) NOT NULL CHECK (outcome IN ('new', 'updated', 'unchanged', 'rejected')),
                    fault \(type: .text),
                    reason \(type: .text),
                    number_digest \(type: .text),
                    sealed \(type: .text) NOT NULL,
                    person_id \(type: .integer),
                    unit_id \(type: .integer),
                    changed \(type: .text) NOT NULL,
                    warnings \(type: .text) NOT NULL,
                    request_id \(type: .integer),
                    PRIMARY KEY (import_id, position),
                    CHECK ((outcome = 'rejected') = (reason IS NOT NULL)),
                    CHECK ((fault IS NULL) = (reason IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX roster_rows_by_outcome ON roster_rows (import_id, outcome, position)",
                "CREATE INDEX roster_rows_by_number ON roster_rows (import_id, number_digest)",
                """
                CREATE TABLE roster_absences (
                    import_id \(type: .integer) NOT NULL REFERENCES roster_imports (id),
                    person_id \(type: .integer) NOT NULL,
                    unit_id \(type: .integer) NOT NULL,
                    PRIMARY KEY (import_id, person_id, unit_id)
                )\(SQL.tableOptions)
                """,
            ]),
        Migration(
            "rosters-2",
            [
                """
                CREATE TABLE roster_corrections (
                    import_id \(type: .integer) NOT NULL REFERENCES roster_imports (id),
                    position \(type: .integer) NOT NULL,
                    PRIMARY KEY (import_id, position)
                )\(SQL.tableOptions)
                """
            ]),
        Migration(
            "rosters-3",
            ["CREATE INDEX roster_imports_waiting ON roster_imports (account_id, id) WHERE state = 'read'"]),
        // Not only rosters are imported, and what an import did can be undone for a day.
        Migration(
            "rosters-4",
            [
                """
                ALTER TABLE roster_imports ADD COLUMN kind \(type: .text) NOT NULL DEFAULT 'roster'
                    CONSTRAINT rosters_known_kind CHECK (kind IN ('roster', 'units', 'enterprises', 'headcounts'))
                """,
                "ALTER TABLE roster_rows ADD COLUMN record_id \(type: .integer)",
                "ALTER TABLE roster_rows ADD COLUMN mark \(type: .integer)",
                "ALTER TABLE roster_rows ADD COLUMN trace \(type: .text)",
                """
                CREATE TABLE roster_undos (
                    import_id \(type: .integer) NOT NULL PRIMARY KEY REFERENCES roster_imports (id),
                    state \(type: .text) NOT NULL CONSTRAINT roster_undos_known_state
                        CHECK (state IN ('running', 'done', 'stopped')),
                    asked_by \(type: .integer),
                    asked_name \(type: .text) NOT NULL,
                    asked_at \(type: .integer) NOT NULL,
                    reason \(type: .text) NOT NULL CONSTRAINT roster_undos_say_why CHECK (length(reason) > 0),
                    rows_to_undo \(type: .integer) NOT NULL,
                    next_below \(type: .integer) NOT NULL,
                    undone_count \(type: .integer) NOT NULL,
                    kept_count \(type: .integer) NOT NULL,
                    ended_at \(type: .integer),
                    version \(type: .integer) NOT NULL DEFAULT 1,
                    CONSTRAINT roster_undos_ended CHECK ((state = 'running') = (ended_at IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX roster_undos_running ON roster_undos (import_id) WHERE state = 'running'",
                """
                CREATE TABLE roster_undone_rows (
                    import_id \(type: .integer) NOT NULL REFERENCES roster_undos (import_id),
                    position \(type: .integer) NOT NULL,
                    kept \(type: .text) CONSTRAINT roster_undone_known_reason
                        CHECK (kept IN ('edited', 'inUse', 'gone', 'refused')),
                    PRIMARY KEY (import_id, position)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX roster_undone_kept ON roster_undone_rows (import_id, kept, position)",
            ]),
    ]

    static let migrationsOfPeople = [
        Migration("rosters-of-people-1", ["CREATE INDEX roster_rows_by_person ON roster_rows (person_id)"])
    ]

    static let invariants = [
        Invariant.placed("rosters: an import lies where its unit lies", in: "roster_imports"),
        Invariant(
            "rosters: as many rows as were reached",
            """
            SELECT i.id FROM roster_imports i
            WHERE i.reached <> (SELECT COUNT(*) FROM roster_rows r WHERE r.import_id = i.id)
            """),
        Invariant(
            "rosters: what is done has reached its last row",
            "SELECT i.id FROM roster_imports i WHERE i.state = 'done' AND i.reached <> i.lines"),
        Invariant(
            "rosters: an accepted row has its person and its unit",
            """
            SELECT r.import_id FROM roster_rows r JOIN roster_imports i ON i.id = r.import_id
            WHERE r.outcome <> 'rejected' AND i.kind = 'roster' AND (r.person_id IS NULL OR r.unit_id IS NULL)
            """),
        Invariant(
            "rosters: an accepted row of another kind has its record",
            """
            SELECT r.import_id FROM roster_rows r JOIN roster_imports i ON i.id = r.import_id
            WHERE r.outcome <> 'rejected' AND i.kind <> 'roster' AND r.record_id IS NULL
            """),
        Invariant(
            "rosters: an undo has dealt with as many rows as it counts",
            """
            SELECT u.import_id FROM roster_undos u
            WHERE u.undone_count + u.kept_count <>
                (SELECT COUNT(*) FROM roster_undone_rows n WHERE n.import_id = u.import_id)
            """),
        Invariant(
            "rosters: an undo that is done has dealt with every row",
            """
            SELECT u.import_id FROM roster_undos u
            WHERE u.state = 'done' AND u.undone_count + u.kept_count <> u.rows_to_undo
            """),
        Invariant(
            "rosters: one number is accepted once in an import",
            """
            SELECT r.import_id FROM roster_rows r WHERE r.outcome <> 'rejected'
            GROUP BY r.import_id, r.number_digest HAVING COUNT(*) > 1
            """),
    ]
}
