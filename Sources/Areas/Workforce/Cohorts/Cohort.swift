import Core
import Storage

/// People who came to the force together: 宝武 2019-03 定向.
package struct Cohort: Sendable, Encodable {
    package let id: Identifier
    package let name: String
    package let source: WorkerSource
    /// The employer that let them go: 宝武.
    package let sourceEmployer: String?
    package let formedOn: Day
    let key: ScopeKey

    private enum CodingKeys: String, CodingKey { case id, name, source, sourceEmployer, formedOn }

    init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        source = try row["source"]
        sourceEmployer = try row["source_employer"]
        formedOn = try row["formed_on"]
        key = try row["scope_key"]
    }

    static let columns: SQL = "h.id, h.name, h.source, h.source_employer, h.formed_on, h.scope_key"

    static let migrations = [
        Migration(
            "workforce-cohorts-1",
            [
                """
                CREATE TABLE cohorts (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    name \(type: .text) NOT NULL CONSTRAINT cohorts_name CHECK (length(name) > 0),
                    source \(type: .text) NOT NULL,
                    source_employer \(type: .text),
                    partner_id \(type: .integer),
                    formed_on \(type: .text) NOT NULL,
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    made_at \(type: .integer) NOT NULL,
                    made_by \(type: .integer),
                    UNIQUE (unit_id, name)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX cohorts_by_scope ON cohorts (scope_key)",
                "CREATE INDEX cohorts_by_district ON cohorts (district_id)",
                """
                CREATE TABLE cohort_members (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    cohort_id \(type: .integer) NOT NULL REFERENCES cohorts (id),
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    former_trade \(type: .text),
                    recommended_by \(type: .text),
                    transition_note \(type: .text),
                    \(WorkerEntryKind.columns)
                )\(SQL.tableOptions)
                """,
                """
                CREATE UNIQUE INDEX cohort_members_once ON cohort_members (cohort_id, person_id)
                WHERE withdrawn_at IS NULL
                """,
                "CREATE INDEX cohort_members_by_person ON cohort_members (person_id)",
            ])
    ]

    static let placed = PlacedTable("cohorts")

    static let invariants = [
        Invariant.placed("cohorts: a cohort lies where its unit lies", in: "cohorts")
    ]
}

/// That somebody belongs to a cohort, and how she came over from her former trade.
package struct CohortMembership: Sendable, Encodable {
    package let id: Identifier
    package let cohort: Identifier
    package let cohortName: String
    package let formerTrade: String?
    package let recommendedBy: String?
    package let transitionNote: String?
}

package enum CohortStore {
    /// What a closed unit has formed is its successor's, or that of the unit above; two of one name are told apart.
    static let content = UnitContent(
        title: "来源批次", onClosing: .passesUp,
        count: { place, tx in try tx.value("SELECT COUNT(*) FROM cohorts WHERE unit_id = \(place.unit)") ?? 0 },
        opens: { _ in CohortsPage.path },
        succeed: { from, to, _, act in
            let names: [String] = try act.tx.values("SELECT name FROM cohorts WHERE unit_id = \(to.unit)")
            let former: String = try act.tx.value("SELECT name FROM unit_names WHERE unit_id = \(from.unit)") ?? ""
            let here = try act.tx.all("SELECT id, name FROM cohorts WHERE unit_id = \(from.unit)") { row in
                (id: try row["id"] as Identifier, name: try row["name"] as String)
            }
            for cohort in here {
                let name = names.contains(cohort.name) ? "\(cohort.name) (\(former))" : cohort.name
                try act.tx.execute(
                    """
                    UPDATE cohorts SET name = \(name), unit_id = \(to.unit), district_id = \(to.district),
                        scope_key = \(to.key)
                    WHERE id = \(cohort.id)
                    """)
            }
        })

    static let scopeColumns = Scope.Columns(key: "h.scope_key", district: "h.district_id")

    /// Those that somebody may put her people into: cohorts of units in her part of the tree, and of the units above it.
    package static func open(to scope: Scope, _ tx: Transaction) throws -> [Cohort] {
        let above = Set(scope.roots.flatMap { $0.key.path.map(\.rawValue) }).sorted()
        return try tx.all(
            """
            SELECT \(Cohort.columns) FROM cohorts h
            WHERE \(scope.predicate(scopeColumns)) OR h.scope_key IN \(list: above) ORDER BY h.formed_on DESC, h.id LIMIT 200
            """, Cohort.init(row:))
    }

    package static func memberships(of person: Identifier, _ tx: Transaction) throws -> [CohortMembership] {
        try tx.all(
            """
            SELECT m.id, m.cohort_id, h.name, m.former_trade, m.recommended_by, m.transition_note
            FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id
            WHERE m.person_id = \(person) AND m.withdrawn_at IS NULL ORDER BY h.formed_on, m.id
            """
        ) { row in
            CohortMembership(
                id: try row["id"], cohort: try row["cohort_id"], cohortName: try row["name"],
                formerTrade: try row["former_trade"], recommendedBy: try row["recommended_by"],
                transitionNote: try row["transition_note"])
        }
    }
}
