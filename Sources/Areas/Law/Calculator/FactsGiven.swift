import Core
import LabourLaw
import Web

extension Given {
    /// The facts as the engine takes them: only what was asked for, nothing for what is not known.
    func facts(today: Day) -> Inputs {
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
        if self["contract"] == "never", isAbout("contract") { facts["never_signed"] = .bool(true) }
        if let day = self["demanded"], facts["demanded"] != nil {
            facts["interruptions"] = .array([.object(["date": .string(day), "type": .string("demand")])])
        }
        facts["demanded"] = nil
        if isAbout("procedure"), let stage = self["stage"], let day = self["stage_day"] {
            if Questions.stageNames.contains(stage) { facts[stage] = .string(day) }
            // Somebody who asks for nothing but a limit has not said since when she works.
            if !asksForMoney { facts["hire_date"] = .string(day) }
        }
        return Inputs(facts)
    }

    /// Answers that are words of the calculator's own are no inputs.
    private static func key(of name: String) -> String? {
        ["topics", "leaving", "ending", "contract", "stage", "stage_day"].contains(name) ? nil : name
    }
}
