import Core
import Storage

enum UnitSchema {
    static let search = SearchIndex("units_search")

    static let migrations = [
        Migration(
            "organization-units-1",
            [
                """
                CREATE TABLE units (
                    id \(type: .integer) NOT NULL PRIMARY KEY REFERENCES scope_units (unit_id),
                    parent_id \(type: .integer) REFERENCES units (id),
                    kind \(type: .text) NOT NULL CONSTRAINT units_kind CHECK (kind IN
                        ('city', 'district', 'street', 'town', 'zone', 'park', 'building', 'businessCircle',
                         'industry', 'neighbourhood', 'village')),
                    name \(type: .text) NOT NULL CONSTRAINT units_name CHECK (length(name) > 0),
                    name_key \(type: .text) NOT NULL,
                    place_name \(type: .text) NOT NULL CONSTRAINT units_place_name CHECK (length(place_name) > 0),
                    code \(type: .text) UNIQUE,
                    opened_on \(type: .text),
                    closed_on \(type: .text),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL UNIQUE,
                    version \(type: .integer) NOT NULL,
                    created_at \(type: .integer) NOT NULL,
                    updated_at \(type: .integer) NOT NULL,
                    CONSTRAINT units_root CHECK ((parent_id IS NULL) = (kind = 'city')),
                    CONSTRAINT units_closing CHECK (closed_on IS NULL OR opened_on IS NULL OR closed_on >= opened_on),
                    UNIQUE (parent_id, name)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX units_by_district ON units (district_id, name_key, id)",
                "CREATE INDEX units_by_district_kind ON units (district_id, kind, name_key, id)",
                "CREATE INDEX units_by_kind ON units (kind, name_key, id)",
                "CREATE INDEX units_by_name ON units (name_key, id)",
                // Other rooms show a unit's name by this view alone.
                """
                CREATE VIEW unit_names AS
                SELECT u.id AS unit_id, u.name AS name, u.place_name AS place_name, d.place_name AS district_name
                FROM units u JOIN units d ON d.id = u.district_id
                """,
            ] + search.create),
        Migration(
            "organization-aliases-1",
            [
                """
                CREATE TABLE unit_aliases (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    district_id \(type: .integer) NOT NULL REFERENCES units (id),
                    alias \(type: .text) NOT NULL CONSTRAINT unit_aliases_alias CHECK (length(alias) > 0),
                    spelling \(type: .text) NOT NULL,
                    unit_id \(type: .integer) NOT NULL REFERENCES units (id),
                    scope_key \(type: .text) NOT NULL,
                    confirmed_by \(type: .integer),
                    confirmed_at \(type: .integer) NOT NULL,
                    forgotten_by \(type: .integer),
                    forgotten_at \(type: .integer),
                    forgotten_why \(type: .text),
                    CONSTRAINT unit_aliases_forgotten CHECK ((forgotten_at IS NULL) = (forgotten_why IS NULL))
                )\(SQL.tableOptions)
                """,
                // One spelling means one unit of a district.
                """
                CREATE UNIQUE INDEX unit_aliases_known ON unit_aliases (district_id, spelling)
                WHERE forgotten_at IS NULL
                """,
                "CREATE INDEX unit_aliases_by_unit ON unit_aliases (unit_id)",
                "CREATE INDEX unit_aliases_by_scope ON unit_aliases (scope_key, id)",
            ]),
        // One table with a look-up, not a join of two: only so can a list join it without reading all units.
        Migration(
            "organization-unit-names-2",
            [
                "DROP VIEW unit_names",
                """
                CREATE VIEW unit_names AS
                SELECT u.id AS unit_id, u.name AS name, u.place_name AS place_name,
                       (SELECT d.place_name FROM units d WHERE d.id = u.district_id) AS district_name
                FROM units u
                """,
            ]),
    ]

    static let invariants = [
        Invariant(
            "units: a unit has its place in the tree, with the same keys",
            """
            SELECT u.id FROM units u LEFT JOIN scope_units s ON s.unit_id = u.id
            WHERE s.unit_id IS NULL OR s.district_id <> u.district_id OR s.scope_key <> u.scope_key
               OR COALESCE(s.parent_id, 0) <> COALESCE(u.parent_id, 0)
            """),
        Invariant(
            "units: a place in the tree has its unit",
            """
            SELECT s.unit_id FROM scope_units s LEFT JOIN units u ON u.id = s.unit_id
            WHERE u.id IS NULL AND s.parent_id IS NOT NULL
            """),
        Invariant(
            "units: a unit's kind fits its parent's",
            """
            SELECT u.id FROM units u JOIN units p ON p.id = u.parent_id
            WHERE NOT \(SQL.any(UnitKind.allCases.map { kind in
                "p.kind = \(kind) AND u.kind IN \(list: kind.kindsBelow)"
            }))
            """),
        Invariant(
            "units: a district is its own, others have their parent's",
            """
            SELECT u.id FROM units u LEFT JOIN units p ON p.id = u.parent_id
            WHERE u.district_id <> CASE WHEN u.kind IN ('city', 'district') THEN u.id ELSE p.district_id END
            """),
        Invariant(
            "aliases: an alias means a unit of its district",
            """
            SELECT a.id FROM unit_aliases a JOIN units u ON u.id = a.unit_id
            WHERE u.district_id <> a.district_id OR u.scope_key <> a.scope_key
            """),
        Invariant(
            "units: every unit can be searched",
            "SELECT u.id FROM units u WHERE u.id NOT IN (\(search.everything))"),
    ]
}

extension SearchIndex {
    /// The ids that have terms at all.
    fileprivate var everything: SQL {
        .engine(sqlite: "SELECT rowid FROM units_search", postgres: "SELECT id FROM units_search")
    }
}
