import Core
import Storage

/// By which command a row of each kind is taken over, and what its refusal means for the row.
extension ImportKind {
    func take(
        _ line: ImportLine, _ judgement: RowJudgement, of file: Identifier, _ unitChange: FileImport.UnitChange,
        _ act: Act
    ) throws -> Result<RowTaken, Problem> {
        switch self {
        case .roster:
            guard let unit = judgement.unit else { return .failure(.notFound) }
            return try act.attempt(
                ImportRosterRow(
                    roster: file, values: line.values, unit: unit, person: judgement.record,
                    version: judgement.version, changes: judgement.changes, unitChange: unitChange))
        case .units:
            return try act.attempt(
                ImportUnitRow(
                    file: file, values: line.values, parent: judgement.unit, unit: judgement.record,
                    changes: judgement.changes))
        case .enterprises:
            guard let unit = judgement.unit else { return .failure(.notFound) }
            return try act.attempt(
                ImportEnterpriseRow(
                    file: file, values: line.values, unit: unit, enterprise: judgement.record,
                    changes: judgement.changes))
        case .headcounts:
            guard let enterprise = judgement.record else { return .failure(.notFound) }
            return try act.attempt(ImportHeadcountRow(file: file, values: line.values, enterprise: enterprise))
        }
    }

    /// What a command refused that judging let through: a date that no post can begin on, a unit closed meanwhile.
    func fault(_ problem: Problem, _ line: ImportLine) -> RowFault {
        if self == .roster { return rosterFault(problem, line) }
        guard case .invalid(let problems) = problem, let first = problems.first else {
            return line.refused(problem.message, form.name)
        }
        return line.refused(first.message, form.field(ofCommand: first.field))
    }

    private func rosterFault(_ problem: Problem, _ line: ImportLine) -> RowFault {
        guard case .invalid(let problems) = problem, let first = problems.first else {
            return line.fault(.heldElsewhere, .idNumber)
        }
        switch first.field {
        case "hiredOn", "startedOn": return line.fault(.badDate, .hiredOn)
        case "phone": return line.fault(.badPhone, .phone)
        case "documentNumber":
            return line.fault(first.code == "badBirthDate" ? .badBirthDate : .idCheckDigit, .idNumber)
        case "name": return line.fault(.missingName, .name)
        default: return line.fault(.outOfScope, .unit)
        }
    }
}

extension ImportLine {
    fileprivate func refused(_ message: Message, _ field: ImportField) -> RowFault {
        RowFault(refusing: message, field, column: column(field))
    }
}

extension TableForm {
    /// What a command calls a field, where the table calls it otherwise.
    func field(ofCommand field: String) -> ImportField {
        if field == "name" { return name }
        let known: [String: ImportField] = [
            "kind": .unitKind, "parent": .unit, "unit": .unit, "post": .unit, "worker": .category, "countedOn": .day,
            "creditCodeOverride": .remark,
        ]
        return known[field] ?? fields.first { $0.rawValue == field } ?? name
    }
}
