import Foundation
import Storage

/// Something that hangs on a person: her posts, her licences, what she asked for. Two records of one person become one
/// with all of it, and can be taken apart again; an erased person's is made nameless.
///
/// A room whose tables hold a person's id registers one of these; mostly `PersonContent.rows` is enough.
package struct PersonContent: Sendable {
    /// A part of what a person may ask a copy of: a table as she would read it.
    package struct Copy: Sendable {
        package let title: Message
        package let columns: [Message]
        package let rows: [[Message]]

        package init(title: Message, columns: [Message], rows: [[Message]]) {
            self.title = title
            self.columns = columns
            self.rows = rows
        }
    }

    /// Stable, as kept with a merge: `posts`.
    package let kind: String
    package let title: Message
    package let count: @Sendable (_ person: Identifier, Transaction) throws -> Int
    /// Why the two cannot become one, each naming what stands in the way.
    package var conflicts: @Sendable (_ from: Identifier, _ to: Identifier, Transaction) throws -> [Message] = {
        _, _, _ in []
    }
    /// From now on it hangs on the other. Answers what `restore` needs; it is kept sealed.
    package let absorb: @Sendable (_ from: Identifier, _ to: Identifier, Act) throws -> String
    /// Runs when every room has absorbed: the row itself on which the others' rows stood.
    package var release: @Sendable (_ from: Identifier, _ to: Identifier, Act) throws -> Void = { _, _, _ in }
    /// What has happened since a merge and stands in the way of taking it apart, named.
    package var changes:
        @Sendable (_ memo: String, _ from: Identifier, _ to: Identifier, Transaction) throws -> [Message] =
            { _, _, _, _ in [] }
    /// Before anything is given back: the row itself on which the others' rows shall stand.
    package var reclaim: @Sendable (_ memo: String, _ from: Identifier, _ to: Identifier, Act) throws -> Void = {
        _, _, _, _ in
    }
    /// Gives back what `absorb` took; the rooms in the opposite order.
    package let restore: @Sendable (_ memo: String, _ from: Identifier, _ to: Identifier, Act) throws -> Void
    /// Why her data cannot be erased yet.
    package var holds: @Sendable (_ person: Identifier, Transaction) throws -> [Message] = { _, _ in [] }
    /// Takes out what tells who she is; what the law wants kept stays, nameless.
    package var erase: @Sendable (_ person: Identifier, Act) throws -> Void = { _, _ in }
    /// What she gets when she asks for a copy; nobody else's data in it.
    package var copy: @Sendable (_ person: Identifier, Registry, Transaction) throws -> [Copy] = { _, _, _ in [] }
    /// The tables of which the copy tells, by name.
    package var told: [String] = []

    package init(
        _ kind: String, title: Message,
        count: @escaping @Sendable (Identifier, Transaction) throws -> Int,
        absorb: @escaping @Sendable (Identifier, Identifier, Act) throws -> String,
        restore: @escaping @Sendable (String, Identifier, Identifier, Act) throws -> Void
    ) {
        self.kind = kind
        self.title = title
        self.count = count
        self.absorb = absorb
        self.restore = restore
    }

    /// The rows of a table that name her in a column; the rows that were moved go back when a merge is undone.
    ///
    /// - Parameters:
    ///   - key: a column of integers that names the row.
    ///   - condition: for tables that name other things in the same column.
    package static func rows(
        _ kind: String, title: Message, of table: SQL, person: SQL = "person_id", key: SQL = "id",
        where condition: SQL = "TRUE"
    ) -> PersonContent {
        PersonContent(
            kind, title: title,
            count: { id, tx in
                try tx.value("SELECT COUNT(*) FROM \(table) WHERE \(person) = \(id) AND \(condition)") ?? 0
            },
            absorb: { from, to, act in
                let keys: [Identifier] = try act.tx.values(
                    "SELECT \(key) FROM \(table) WHERE \(person) = \(from) AND \(condition) ORDER BY \(key)")
                try act.tx.execute("UPDATE \(table) SET \(person) = \(to) WHERE \(person) = \(from) AND \(condition)")
                return keys.map(\.description).joined(separator: " ")
            },
            restore: { memo, from, to, act in
                let keys = memo.split(separator: " ").compactMap { Identifier(String($0)) }
                guard !keys.isEmpty else { return }
                try act.tx.execute(
                    "UPDATE \(table) SET \(person) = \(from) WHERE \(key) IN \(list: keys) AND \(person) = \(to)")
            })
    }

    /// The same, told to her in her copy as one more table.
    ///
    /// - Parameters:
    ///   - tables: of which it tells.
    ///   - rows: the statement that reads them, in the order in which she reads them.
    package func telling(
        _ tables: [String], _ title: Message, _ columns: [Message],
        rows: @escaping @Sendable (_ person: Identifier) -> SQL,
        row: @escaping @Sendable (Row) throws -> [Message]
    ) -> PersonContent {
        telling(tables, title, columns, rows: rows) { one, _ in try row(one) }
    }

    /// As above, where what a row says is known to the registry only.
    package func telling(
        _ tables: [String], _ title: Message, _ columns: [Message],
        rows: @escaping @Sendable (_ person: Identifier) -> SQL,
        row: @escaping @Sendable (Row, Registry) throws -> [Message]
    ) -> PersonContent {
        let earlier = copy
        return with { content in
            content.told += tables
            content.copy = { person, registry, tx in
                let told = try tx.all(rows(person)) { try row($0, registry) }
                return try earlier(person, registry, tx) + [Copy(title: title, columns: columns, rows: told)]
            }
        }
    }

    /// As above, under the content's own title.
    package func telling(
        _ tables: [String], _ columns: [Message], rows: @escaping @Sendable (_ person: Identifier) -> SQL,
        row: @escaping @Sendable (Row) throws -> [Message]
    ) -> PersonContent {
        telling(tables, title, columns, rows: rows, row: row)
    }

    /// The same with another part of it written out.
    package func with(_ change: (inout PersonContent) -> Void) -> PersonContent {
        var changed = self
        change(&changed)
        return changed
    }
}

/// A cell of a copy; where nothing is known, a dash.
extension Message {
    package static func cell(_ text: String?) -> Message { text.map { .verbatim($0) } ?? "—" }
    package static func cell(_ day: Day?) -> Message { day.map { "\($0)" } ?? "—" }
    package static func cell(_ number: Int?) -> Message { number.map { "\($0)" } ?? "—" }
    package static func cell(_ moment: Instant?) -> Message { moment.map { "\($0)" } ?? "—" }
}

extension Grant {
    /// What opens a single person to a unit or an account goes with her.
    static let ofPerson = PersonContent.rows(
        "grants", title: "开放查看的授权", of: "grants", person: "subject_id", where: "kind = 'person'"
    ).telling(["grants"], ["授权给", "理由", "授权时间", "有效至", "提前收回时间"]) { person in
        """
        SELECT g.account_id, n.name AS unit, g.reason, g.granted_at, g.until_day, g.ended_at FROM grants g
        LEFT JOIN scope_units s ON s.scope_key = g.scope_key LEFT JOIN unit_names n ON n.unit_id = s.unit_id
        WHERE g.kind = 'person' AND g.subject_id = \(person) ORDER BY g.id
        """
    } row: { row in
        // Another person's name is hers, not this one's.
        [
            (try row["account_id"] as Identifier?) == nil ? .cell(try row["unit"] as String?) : "一个登录账号",
            .cell(try row["reason"] as String?), .cell(try row["granted_at"] as Instant?),
            .cell(try row["until_day"] as Day?), .cell(try row["ended_at"] as Instant?),
        ]
    }
}

extension Obligation {
    static let aboutPerson = PersonContent.rows("obligations", title: "待办的期限", of: "obligations").with { content in
        content.erase = { person, act in
            try act.tx.execute(
                """
                UPDATE obligations SET closed_at = \(act.now), closed_by = \(act.actor.account), ending = 'lapsed'
                WHERE person_id = \(person) AND closed_at IS NULL
                """)
        }
    }.telling(["obligations"], "待办的期限", copied) { person in
        "SELECT \(columns) FROM obligations o WHERE o.person_id = \(person) ORDER BY o.id"
    } row: { row, registry in
        try Obligation(row: row).told(registry)
    }

    static let heldByPerson = PersonContent.rows(
        "obligationsHeld", title: "由此人负责的期限", of: "obligations", person: "holder_id"
    ).telling(["obligations"], "由此人负责的期限", copied) { person in
        // What is about somebody else is hers: here stands only that there is a promise.
        "SELECT \(columns) FROM obligations o WHERE o.holder_id = \(person) ORDER BY o.id"
    } row: { row, registry in
        try Obligation(row: row).told(registry)
    }

    private static let copied: [Message] = ["期限名称", "到期日", "登记时间", "办结时间", "结果"]

    private func told(_ registry: Registry) -> [Message] {
        let ended: Message =
            switch ending {
            case .kept: "已办结"
            case .waived: "已免除"
            case .lapsed: "已不再需要"
            case nil: "—"
            }
        return [registry.obligation(kind)?.title ?? "—", .cell(dueOn), .cell(openedAt), .cell(closedAt), ended]
    }
}
