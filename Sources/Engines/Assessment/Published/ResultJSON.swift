import Exact

extension Contest {
    /// The shape that programs rely on: `ranking`, or `stages` with a ranking each.
    package func json(_ results: [StageResult], words: Bool) -> [String: JSONValue] {
        guard isStaged else { return results.first.map { json($0, words: words) } ?? [:] }
        let stages = results.map { result in
            var members = json(result, words: words)
            members["id"] = .string(result.stage.id)
            return JSONValue.object(members)
        }
        return ["stages": .array(stages)]
    }

    private func json(_ result: StageResult, words: Bool) -> [String: JSONValue] {
        let explaining = words ? Explaining(self, result) : nil
        var members: [String: JSONValue] = [
            "ranking": .array(
                result.places.map { place in
                    var members = json(place, result)
                    if let explaining { members.merge(explaining.words(place)) { first, _ in first } }
                    return .object(members)
                })
        ]
        if !result.groups.isEmpty { members["groups"] = .array(result.groups.map(\.json)) }
        if !result.teams.isEmpty { members["teams"] = .array(result.teams.map { json($0, result) }) }
        if words {
            members["warnings"] = .array(result.warnings.map { .string($0.chinese) })
            members["warningsEnglish"] = .array(result.warnings.map { .string($0.english) })
        }
        return members
    }

    private func json(_ place: Place, _ result: StageResult) -> JSONObject {
        let (score, rule) = (place.score, result.stage.rule)
        func text(_ number: Rational) -> JSONValue { .string(number.text(decimals: rule.decimals)) }
        var members: JSONObject = [
            "entry": .string(entries[score.entry].id), "total": text(score.total), "withCarry": text(score.withCarry),
            "rank": .number(String(place.rank)),
            "items": .array(
                score.items.map { item in
                    .object([
                        "item": .string(result.sheets.items[item.item]), "points": text(item.points),
                        "kept": .array(item.kept.map { .string($0.text) }),
                        "dropped": .array(item.dropped.sorted(by: Sheet.precedes).map { .string($0.text) }),
                    ])
                }),
        ]
        if !score.hasSheets { members["noSheets"] = .bool(true) }
        if let advances = place.advances { members["advances"] = .bool(advances) }
        if let group = place.group { members["group"] = .string(group) }
        if let reserve = place.reserve { members["reserve"] = .number(String(reserve)) }
        if case .advances(.wildCard) = place.outcome { members["wildCard"] = .bool(true) }
        if !rule.deductions.isEmpty { members["deducted"] = text(score.deducted) }
        if !rule.bonuses.isEmpty { members["bonus"] = text(score.bonus) }
        if score.coefficient != nil || !rule.deductions.isEmpty || !rule.bonuses.isEmpty {
            members["judged"] = text(score.judged)
        }
        if let coefficient = score.coefficient { members["coefficient"] = .string(coefficient.plainText) }
        if !place.tieBreaks.isEmpty {
            members["tieBrokenBy"] = .array(place.tieBreaks.map { .string($0.step.key) })
        }
        if !score.parts.isEmpty {
            members["parts"] = .array(
                score.parts.map { part in
                    .object([
                        "stage": .string(stages[part.part.stage].id), "points": .string(part.points.plainText),
                    ])
                })
        }
        return members
    }

    private func json(_ team: TeamPlace, _ result: StageResult) -> JSONValue {
        .object([
            "team": .string(team.team), "total": .string(team.total.text(decimals: result.stage.rule.decimals)),
            "rank": .number(String(team.rank)), "members": .array(team.members.map { .string(entries[$0].id) }),
        ])
    }
}

package typealias JSONObject = [String: JSONValue]

extension GroupPlaces {
    var json: JSONValue {
        .object([
            "group": .string(group), "posts": .number(String(posts)), "postsLeft": .number(String(postsLeft)),
            "places": .number(String(places)), "candidates": .number(String(candidates)),
        ])
    }
}

extension TieStep {
    /// As it stands in a result: `median`, `item:实绩`.
    var key: String { name.isEmpty ? by.rawValue : "\(by.rawValue):\(name)" }
}
