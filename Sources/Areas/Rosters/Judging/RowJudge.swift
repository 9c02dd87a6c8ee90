import Core
import Organization
import Storage

/// What is to become of a row.
struct RowJudgement: Sendable {
    var outcome: RowOutcome
    var fault: RowFault?
    /// What the row is about, where it is known already; of a fault `heldElsewhere` for the request of transfer only.
    var record: Identifier?
    var version: Int?
    /// The unit that the row names, where it is known and lies in the scope.
    var unit: Identifier?
    /// The fields that differ from what is stored.
    var changes: [String] = []
    var warnings: [RowWarning] = []

    static func rejected(_ fault: RowFault, unit: Identifier? = nil) -> RowJudgement {
        RowJudgement(outcome: .rejected, fault: fault, unit: unit)
    }
}

/// Judges rows of one kind, as the database stands. Asks in a few statements for all rows together.
protocol RowJudge {
    /// Where each accepted row of the file stands, by digest.
    var taken: [String: (sheet: String, row: Int)] { get set }
    /// - Parameter alreadyTaken: where accepted rows of earlier chunks of the same file stand, by digest.
    mutating func judge(
        _ lines: [ImportLine], alreadyTaken: [String: (sheet: String, row: Int)], _ tx: Transaction
    ) throws -> [RowJudgement]
    /// By which a second row about the same is told; nil for one that nobody could tell.
    func digest(of line: ImportLine) -> String?
    /// Who stands in no row, though posted at one of its units.
    func absent(_ tx: Transaction) throws -> [Absence]
}

extension RowJudge {
    func absent(_ tx: Transaction) throws -> [Absence] { [] }

    /// From now on a second row about the same is one too many.
    mutating func take(_ line: ImportLine) {
        if let digest = digest(of: line) { taken[digest] = (line.sheet, line.row) }
    }

    /// A row that could not be taken in the end stands in nobody's way.
    mutating func giveBack(_ line: ImportLine) {
        if let digest = digest(of: line) { taken[digest] = nil }
    }

    /// An earlier row of the file is about the same.
    func duplicate(_ line: ImportLine, in field: ImportField) -> RowFault? {
        guard let earlier = digest(of: line).flatMap({ taken[$0] }) else { return nil }
        return line.fault(.duplicateInFile, field, [earlier.sheet, String(earlier.row)])
    }
}

/// Finds the units that rows name, by district and place.
struct UnitFinder {
    let directory: UnitDirectory
    /// Where the importer may import.
    let scope: Scope

    init(_ scope: Scope, _ tx: Transaction) throws {
        directory = try UnitDirectory(tx, for: scope)
        self.scope = scope
    }

    /// The unit, or what is wrong with its name.
    ///
    /// - Parameter blankIsDistrict: a row that names no unit lies in the district itself.
    func find(_ line: ImportLine, blankIsDistrict: Bool = false) -> Result<Unit, Miss> {
        let (district, place) = (line.values.district, line.values.unit)
        func unknown(_ kind: String, _ names: [String] = [], inDistrict: Bool = false) -> Result<Unit, Miss> {
            .failure(
                Miss(fault: line.fault(.unknownUnit, inDistrict ? .district : .unit, [kind, district, place] + names)))
        }
        if district.isEmpty { return unknown("noDistrict", inDistrict: true) }
        guard let known = directory.district(named: district) else {
            return unknown("district", directory.districts(nearestTo: district).map(\.placeName), inDistrict: true)
        }
        if place.isEmpty { return blankIsDistrict ? .success(known) : unknown("place") }
        switch directory.find(in: known.id, place: place) {
        case .found(let unit, _): return .success(unit)
        case .unknown(let nearest): return unknown("place", nearest.map(\.placeName))
        case .ambiguous(let units): return unknown("ambiguous", units.prefix(3).map(\.name))
        }
    }

    struct Miss: Error {
        let fault: RowFault
        /// Several units are called so.
        var isAmbiguous: Bool { fault.detail.first == "ambiguous" }
    }
}
