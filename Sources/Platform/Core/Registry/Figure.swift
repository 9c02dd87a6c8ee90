import Storage

/// A named question whose answer is a number: with a definition, a unit, and a list behind it. Number, list, values by
/// part and values of past days are all made from the one `Relation`, so that they cannot differ.
///
/// ```swift
/// Figure("S2.stations", title: "市内服务站", definition: "…", unit: "个", source: "服务站登记") { question in
///     .init("stations t", key: "t.scope_key", id: "t.id", name: "t.name", unit: "t.unit_id", opens: "/stations/",
///           where: ["t.opened_on <= \(question.asOf)", "t.closed_on IS NULL OR t.closed_on > \(question.asOf)"])
/// }
/// ```
package struct Figure: Sendable {
    /// For whom, where and when it is asked.
    package struct Question: Sendable {
        package let scope: Scope
        /// Narrowed to this unit and what lies below; nil: the whole scope.
        package let within: Place?
        /// The state at the end of this day.
        package let asOf: Day
        /// For figures of a period: its first day.
        package let since: Day
        package let today: Day

        /// No day has come after it: what stands now is the answer.
        package var isNow: Bool { asOf >= today }

        package init(scope: Scope, within: Place? = nil, asOf: Day, since: Day, today: Day) {
            self.scope = scope
            self.within = within
            self.asOf = asOf
            self.since = since
            self.today = today
        }

        /// The same of another day or period.
        package func at(_ asOf: Day, since: Day? = nil) -> Question {
            Question(scope: scope, within: within, asOf: asOf, since: since ?? self.since, today: today)
        }
    }

    /// A count of a state at the end of a day, or of what happened in a period.
    package enum Span: String, Sendable, Encodable { case state, period }

    /// The records that are counted, one row each, as a part of a statement. Where they lie is asked of the tree of today.
    package struct Relation: Sendable {
        let from: SQL
        let conditions: [SQL]
        /// The scope key of a row; lists go by it.
        let key: SQL
        /// What tells rows of one key apart.
        let id: SQL
        /// What a row opens, and the name under which it is listed.
        let subject: SQL
        let name: SQL
        /// The unit at which it is listed.
        let unit: SQL
        /// Before the id of the subject: `/people/`.
        let opens: String
        /// What is added up; nil: rows are counted.
        let amount: SQL?

        package init(
            _ from: SQL, key: SQL, id: SQL, subject: SQL? = nil, name: SQL, unit: SQL, opens: String,
            amount: SQL? = nil,
            where conditions: [SQL]
        ) {
            self.from = from
            self.conditions = conditions
            self.key = key
            self.id = id
            self.subject = subject ?? id
            self.name = name
            self.unit = unit
            self.opens = opens
            self.amount = amount
        }
    }

    /// Another way to take the number apart than unit by unit: by cohort, by former employer.
    package struct Breakdown: Sendable {
        /// As in an address: `cohort`.
        package let key: String
        package let title: Message
        /// What a row belongs to, as it is called; empty where nothing is written down. Over the figure's relation.
        let part: SQL

        package init(_ key: String, title: Message, part: SQL) {
            self.key = key
            self.title = title
            self.part = part
        }
    }

    /// Stable, as links and reports name it: `S1.inPost`; before the dot the system of the yearly account.
    package let key: String
    package let title: Message
    /// What is counted and what is not, as of when, in one or two sentences.
    package let definition: Message
    /// 人, 个, 人次.
    package let unit: Message
    /// From which records it is counted.
    package let source: Message
    package let span: Span
    package let breakdowns: [Breakdown]
    package let relation: @Sendable (Question) -> Relation
    /// Of which it is a part: those whose years are over, of whom some are still there.
    package let whole: (@Sendable (Question) -> Relation)?

    package init(
        _ key: String, title: Message, definition: Message, unit: Message, source: Message, span: Span = .state,
        breakdowns: [Breakdown] = [],
        relation: @escaping @Sendable (Question) -> Relation,
        whole: (@Sendable (Question) -> Relation)? = nil
    ) {
        self.key = key
        self.title = title
        self.definition = definition
        self.unit = unit
        self.source = source
        self.span = span
        self.breakdowns = breakdowns
        self.whole = whole
        self.relation = relation
    }

    package var group: String { String(key.prefix { $0 != "." }) }

    /// The page of exactly the records that are counted.
    package static func records(_ key: String) -> String { "/figures/\(key)/records" }
}

extension Figure.Relation {
    /// With what the question narrows it to.
    func condition(_ question: Figure.Question) -> SQL {
        let columns = Scope.Columns(key: key)
        var all = [question.scope.predicate(columns)]
        if let within = question.within { all.insert("\(key) >= \(within.key) AND \(key) < \(within.key.end)", at: 0) }
        return SQL.all(all + conditions)
    }

    private var number: SQL { amount.map { "CAST(COALESCE(SUM(\($0)), 0) AS BIGINT)" } ?? "COUNT(*)" }

    package func valueQuery(_ question: Figure.Question) -> SQL {
        "SELECT \(number) AS number FROM \(from) WHERE \(condition(question))"
    }

    /// Unit by unit below one: the first digits of the rows' keys.
    package func partsQuery(_ question: Figure.Question, length: Int) -> SQL {
        """
        SELECT substr(\(key), 1, CAST(\(length) AS INTEGER)) AS part, \(number) AS number
        FROM \(from) WHERE \(condition(question)) GROUP BY part
        """
    }

    /// Part by part of a breakdown, the largest first.
    package func breakdownQuery(_ question: Figure.Question, _ breakdown: Figure.Breakdown, limit: Int) -> SQL {
        """
        SELECT \(breakdown.part) AS part, \(number) AS number
        FROM \(from) WHERE \(condition(question)) GROUP BY part ORDER BY number DESC, part LIMIT \(limit)
        """
    }

    package func rowsQuery(_ question: Figure.Question) -> SQL {
        "SELECT COUNT(*) AS number FROM \(from) WHERE \(condition(question))"
    }

    /// The rows behind the number, in the order of the units.
    package func listQuery(_ question: Figure.Question, after: (key: String, id: Identifier)?, limit: Int) -> SQL {
        let (first, second) = (after?.key ?? "", after?.id ?? Identifier(rawValue: 0))
        return """
            SELECT v.id AS id, v.scope_key AS scope_key, v.subject AS subject, v.name AS name, v.amount AS amount,
                n.name AS unit, n.district_name AS district
            FROM (SELECT \(id) AS id, \(key) AS scope_key, \(subject) AS subject, \(name) AS name, \(unit) AS unit_id,
                    CAST(\(amount ?? "1") AS BIGINT) AS amount
                  FROM \(from) WHERE \(condition(question)) AND (\(key), \(id)) > (\(first), \(second))
                  ORDER BY \(key), \(id) LIMIT \(limit)) v
            JOIN unit_names n ON n.unit_id = v.unit_id ORDER BY v.scope_key, v.id
            """
    }

    /// Only what lies at one unit itself.
    package func only(at place: ScopeKey) -> Figure.Relation {
        .init(
            from, key: key, id: id, subject: subject, name: name, unit: unit, opens: opens, amount: amount,
            where: conditions + ["\(key) = \(place)"])
    }

    /// Only what belongs to one part of a breakdown.
    package func only(_ part: String, of breakdown: Figure.Breakdown) -> Figure.Relation {
        .init(
            from, key: key, id: id, subject: subject, name: name, unit: unit, opens: opens, amount: amount,
            where: conditions + ["\(breakdown.part) = \(part)"])
    }

    package var path: String { opens }
    package var isSum: Bool { amount != nil }
}

extension Figure {
    /// Many numbers in one question.
    package static func values(_ asked: [(Relation, Question)], _ tx: Transaction) throws -> [Int] {
        guard !asked.isEmpty else { return [] }
        var values: [Int] = []
        // A statement has only so many columns and values to be bound.
        var rest = asked[...]
        while !rest.isEmpty {
            let some = rest.prefix(20)
            rest = rest.dropFirst(20)
            let columns = some.map { relation, question -> SQL in "(\(relation.valueQuery(question)))" }
            let row: [Int]? = try tx.first("SELECT \(SQL.list(columns))") { row in
                row.cells.map { Int(columnValue: $0) ?? 0 }
            }
            values += row ?? []
        }
        return values
    }
}
