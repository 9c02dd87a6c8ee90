import ChineseText
import Core
import Organization
import Storage

/// Finds the enterprises that rows name: by the code, else by the exact name within their unit. Asks in a few statements
/// for all rows together.
struct EnterpriseFinder {
    let units: UnitFinder
    /// A row that names no unit means the only enterprise of its name, as far as the importer reaches.
    let byNameAlone: Bool

    init(_ scope: Scope, byNameAlone: Bool = false, _ tx: Transaction) throws {
        units = try UnitFinder(scope, tx)
        self.byNameAlone = byNameAlone
    }

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
                line: line, unit: unit, match: match(line.values, try? unit.get(), byCode, byName),
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
    private func match(
        _ values: RowValues, _ unit: Unit?, _ byCode: [String: Enterprise], _ byName: [String: [Enterprise]]
    ) -> Match {
        if let code = values.creditCode, let known = byCode[code] { return .found(known) }
        guard let name = values[.enterpriseName] else { return .none }
        // One with another code is another enterprise.
        let all = (byName[name] ?? []).filter { values.creditCode == nil || $0.creditCode == nil }
        let named: [Enterprise]
        if let unit {
            named = all.filter { unit.place.key.contains($0.place.key) }
        } else if byNameAlone, values.unit.isEmpty {
            let district = units.directory.district(named: values.district)
            guard district != nil || values.district.isEmpty else { return .none }
            named = all.filter { one in
                units.scope.contains(one.place) && (district == nil || one.place.district == district?.id)
            }
        } else {
            return .none
        }
        return named.count == 1 ? .found(named[0]) : named.isEmpty ? .none : .several
    }
}
