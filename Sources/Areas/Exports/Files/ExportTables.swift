import Core
import Storage

/// What the room keeps. Rows, addresses and purposes only sealed; the bytes in parts, so that two processes on one
/// database can both go on with an export and both hand it out.
enum ExportTables {
    static let migrations = [
        Migration(
            "exports-1",
            [
                """
                CREATE TABLE exports (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    account_id \(type: .integer) NOT NULL,
                    account_name \(type: .text) NOT NULL,
                    list \(type: .text) NOT NULL,
                    kind \(type: .text) NOT NULL CONSTRAINT exports_known_kind CHECK (kind IN ('xlsx', 'csv')),
                    language \(type: .text) NOT NULL,
                    address \(type: .text) NOT NULL,
                    purpose \(type: .text),
                    state \(type: .text) NOT NULL CONSTRAINT exports_known_state CHECK (state IN (
                        'running', 'writing', 'ready', 'stopped', 'deleted', 'expired')),
                    stopped_because \(type: .text),
                    row_count \(type: .integer) NOT NULL CONSTRAINT exports_rows CHECK (row_count >= 0),
                    parts \(type: .integer) NOT NULL CONSTRAINT exports_parts CHECK (parts >= 0),
                    total \(type: .integer),
                    next_part \(type: .text),
                    attempt_id \(type: .integer),
                    file_parts \(type: .integer),
                    file_bytes \(type: .integer),
                    audit_head \(type: .text),
                    requested_at \(type: .integer) NOT NULL,
                    ready_at \(type: .integer),
                    dies_at \(type: .integer),
                    ended_at \(type: .integer),
                    CONSTRAINT exports_stopped CHECK ((state = 'stopped') = (stopped_because IS NOT NULL)),
                    CONSTRAINT exports_ready CHECK (state <> 'ready' OR (
                        attempt_id IS NOT NULL AND file_parts IS NOT NULL AND file_bytes IS NOT NULL
                        AND dies_at IS NOT NULL)),
                    CONSTRAINT exports_ended CHECK (
                        (state IN ('stopped', 'deleted', 'expired')) = (ended_at IS NOT NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX exports_by_account ON exports (account_id, id)",
                "CREATE INDEX exports_going_on ON exports (parts, id) WHERE state IN ('running', 'writing')",
                "CREATE INDEX exports_dying ON exports (dies_at) WHERE state = 'ready'",
                """
                CREATE TABLE export_parts (
                    export_id \(type: .integer) NOT NULL REFERENCES exports (id),
                    attempt_id \(type: .integer) NOT NULL,
                    number \(type: .integer) NOT NULL,
                    sealed \(type: .text) NOT NULL,
                    PRIMARY KEY (export_id, attempt_id, number)
                )\(SQL.tableOptions)
                """,
                """
                CREATE TABLE export_downloads (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    export_id \(type: .integer) NOT NULL REFERENCES exports (id),
                    taken_at \(type: .integer) NOT NULL
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX export_downloads_by_export ON export_downloads (export_id, taken_at)",
            ]),
        Migration(
            "exports-filters-1",
            [
                """
                CREATE TABLE saved_filters (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    account_id \(type: .integer) NOT NULL,
                    list \(type: .text) NOT NULL,
                    name \(type: .text) NOT NULL CONSTRAINT saved_filters_name CHECK (length(name) BETWEEN 1 AND 30),
                    address \(type: .text) NOT NULL,
                    saved_at \(type: .integer) NOT NULL,
                    CONSTRAINT saved_filters_once UNIQUE (account_id, list, name)
                )\(SQL.tableOptions)
                """
            ]),
        // A part has an identifier of its own, so that it can be sealed anew under another key. What lived under the
        // old form lived for a day.
        Migration(
            "exports-2",
            [
                "DROP TABLE export_parts",
                """
                UPDATE exports SET state = 'expired', ended_at = requested_at
                WHERE state IN ('running', 'writing', 'ready')
                """,
                """
                CREATE TABLE export_parts (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    export_id \(type: .integer) NOT NULL REFERENCES exports (id),
                    attempt_id \(type: .integer) NOT NULL,
                    number \(type: .integer) NOT NULL,
                    sealed \(type: .text) NOT NULL,
                    CONSTRAINT export_parts_once UNIQUE (export_id, attempt_id, number)
                )\(SQL.tableOptions)
                """,
            ]),
        // For whom a copy of people's data is made, and how many of them had not agreed to it.
        Migration(
            "exports-uses-1",
            [
                """
                ALTER TABLE exports ADD COLUMN data_use \(type: .text) NOT NULL DEFAULT 'ownWork'
                    CONSTRAINT exports_known_use CHECK (data_use IN ('ownWork', 'disclosure', 'publicity'))
                """,
                "ALTER TABLE exports ADD COLUMN recipient \(type: .text)",
                "ALTER TABLE exports ADD COLUMN left_out \(type: .integer) NOT NULL DEFAULT 0",
            ]),
    ]

    /// Sealed anew when the keys are rotated.
    static let sealed = [
        SealedColumn("exports", "address") { id, _ in Export.field(id, "address") },
        SealedColumn("exports", "purpose") { id, _ in Export.field(id, "purpose") },
        SealedColumn("exports", "recipient") { id, _ in Export.field(id, "recipient") },
        SealedColumn("exports", "next_part") { id, _ in Export.field(id, "next_part") },
        SealedColumn("export_parts", "sealed", atOnce: 10) { id, _ in ExportStore.address(id) },
        SealedColumn("saved_filters", "address") { id, _ in SavedFilter.field(id) },
    ]

    static let invariants = [
        Invariant(
            "exports: what is over keeps no rows and no bytes",
            """
            SELECT p.export_id FROM export_parts p JOIN exports e ON e.id = p.export_id
            WHERE e.state IN ('stopped', 'deleted', 'expired')
            """),
        Invariant(
            "exports: what is ready has all its bytes and nothing else",
            """
            SELECT e.id FROM exports e WHERE e.state = 'ready' AND (
                e.file_parts <> (SELECT COUNT(*) FROM export_parts p
                                 WHERE p.export_id = e.id AND p.attempt_id = e.attempt_id)
                OR EXISTS (SELECT 1 FROM export_parts p
                           WHERE p.export_id = e.id AND p.attempt_id <> e.attempt_id))
            """),
        Invariant(
            "exports: as many parts of rows as were read",
            """
            SELECT e.id FROM exports e WHERE e.state IN ('running', 'writing') AND e.parts <> (
                SELECT COUNT(*) FROM export_parts p WHERE p.export_id = e.id AND p.attempt_id = 0)
            """),
        Invariant(
            "exports: nothing is handed out more often than it may be",
            """
            SELECT d.export_id FROM export_downloads d GROUP BY d.export_id
            HAVING COUNT(*) > \(Export.mostDownloads)
            """),
    ]
}
