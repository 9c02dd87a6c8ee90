import Core
import LabourLaw
import Web

extension Given {
    /// The facts as the engine takes them: only what was asked for, nothing for what is not known.
    var facts: Inputs {
        var facts: [String: JSONValue] = ["as_of": .string(today.description)]
        for field in Questions.asked(self).flatMap({ $0.fields(self) }) {
            guard let said = self[field.name], let key = Self.key(of: field.name) else { continue }
            switch said {
            case "unknown": continue
            case "yes": facts[key] = .bool(true)
            case "no": facts[key] = .bool(false)
            default: facts[key] = .string(said)
            }
        }
        facts["ending"] = ending.map { .string($0.rawValue) }
        facts["asked"] = .array(asked.map { .string($0.rawValue) })
        if isAbout("overtime") { facts["overtime_unpaid"] = .bool(true) }
        if isAbout("leave") { facts["leave_unused"] = .bool(true) }
        if self["contract"] == "never", isAbout("contract") { facts["never_signed"] = .bool(true) }
        let demands = Self.demands.compactMap { facts.removeValue(forKey: $0) }
        if !demands.isEmpty {
            facts["interruptions"] = .array(demands.map { .object(["date": $0, "type": .string("demand")]) })
        }
        if isAbout("procedure"), let stage = self["stage"], let day = self["stage_day"] {
            if Questions.stageNames.contains(stage) { facts[stage] = .string(day) }
            // Somebody who asks for nothing but a limit has not said since when she works.
            if !asksForMoney { facts["hire_date"] = .string(min(day, today.description)) }
        }
        return Inputs(facts)
    }

    /// What she asked about; of the rest nothing is known.
    private var asked: [ClaimKind] {
        let byTopic: [String: [ClaimKind]] = [
            "left": [.severance, .notice, .unlawfulTermination, .reinstatement], "contract": [.doubleWage],
            "wages": [.unpaidWages, .additionalCompensation], "overtime": [.overtime], "leave": [.annualLeave],
        ]
        return all("topics").flatMap { byTopic[$0] ?? [] }
    }

    /// When she asked for the money, the last time first.
    static let demands = ["demanded", "demanded_before", "demanded_first"]

    /// Answers that are words of the calculator's own are no inputs.
    private static func key(of name: String) -> String? {
        ["topics", "leaving", "ending", "contract", "stage", "stage_day"].contains(name) ? nil : name
    }
}
