import Core
import Storage

/// How a record of this room ends: from a day on, for a reason, by somebody.
enum Closing {
    /// - Parameter earliest: the day that it cannot come before, with what that day is.
    static func problems(
        on day: Day, because reason: String, earliest: (day: Day, says: Message)? = nil, _ act: Act
    ) -> [FieldProblem] {
        var problems = Reason.problems(reason)
        if day > act.today { problems.append(FieldProblem("closedOn", "日期不能晚于今天")) }
        if let earliest, day < earliest.day { problems.append(FieldProblem("closedOn", earliest.says)) }
        return problems
    }

    static func mayClose(at place: Place, isClosed: Bool, _ refusal: Message, _ act: Act) -> Permission {
        let permission = act.actor.may(.manageUnits, at: place)
        guard permission.isAllowed else { return permission }
        return isClosed ? .refused(refusal) : .allowed
    }

    static func write(_ id: Identifier, in table: SQL, on day: Day, because reason: String, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE \(table) SET closed_on = \(day), close_reason = \(Reason.normalized(reason)),
                closed_by = \(act.actor.account), closed_at = \(act.now), version = version + 1,
                updated_at = \(act.now)
            WHERE id = \(id)
            """)
    }
}
