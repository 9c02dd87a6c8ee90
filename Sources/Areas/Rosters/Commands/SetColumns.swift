import Core
import Foundation
import Organization
import Storage

/// Says by hand where the header of a sheet is and what its columns mean.
package struct SetColumns: Command {
    package static let name = "setRosterColumns"
    package var roster: Identifier
    package var choice: SheetChoice

    package init(roster: Identifier, choice: SheetChoice) {
        self.roster = roster
        self.choice = choice
    }

    package func load(_ act: Act) throws -> FileImport { try ImportSubject.load(roster, act) }

    package func mayRun(_ subject: FileImport, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.place)
    }

    package func check(_ subject: FileImport, _ act: Act) throws -> [FieldProblem] {
        guard subject.state == .read else { throw Problem.conflict("这次导入已经确认或放弃，不能再改列") }
        var problems: [FieldProblem] = []
        if let row = choice.headerRow, !(1...1_048_576).contains(row) {
            problems.append(FieldProblem("headerRow", "请填写表头所在的行号"))
        }
        if let columns = choice.columns {
            for field in subject.kind.form.needed where columns[field] == nil {
                problems.append(FieldProblem(field.rawValue, "请选出“\(field.title(in: subject.kind))”是哪一列"))
            }
            for (field, column) in columns where columns.contains(where: { $0.value == column && $0.key < field }) {
                problems.append(FieldProblem(field.rawValue, "同一列不能既是这一项又是另一项"))
            }
        }
        return problems
    }

    package func perform(_ subject: FileImport, _ act: Act) throws -> Done {
        let choices = subject.choices.filter { $0.sheet != choice.sheet } + [choice]
        let text = String(decoding: try JSONEncoder().encode(choices), as: UTF8.self)
        guard try ImportStore.change(subject, ["choices = \(text)"], act) else {
            throw ImportSubject.changedMeanwhile()
        }
        act.note("roster", roster, fields: ["columns"])
        return Done()
    }
}

/// Matches a spelling of the file to a unit, once; it is remembered for the district.
package struct MatchUnit: Command {
    package static let name = "matchUnit"
    package var roster: Identifier
    package var district: Identifier
    /// As it stands in the file.
    package var alias: String
    package var unit: Identifier

    package init(roster: Identifier, district: Identifier, alias: String, unit: Identifier) {
        self.roster = roster
        self.district = district
        self.alias = alias
        self.unit = unit
    }

    package func load(_ act: Act) throws -> FileImport { try ImportSubject.load(roster, act) }

    package func mayRun(_ subject: FileImport, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.place)
    }

    package func perform(_ subject: FileImport, _ act: Act) throws -> Done {
        try act.run(ConfirmAlias(district: district, alias: alias, unit: unit))
        act.note("roster", roster)
        act.note("unit", unit, fields: ["alias"])
        return Done()
    }
}

/// Gives an import up, before it was confirmed or on the way. Rows that are in stay in.
package struct AbandonImport: Command {
    package static let name = "abandonRoster"
    package var roster: Identifier

    package init(roster: Identifier) { self.roster = roster }

    package func load(_ act: Act) throws -> FileImport { try ImportSubject.load(roster, act) }

    package func mayRun(_ subject: FileImport, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.place)
    }

    package func check(_ subject: FileImport, _ act: Act) throws -> [FieldProblem] {
        guard subject.state == .read || subject.state == .running else { throw Problem.conflict("这次导入已经结束") }
        return []
    }

    package func perform(_ subject: FileImport, _ act: Act) throws -> Done {
        let columns: [SQL] = ["state = \(FileImport.State.abandoned)", "ended_at = \(act.now)"]
        guard try ImportStore.change(subject, columns, act) else { throw ImportSubject.changedMeanwhile() }
        act.note("roster", roster, fields: ["state"])
        return Done()
    }
}
