import Core
import Storage

enum StationSchema {
    static let search = SearchIndex("stations_search")

    static let migrations = [
        Migration(
            "organization-stations-1",
            [
                """
                CREATE TABLE stations (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    name \(type: .text) NOT NULL CONSTRAINT stations_name CHECK (length(name) > 0),
                    name_key \(type: .text) NOT NULL,
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    region \(type: .text),
                    address \(type: .text) NOT NULL,
                    team_name \(type: .text),
                    offers \(type: .text),
                    keeper_id \(type: .integer) REFERENCES people (id),
                    opened_on \(type: .text) NOT NULL,
                    closed_on \(type: .text),
                    close_reason \(type: .text),
                    closed_by \(type: .integer),
                    closed_at \(type: .integer),
                    version \(type: .integer) NOT NULL,
                    created_at \(type: .integer) NOT NULL,
                    updated_at \(type: .integer) NOT NULL,
                    CONSTRAINT stations_order CHECK (closed_on IS NULL OR closed_on >= opened_on),
                    CONSTRAINT stations_closed CHECK ((closed_on IS NULL) = (close_reason IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX stations_by_name ON stations (name_key, id)",
                "CREATE INDEX stations_by_scope ON stations (scope_key, name_key, id)",
                "CREATE INDEX stations_by_district ON stations (district_id, name_key, id)",
                "CREATE INDEX stations_by_keeper ON stations (keeper_id)",
                // Under which unit it stood before, and until when.
                """
                CREATE TABLE station_moves (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    station_id \(type: .integer) NOT NULL REFERENCES stations (id),
                    from_unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    to_unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    moved_on \(type: .text) NOT NULL,
                    moved_by \(type: .integer),
                    moved_at \(type: .integer) NOT NULL
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX station_moves_by_station ON station_moves (station_id, moved_on)",
            ]),
        Migration("organization-stations-2", search.create),
    ]

    static let placed = [PlacedTable("stations")]

    static let invariants = [
        Invariant.placed("stations: a station lies where its unit lies", in: "stations"),
        Invariant.found("stations: every one can be found", "stations", in: "stations_search"),
    ]
}
