import Core
import Organization
import Storage
import Workforce

/// Who answers for what, counted: the units that need somebody, those that have her, those that do not.
struct Coverage: Sendable {
    /// One row of the comparison: a district, or within one a street.
    struct Part: Sendable, Encodable {
        let unit: Identifier
        let key: String
        /// The office of the whole itself: only its own people, without what lies below.
        let isOwn: Bool
        let name: String
        let units: Int
        let uncovered: Int
        let workers: Int
        let enterprises: Int
        /// Of enterprises whose headcount is known.
        let employees: Int
        /// Employees of the enterprises of units that nobody answers for.
        let waiting: Int
        /// Half of those in post carry at most so many units; nil: nobody is in post.
        let medianUnits: Int?
        /// How many more people the target load asks for; nil: no target.
        var lacking: Int?
        var covered: Int { units - uncovered }
    }

    struct KindCount: Sendable, Encodable {
        let kind: UnitKind
        let units: Int
        let uncovered: Int
    }

    struct Load: Sendable, Encodable {
        /// How many units one person answers for; 0: none.
        let units: Int
        let people: Int
    }

    static let coveredKinds = UnitKind.allCases.filter(\.isCovered)

    /// Units in use that somebody must answer for.
    static func units(_ scope: Scope, _ filter: CoverageFilter) -> SQL {
        SQL.all([
            filter.stood, lastly("u.kind IN \(list: coveredKinds)"),
            within(scope, .init(key: "u.scope_key", district: "u.district_id"), filter), filter.ofUnits,
        ])
    }

    static let mustBeCovered: SQL = "u.kind IN \(list: coveredKinds)"

    /// Where units lie, of whatever kind: the range of keys below the whole, and of that what the scope holds.
    static func places(_ table: SQL, _ scope: Scope, _ filter: CoverageFilter) -> SQL {
        let columns = Scope.Columns(key: "\(table).scope_key", district: "\(table).district_id")
        let range: SQL =
            filter.below.map { "\(table).scope_key >= \($0.key) AND \(table).scope_key < \($0.key.end)" } ?? "TRUE"
        return SQL.all([range, within(scope, columns, filter)])
    }

    /// Below a unit its range of keys is the narrow way, in the order of the lists; otherwise the scope's own.
    static func within(_ scope: Scope, _ columns: Scope.Columns, _ filter: CoverageFilter) -> SQL {
        let condition = scope.predicate(columns)
        return filter.below == nil ? condition : lastly(condition)
    }

    /// Asked of rows that were found otherwise: nearly all have it, so no index over it shall be walked.
    static func lastly(_ condition: SQL) -> SQL { "CASE WHEN \(condition) THEN 1 ELSE 0 END = 1" }

    /// - Parameter day: a past day; nil: now.
    static func hasNobody(_ day: Day? = nil) -> SQL {
        "NOT EXISTS (SELECT 1 FROM responsibilities r WHERE r.unit_id = u.id AND \(lasts("r", day)))"
    }

    /// Of rows with a first and a last day.
    static func lasts(_ table: SQL, _ day: Day?) -> SQL {
        guard let day else { return "\(table).ended_on IS NULL" }
        return "\(table).started_on <= \(day) AND (\(table).ended_on IS NULL OR \(table).ended_on >= \(day))"
    }

    /// People in post.
    static func people(_ scope: Scope, _ filter: CoverageFilter) -> SQL {
        SQL.all([
            lasts("po", filter.day), "po.is_primary",
            within(scope, .init(key: "po.scope_key", district: "po.district_id"), filter), filter.ofPosts,
        ])
    }

    /// Per unit directly below the one that is looked at: districts of the city, streets of a district.
    static func parts(
        of whole: Unit, _ children: [Unit], _ sums: CoverageSums, _ target: CoverageTarget?
    ) -> [Part] {
        // What lies at the office itself lies in none of its parts; without it the rows would not add up.
        let own = whole.kind.isDistrict ? [(whole, true)] : []
        return (own + children.map { ($0, false) }).compactMap { unit, isOwn in
            guard let sum = sums.parts[unit.place.key.rawValue],
                sum.workers > 0 || sum.enterprises > 0 || (sum.units > 0 && !isOwn)
            else { return nil }
            return Part(
                unit: unit.id, key: unit.place.key.rawValue, isOwn: isOwn, name: unit.placeName, units: sum.units,
                uncovered: sum.uncovered, workers: sum.workers, enterprises: sum.enterprises,
                employees: sum.employees, waiting: sum.waiting, medianUnits: sum.medianUnits,
                lacking: isOwn ? nil : target?.lacking(employees: sum.employees, workers: sum.workers))
        }
    }

    /// How many units each person in post answered for: the slow way, for a past day.
    static func loadsQuery(_ scope: Scope, _ filter: CoverageFilter, length: Int) -> SQL {
        """
        SELECT carried.part AS part, carried.units AS units, COUNT(*) AS people FROM (
            SELECT substr(po.scope_key, 1, CAST(\(length) AS INTEGER)) AS part, (\(carriedUnits(filter.day))) AS units
            FROM posts po WHERE \(people(scope, filter))
        ) AS carried GROUP BY carried.part, carried.units
        """
    }

    static func carriedUnits(_ day: Day? = nil) -> SQL {
        "SELECT COUNT(*) FROM responsibilities r WHERE r.person_id = po.person_id AND \(lasts("r", day))"
    }
}

/// What a look at the coverage is narrowed to.
struct CoverageFilter: Sendable {
    var below: Place?
    var kind: UnitKind?
    var isUncovered: Bool?
    /// How many units somebody carries.
    var load: Int?
    /// Only those posted at the unit itself.
    var isOwn = false
    /// The evening of a past day; nil: now.
    var day: Day?

    init(
        below: Place? = nil, kind: UnitKind? = nil, isUncovered: Bool? = nil, load: Int? = nil, isOwn: Bool = false,
        day: Day? = nil
    ) {
        self.isOwn = isOwn
        self.day = day
        self.below = below
        self.kind = kind
        self.isUncovered = isUncovered
        self.load = load
    }

    /// Units in use. Of a past day: those that stood then, where they lie now and as what they are now.
    var stood: SQL {
        guard let day else { return "u.closed_on IS NULL" }
        return """
            EXISTS (SELECT 1 FROM unit_history h WHERE h.unit_id = u.id AND \(UnitHistory.held("h", on: day)))
            """
    }

    var ofUnits: SQL {
        var conditions: [SQL] = []
        if let below { conditions.append("u.scope_key >= \(below.key) AND u.scope_key < \(below.key.end)") }
        if let kind { conditions.append("u.kind = \(kind)") }
        if let isUncovered {
            conditions.append(isUncovered ? Coverage.hasNobody(day) : "NOT (\(Coverage.hasNobody(day)))")
        }
        return SQL.all(conditions)
    }

    var ofPosts: SQL {
        var conditions: [SQL] = []
        if let below, isOwn {
            conditions.append("po.unit_id = \(below.unit)")
        } else if let below {
            conditions.append("po.scope_key >= \(below.key) AND po.scope_key < \(below.key.end)")
        }
        if let load { conditions.append("(\(Coverage.carriedUnits(day))) = \(load)") }
        return SQL.all(conditions)
    }
}
