import Exact

extension JSONValue {
    /// The shortest text that gives the same number back; what is no number is null.
    static func real(_ number: Double?) -> JSONValue {
        guard let number, number.isFinite else { return .null }
        return .number(number.rounded() == number && abs(number) < 1e15 ? String(Int(number)) : "\(number)")
    }

    static func count(_ count: Int) -> JSONValue { .number(String(count)) }
}

extension Severity {
    package var json: JSONValue {
        var members: JSONObject = [
            "logLikelihood": .real(logLikelihood), "converged": .bool(converged), "iterations": .count(iterations),
            "connected": .bool(connected), "judges": .array(judges.map(\.json)), "entries": .array(entries.map(\.json)),
            "items": .array(items.map(\.json)),
            "thresholds": .array(
                thresholds.map { .object(["category": .count($0.category), "measure": .real($0.measure)]) }),
            "categories": .array(
                categories.map { .object(["category": .count($0.category), "count": .count($0.count)]) }),
            "bias": .array(
                bias.map {
                    .object([
                        "judge": .string($0.judge), "entry": .string($0.entry), "measure": .real($0.measure),
                        "se": .real($0.se), "t": .real($0.t),
                    ])
                }),
            "warnings": .array(notes.map { .string($0.chinese) }),
            "warningsEnglish": .array(notes.map { .string($0.english) }),
        ]
        if !connected {
            members["subsets"] = .array(
                subsets.map { subset in
                    let lists = subset.map { JSONValue.array($0.map { .string($0) }) }
                    return .object(["entries": lists[0], "judges": lists[1], "items": lists[2]])
                })
        }
        return .object(members)
    }
}

extension Severity.Element {
    var json: JSONValue {
        var members: JSONObject = ["id": .string(id), "count": .count(count), "mean": .real(mean)]
        switch standing {
        case .extreme(let isMaximum): members["extreme"] = .string(isMaximum ? "maximum" : "minimum")
        case .withoutRatings: members["noRatings"] = .bool(true)
        case .measured:
            guard measure != nil else { break }
            members["measure"] = .real(measure)
            members["se"] = .real(se)
            members["infit"] = .real(infit)
            members["outfit"] = .real(outfit)
            members["fairAverage"] = .real(fairAverage)
            if !flags.isEmpty { members["flags"] = .array(flags.map { .string($0) }) }
        }
        return .object(members)
    }
}
