import ChineseText
import Core
import Storage

/// What is written of a partner, made uniform.
struct PartnerWording {
    let name: String
    let shortName: String?
    let creditCode: String?
    let note: String?

    init(name: String, shortName: String?, creditCode: String?, note: String?) {
        self.name = EnterpriseName.normalized(name)
        self.shortName = shortName.map(EnterpriseName.normalized)?.nonEmpty
        self.creditCode = creditCode.map(UnifiedCreditCode.normalized)?.nonEmpty
        self.note = note.map(UnitName.normalized)?.nonEmpty
    }

    func problems(except own: Identifier?, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(2...EnterpriseName.longest).contains(name.count) {
            problems.append(FieldProblem("name", "名称请写 2 到 \(EnterpriseName.longest) 个字"))
        } else if let other = try PartnerStore.namesake(name, except: own, act.actor.sees, act.tx) {
            problems.append(FieldProblem("name", "“\(other.name)”已经登记过"))
        }
        if (shortName?.count ?? 0) > 30 { problems.append(FieldProblem("shortName", "简称请不要超过 30 个字")) }
        if (note?.count ?? 0) > 500 { problems.append(FieldProblem("note", "说明请不要超过 500 个字")) }
        if creditCode.map(UnifiedCreditCode.isMisshapen) == true {
            problems.append(FieldProblem("creditCode", "统一社会信用代码是 18 位数字和大写字母"))
        }
        return problems
    }
}

package struct RegisterPartner: Command {
    package struct Outcome: Codable, Sendable { package let partner: Identifier }

    package static let name = "registerPartner"

    /// The unit that keeps it: it is there for all below that unit.
    package var unit: Identifier
    package var name: String
    package var shortName: String?
    package var kind: PartnerKind
    package var creditCode: String?
    package var note: String?

    package init(
        unit: Identifier, name: String, shortName: String? = nil, kind: PartnerKind, creditCode: String? = nil,
        note: String? = nil
    ) {
        self.unit = unit
        self.name = name
        self.shortName = shortName
        self.kind = kind
        self.creditCode = creditCode
        self.note = note
    }

    package func load(_ act: Act) throws -> Unit {
        guard let found = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ unit: Unit, _ act: Act) -> Permission { unit.mayHoldRecords(act.actor) }

    package func check(_ unit: Unit, _ act: Act) throws -> [FieldProblem] { try words.problems(except: nil, act) }

    package func perform(_ unit: Unit, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        let words = words
        try act.tx.execute(
            """
            INSERT INTO partners (id, name, name_key, short_name, kind, credit_code, note, unit_id, district_id,
                scope_key, version, created_at, updated_at)
            VALUES (\(id), \(words.name), \(UnitName.sortKey(words.name)), \(words.shortName), \(kind),
                \(words.creditCode), \(words.note), \(unit.id), \(unit.place.district), \(unit.place.key), 1,
                \(act.now), \(act.now))
            """)
        try PartnerStore.index(id, words.name, words.shortName, act.tx)
        act.note("partner", id, fields: ["name", "kind"])
        act.note("unit", unit.id)
        return Outcome(partner: id)
    }

    private var words: PartnerWording {
        PartnerWording(name: name, shortName: shortName, creditCode: creditCode, note: note)
    }
}

package struct CorrectPartner: Command {
    package struct Outcome: Codable, Sendable { package let changed: [String] }

    package static let name = "correctPartner"

    package var partner: Identifier
    package var version: Int
    package var name: String
    package var shortName: String?
    package var kind: PartnerKind
    package var creditCode: String?
    package var note: String?

    package init(
        partner: Identifier, version: Int, name: String, shortName: String? = nil, kind: PartnerKind,
        creditCode: String? = nil, note: String? = nil
    ) {
        self.partner = partner
        self.version = version
        self.name = name
        self.shortName = shortName
        self.kind = kind
        self.creditCode = creditCode
        self.note = note
    }

    package func load(_ act: Act) throws -> Partner { try act.partner(partner) }

    package func mayRun(_ partner: Partner, _ act: Act) -> Permission {
        act.actor.may(.manageUnits, at: partner.place)
    }

    package func check(_ partner: Partner, _ act: Act) throws -> [FieldProblem] {
        guard version == partner.version else { throw Partner.changedMeanwhile }
        return try words.problems(except: partner.id, act)
    }

    package func perform(_ partner: Partner, _ act: Act) throws -> Outcome {
        let words = words
        let changed = [
            words.name == partner.name ? nil : "name", words.shortName == partner.shortName ? nil : "shortName",
            kind == partner.kind ? nil : "kind", words.creditCode == partner.creditCode ? nil : "creditCode",
            words.note == partner.note ? nil : "note",
        ].compactMap(\.self)
        act.note("partner", partner.id, fields: changed)
        guard !changed.isEmpty else { return Outcome(changed: []) }
        let count = try act.tx.execute(
            """
            UPDATE partners SET name = \(words.name), name_key = \(UnitName.sortKey(words.name)),
                short_name = \(words.shortName), kind = \(kind), credit_code = \(words.creditCode),
                note = \(words.note), version = version + 1, updated_at = \(act.now)
            WHERE id = \(partner.id) AND version = \(version)
            """)
        guard count == 1 else { throw Partner.changedMeanwhile }
        try PartnerStore.index(partner.id, words.name, words.shortName, act.tx)
        return Outcome(changed: changed)
    }

    private var words: PartnerWording {
        PartnerWording(name: name, shortName: shortName, creditCode: creditCode, note: note)
    }
}

/// The union works with it no longer. Contracts are settled before.
package struct ClosePartner: Command {
    package typealias Outcome = Done

    package static let name = "closePartner"

    package var partner: Identifier
    package var closedOn: Day
    package var reason: String

    package init(partner: Identifier, closedOn: Day, reason: String) {
        self.partner = partner
        self.closedOn = closedOn
        self.reason = reason
    }

    package func load(_ act: Act) throws -> Partner { try act.partner(partner) }

    package func mayRun(_ partner: Partner, _ act: Act) -> Permission {
        Closing.mayClose(at: partner.place, isClosed: partner.isClosed, "与它的合作已经结束", act)
    }

    package func check(_ partner: Partner, _ act: Act) throws -> [FieldProblem] {
        var problems = Closing.problems(on: closedOn, because: reason, act)
        let open: Int? = try act.tx.value(
            "SELECT COUNT(*) FROM partner_contracts WHERE partner_id = \(partner.id) AND concluded_on IS NULL")
        if let open, open > 0 { problems.append(FieldProblem("closedOn", "还有 \(open) 份合同没有办结，请先办结")) }
        return problems
    }

    package func perform(_ partner: Partner, _ act: Act) throws -> Done {
        try Closing.write(partner.id, in: "partners", on: closedOn, because: reason, act)
        act.note("partner", partner.id, fields: ["closedOn"])
        return Done()
    }
}

extension Partner {
    static let changedMeanwhile = Problem.conflict("这个合作组织刚被别人改过，请看过最新的内容再改")
}

extension Act {
    func partner(_ id: Identifier) throws -> Partner {
        guard let found = try PartnerStore.find(id, actor.sees, tx) else { throw Problem.notFound }
        return found
    }
}
