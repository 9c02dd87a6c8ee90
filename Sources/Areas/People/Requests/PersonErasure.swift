import Core
import Storage

/// What is left of a person whose data were erased: a row without name, number or phone, on which posts and papers that
/// the law wants kept still stand (个人信息保护法 §47). The audit log never held any of it.
package enum PersonErasure {
    /// In place of the name, wherever one is shown.
    static let name = "（信息已删除）"
    /// Sorts before everybody: lists begin behind it.
    static let nameKey = "\u{1}"
    static let behind = "\u{1}~"

    static let migrations = [
        Migration(
            "people-erasures-1",
            [
                """
                CREATE TABLE person_erasures (
                    person_id \(type: .integer) NOT NULL PRIMARY KEY REFERENCES people (id),
                    erased_at \(type: .integer) NOT NULL,
                    erased_by \(type: .integer),
                    request_id \(type: .integer)
                )\(SQL.tableOptions)
                """
            ])
    ]

    static let invariants = [
        Invariant(
            "erasures: nothing is left that says who it was",
            """
            SELECT p.id FROM people p LEFT JOIN person_erasures e ON e.person_id = p.id
            WHERE e.person_id IS NULL AND p.name_key = \(nameKey)
               OR e.person_id IS NOT NULL AND (p.name_key <> \(nameKey) OR p.phone_sealed IS NOT NULL
                    OR p.sex IS NOT NULL OR p.birth_day IS NOT NULL)
            """)
    ]

    static func wipe(_ person: Identifier, because request: Identifier?, _ act: Act) throws {
        try PersonDoubles.forget(person, act.tx)
        try act.tx.execute("DELETE FROM person_distinctions WHERE first_id = \(person) OR second_id = \(person)")
        try PersonMerge.forget("kept_id = \(person)", act.tx)
        try act.tx.unindex(person.rawValue, in: PersonTables.search)
        try act.tx.execute(
            """
            UPDATE people SET name = \(name), name_key = \(nameKey), sex = NULL, birth_day = NULL,
                document_kind = 'other',
                document_sealed = \(act.vault.seal("*", at: SensitiveField.documentNumber.address(of: person))),
                document_digest = \("erased:\(person)"), document_tail = 'erased', phone_sealed = NULL,
                phone_digest = NULL, phone_tail = NULL, version = version + 1, updated_at = \(act.now)
            WHERE id = \(person)
            """)
        try act.tx.execute(
            """
            INSERT INTO person_erasures (person_id, erased_at, erased_by, request_id)
            VALUES (\(person), \(act.now), \(act.actor.account), \(request))
            """)
    }
}

/// Erases what says who somebody is, for good. An open request of hers for it is answered with that.
package struct ErasePerson: Command {
    package static let name = "erasePerson"
    package var person: Identifier
    /// The reader has been told what goes and what stays.
    package var isSure: Bool

    package init(person: Identifier, isSure: Bool) {
        self.person = person
        self.isSure = isSure
    }

    package func load(_ act: Act) throws -> Person {
        guard let found = try PersonStore.find(person, act.actor.sees, act.tx, act.vault) else {
            throw Problem.notFound
        }
        return found
    }

    package func mayRun(_ person: Person, _ act: Act) -> Permission {
        act.actor.may(.managePeople, at: person.place)
    }

    package func check(_ found: Person, _ act: Act) throws -> [FieldProblem] {
        if found.isErased { throw Problem.conflict("此人的个人信息已经删除") }
        var problems = try Self.holds(person, act.registry, act.tx).map { FieldProblem("person", $0) }
        if !isSure { problems.append(FieldProblem("isSure", "删除后不能恢复；确认后请勾选")) }
        return problems
    }

    /// Why her data must be kept for now.
    static func holds(_ person: Identifier, _ registry: Registry, _ tx: Transaction) throws -> [Message] {
        var holds = try registry.personal.flatMap { try $0.holds(person, tx) }
        let open = try RequestStore.all(of: person, tx).filter { $0.outcome == nil && $0.kind != .delete }
        if !open.isEmpty { holds.append("此人还有别的请求没有答复；请先答复") }
        return holds
    }

    package func perform(_ found: Person, _ act: Act) throws -> Done {
        let request = try RequestStore.all(of: person, act.tx).first { $0.outcome == nil && $0.kind == .delete }
        if let request {
            try RequestStore.answer(request.id, .granted, nil, act)
            act.note("request", request.id)
        }
        for content in act.registry.personal { try content.erase(person, act) }
        try PersonErasure.wipe(person, because: request?.id, act)
        act.note("person", person, fields: ["name", "documentNumber", "phone", "sex", "birthDay"])
        return Done()
    }
}
