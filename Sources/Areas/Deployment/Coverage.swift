import Core
import Organization
import Storage
import Workforce

/// Who answers for what, counted: the units that need somebody, those that have her, those that do not.
struct Coverage: Sendable {
    /// One row of the comparison: a district, or within one a street.
    struct Part: Sendable, Encodable {
        let unit: Identifier
        /// The office of the whole itself: only its own people, without what lies below.
        let isOwn: Bool
        let name: String
        let units: Int
        let uncovered: Int
        let workers: Int
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
            "u.closed_on IS NULL", lastly("u.kind IN \(list: coveredKinds)"),
            within(scope, .init(key: "u.scope_key", district: "u.district_id"), filter), filter.ofUnits,
        ])
    }

    /// Below a unit its range of keys is the narrow way, in the order of the lists; otherwise the scope's own.
    private static func within(_ scope: Scope, _ columns: Scope.Columns, _ filter: CoverageFilter) -> SQL {
        let condition = scope.predicate(columns)
        return filter.below == nil ? condition : lastly(condition)
    }

    /// Asked of rows that were found otherwise: nearly all have it, so no index over it shall be walked.
    private static func lastly(_ condition: SQL) -> SQL { "CASE WHEN \(condition) THEN 1 ELSE 0 END = 1" }

    static let hasNobody: SQL =
        "NOT EXISTS (SELECT 1 FROM responsibilities r WHERE r.unit_id = u.id AND r.ended_on IS NULL)"

    /// People in post.
    static func people(_ scope: Scope, _ filter: CoverageFilter) -> SQL {
        SQL.all([
            "po.ended_on IS NULL", "po.is_primary",
            within(scope, .init(key: "po.scope_key", district: "po.district_id"), filter), filter.ofPosts,
        ])
    }

    static func byKind(_ scope: Scope, _ filter: CoverageFilter, _ tx: Transaction) throws -> [KindCount] {
        try tx.all(
            """
            SELECT u.kind AS kind, COUNT(*) AS units, SUM(CASE WHEN \(hasNobody) THEN 1 ELSE 0 END) AS uncovered
            FROM units u WHERE \(units(scope, filter)) GROUP BY u.kind
            """
        ) { row in
            KindCount(kind: try row["kind"], units: try row["units"], uncovered: try row["uncovered"])
        }.sorted { left, right in
            (UnitKind.allCases.firstIndex(of: left.kind) ?? 0) < (UnitKind.allCases.firstIndex(of: right.kind) ?? 0)
        }
    }

    /// Per unit directly below the one that is looked at: districts of the city, streets of a district.
    static func byPart(of whole: Unit, _ scope: Scope, _ tx: Transaction) throws -> [Part] {
        let parts = try UnitStore.children(of: [whole.id], scope, tx).filter { $0.closedOn == nil }
        let length: SQL = "CAST(\(whole.place.key.rawValue.count + ScopeKey.stepLength) AS INTEGER)"
        let filter = CoverageFilter(below: whole.place)
        let units = try tx.all(
            """
            SELECT substr(u.scope_key, 1, \(length)) AS part, COUNT(*) AS units,
                   SUM(CASE WHEN \(hasNobody) THEN 1 ELSE 0 END) AS uncovered
            FROM units u WHERE \(units(scope, filter)) GROUP BY part
            """
        ) { row in (try row["part"] as String, (units: try row["units"] as Int, uncovered: try row["uncovered"] as Int))
        }
        let workers = try tx.all(
            """
            SELECT substr(po.scope_key, 1, \(length)) AS part, COUNT(*) AS people
            FROM posts po WHERE \(people(scope, filter)) GROUP BY part
            """
        ) { row in (try row["part"] as String, try row["people"] as Int) }
        // Who is posted at the office itself lies in none of its parts; without her the rows would not add up.
        let own = workers.first { $0.0 == whole.place.key.rawValue }.map { found in
            Part(unit: whole.id, isOwn: true, name: whole.placeName, units: 0, uncovered: 0, workers: found.1)
        }
        let unitsByKey = Dictionary(uniqueKeysWithValues: units)
        let workersByKey = Dictionary(uniqueKeysWithValues: workers)
        return (own.map { [$0] } ?? [])
            + parts.compactMap { part in
                let key = part.place.key.rawValue
                let counted = unitsByKey[key] ?? (units: 0, uncovered: 0)
                guard counted.units > 0 || workersByKey[key] != nil else { return nil }
                return Part(
                    unit: part.id, isOwn: false, name: part.placeName, units: counted.units,
                    uncovered: counted.uncovered,
                    workers: workersByKey[key] ?? 0)
            }
    }

    /// How many units each person in post answers for.
    static func loads(_ scope: Scope, _ filter: CoverageFilter, _ tx: Transaction) throws -> [Load] {
        try tx.all(loadsQuery(scope, filter)) { row in Load(units: try row["units"], people: try row["people"]) }
    }

    static func loadsQuery(_ scope: Scope, _ filter: CoverageFilter) -> SQL {
        """
        SELECT carried.units AS units, COUNT(*) AS people FROM (
            SELECT po.person_id, (\(carriedUnits)) AS units
            FROM posts po WHERE \(people(scope, filter))
        ) AS carried GROUP BY carried.units ORDER BY carried.units
        """
    }

    static let carriedUnits: SQL =
        "SELECT COUNT(*) FROM responsibilities r WHERE r.person_id = po.person_id AND r.ended_on IS NULL"
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

    init(
        below: Place? = nil, kind: UnitKind? = nil, isUncovered: Bool? = nil, load: Int? = nil, isOwn: Bool = false
    ) {
        self.isOwn = isOwn
        self.below = below
        self.kind = kind
        self.isUncovered = isUncovered
        self.load = load
    }

    var ofUnits: SQL {
        var conditions: [SQL] = []
        if let below { conditions.append("u.scope_key >= \(below.key) AND u.scope_key < \(below.key.end)") }
        if let kind { conditions.append("u.kind = \(kind)") }
        if let isUncovered { conditions.append(isUncovered ? Coverage.hasNobody : "NOT (\(Coverage.hasNobody))") }
        return SQL.all(conditions)
    }

    var ofPosts: SQL {
        var conditions: [SQL] = []
        if let below, isOwn {
            conditions.append("po.unit_id = \(below.unit)")
        } else if let below {
            conditions.append("po.scope_key >= \(below.key) AND po.scope_key < \(below.key.end)")
        }
        if let load { conditions.append("(\(Coverage.carriedUnits)) = \(load)") }
        return SQL.all(conditions)
    }
}
