import Core
import Storage

/// Registers an enterprise at the unit that answers for it.
package struct RegisterEnterprise: Command {
    package struct Outcome: Codable, Sendable { package let enterprise: Identifier }

    package static let name = "registerEnterprise"

    package var unit: Identifier
    package var name: String
    package var shortName: String?
    package var creditCode: String?
    /// Why a code with a wrong check character is right all the same.
    package var creditCodeOverride: String?
    package var address: String?
    package var ownership: Ownership?
    package var industry: Industry?
    package var openedOn: Day?
    /// Since when the unit answers for it; without one, since it opened, else from today on.
    package var since: Day?

    package init(
        unit: Identifier, name: String, shortName: String? = nil, creditCode: String? = nil,
        creditCodeOverride: String? = nil, address: String? = nil, ownership: Ownership? = nil,
        industry: Industry? = nil, openedOn: Day? = nil, since: Day? = nil
    ) {
        self.unit = unit
        self.name = name
        self.shortName = shortName
        self.creditCode = creditCode
        self.creditCodeOverride = creditCodeOverride
        self.address = address
        self.ownership = ownership
        self.industry = industry
        self.openedOn = openedOn
        self.since = since
    }

    package func load(_ act: Act) throws -> Unit {
        guard let found = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ unit: Unit, _ act: Act) -> Permission { unit.mayHoldRecords(act.actor) }

    package func check(_ unit: Unit, _ act: Act) throws -> [FieldProblem] {
        var problems = try words.problems(except: nil, act)
        problems += unit.problemsOfAnswering("unit")
        if let since, since > act.today { problems.append(FieldProblem("since", "起始日期不能晚于今天")) }
        if problems.isEmpty, words.creditCode == nil,
            let other = try EnterpriseStore.named(words.name, below: unit.place, act.tx).first
        {
            problems.append(Self.isRegistered(other.name))
        }
        return problems
    }

    package static func isRegistered(_ name: String) -> FieldProblem {
        FieldProblem("name", "“\(name)”已经登记在这个单位；是另一家的，请填写信用代码以便区分")
    }

    /// What is wrong with it whatever is registered; for imports, which say so before anything is written.
    package func ownProblems(at unit: Unit, _ today: Day) -> [FieldProblem] {
        words.ownProblems(today) + unit.problemsOfAnswering("unit")
    }

    package func perform(_ unit: Unit, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        try EnterpriseStore.insert(id, words, at: unit.place, act)
        let start = since ?? openedOn ?? act.today
        try EnterpriseStore.startStay(id, at: unit.place, on: start, because: nil, act)
        act.note("enterprise", id, fields: ["name", "unit"] + (words.creditCode == nil ? [] : ["creditCode"]))
        act.note("unit", unit.id)
        return Outcome(enterprise: id)
    }

    private var words: EnterpriseWording {
        EnterpriseWording(
            name: name, shortName: shortName, creditCode: creditCode, creditCodeOverride: creditCodeOverride,
            address: address, ownership: ownership, industry: industry, openedOn: openedOn)
    }
}

/// Corrects what is known of an enterprise; with `renamedOn` it has taken another name, and the old one is kept.
package struct CorrectEnterprise: Command {
    package struct Outcome: Codable, Sendable { package let changed: [String] }

    package static let name = "correctEnterprise"

    package var enterprise: Identifier
    /// As read before the change; somebody else's change in between is a conflict.
    package var version: Int
    package var name: String
    /// From this day it bears the new name; nil: the name was merely written wrong.
    package var renamedOn: Day?
    package var shortName: String?
    package var creditCode: String?
    package var creditCodeOverride: String?
    package var address: String?
    package var ownership: Ownership?
    package var industry: Industry?
    package var openedOn: Day?

    package init(
        enterprise: Identifier, version: Int, name: String, renamedOn: Day? = nil, shortName: String? = nil,
        creditCode: String? = nil, creditCodeOverride: String? = nil, address: String? = nil,
        ownership: Ownership? = nil, industry: Industry? = nil, openedOn: Day? = nil
    ) {
        self.enterprise = enterprise
        self.version = version
        self.name = name
        self.renamedOn = renamedOn
        self.shortName = shortName
        self.creditCode = creditCode
        self.creditCodeOverride = creditCodeOverride
        self.address = address
        self.ownership = ownership
        self.industry = industry
        self.openedOn = openedOn
    }

    package func load(_ act: Act) throws -> Enterprise { try act.enterprise(enterprise) }

    package func mayRun(_ enterprise: Enterprise, _ act: Act) -> Permission {
        act.actor.may(.manageUnits, at: enterprise.place)
    }

    package func check(_ enterprise: Enterprise, _ act: Act) throws -> [FieldProblem] {
        guard version == enterprise.version else { throw Enterprise.changedMeanwhile }
        var problems = try words.problems(except: enterprise.id, act)
        if let renamedOn {
            if renamedOn > act.today { problems.append(FieldProblem("renamedOn", "更名日期不能晚于今天")) }
            if words.name == enterprise.name { problems.append(FieldProblem("name", "填了更名日期，请写上新的名称")) }
        }
        return problems
    }

    /// What is wrong with it whatever is registered; for imports, as above.
    package func ownProblems(_ today: Day) -> [FieldProblem] { words.ownProblems(today) }

    package func perform(_ enterprise: Enterprise, _ act: Act) throws -> Outcome {
        let words = words
        let changed: [String] = [
            words.name == enterprise.name ? nil : "name",
            words.shortName == enterprise.shortName ? nil : "shortName",
            words.creditCode == enterprise.creditCode ? nil : "creditCode",
            words.override == enterprise.creditCodeOverride ? nil : "creditCodeOverride",
            words.address == enterprise.address ? nil : "address",
            words.ownership == enterprise.ownership ? nil : "ownership",
            words.industry == enterprise.industry ? nil : "industry",
            words.openedOn == enterprise.openedOn ? nil : "openedOn",
        ].compactMap(\.self)
        act.note("enterprise", enterprise.id, fields: changed)
        guard !changed.isEmpty else { return Outcome(changed: []) }
        if let renamedOn {
            try EnterpriseStore.keepFormerName(enterprise.name, of: enterprise.id, until: renamedOn, act)
        }
        guard try EnterpriseStore.correct(enterprise.id, version: version, words, act) else {
            throw Enterprise.changedMeanwhile
        }
        return Outcome(changed: changed)
    }

    private var words: EnterpriseWording {
        EnterpriseWording(
            name: name, shortName: shortName, creditCode: creditCode, creditCodeOverride: creditCodeOverride,
            address: address, ownership: ownership, industry: industry, openedOn: openedOn)
    }
}

extension Enterprise {
    static let changedMeanwhile = Problem.conflict("这家企业刚被别人改过，请看过最新的内容再改")
}

extension Act {
    /// The enterprise, if it lies where the actor sees.
    func enterprise(_ id: Identifier) throws -> Enterprise {
        guard let found = try EnterpriseStore.find(id, actor.sees, tx) else { throw Problem.notFound }
        return found
    }
}

extension Unit {
    /// May somebody register enterprises, stations and partners here?
    package func mayHoldRecords(_ actor: Actor) -> Permission {
        let permission = actor.may(.manageUnits, at: place)
        guard permission.isAllowed else { return permission }
        return isClosed ? .refused("\(name)已经撤销，请另选一个单位") : .allowed
    }

    /// Enterprises belong to a street-tier or a 小二级 union, not to a district or the city.
    func problemsOfAnswering(_ field: String) -> [FieldProblem] {
        if isClosed { return [FieldProblem(field, "\(name)已经撤销，请另选一个单位")] }
        return kind.isCovered ? [] : [FieldProblem(field, "企业归街镇或小二级工会联系，请选它们之一")]
    }
}
