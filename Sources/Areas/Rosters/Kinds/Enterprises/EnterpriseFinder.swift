import ChineseText
import Core
import Organization
import Storage

/// Finds the enterprises that rows name: by the code, else by the exact name within their unit. Asks in a few statements
/// for all rows together.
struct EnterpriseFinder {
    let units: UnitFinder

    init(_ scope: Scope, _ tx: Transaction) throws { units = try UnitFinder(scope, tx) }

    enum Match {
        case none
        case found(Enterprise)
        case several
    }

    /// What is known of what a row says.
    struct Seen {
        let line: ImportLine
        let unit: Result<Unit, UnitFinder.Miss>
        let match: Match
        let count: HeadcountSaid?
        /// The count that stands for the same day.
        fileprivate(set) var stored: Headcount?
    }

    private static let atOnce = 500

    func look(at lines: [ImportLine], today: Day, _ tx: Transaction) throws -> [Seen] {
        var seen: [Seen] = []
        for start in stride(from: 0, to: lines.count, by: Self.atOnce) {
            seen += try part(Array(lines[start..<min(start + Self.atOnce, lines.count)]), today, tx)
        }
        return seen
    }

    private func part(_ lines: [ImportLine], _ today: Day, _ tx: Transaction) throws -> [Seen] {
        let byCode = try EnterpriseStore.identified(byCodes: lines.compactMap(\.values.creditCode), tx)
        let names = lines.filter { line in line.values.creditCode.flatMap { byCode[$0] } == nil }
            .compactMap { $0.values[.enterpriseName] }
        let byName = try EnterpriseStore.named(names, tx)
        var seen = lines.map { line in
            let unit = units.find(line)
            return Seen(
                line: line, unit: unit, match: Self.match(line.values, try? unit.get(), byCode, byName),
                count: HeadcountSaid(line.values, today))
        }
        let said = seen.compactMap { one -> HeadcountStore.Key? in
            guard case .found(let known) = one.match, let count = one.count else { return nil }
            return HeadcountStore.Key(enterprise: known.id, day: count.day)
        }
        let stored = try HeadcountStore.on(Set(said), tx)
        for index in seen.indices {
            guard case .found(let known) = seen[index].match, let count = seen[index].count else { continue }
            seen[index].stored = stored[HeadcountStore.Key(enterprise: known.id, day: count.day)]
        }
        return seen
    }

    /// - Parameter unit: where the row says that it lies.
    private static func match(
        _ values: RowValues, _ unit: Unit?, _ byCode: [String: Enterprise], _ byName: [String: [Enterprise]]
    ) -> Match {
        if let code = values.creditCode, let known = byCode[code] { return .found(known) }
        guard let unit, let name = values[.enterpriseName] else { return .none }
        // One with another code is another enterprise.
        let named = (byName[name] ?? []).filter { one in
            unit.place.key.contains(one.place.key) && (values.creditCode == nil || one.creditCode == nil)
        }
        return named.count == 1 ? .found(named[0]) : named.isEmpty ? .none : .several
    }
}
