import Core
import Storage

/// Removes an enterprise that was registered by mistake just now, as when an import is undone, with its counts and its
/// stay. Nothing else may refer to it.
package struct TakeBackEnterprise: Command {
    package static let name = "takeBackEnterprise"
    package var enterprise: Identifier

    package init(enterprise: Identifier) { self.enterprise = enterprise }

    package func load(_ act: Act) throws -> Enterprise { try act.enterprise(enterprise) }

    package func mayRun(_ enterprise: Enterprise, _ act: Act) -> Permission {
        act.actor.may(.manageUnits, at: enterprise.place)
    }

    /// - Throws: `StorageError.foreignKey` where another record refers to it.
    package func perform(_ enterprise: Enterprise, _ act: Act) throws -> Done {
        let id = enterprise.id
        try act.tx.unindex(id.rawValue, in: EnterpriseSchema.search)
        try act.tx.execute("DELETE FROM enterprise_headcounts WHERE enterprise_id = \(id)")
        try act.tx.execute("DELETE FROM enterprise_stays WHERE enterprise_id = \(id)")
        try act.tx.execute("DELETE FROM enterprises WHERE id = \(id)")
        try EnterpriseSums.follow(id, act.tx)
        act.note("enterprise", id)
        act.note("unit", enterprise.place.unit)
        return Done()
    }
}

extension Enterprise {
    /// A name as it is written down: blanks left out, brackets of one kind.
    package static func normalizedName(_ raw: String) -> String { EnterpriseName.normalized(raw) }

    /// An address or a reason as it is written down.
    package static func normalizedText(_ raw: String) -> String { UnitName.normalized(raw) }
}

/// A count was written down by mistake and never was: it no longer counts, and why is kept.
package struct TakeBackHeadcount: Command {
    package static let name = "takeBackHeadcount"
    package var headcount: Identifier
    package var reason: String

    package init(headcount: Identifier, reason: String) {
        self.headcount = headcount
        self.reason = reason
    }

    package func load(_ act: Act) throws -> (headcount: Headcount, enterprise: Enterprise) {
        guard let found = try HeadcountStore.find(headcount, act.tx) else { throw Problem.notFound }
        return (found, try act.enterprise(found.enterprise))
    }

    package func mayRun(_ subject: (headcount: Headcount, enterprise: Enterprise), _ act: Act) -> Permission {
        act.actor.may(.manageUnits, at: subject.enterprise.place)
    }

    package func check(
        _ subject: (headcount: Headcount, enterprise: Enterprise), _ act: Act
    ) throws -> [FieldProblem] { Reason.problems(reason) }

    package func perform(_ subject: (headcount: Headcount, enterprise: Enterprise), _ act: Act) throws -> Done {
        try HeadcountStore.withdraw(headcount, because: Reason.normalized(reason), act)
        try HeadcountStore.settle(subject.enterprise.id, act)
        act.note("enterprise", subject.enterprise.id, fields: ["employees", "members"])
        return Done()
    }
}
