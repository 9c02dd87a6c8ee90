import Core
import People
import Storage
import Web

/// Whoever answers for a station, by name. She may be held elsewhere: her name is told, her page is not.
struct Keeper: Sendable, Encodable {
    let person: Identifier
    let name: String
    let isSeen: Bool

    var link: HTML { isSeen ? "<a href=\"/people/\(person)\">\(name)</a>" : HTML(text: name) }

    static func named(
        _ people: [Identifier], _ scope: Scope, _ tx: Transaction
    ) throws -> [Identifier: Keeper] {
        guard !people.isEmpty else { return [:] }
        let seen = scope.predicate(.init(key: "p.scope_key", district: "p.district_id", record: ("person", "p.id")))
        let found = try tx.all(
            """
            SELECT p.id, p.name, CASE WHEN \(seen) THEN 1 ELSE 0 END AS is_seen FROM people p
            WHERE p.id IN \(list: Set(people).sorted())
            """
        ) { row in
            Keeper(person: try row["id"], name: try row["name"], isSeen: try row["is_seen"] as Int == 1)
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.person, $0) })
    }
}

/// Lets somebody name the person who answers for a station; where several fit, she picks one.
struct KeeperField: Sendable, Encodable {
    struct Option: Sendable, Encodable {
        let id: Identifier
        let label: String
    }

    let options: [Option]

    private static let most = 12

    /// What the form offers after what was written fitted several.
    static func offer(_ text: String?, _ actor: Actor, _ house: House) async throws -> KeeperField {
        guard let text, !isNumber(text) else { return KeeperField(options: []) }
        let hits = try await PersonSearch.search(text, actor, house).hits
        guard (2...most).contains(hits.count) else { return KeeperField(options: []) }
        return KeeperField(options: hits.map { Option(id: $0.id, label: "\($0.name) · \($0.unit) · \($0.district)") })
    }

    /// The person whom a form means; nil: nobody is named.
    ///
    /// - Parameter current: who it is now; her name alone means her, also when she is held elsewhere.
    static func resolve(_ visit: Visit, current: Keeper? = nil) async throws -> Identifier? {
        let picked = visit.fields["keeper"].flatMap { Identifier($0) }
        guard let text = visit.fields["keeperName"] else { return visit.wantsJSON ? picked : nil }
        if let current, picked == nil, current.name == text { return current.person }
        if isNumber(text) { throw Problem.invalid("keeperName", "请写姓名，不要写号码") }
        let hits = try await PersonSearch.search(text, visit.actor, visit.house).hits
        if let picked, hits.contains(where: { $0.id == picked }) { return picked }
        let exact = hits.filter { $0.name == text }
        if let only = exact.count == 1 ? exact.first : hits.count == 1 ? hits.first : nil { return only.id }
        if hits.isEmpty { throw Problem.invalid("keeperName", "您的范围内没有叫“\(text)”的人，请核对姓名") }
        if hits.count > most { throw Problem.invalid("keeperName", "符合“\(text)”的人超过 \(most) 位，请写全姓名") }
        throw Problem.invalid("keeper", "有 \(hits.count) 位符合“\(text)”，请选择其中一位")
    }

    private static func isNumber(_ text: String) -> Bool { text.contains(where: \.isNumber) }

    func view(_ form: FormView) -> HTML {
        let name = form.text("keeperName", "负责人", hint: "写姓名、拼音或首字母；没有定就不填", isOptional: true)
        guard !options.isEmpty else { return name }
        return name + form.radios("keeper", "是哪一位", options.map { Choice($0.id.description, .verbatim($0.label)) })
    }
}

extension Visit {
    /// A command of a station, whose keeper is named in the form; what is wrong with the name is told with the rest.
    func decodeKept<C: Decodable>(
        _ type: C.Type, current: Keeper? = nil, _ decode: (_ known: [String: String]) async throws -> C
    ) async throws -> C {
        var (keeper, problems): (Identifier?, [FieldProblem]) = (nil, [])
        do {
            keeper = try await KeeperField.resolve(self, current: current)
        } catch Problem.invalid(let wrong) {
            problems = wrong
        }
        let command: C
        do {
            command = try await decode(["keeper": keeper?.description ?? ""])
        } catch Problem.invalid(let wrong) {
            throw Problem.invalid(wrong + problems)
        }
        guard problems.isEmpty else { throw Problem.invalid(problems) }
        return command
    }
}
