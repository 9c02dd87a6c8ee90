import Core
import Storage
import Web

/// A unit as a row of a list, the tree or a table of units below.
struct UnitLine: Sendable, Encodable {
    let id: Identifier
    let name: String
    let kind: UnitKind
    let kindName: Message
    /// What it lies directly in, where that is shown.
    let parentName: String?
    /// Units in use below it, at any depth.
    let below: Int
    let closedOn: Day?
    /// The past day of which this is; links stay on it.
    let asOf: Day?

    init(_ unit: UnitThen, below: Int, asOf: Day, parentName: String? = nil) {
        id = unit.id
        name = unit.name
        kind = unit.kind
        kindName = unit.kind.title
        self.parentName = parentName
        self.below = below
        closedOn = nil
        self.asOf = asOf
    }

    init(_ unit: Unit, below: Int, parentName: String? = nil) {
        id = unit.id
        name = unit.name
        kind = unit.kind
        kindName = unit.kind.title
        self.parentName = parentName
        self.below = below
        closedOn = unit.closedOn
        asOf = nil
    }

    var link: HTML {
        "<a href=\"\(Web.address("/units/\(id)", [("asOf", asOf?.description)]))\">\(name)</a>"
    }

    /// The number opens what it counts.
    func belowLink(_ words: Words) -> HTML {
        below == 0 ? "0" : "<a href=\"\(treeAddress(id, asOf: asOf))\">\(words(below))</a>"
    }

    func closedTag(_ words: Words) -> HTML? { closedOn == nil ? nil : " \(tag(words, "已撤销", .quiet))" }

    /// Makes lines with two queries, however many units there are.
    static func lines(_ units: [Unit], withParents: Bool, _ tx: Transaction) throws -> [UnitLine] {
        guard !units.isEmpty else { return [] }
        let counts = try UnitStore.counts(below: units, tx)
        let parents = withParents ? try UnitStore.named(units.compactMap(\.parent), tx) : []
        let names = Dictionary(uniqueKeysWithValues: parents.map { ($0.id, $0.name) })
        return units.map { unit in
            UnitLine(unit, below: counts[unit.id] ?? 0, parentName: unit.parent.flatMap { names[$0] })
        }
    }
}

/// The tree, opened down to a unit.
func treeAddress(_ unit: Identifier, asOf: Day? = nil) -> String {
    Web.address("/units", [("open", unit.description), ("asOf", asOf?.description)]) + "#u-\(unit)"
}

/// The units as a table.
func unitTable(_ words: Words, _ lines: [UnitLine], caption: Message, empty: HTML?) -> HTML {
    let withParents = lines.contains { $0.parentName != nil }
    let withBelow = lines.contains { $0.below > 0 }
    var heads = [Column("单位", .heading), Column("类型")]
    if withParents { heads.append(Column("上级")) }
    if withBelow { heads.append(Column("下级单位", .number)) }
    let rows = lines.map { line -> TableRow in
        var cells: [HTML] = ["\(line.link)\(line.closedTag(words))", "\(words(line.kindName))"]
        if withParents { cells.append("\(line.parentName ?? "")") }
        if withBelow { cells.append(line.belowLink(words)) }
        return TableRow(cells)
    }
    return dataTable(words, caption: caption, columns: heads, rows: rows, empty: empty)
}
