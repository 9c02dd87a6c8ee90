import Core
import Storage

/// By what the people in post are found: one row for each thing that is true of somebody at her present unit, sorted by
/// unit, so that any list of them is one range of an index.
package struct WorkerFacet: Hashable, Sendable {
    package let text: String

    /// True of everybody in post.
    package static let everybody = WorkerFacet(text: "all")
    package static func category(_ value: WorkerCategory) -> WorkerFacet { .init(text: "category:" + value.rawValue) }
    package static func source(_ value: WorkerSource) -> WorkerFacet { .init(text: "source:" + value.rawValue) }
    package static func grade(_ value: WorkerGrade) -> WorkerFacet { .init(text: "grade:" + value.rawValue) }
    package static func licence(_ value: LicenceKind) -> WorkerFacet { .init(text: "licence:" + value.rawValue) }
    package static func language(_ value: SpokenLanguage) -> WorkerFacet { .init(text: "language:" + value.rawValue) }
    package static func skill(_ value: WorkerSkill) -> WorkerFacet { .init(text: "skill:" + value.rawValue) }
    package static func appointment(_ value: AppointmentType) -> WorkerFacet {
        .init(text: "appointment:" + value.rawValue)
    }

    static let migrations = [
        Migration(
            "workforce-facets-1",
            [
                """
                CREATE TABLE worker_facets (
                    facet \(type: .text) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    PRIMARY KEY (facet, scope_key, person_id)
                )\(SQL.engine(sqlite: " STRICT, WITHOUT ROWID", postgres: ""))
                """,
                "CREATE INDEX worker_facets_by_person ON worker_facets (person_id)",
                """
                INSERT INTO worker_facets (facet, scope_key, person_id)
                SELECT 'all', po.scope_key, po.person_id FROM posts po WHERE po.is_primary AND po.ended_on IS NULL
                UNION ALL
                SELECT 'category:' || w.category, po.scope_key, po.person_id
                FROM posts po JOIN workers w ON w.person_id = po.person_id WHERE po.is_primary AND po.ended_on IS NULL
                UNION ALL
                SELECT 'source:' || w.source, po.scope_key, po.person_id
                FROM posts po JOIN workers w ON w.person_id = po.person_id
                WHERE po.is_primary AND po.ended_on IS NULL AND w.source IS NOT NULL
                """,
            ])
    ]

    static let placed = PlacedTable("worker_facets", district: nil)

    static let invariants = [
        Invariant(
            "workers in post: everybody is listed at her unit",
            """
            SELECT po.id FROM posts po WHERE po.is_primary AND po.ended_on IS NULL AND NOT EXISTS (
                SELECT 1 FROM worker_facets f
                WHERE f.facet = 'all' AND f.scope_key = po.scope_key AND f.person_id = po.person_id)
            """),
        Invariant(
            "workers in post: nobody else is listed",
            """
            SELECT f.person_id FROM worker_facets f WHERE NOT EXISTS (
                SELECT 1 FROM posts po WHERE po.person_id = f.person_id AND po.scope_key = f.scope_key
                    AND po.is_primary AND po.ended_on IS NULL)
            """),
        Invariant(
            "workers in post: listed by their category",
            """
            SELECT f.person_id FROM worker_facets f JOIN workers w ON w.person_id = f.person_id
            WHERE f.facet = 'all' AND NOT EXISTS (
                SELECT 1 FROM worker_facets c WHERE c.facet = 'category:' || w.category
                    AND c.scope_key = f.scope_key AND c.person_id = f.person_id)
            """),
    ]

    static func refresh(_ person: Identifier, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM worker_facets WHERE person_id = \(person)")
        let post: SQL = "po.person_id = \(person) AND po.is_primary AND po.ended_on IS NULL"
        func entries(_ facet: SQL, _ source: SQL) -> SQL {
            """
            SELECT DISTINCT \(facet), po.scope_key, po.person_id FROM posts po
            JOIN \(source) e ON e.person_id = po.person_id AND e.withdrawn_at IS NULL WHERE \(post)
            """
        }
        try tx.execute(
            """
            INSERT INTO worker_facets (facet, scope_key, person_id)
            SELECT 'all', po.scope_key, po.person_id FROM posts po WHERE \(post)
            UNION ALL
            SELECT 'category:' || w.category, po.scope_key, po.person_id
            FROM posts po JOIN workers w ON w.person_id = po.person_id WHERE \(post)
            UNION ALL
            SELECT 'source:' || w.source, po.scope_key, po.person_id
            FROM posts po JOIN workers w ON w.person_id = po.person_id WHERE \(post) AND w.source IS NOT NULL
            UNION ALL \(entries("'licence:' || e.kind", "worker_licences"))
            UNION ALL \(entries("'language:' || e.language", "worker_languages"))
            UNION ALL \(entries("'skill:' || e.skill", "worker_skills"))
            UNION ALL \(entries("'appointment:' || e.appointment", "cadre_offices")) AND e.ended_on IS NULL
            UNION ALL \(entries("'grade:' || e.grade", "worker_grade_steps")) AND NOT EXISTS (
                SELECT 1 FROM worker_grade_steps x WHERE x.person_id = e.person_id AND x.withdrawn_at IS NULL
                    AND x.starts_on > e.starts_on)
            """)
    }
}
