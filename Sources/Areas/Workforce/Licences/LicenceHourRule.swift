import Core
import Storage

/// How many hours of continuing education a term of registration asks for; a term keeps the rule of its first day.
package struct LicenceHourRule: Sendable, Encodable {
    package let kind: LicenceKind
    package let startsOn: Day
    package let hours: Int
    /// The ground on which an officer set it; nil: it came with the house.
    package let reason: String?

    /// Newest first.
    package static func all(_ tx: Transaction) throws -> [LicenceHourRule] {
        try tx.all("SELECT kind, starts_on, hours, reason FROM licence_hour_rules ORDER BY starts_on DESC, kind") {
            row in
            LicenceHourRule(
                kind: try row["kind"], startsOn: try row["starts_on"], hours: try row["hours"],
                reason: try row["reason"])
        }
    }

    /// By the rule in force on the first day of the term; nil: no hours are asked for.
    package static func required(_ kind: LicenceKind, termFrom day: Day, _ rules: [LicenceHourRule]) -> Int? {
        rules.filter { $0.kind == kind && $0.startsOn <= day }.max { $0.startsOn < $1.startsOn }?.hours
    }
}

/// Sets how many hours terms of registration ask for that begin on a day or later.
package struct SetLicenceHourRule: Command {
    package static let name = "setLicenceHourRule"
    package var kind: LicenceKind
    package var startsOn: Day
    package var hours: Int
    package var reason: String

    package init(kind: LicenceKind, startsOn: Day, hours: Int, reason: String) {
        self.kind = kind
        self.startsOn = startsOn
        self.hours = hours
        self.reason = reason
    }

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { Self.mayRun(act.actor) }

    static func mayRun(_ actor: Actor) -> Permission {
        actor.mayEverywhere(.post, orSay: "继续教育的规定由市总工会的经办干部设定")
    }

    package func check(_ subject: Void, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(1...LicenceHours.most).contains(hours) {
            problems.append(FieldProblem("hours", "学时请填写 1 到 \(LicenceHours.most)"))
        }
        if startsOn < act.today {
            problems.append(FieldProblem("startsOn", "请从今天或以后起算；已经开始的登记期按原来的规定"))
        }
        return problems + Reason.problems(reason, missing: "请写明依据，2 到 200 个字")
    }

    package func perform(_ subject: Void, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO licence_hour_rules (kind, starts_on, hours, reason, set_at, set_by)
            VALUES (\(kind), \(startsOn), \(hours), \(reason), \(act.now), \(act.actor.account))
            ON CONFLICT (kind, starts_on) DO UPDATE SET hours = excluded.hours, reason = excluded.reason,
                set_at = excluded.set_at, set_by = excluded.set_by
            """)
        return Done()
    }
}
