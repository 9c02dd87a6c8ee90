import Core
import Storage

/// Somebody's place of work: at a unit, from a day, until a day or still.
///
/// One primary post at a time; second posts beside it are seen by their unit through a grant.
package struct Post: Sendable {
    package let id: Identifier
    package let person: Identifier
    package let place: Place
    package let isPrimary: Bool
    package let startedOn: Day
    /// The last day at work; nil while it lasts.
    package let endedOn: Day?
    package let endReason: String?
    package let version: Int

    package init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        place = try Place(row: row)
        isPrimary = try row["is_primary"]
        startedOn = try row["started_on"]
        endedOn = try row["ended_on"]
        endReason = try row["end_reason"]
        version = try row["version"]
    }

    static let columns: SQL = """
        po.id, po.person_id, po.unit_id, po.district_id, po.scope_key, po.is_primary, po.started_on, po.ended_on,
        po.end_reason, po.version
        """

    static let migrations = [
        Migration(
            "workforce-posts-1",
            [
                """
                CREATE TABLE posts (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    is_primary \(type: .bool) NOT NULL,
                    started_on \(type: .text) NOT NULL,
                    ended_on \(type: .text),
                    end_reason \(type: .text),
                    version \(type: .integer) NOT NULL DEFAULT 1,
                    made_at \(type: .integer) NOT NULL,
                    CHECK (ended_on IS NULL OR ended_on >= started_on),
                    CHECK ((ended_on IS NULL) = (end_reason IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX posts_by_person ON posts (person_id, started_on)",
                "CREATE INDEX posts_by_unit ON posts (unit_id, ended_on)",
                "CREATE INDEX posts_by_scope ON posts (scope_key, ended_on)",
                "CREATE INDEX posts_by_district ON posts (district_id, ended_on)",
                "CREATE INDEX posts_newest ON posts (district_id, id)",
                "CREATE UNIQUE INDEX posts_one_primary ON posts (person_id) WHERE ended_on IS NULL AND is_primary",
                "CREATE UNIQUE INDEX posts_one_at_unit ON posts (person_id, unit_id) WHERE ended_on IS NULL",
            ]),
        // Lists of whoever is in post go by this order.
        Migration(
            "workforce-posts-2", ["CREATE INDEX posts_current ON posts (scope_key, id) WHERE ended_on IS NULL"]),
    ]

    static let invariants = [
        Invariant.placed("posts: a post lies where its unit lies", in: "posts"),
        Invariant(
            "posts: primary posts of one person do not overlap",
            """
            SELECT a.id FROM posts a JOIN posts b ON b.person_id = a.person_id AND b.id <> a.id
            WHERE a.is_primary AND b.is_primary AND a.started_on <= b.started_on
              AND (a.ended_on IS NULL OR a.ended_on >= b.started_on)
            """),
        Invariant(
            "posts: a person lies where her current primary post lies",
            """
            SELECT po.id FROM posts po JOIN people p ON p.id = po.person_id
            WHERE po.is_primary AND po.ended_on IS NULL AND p.unit_id <> po.unit_id
            """),
        Invariant(
            "posts: nobody has two posts at one unit at a time",
            """
            SELECT a.id FROM posts a JOIN posts b ON b.person_id = a.person_id AND b.unit_id = a.unit_id AND b.id <> a.id
            WHERE a.started_on <= b.started_on AND (a.ended_on IS NULL OR a.ended_on >= b.started_on)
            """),
        Invariant(
            "posts: a second post opens its person to its unit",
            """
            SELECT po.id FROM posts po
            WHERE NOT po.is_primary AND po.ended_on IS NULL AND NOT EXISTS (
                SELECT 1 FROM grants g WHERE g.kind = 'person' AND g.subject_id = po.person_id
                    AND g.scope_key = po.scope_key AND g.ended_at IS NULL)
            """),
        Invariant(
            "posts: no longer than it lasts",
            """
            SELECT g.id FROM grants g
            WHERE g.kind = 'person' AND g.reason = 'second post' AND g.ended_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM posts po WHERE po.person_id = g.subject_id AND po.scope_key = g.scope_key
                    AND NOT po.is_primary AND po.ended_on IS NULL)
            """),
    ]
}

package enum PostStore {
    package static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> Post? {
        try tx.first(
            "SELECT \(Post.columns) FROM posts po WHERE po.id = \(id) AND \(scope.predicate(columns))",
            Post.init(row:))
    }

    /// All of one person, newest first; whoever may see her may see where she worked.
    package static func history(of person: Identifier, _ tx: Transaction) throws -> [Post] {
        try tx.all(
            """
            SELECT \(Post.columns) FROM posts po WHERE po.person_id = \(person)
            ORDER BY po.started_on DESC, po.id DESC
            """, Post.init(row:))
    }

    package static func current(of person: Identifier, _ tx: Transaction) throws -> [Post] {
        try tx.all(
            """
            SELECT \(Post.columns) FROM posts po WHERE po.person_id = \(person) AND po.ended_on IS NULL
            ORDER BY po.is_primary DESC, po.started_on, po.id
            """, Post.init(row:))
    }

    package static func primary(of people: [Identifier], _ tx: Transaction) throws -> [Identifier: Post] {
        let posts = try tx.all(
            """
            SELECT \(Post.columns) FROM posts po
            WHERE po.person_id IN \(list: people) AND po.is_primary AND po.ended_on IS NULL
            """, Post.init(row:))
        return Dictionary(uniqueKeysWithValues: posts.map { ($0.person, $0) })
    }

    /// A grant opens a person; her posts at other units stay with those units.
    static let columns = Scope.Columns(key: "po.scope_key", district: "po.district_id")

    static func insert(
        _ person: Identifier, at place: Place, from day: Day, isPrimary: Bool, _ act: Act
    ) throws -> Identifier {
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO posts (id, person_id, unit_id, district_id, scope_key, is_primary, started_on, made_at)
            VALUES (\(id), \(person), \(place.unit), \(place.district), \(place.key), \(isPrimary), \(day), \(act.now))
            """)
        return id
    }

    static func end(_ post: Post, on day: Day, because reason: String, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE posts SET ended_on = \(day), end_reason = \(reason), version = version + 1 WHERE id = \(post.id)
            """)
    }
}
