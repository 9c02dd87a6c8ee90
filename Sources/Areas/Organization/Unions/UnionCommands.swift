import ChineseText
import Core
import Storage

/// An enterprise sets up its own union (建会), or the first of several a joint one.
package struct FoundUnion: Command {
    package struct Outcome: Codable, Sendable { package let union: Identifier }

    package static let name = "foundEnterpriseUnion"

    package var enterprise: Identifier
    package var kind: EnterpriseUnionKind
    package var name: String
    package var foundedOn: Day
    /// When the committee in office was elected; without one, on the day of founding.
    package var electedOn: Day?
    package var termYears: Int
    package var legalPersonCode: String?

    package init(
        enterprise: Identifier, kind: EnterpriseUnionKind, name: String, foundedOn: Day, electedOn: Day? = nil,
        termYears: Int, legalPersonCode: String? = nil
    ) {
        self.enterprise = enterprise
        self.kind = kind
        self.name = name
        self.foundedOn = foundedOn
        self.electedOn = electedOn
        self.termYears = termYears
        self.legalPersonCode = legalPersonCode
    }

    package func load(_ act: Act) throws -> Enterprise { try act.enterprise(enterprise) }

    package func mayRun(_ enterprise: Enterprise, _ act: Act) -> Permission { enterprise.mayTakeUnion(act.actor) }

    package func check(_ enterprise: Enterprise, _ act: Act) throws -> [FieldProblem] { words.problems(act.today) }

    package func perform(_ enterprise: Enterprise, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        try EnterpriseUnionStore.insert(id, kind, words, at: enterprise.place, act)
        try EnterpriseUnionStore.join(id, enterprise.id, on: foundedOn, act)
        act.note("enterpriseUnion", id, fields: ["name", "foundedOn", "electedOn"])
        act.note("enterprise", enterprise.id)
        return Outcome(union: id)
    }

    private var words: UnionWording {
        UnionWording(
            name: name, foundedOn: foundedOn, legalPersonCode: legalPersonCode, electedOn: electedOn ?? foundedOn,
            termYears: termYears)
    }
}

extension Enterprise {
    func mayTakeUnion(_ actor: Actor) -> Permission {
        let permission = actor.may(.manageUnits, at: place)
        guard permission.isAllowed else { return permission }
        if isClosed { return .refused("这家企业已经登记为关闭") }
        return hasUnion ? .refused("这家企业已有工会或已加入联合工会") : .allowed
    }
}

package struct CorrectUnion: Command {
    package struct Outcome: Codable, Sendable { package let changed: [String] }

    package static let name = "correctEnterpriseUnion"

    package var union: Identifier
    package var version: Int
    package var name: String
    package var foundedOn: Day
    package var legalPersonCode: String?

    package init(union: Identifier, version: Int, name: String, foundedOn: Day, legalPersonCode: String? = nil) {
        self.union = union
        self.version = version
        self.name = name
        self.foundedOn = foundedOn
        self.legalPersonCode = legalPersonCode
    }

    package func load(_ act: Act) throws -> EnterpriseUnion { try act.enterpriseUnion(union) }

    package func mayRun(_ union: EnterpriseUnion, _ act: Act) -> Permission {
        act.actor.may(.manageUnits, at: union.place)
    }

    package func check(_ union: EnterpriseUnion, _ act: Act) throws -> [FieldProblem] {
        guard version == union.version else { throw EnterpriseUnion.changedMeanwhile }
        return UnionWording(
            name: name, foundedOn: foundedOn, legalPersonCode: legalPersonCode, electedOn: union.electedOn,
            termYears: union.termYears
        ).problems(act.today).map { $0.field == "electedOn" ? FieldProblem("foundedOn", "建会日期比本届选举晚了一年多，请核对") : $0 }
    }

    package func perform(_ union: EnterpriseUnion, _ act: Act) throws -> Outcome {
        let (name, code) = (
            EnterpriseName.normalized(name), legalPersonCode.map(UnifiedCreditCode.normalized)?.nonEmpty
        )
        let changed = [
            name == union.name ? nil : "name", foundedOn == union.foundedOn ? nil : "foundedOn",
            code == union.legalPersonCode ? nil : "legalPersonCode",
        ].compactMap(\.self)
        act.note("enterpriseUnion", union.id, fields: changed)
        guard !changed.isEmpty else { return Outcome(changed: []) }
        let count = try act.tx.execute(
            """
            UPDATE enterprise_unions SET name = \(name), name_key = \(UnitName.sortKey(name)),
                founded_on = \(foundedOn), legal_person_code = \(code), version = version + 1, updated_at = \(act.now)
            WHERE id = \(union.id) AND version = \(version)
            """)
        guard count == 1 else { throw EnterpriseUnion.changedMeanwhile }
        return Outcome(changed: changed)
    }
}

/// A new committee was elected: the promise of the last term is kept, and the next one begins.
package struct RecordElection: Command {
    package typealias Outcome = Done

    package static let name = "recordUnionElection"

    package var union: Identifier
    package var electedOn: Day
    package var termYears: Int
    /// What proves it: minutes, the reply of the union above.
    package var evidence: String

    package init(union: Identifier, electedOn: Day, termYears: Int, evidence: String) {
        self.union = union
        self.electedOn = electedOn
        self.termYears = termYears
        self.evidence = evidence
    }

    package func load(_ act: Act) throws -> EnterpriseUnion { try act.enterpriseUnion(union) }

    package func mayRun(_ union: EnterpriseUnion, _ act: Act) -> Permission { union.mayChange(act.actor) }

    package func check(_ union: EnterpriseUnion, _ act: Act) throws -> [FieldProblem] {
        var problems = UnionWording.electionProblems(electedOn, termYears, after: nil, act.today)
        if electedOn <= union.electedOn {
            problems.append(FieldProblem("electedOn", "上一届在 \(union.electedOn) 选举，新一届应当在它之后"))
        }
        return problems
            + Reason.problems(evidence, field: "evidence", missing: "请写明依据，例如：会员大会决议、上级批复文号")
    }

    package func perform(_ union: EnterpriseUnion, _ act: Act) throws -> Done {
        let next = UnionWording.end(of: termYears, from: electedOn)
        try EnterpriseUnionStore.elect(union.id, on: electedOn, years: termYears, act)
        try act.tx.execute(
            """
            UPDATE enterprise_unions SET elected_on = \(electedOn), term_years = \(termYears),
                next_election_on = \(next), version = version + 1, updated_at = \(act.now)
            WHERE id = \(union.id)
            """)
        try Obligations.close(UnionReelection.kind, about: union.id, .kept, evidence: Reason.normalized(evidence), act)
        try EnterpriseUnionStore.promise(union.id, dueOn: next, at: union.place, act)
        act.note("enterpriseUnion", union.id, fields: ["electedOn", "termYears"])
        return Done()
    }
}

/// A union is dissolved, or its enterprise is gone (trade union law 2021, §13: nobody does so at will).
package struct CloseUnion: Command {
    package typealias Outcome = Done

    package static let name = "closeEnterpriseUnion"

    package var union: Identifier
    package var closedOn: Day
    package var reason: String

    package init(union: Identifier, closedOn: Day, reason: String) {
        self.union = union
        self.closedOn = closedOn
        self.reason = reason
    }

    package func load(_ act: Act) throws -> EnterpriseUnion { try act.enterpriseUnion(union) }

    package func mayRun(_ union: EnterpriseUnion, _ act: Act) -> Permission { union.mayChange(act.actor) }

    package func check(_ union: EnterpriseUnion, _ act: Act) throws -> [FieldProblem] {
        let joined = try EnterpriseUnionStore.memberships(of: union.id, act.tx).filter { $0.leftOn == nil }
        let latest = joined.map(\.joinedOn).reduce(union.foundedOn) { max($0, $1) }
        return Closing.problems(
            on: closedOn, because: reason, earliest: (latest, "不能早于建会或企业加入的日期 \(latest)"), act)
    }

    package func perform(_ union: EnterpriseUnion, _ act: Act) throws -> Done {
        let members = try EnterpriseUnionStore.memberships(of: union.id, act.tx).filter { $0.leftOn == nil }
        try EnterpriseUnionStore.close(union.id, on: closedOn, because: Reason.normalized(reason), act)
        for member in members { act.note("enterprise", member.enterprise) }
        return Done()
    }
}

extension EnterpriseUnion {
    static let changedMeanwhile = Problem.conflict("这个工会刚被别人改过，请看过最新的内容再改")

    func mayChange(_ actor: Actor) -> Permission {
        let permission = actor.may(.manageUnits, at: place)
        guard permission.isAllowed else { return permission }
        return isClosed ? .refused("这个工会已经撤销") : .allowed
    }
}

extension Act {
    func enterpriseUnion(_ id: Identifier) throws -> EnterpriseUnion {
        guard let found = try EnterpriseUnionStore.find(id, actor.sees, tx) else { throw Problem.notFound }
        return found
    }
}
