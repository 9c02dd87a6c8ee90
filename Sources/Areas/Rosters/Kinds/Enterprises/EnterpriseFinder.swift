import ChineseText
import Core
import Organization
import Storage

/// Finds the enterprises that rows name: by the code, else by the exact name within their unit.
struct EnterpriseFinder {
    let units: UnitFinder
    private var byCode: [String: Enterprise] = [:]

    init(_ scope: Scope, _ tx: Transaction) throws { units = try UnitFinder(scope, tx) }

    mutating func prepare(_ lines: [ImportLine], _ tx: Transaction) throws {
        for start in stride(from: 0, to: lines.count, by: 500) {
            let codes = lines[start..<min(start + 500, lines.count)].compactMap(\.values.creditCode)
            byCode.merge(try EnterpriseStore.identified(byCodes: codes, tx)) { first, _ in first }
        }
    }

    enum Match {
        case none
        case found(Enterprise)
        case several
    }

    /// - Parameter unit: where the row says that it lies.
    func find(_ values: RowValues, at unit: Unit?, _ tx: Transaction) throws -> Match {
        if let code = values.creditCode, let known = byCode[code] { return .found(known) }
        guard let unit, let name = values[.enterpriseName] else { return .none }
        // One with another code is another enterprise.
        let named = try EnterpriseStore.named(name, below: unit.place, tx).filter {
            values.creditCode == nil || $0.creditCode == nil
        }
        return named.count == 1 ? .found(named[0]) : named.isEmpty ? .none : .several
    }
}
