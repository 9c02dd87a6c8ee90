import Core
import LabourLaw
import Web

/// What somebody has answered so far. It comes with every form, goes out with every page, and is kept nowhere.
struct Given: Sendable {
    private(set) var values: [String: [String]]
    /// The questions that she has answered, also with "I do not know".
    var seen: Set<String>
    /// The places that the house has standards for, now.
    let places: [LabourLaw.Place]
    let today: Day

    /// Takes what the questions know and nothing else, each no longer than any answer.
    init(_ fields: Fields, today: Day, places: [LabourLaw.Place] = []) {
        (self.today, self.places) = (today, places)
        values = [:]
        for name in Questions.names {
            let said = fields.all(name).prefix(12).map { Self.plain(String($0.prefix(40)), name) }
            if !said.isEmpty { values[name] = Array(said) }
        }
        let known = Set(Questions.all.map(\.id))
        seen = Set((fields["seen"] ?? "").prefix(1000).split(separator: ",").map(String.init)).intersection(known)
    }

    subscript(name: String) -> String? { values[name]?.first }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    func isAbout(_ topic: String) -> Bool { all("topics").contains(topic) }

    /// More than the deadlines of a procedure.
    var asksForMoney: Bool { all("topics").contains { $0 != "procedure" } }

    /// How it ended; what she ticked says it, or what the employer said.
    var ending: Ending? {
        guard isAbout("left") else { return nil }
        switch self["leaving"] {
        case "expired": return .termExpired
        case "closed": return .employerClosed
        case "task": return .taskFinished
        case "retired": return .retired
        case "employer", "self", "agreed":
            let possible = Questions.endings(self).map(\.value)
            return self["ending"].flatMap { possible.contains($0) ? Ending(rawValue: $0) : nil }
        default: return nil
        }
    }

    /// Every answer as hidden fields, but those that the page asks for itself.
    func hidden(except shown: Set<String> = []) -> [(name: String, value: String)] {
        let kept = values.filter { !shown.contains($0.key) }.sorted { $0.key < $1.key }
        return kept.flatMap { name, values in values.map { (name, $0) } }
            + [("seen", seen.sorted().joined(separator: ","))]
    }

    /// Numbers and days as people type them, as the engine reads them: `８，０００元`, `2024年3月1日`, `2024.3.1`.
    private static func plain(_ text: String, _ name: String) -> String {
        guard !Questions.chosen.contains(name) else { return text }
        let narrow = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
                }))
        guard Questions.days.contains(name) else {
            return narrow.filter { !", ¥￥元块天小时年".contains($0) }
        }
        let parts = narrow.split { !$0.isNumber }.map(String.init)
        if parts.count == 1, parts[0].count == 8 {
            let digits = parts[0]
            return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
        }
        guard parts.count == 3 else { return narrow }
        return parts.map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
    }
}
