import Core
import Organization
import Storage

/// Takes over one row about a unit, as judged: puts it into the tree, or corrects what it is called.
package struct ImportUnitRow: Command {
    package static let name = "importUnitRow"
    let file: Identifier
    let values: RowValues
    /// nil: it was made by an earlier row of the same file.
    let parent: Identifier?
    /// nil: not known yet.
    let unit: Identifier?
    let changes: [String]

    package typealias Outcome = RowTaken

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func perform(_ subject: Void, _ act: Act) throws -> RowTaken {
        act.note("roster", file)
        guard let unit else {
            guard let kind = values[.unitKind].flatMap(UnitKind.reading) else { throw Problem.notFound }
            let made = try act.run(
                CreateUnit(values, kind, below: try parent ?? parentOfThisFile(act))
            ).unit
            act.note("unit", made)
            return RowTaken(record: made, trace: RowTrace(isNew: true, version: 1))
        }
        guard let known = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        try act.run(CorrectUnit(known, values))
        var trace = RowTrace(isNew: false, version: known.version + 1)
        trace.keep(.unitName, known.name)
        trace.keep(.placeName, known.placeName)
        trace.keep(.code, known.code)
        act.note("unit", unit, fields: changes)
        return RowTaken(record: unit, trace: trace)
    }

    private func parentOfThisFile(_ act: Act) throws -> Identifier {
        let found = try UnitStore.called(values.unit, inDistrictNamed: values.district, act.tx)
        guard found.count == 1, let parent = found.first else {
            throw Problem.invalid("parent", "上级单位所在的那一行没有收进来，请先改正那一行")
        }
        return parent.id
    }
}

extension CreateUnit {
    /// As a row says it.
    init(_ values: RowValues, _ kind: UnitKind, below parent: Identifier?) {
        self.init(
            parent: parent, kind: kind, name: values[.unitName] ?? "", placeName: values[.placeName],
            code: values[.code], openedOn: values.day(.openedOn))
    }
}

extension CorrectUnit {
    /// As a row says it; what it leaves blank stays as it is.
    init(_ known: Unit, _ values: RowValues) {
        self.init(
            unit: known.id, version: known.version, name: values[.unitName] ?? known.name,
            placeName: values[.placeName] ?? known.placeName, code: values[.code] ?? known.code)
    }
}
