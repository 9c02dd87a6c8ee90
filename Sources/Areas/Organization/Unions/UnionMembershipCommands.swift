import Core
import Storage

/// An enterprise joins a joint union.
package struct JoinUnion: Command {
    package typealias Outcome = Done

    package static let name = "joinJointUnion"

    package var enterprise: Identifier
    package var union: Identifier
    package var joinedOn: Day

    package init(enterprise: Identifier, union: Identifier, joinedOn: Day) {
        self.enterprise = enterprise
        self.union = union
        self.joinedOn = joinedOn
    }

    package func load(_ act: Act) throws -> (enterprise: Enterprise, union: EnterpriseUnion) {
        (try act.enterprise(enterprise), try act.enterpriseUnion(union))
    }

    package func mayRun(_ subject: (enterprise: Enterprise, union: EnterpriseUnion), _ act: Act) -> Permission {
        let permission = subject.enterprise.mayTakeUnion(act.actor)
        return permission.isAllowed ? subject.union.mayChange(act.actor) : permission
    }

    package func check(
        _ subject: (enterprise: Enterprise, union: EnterpriseUnion), _ act: Act
    ) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if subject.union.kind != .joint { problems.append(FieldProblem("union", "只能加入联合工会")) }
        if joinedOn > act.today { problems.append(FieldProblem("joinedOn", "日期不能晚于今天")) }
        if joinedOn < subject.union.foundedOn {
            problems.append(FieldProblem("joinedOn", "不能早于建会日期 \(subject.union.foundedOn)"))
        }
        return problems
    }

    package func perform(_ subject: (enterprise: Enterprise, union: EnterpriseUnion), _ act: Act) throws -> Done {
        try EnterpriseUnionStore.join(subject.union.id, subject.enterprise.id, on: joinedOn, act)
        act.note("enterpriseUnion", subject.union.id)
        act.note("enterprise", subject.enterprise.id)
        return Done()
    }
}

/// An enterprise leaves the joint union that it belongs to.
package struct LeaveUnion: Command {
    package typealias Outcome = Done

    package static let name = "leaveJointUnion"

    package var enterprise: Identifier
    package var leftOn: Day
    package var reason: String

    package init(enterprise: Identifier, leftOn: Day, reason: String) {
        self.enterprise = enterprise
        self.leftOn = leftOn
        self.reason = reason
    }

    package func load(_ act: Act) throws -> (enterprise: Enterprise, union: EnterpriseUnion?) {
        let enterprise = try act.enterprise(enterprise)
        return (enterprise, try EnterpriseUnionStore.union(of: enterprise.id, act.tx))
    }

    package func mayRun(_ subject: (enterprise: Enterprise, union: EnterpriseUnion?), _ act: Act) -> Permission {
        let permission = act.actor.may(.manageUnits, at: subject.enterprise.place)
        guard permission.isAllowed else { return permission }
        return subject.union?.kind == .joint ? .allowed : .refused("这家企业没有加入联合工会")
    }

    package func check(
        _ subject: (enterprise: Enterprise, union: EnterpriseUnion?), _ act: Act
    ) throws -> [FieldProblem] {
        var problems = Reason.problems(reason)
        if leftOn > act.today { problems.append(FieldProblem("leftOn", "日期不能晚于今天")) }
        if let joined = try EnterpriseUnionStore.membership(of: subject.enterprise.id, act.tx)?.joinedOn,
            leftOn < joined
        {
            problems.append(FieldProblem("leftOn", "不能早于加入的日期 \(joined)"))
        }
        return problems
    }

    package func perform(_ subject: (enterprise: Enterprise, union: EnterpriseUnion?), _ act: Act) throws -> Done {
        try EnterpriseUnionStore.leave(
            subject.enterprise.id, on: leftOn, because: Reason.normalized(reason), act)
        if let union = subject.union { act.note("enterpriseUnion", union.id) }
        act.note("enterprise", subject.enterprise.id)
        return Done()
    }
}
