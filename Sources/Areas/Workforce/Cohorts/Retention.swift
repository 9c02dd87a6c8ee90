import Core
import Storage

/// How many of those who came together are still there after 1, 2, 3 and 5 years.
package enum Retention {
    /// Who is counted together.
    package enum Group: Hashable, Sendable, Encodable {
        case cohort(Identifier)
        /// Everybody of a source who took up her first post in a year; nil: no source written down.
        case hired(WorkerSource?, year: Int)

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }

        /// As in an address: `cohort.0abc`, `graduate.2019`.
        package var text: String {
            switch self {
            case .cohort(let id): "cohort.\(id)"
            case .hired(let source, let year): "\(source?.rawValue ?? "none").\(year)"
            }
        }

        package init?(_ text: String) {
            let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            if parts[0] == "cohort" {
                guard let id = Identifier(parts[1]) else { return nil }
                self = .cohort(id)
                return
            }
            guard let year = Int(parts[1]), (1900...9999).contains(year) else { return nil }
            if parts[0] == "none" {
                self = .hired(nil, year: year)
            } else if let source = WorkerSource(rawValue: parts[0]) {
                self = .hired(source, year: year)
            } else {
                return nil
            }
        }
    }

    /// After so many years: of those who began so long ago, how many have not left.
    package struct Mark: Sendable, Encodable {
        package let years: Int
        /// Whose years are over; 0: not reached yet.
        package let reached: Int
        package let still: Int
    }

    package struct Line: Sendable, Encodable {
        package let group: Group
        /// Who took up a first post by the day.
        package let size: Int
        package let marks: [Mark]
    }

    package static let years = [1, 2, 3, 5]

    /// Cohorts first, the newest at the top; then source by source and year by year.
    ///
    /// - Parameters:
    ///   - scope: people who lie in it are counted, all of them: inside one's own scope nothing is left out.
    ///   - asOf: the state at the end of this day.
    package static func table(_ scope: Scope, asOf: Day, _ tx: Transaction) throws -> [Line] {
        let cohorts = try tx.all(
            """
            SELECT m.cohort_id, COUNT(*) AS size, \(marks(asOf)) FROM cohort_members m
            JOIN cohorts h ON h.id = m.cohort_id
            JOIN worker_spells s ON s.person_id = m.person_id
            WHERE m.withdrawn_at IS NULL AND \(people(scope, asOf))
            GROUP BY m.cohort_id, h.formed_on ORDER BY h.formed_on DESC, m.cohort_id
            """
        ) { row in try line(.cohort(row["cohort_id"]), row) }
        let hired = try tx.all(
            """
            SELECT s.source, substr(s.started_on, 1, 4) AS year, COUNT(*) AS size, \(marks(asOf)) FROM worker_spells s
            WHERE \(people(scope, asOf)) GROUP BY s.source, year ORDER BY s.source, year
            """
        ) { row in
            let source: WorkerSource? = WorkerSource(rawValue: try row["source"])
            return try line(.hired(source, year: Int(row["year"] as String) ?? 0), row)
        }
        return cohorts + hired
    }

    private static let columns = Scope.Columns(
        key: "s.scope_key", district: "s.district_id", record: ("person", "s.person_id"))

    private static func people(_ scope: Scope, _ asOf: Day) -> SQL {
        SQL.all([scope.predicate(columns), "s.started_on <= \(asOf)"])
    }

    /// The day from which somebody must have begun for her years to be over.
    private static func limit(_ years: Int, _ asOf: Day) -> String {
        "\(Day(asOf.year - years, asOf.month, 1)?.description.prefix(8) ?? "0001-01-")"
            + asOf.description.suffix(2)
    }

    static func hasReached(_ years: Int, _ asOf: Day) -> SQL { "s.started_on <= \(limit(years, asOf))" }

    /// In post on the day on which her years were over. Whoever began on 29 February completes a year on 1 March.
    static func isStill(_ years: Int) -> SQL {
        """
        (s.last_day IS NULL OR s.last_day >=
            CAST(CAST(substr(s.started_on, 1, 4) AS BIGINT) + \(years) AS TEXT) || substr(s.started_on, 5))
        """
    }

    private static func marks(_ asOf: Day) -> SQL {
        let names: [(Int, SQL, SQL)] = [
            (1, "reached_1", "still_1"), (2, "reached_2", "still_2"), (3, "reached_3", "still_3"),
            (5, "reached_5", "still_5"),
        ]
        return SQL.list(
            names.map { years, reached, still in
                """
                COUNT(*) FILTER (WHERE \(hasReached(years, asOf))) AS \(reached),
                COUNT(*) FILTER (WHERE \(hasReached(years, asOf)) AND \(isStill(years))) AS \(still)
                """
            })
    }

    private static func line(_ group: Group, _ row: Row) throws -> Line {
        Line(
            group: group, size: try row["size"],
            marks: try years.map { Mark(years: $0, reached: try row["reached_\($0)"], still: try row["still_\($0)"]) })
    }

    // MARK: - The people behind a number

    package enum Standing: String, Sendable, CaseIterable, Encodable {
        /// Her years are over and she has not left before.
        case still
        /// She left before her years were over, and they are over.
        case left
        /// Her years are over, whatever became of her.
        case reached
    }

    private static func condition(
        _ group: Group, _ scope: Scope, asOf: Day, _ after: (years: Int, standing: Standing)?
    ) -> SQL {
        var conditions = [people(scope, asOf)]
        switch group {
        case .cohort(let id):
            conditions.append(
                """
                s.person_id IN (SELECT m.person_id FROM cohort_members m
                                WHERE m.cohort_id = \(id) AND m.withdrawn_at IS NULL)
                """)
        case .hired(let source, let year):
            conditions.append("s.source = \(source?.rawValue ?? "")")
            conditions.append("s.started_on BETWEEN \("\(year)-01-01") AND \("\(year)-12-31")")
        }
        if let after {
            conditions.append(hasReached(after.years, asOf))
            switch after.standing {
            case .still: conditions.append(isStill(after.years))
            case .left: conditions.append("NOT \(isStill(after.years))")
            case .reached: break
            }
        }
        return SQL.all(conditions)
    }

    /// Exactly those whom a number counts, by first day.
    ///
    /// - Parameter after: nil: everybody of the group.
    package static func people(
        _ group: Group, _ scope: Scope, asOf: Day, _ after: (years: Int, standing: Standing)?,
        from key: WorkerSpell? = nil, limit: Int, _ tx: Transaction
    ) throws -> [WorkerSpell] {
        let edge: SQL =
            key.map { "(s.started_on, s.person_id) > (\($0.startedOn), \($0.person))" } ?? "TRUE"
        return try tx.all(
            """
            SELECT s.person_id, s.started_on, s.last_day FROM worker_spells s
            WHERE \(condition(group, scope, asOf: asOf, after)) AND \(edge)
            ORDER BY s.started_on, s.person_id LIMIT \(limit)
            """, WorkerSpell.init(row:))
    }

    package static func count(
        _ group: Group, _ scope: Scope, asOf: Day, _ after: (years: Int, standing: Standing)?, _ tx: Transaction
    ) throws -> Int {
        try tx.value(
            "SELECT COUNT(*) FROM worker_spells s WHERE \(condition(group, scope, asOf: asOf, after))") ?? 0
    }

    /// Everybody of the group with how long she has been there, for the curve.
    package static func survival(_ group: Group, _ scope: Scope, asOf: Day, _ tx: Transaction) throws -> Survival {
        let spells = try tx.all(
            """
            SELECT s.started_on, s.last_day, COUNT(*) AS people FROM worker_spells s
            WHERE \(condition(group, scope, asOf: asOf, nil)) GROUP BY s.started_on, s.last_day
            """
        ) { row in
            (
                startedOn: try row["started_on"] as Day, lastDay: try row["last_day"] as Day?,
                people: try row["people"] as Int
            )
        }
        return Survival(
            spells.map { spell in
                if let last = spell.lastDay, last < asOf {
                    return .init(days: last.number - spell.startedOn.number + 1, hasLeft: true, people: spell.people)
                }
                return .init(days: asOf.number - spell.startedOn.number + 1, hasLeft: false, people: spell.people)
            })
    }
}
