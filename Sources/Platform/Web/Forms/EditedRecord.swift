import Core
import Storage

/// A record as an edit form shows it: which version was read, and what each field says. The form carries both along, so
/// that when somebody else has saved meanwhile the two can be laid beside one another, field by field.
///
/// ```swift
/// // The page: opens with what stands there, or comes back with what was typed and what has changed meanwhile.
/// let form = try await record.form(typed, visit)
/// // The act: only after she has chosen between hers and theirs.
/// try await visit.submitEdit { visit in … } orShow: { typed in try await page(typed) }
/// ```
package struct EditedRecord: Sendable {
    package struct Field: Sendable {
        let name: String
        let label: Message
        /// As the form writes it; of a sealed one what may be shown of it.
        let value: String
        /// Its name on audit.
        let audited: String
        /// Inputs that say what becomes of it, where it is never filled in again.
        let inputs: [String]?
        let says: @Sendable (String) -> Message

        package static func text(
            _ name: String, _ label: Message, _ value: String?, audited: String? = nil
        ) -> Field {
            Field(
                name: name, label: label, value: value ?? "", audited: audited ?? name, inputs: nil,
                says: Message.verbatim)
        }

        package static func day(_ name: String, _ label: Message, _ value: Day?) -> Field {
            Field(
                name: name, label: label, value: value?.description ?? "", audited: name, inputs: nil,
                says: { text in Day(text).map { "\($0)" } ?? .verbatim(text) })
        }

        package static func choice(
            _ name: String, _ label: Message, _ value: String?, _ choices: [Choice]
        ) -> Field {
            Field(
                name: name, label: label, value: value ?? "", audited: name, inputs: nil,
                says: { text in choices.first { $0.value == text }?.label ?? .verbatim(text) })
        }

        /// - Parameter also: a box that empties it.
        package static func sealed(
            _ name: String, _ label: Message, masked: String?, also: [String] = []
        ) -> Field {
            Field(
                name: name, label: label, value: masked ?? "", audited: name, inputs: [name] + also,
                says: Message.verbatim)
        }
    }

    /// As on audit.
    let kind: String
    let id: Identifier
    let version: Int
    let fields: [Field]

    package init(_ kind: String, _ id: Identifier, version: Int, _ fields: [Field]) {
        self.kind = kind
        self.id = id
        self.version = version
        self.fields = fields
    }

    /// The form as it opens, or as it comes back with what was typed.
    package func form(_ typed: FormState?, _ visit: Visit) async throws -> FormState {
        guard var form = typed else { return opened }
        let (read, shown) = (form[Carried.read] ?? form[Carried.version], form[Carried.version])
        let isBehind = read != String(version) && (form.message != nil || read != shown)
        form.carried = carried(from: form)
        guard isBehind else {
            form.carried[Carried.version] = shown ?? ""
            return form
        }
        form[Carried.version] = String(version)
        form.carried[Carried.version] = String(version)
        let last = try await visit.house.database.read { [registry = visit.house.registry] tx in
            try LastChange.read(kind, id, registry, tx)
        }
        lay(beside: &form, last)
        return form
    }

    private var opened: FormState {
        var form = FormState()
        for field in fields where field.inputs == nil && !field.value.isEmpty { form[field.name] = field.value }
        form[Carried.version] = String(version)
        form.carried = [Carried.version: String(version), Carried.read: String(version)]
        for field in fields { form.carried[Carried.was(field.name)] = field.value }
        return form
    }

    private func carried(from form: FormState) -> [String: String] {
        var carried = [Carried.read: form[Carried.read] ?? form[Carried.version] ?? ""]
        for name in fields.map({ Carried.was($0.name) }) { carried[name] = form[name] }
        return carried
    }

    private func lay(beside form: inout FormState, _ last: [String: LastChange]) {
        let chosenBefore = Set(Carried.conflicts(form[Carried.conflicts]))
        var conflicts: [String] = []
        form.changes = fields.compactMap { field in
            let was = form[Carried.was(field.name)]?.asCompared
            let typed = (form[field.name] ?? "").asCompared
            let isTyped = field.inputs.map { $0.contains { form[$0]?.asCompared.isEmpty == false } }
            guard was != field.value.asCompared else { return nil }
            if was == nil, isTyped == false || typed == field.value.asCompared { return nil }
            // What she has seen before she left as it is, or changed knowingly.
            let isSeen = form[Carried.theirs(field.name)]?.asCompared == field.value.asCompared
            let isConflict =
                isSeen
                ? chosenBefore.contains(field.name)
                : isTyped ?? (typed != was && typed != field.value.asCompared)
            if !isSeen {
                form[Carried.choice(field.name)] = nil
                if !isConflict, field.inputs == nil { form[field.name] = field.value }
            }
            if isConflict {
                conflicts.append(field.name)
                if let inputs = field.inputs {
                    form.carried[Carried.inputs(field.name)] = inputs.joined(separator: " ")
                }
            }
            form.carried[Carried.theirs(field.name)] = field.value
            let change = last[field.audited]
            return ChangedField(
                field: field.name, label: field.label, was: was.map { $0.isEmpty ? "（空）" : field.says($0) },
                now: field.value.isEmpty ? "（空）" : field.says(field.value), who: change?.who, at: change?.at,
                mine: isConflict ? field.inputs == nil && !typed.isEmpty ? field.says(typed) : mine(field, typed) : nil)
        }
        form.carried[Carried.conflicts] = conflicts.joined(separator: " ")
        form.isBehind = true
    }

    private func mine(_ field: Field, _ typed: String) -> Message {
        typed.isEmpty ? (field.inputs == nil ? "（空）" : "（删去）") : "您刚填的号码"
    }
}

/// A field that somebody else has changed since the form was opened.
package struct ChangedField: Sendable, Encodable {
    package let field: String
    package let label: Message
    /// nil: the form did not say what it started from.
    package let was: Message?
    package let now: Message
    package let who: Message?
    package let at: Instant?
    /// What she wrote herself, where it is another thing; she has to choose.
    package let mine: Message?
}

/// Names of the hidden inputs that go along with an edit form.
enum Carried {
    static let version = "version"
    static let read = "readVersion"
    static let conflicts = "conflicts"
    static func was(_ field: String) -> String { "was-" + field }
    static func theirs(_ field: String) -> String { "theirs-" + field }
    static func inputs(_ field: String) -> String { "inputs-" + field }
    static func choice(_ field: String) -> String { "choose-" + field }

    static func conflicts(_ text: String?) -> [String] { (text ?? "").split(separator: " ").map(String.init) }
}

extension String {
    fileprivate var asCompared: String { trimmed.replacing("\r\n", with: "\n") }
}

extension Visit {
    /// As `submit`, for a form that edits a record: what two people have changed differently she has decided first.
    package func submitEdit(
        _ act: (Visit) async throws -> Answer, orShow page: (FormState) async throws -> any Page
    ) async throws -> Answer {
        try await submit {
            try await act(try decided())
        } orShow: {
            try await page($0)
        }
    }

    /// With theirs in place of hers where she has chosen so.
    private func decided() throws(Problem) -> Visit {
        var visit = self
        var undecided: [FieldProblem] = []
        for field in Carried.conflicts(fields[Carried.conflicts]) {
            let theirs = fields[Carried.theirs(field)] ?? ""
            let inputs = fields[Carried.inputs(field)].map { Carried.conflicts($0) }
            switch fields[Carried.choice(field)] {
            case "mine": break
            case "theirs":
                for input in inputs ?? [] { visit.fields.replace(input, with: "") }
                if inputs == nil { visit.fields.replace(field, with: theirs) }
            // She has written theirs herself, or taken hers back.
            case _ where inputs.map { $0.allSatisfy { fields[$0] == nil } } ?? ((fields[field] ?? "") == theirs): break
            default: undecided.append(FieldProblem(Carried.choice(field), "请选择用哪一个"))
            }
        }
        if !undecided.isEmpty { throw .invalid(undecided) }
        return visit
    }
}
