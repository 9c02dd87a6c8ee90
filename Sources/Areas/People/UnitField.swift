import Core
import Storage
import Web

/// Lets somebody name a unit in a form: she writes part of it; where several fit, she picks one.
package struct UnitField: Sendable, Encodable {
    package struct Option: Sendable, Encodable {
        package let id: Identifier
        package let label: String
    }

    /// Few units in all are offered at once; many only when what was written fits several.
    package let options: [Option]
    package let asksForName: Bool

    static let few = 40
    static let most = 12

    /// What the form offers, given what was written so far.
    package static func offer(
        _ text: String?, _ scope: Scope, _ tx: Transaction, from units: UnitChoices
    ) throws -> UnitField {
        let all = try units.search("", scope, tx, few + 1)
        if all.count <= few { return UnitField(options: options(all), asksForName: false) }
        let fitting = try text.map { try units.search($0, scope, tx, most) } ?? []
        return UnitField(options: options(fitting), asksForName: true)
    }

    /// The unit that a form means: the one picked, or the only one that fits what was written.
    package static func resolve(
        _ fields: Fields, _ scope: Scope, _ tx: Transaction, from units: UnitChoices
    ) throws -> Identifier {
        if let picked = fields["unit"] {
            guard let id = Identifier(picked) else { throw Problem.invalid("unit", "请从列表中选择单位") }
            return id
        }
        guard let text = fields["unitName"] else { throw Problem.invalid("unitName", "请填写单位名称") }
        let hits = try units.search(text, scope, tx, most + 1)
        let exact = hits.filter { $0.isCalled(text) }
        if let only = exact.count == 1 ? exact.first : hits.count == 1 ? hits.first : nil { return only.id }
        if hits.isEmpty { throw Problem.invalid("unitName", "您的范围内没有叫“\(text)”的单位，请核对名称") }
        if hits.count > most {
            throw Problem.invalid("unitName", "符合“\(text)”的单位超过 \(most) 个，请写得更全，或从下面选择一个")
        }
        throw Problem.invalid("unit", "有 \(hits.count) 个单位符合“\(text)”，请选择其中一个")
    }

    package func view(_ form: FormView, _ label: Message) -> HTML {
        let choices = options.map { Choice($0.id.description, .verbatim($0.label)) }
        guard asksForName else { return form.select("unit", label, choices) }
        let name = form.text("unitName", label, hint: "写出名称的一部分、拼音或首字母，例如“漕河泾”或 chj")
        return choices.isEmpty ? name : name + form.radios("unit", "符合的单位", choices)
    }

    private static func options(_ units: [UnitChoices.Unit]) -> [Option] {
        units.map { Option(id: $0.id, label: $0.label) }
    }
}

extension Visit {
    /// A command whose unit is named in the form. What is wrong with the name is told together with the other fields.
    package func decode<C: Decodable>(
        _ type: C.Type, with known: [String: String] = [:], namingUnitIn scope: Scope, from units: UnitChoices
    ) async throws -> C {
        var known = known
        var problems: [FieldProblem] = []
        do {
            known["unit"] = try await house.database.read { [fields] tx in
                try UnitField.resolve(fields, scope, tx, from: units)
            }.description
        } catch Problem.invalid(let wrong) {
            problems = wrong
            known["unit"] = Identifier(rawValue: 0).description
        }
        let command: C
        do { command = try decode(type, with: known) } catch Problem.invalid(let wrong) {
            throw Problem.invalid(problems + wrong)
        }
        guard problems.isEmpty else { throw Problem.invalid(problems) }
        return command
    }
}
