import Core
import Storage

/// That a post had been written down wrongly: what it said before, who put it right, and why.
enum PostCorrection {
    static let migrations = [
        Migration(
            "workforce-corrections-1",
            [
                """
                CREATE TABLE post_corrections (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    post_id \(type: .integer) NOT NULL REFERENCES posts (id),
                    unit_id \(type: .integer) NOT NULL,
                    district_id \(type: .integer) NOT NULL,
                    started_on \(type: .text) NOT NULL,
                    reason \(type: .text) NOT NULL CHECK (length(reason) > 0),
                    corrected_by \(type: .integer),
                    corrected_at \(type: .integer) NOT NULL
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX post_corrections_by_post ON post_corrections (post_id)",
            ])
    ]

    static func keep(of post: Post, because reason: String, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO post_corrections (id, post_id, unit_id, district_id, started_on, reason, corrected_by, corrected_at)
            VALUES (\(act.newIdentifier()), \(post.id), \(post.place.unit), \(post.place.district), \(post.startedOn),
                    \(reason), \(act.actor.account), \(act.now))
            """)
    }
}
