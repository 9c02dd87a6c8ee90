import Core
import Organization
import Storage
import Workforce

/// The numbers of the coverage, unit by unit added up: of today from the sums that are kept, of a past day from the
/// records themselves.
struct CoverageSums: Sendable {
    /// What lies below one unit directly under the whole, or at the whole itself.
    struct Sum: Sendable {
        var kinds: [UnitKind: (units: Int, uncovered: Int)] = [:]
        var enterprises = 0
        var employees = 0
        var waiting = 0
        /// How many people carry so many units.
        var loads: [Int: Int] = [:]

        var units: Int { kinds.values.reduce(0) { $0 + $1.units } }
        var uncovered: Int { kinds.values.reduce(0) { $0 + $1.uncovered } }
        var workers: Int { loads.values.reduce(0, +) }

        /// Half of the people carry at most so many units.
        var medianUnits: Int? {
            var left = (workers + 1) / 2
            for (units, people) in loads.sorted(by: { $0.key < $1.key }) {
                left -= people
                if left <= 0 { return units }
            }
            return nil
        }

        mutating func add(_ kind: UnitKind, units: Int, uncovered: Int) {
            guard kind.isCovered else { return }
            let known = kinds[kind] ?? (0, 0)
            kinds[kind] = (known.units + units, known.uncovered + uncovered)
        }

        static func + (left: Sum, right: Sum) -> Sum {
            var sum = left
            for (kind, counts) in right.kinds { sum.add(kind, units: counts.units, uncovered: counts.uncovered) }
            sum.enterprises += right.enterprises
            sum.employees += right.employees
            sum.waiting += right.waiting
            sum.loads.merge(right.loads, uniquingKeysWith: +)
            return sum
        }
    }

    private(set) var parts: [String: Sum] = [:]
    var all: Sum { parts.values.reduce(Sum(), +) }

    /// - Parameter day: a past day; nil: now.
    static func read(of whole: Place, _ scope: Scope, on day: Day?, _ tx: Transaction) throws -> CoverageSums {
        var sums = CoverageSums()
        let filter = CoverageFilter(below: whole, day: day)
        let length = whole.key.rawValue.utf8.count + ScopeKey.stepLength
        if let day {
            try sums.addUnits(of: whole, scope, filter, length, on: day, tx)
        } else {
            for row in try tx.all(unitsQuery(scope, filter, length: length), { $0 }) {
                let part: String = try row["part"]
                var sum = sums.parts[part] ?? Sum()
                let kind: UnitKind = try row["kind"]
                sum.add(kind, units: try row["units"], uncovered: try row["uncovered"])
                let (enterprises, employees): (Int, Int) = (try row["enterprises"], try row["employees"])
                sum.enterprises += enterprises
                sum.employees += employees
                sum.waiting += try row["waiting"] as Int
                sums.parts[part] = sum
            }
        }
        let loads =
            day == nil
            ? loadsQuery(scope, filter, length: length) : Coverage.loadsQuery(scope, filter, length: length)
        for row in try tx.all(loads, { $0 }) {
            let (part, units, people): (String, Int, Int) = (try row["part"], try row["units"], try row["people"])
            sums.parts[part, default: Sum()].loads[units, default: 0] += people
        }
        return sums
    }

    /// Every unit once: its kind, whether nobody answers for it, what its enterprises add up to.
    static func unitsQuery(_ scope: Scope, _ filter: CoverageFilter, length: Int) -> SQL {
        """
        SELECT seen.part AS part, seen.kind AS kind, COUNT(*) AS units, SUM(seen.nobody) AS uncovered,
            CAST(SUM(seen.enterprises) AS BIGINT) AS enterprises, CAST(SUM(seen.employees) AS BIGINT) AS employees,
            CAST(SUM(seen.nobody * seen.employees) AS BIGINT) AS waiting
        FROM (
            SELECT substr(u.scope_key, 1, CAST(\(length) AS INTEGER)) AS part, u.kind AS kind,
                CASE WHEN \(Coverage.mustBeCovered) AND \(Coverage.hasNobody()) THEN 1 ELSE 0 END AS nobody,
                COALESCE(e.enterprises, 0) AS enterprises, COALESCE(e.employees, 0) AS employees
            FROM units u LEFT JOIN enterprise_sums e ON e.unit_id = u.id
            WHERE \(Coverage.places("u", scope, filter)) AND u.closed_on IS NULL
        ) AS seen GROUP BY seen.part, seen.kind
        """
    }

    /// How many people carry how many units.
    static func loadsQuery(_ scope: Scope, _ filter: CoverageFilter, length: Int) -> SQL {
        """
        SELECT substr(u.scope_key, 1, CAST(\(length) AS INTEGER)) AS part, l.units AS units,
            CAST(SUM(l.people) AS BIGINT) AS people
        FROM units u JOIN unit_loads l ON l.unit_id = u.id WHERE \(Coverage.places("u", scope, filter))
        GROUP BY part, l.units
        """
    }

    private mutating func addUnits(
        of whole: Place, _ scope: Scope, _ filter: CoverageFilter, _ length: Int, on day: Day, _ tx: Transaction
    ) throws {
        let totals = try EnterpriseStore.totalsByUnit(below: whole, asOf: day, scope, tx)
        let rows = try tx.all(
            """
            SELECT u.id AS id, substr(u.scope_key, 1, CAST(\(length) AS INTEGER)) AS part, u.kind AS kind,
                CASE WHEN \(filter.stood) THEN 1 ELSE 0 END AS stood,
                CASE WHEN \(Coverage.mustBeCovered) AND \(Coverage.hasNobody(day)) THEN 1 ELSE 0 END AS nobody
            FROM units u WHERE \(Coverage.places("u", scope, filter))
            """
        ) { $0 }
        for row in rows {
            let part: String = try row["part"]
            let (stood, nobody): (Int, Int) = (try row["stood"], try row["nobody"])
            let id: Identifier = try row["id"]
            let own = totals[id] ?? EnterpriseTotals.none
            guard stood == 1 || own.enterprises > 0 else { continue }
            var sum = parts[part] ?? Sum()
            let kind: UnitKind = try row["kind"]
            if stood == 1 { sum.add(kind, units: 1, uncovered: nobody) }
            sum.enterprises += own.enterprises
            sum.employees += own.employees
            sum.waiting += nobody * own.employees
            parts[part] = sum
        }
    }
}
