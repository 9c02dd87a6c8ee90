import Testing

@testable import Assessment

/// Asks as programs do, with a document as JSON text.
func scored(_ document: String) throws -> Judged {
    let contest = try Contest(try JSONReader.read(document))
    return Judged(members: contest.json(try contest.results(), words: true))
}

/// The field that is refused; nil where a result comes.
func refused(_ document: String) throws -> String? {
    do {
        _ = try scored(document)
        return nil
    } catch let refusal as Refusal {
        return refusal.field
    }
}

/// A result, and the questions that tests ask about it.
struct Judged {
    let members: JSONObject

    /// A stage by its name.
    func stage(_ id: String) throws -> Judged {
        guard case .array(let stages)? = members["stages"] else { throw Refusal(id, "") }
        for case .object(let stage) in stages where stage["id"] == .string(id) { return Judged(members: stage) }
        throw Refusal(id, "")
    }

    var ranking: [JSONObject] {
        guard case .array(let places)? = members["ranking"] else { return [] }
        return places.compactMap { if case .object(let place) = $0 { place } else { nil } }
    }

    func place(_ entry: String) throws -> JSONObject {
        try #require(ranking.first { $0["entry"] == .string(entry) })
    }

    func text(_ entry: String, _ key: String) throws -> String {
        switch try place(entry)[key] {
        case .string(let text), .number(let text): text
        case .bool(let flag): "\(flag)"
        default: ""
        }
    }

    /// `甲1 乙2 丙2`, in the order in which it is printed.
    var order: String {
        ranking.map { place in
            guard case .string(let entry)? = place["entry"], case .number(let rank)? = place["rank"] else { return "?" }
            return entry + rank
        }.joined(separator: " ")
    }

    /// Who goes on, in order.
    var going: String {
        ranking.filter { $0["advances"] == .bool(true) }.map { place in
            if case .string(let entry)? = place["entry"] { entry } else { "?" }
        }.joined(separator: " ")
    }

    func totals(_ entries: String) throws -> String {
        try entries.split(separator: " ").map { try text(String($0), "total") }.joined(separator: " ")
    }

    func words(_ entry: String, english: Bool = false) throws -> String {
        guard case .array(let sentences)? = try place(entry)[english ? "explanationEnglish" : "explanation"] else {
            return ""
        }
        return sentences.map { if case .string(let text) = $0 { text } else { "" } }.joined(separator: "\n")
    }

    var warnings: String {
        guard case .array(let sentences)? = members["warnings"] else { return "" }
        return sentences.map { if case .string(let text) = $0 { text } else { "" } }.joined(separator: "\n")
    }
}

/// Rules as data, and who sat for them: scores by stage and entry, one a judge.
func sat(_ rules: String, _ entries: [String], _ scores: [String: [String: [String]]], more: [String: String] = [:])
    throws -> Judged
{
    Judged(members: try results(of: sitting(rules, entries, scores, more: more)))
}

func results(of document: JSONValue) throws -> JSONObject {
    let contest = try Contest(document)
    return contest.json(try contest.results(), words: true)
}

/// - Parameter more: what was recorded for a stage beside its sheets, as JSON members.
func sitting(
    _ rules: String, _ entries: [String], _ scores: [String: [String: [String]]], more: [String: String] = [:]
) throws -> JSONValue {
    guard case .object(var members) = try JSONReader.read(rules), case .array(let stages)? = members["stages"] else {
        throw Refusal("stages", "")
    }
    members["entries"] = try .array(
        entries.map { $0.hasPrefix("{") ? try JSONReader.read($0) : .object(["id": .string($0)]) })
    members["stages"] = try .array(
        stages.map { stage in
            guard case .object(var stage) = stage, case .string(let id)? = stage["id"] else { return stage }
            if let given = scores[id] {
                stage["sheets"] = .array(
                    given.sorted { $0.key < $1.key }.flatMap { entry, scores in
                        scores.enumerated().map { judge, score in
                            .object([
                                "entry": .string(entry), "judge": .string("评委\(judge + 1)"), "item": .string(id),
                                "score": .string(score),
                            ])
                        }
                    })
            }
            if let more = more[id], case .object(let recorded) = try JSONReader.read(more) {
                stage.merge(recorded) { first, _ in first }
            }
            return .object(stage)
        })
    return .object(members)
}

/// Chance that comes out the same every time (SplitMix64).
struct SeededChance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
