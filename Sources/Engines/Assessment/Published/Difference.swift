import Exact

/// What another rule or another sheet changed: two documents and their results side by side.
package struct Difference: Sendable {
    package let json: JSONValue
    package let words: [Sentence]

    package init(before: JSONValue, after: JSONValue) throws(Refusal) {
        let (old, new) = (try Side(before, "before"), try Side(after, "after"))
        var words: [Sentence] = []
        let rules = Self.changes(old.settings, new.settings)
        for one in rules {
            words.append("规则 \(one.path)：原来 \(one.before?.text ?? "null")，现在 \(one.after?.text ?? "null")")
        }
        var sheets: [JSONValue] = []
        for key in Set(old.sheets.keys).union(new.sheets.keys).sorted(by: { $0.precedes($1) }) {
            let (was, became) = (old.sheets[key], new.sheets[key])
            guard was?.score != became?.score || was?.weight != became?.weight, let one = became ?? was else {
                continue
            }
            sheets.append(
                .object(
                    one.names.merging([
                        "before": was?.written ?? .null, "after": became?.written ?? .null,
                    ]) { first, _ in first }))
            words.append(
                "评委 \(one.judge) 给 \(one.entry) 的 \(one.item)：原来 \(was?.text ?? "—")，现在 \(became?.text ?? "—")")
        }
        var changes: [JSONValue] = []
        for key in new.order + old.order.filter({ new.standings[$0] == nil }) {
            let (was, became) = (old.standings[key], new.standings[key])
            guard was != became, let one = became ?? was else { continue }
            changes.append(one.change(from: was, to: became))
            words.append(one.words(from: was, to: became))
        }
        if changes.isEmpty { words.append("名次、总分和入围都没有变化") }
        self.words = words
        json = .object([
            "rules": .array(rules.map(\.json)), "sheets": .array(sheets), "changes": .array(changes),
            "explanation": .array(words.map { .string($0.chinese) }),
            "explanationEnglish": .array(words.map { .string($0.english) }),
        ])
    }

    // MARK: one side

    private struct Standing: Equatable {
        let stage: String
        let entry: String
        let total: String
        let withCarry: String
        let rank: Int
        let advances: Bool?

        private var json: JSONValue {
            .object([
                "total": .string(total), "withCarry": .string(withCarry), "rank": .number(String(rank)),
                "advances": advances.map { .bool($0) } ?? .null,
            ])
        }

        func change(from was: Standing?, to became: Standing?) -> JSONValue {
            var members: JSONObject = [
                "entry": .string(entry), "before": was?.json ?? .null, "after": became?.json ?? .null,
            ]
            if !stage.isEmpty { members["stage"] = .string(stage) }
            return .object(members)
        }

        func words(from was: Standing?, to became: Standing?) -> Sentence {
            let who: Sentence = stage.isEmpty ? "\(entry)" : "\(stage) \(entry)"
            guard let was else { return "\(who)：原来没有，现在 \(withCarry) 分，第 \(rank) 名" }
            guard let became else { return "\(who)：原来 \(was.withCarry) 分，第 \(was.rank) 名，现在没有" }
            let going: Sentence =
                switch (was.advances, became.advances) {
                case (false, true): "，现在入围"
                case (true, false): "，现在不入围"
                default: ""
                }
            return
                "\(who)：\(was.withCarry) 分第 \(was.rank) 名 → \(became.withCarry) 分第 \(became.rank) 名\(going)"
        }
    }

    private struct SheetLine {
        let stage: String
        let entry: String
        let judge: String
        let item: String
        let score: Rational
        let weight: Rational
        let text: String

        var written: JSONValue { .object(["score": .string(text), "weight": .string(weight.plainText)]) }
        var names: JSONObject {
            var names: JSONObject = [
                "entry": .string(entry), "judge": .string(judge), "item": .string(item),
            ]
            if !stage.isEmpty { names["stage"] = .string(stage) }
            return names
        }
    }

    private struct Side {
        var settings: JSONValue
        var sheets: [String: SheetLine] = [:]
        var standings: [String: Standing] = [:]
        var order: [String] = []

        init(_ document: JSONValue, _ field: String) throws(Refusal) {
            let contest: Contest
            let results: [StageResult]
            do {
                contest = try Contest(Publication.input(document))
                results = try contest.results()
            } catch {
                throw Refusal("\(field).\(error.field)", error.sentence)
            }
            settings = Difference.withoutSheets(Publication.input(document))
            for result in results {
                let stage = result.stage
                for sheet in stage.sheets.sheets {
                    let line = SheetLine(
                        stage: stage.id, entry: contest.entries[sheet.entry].id,
                        judge: stage.sheets.judges[sheet.judge],
                        item: stage.sheets.items[sheet.item], score: sheet.score, weight: sheet.weight, text: sheet.text
                    )
                    sheets[[stage.id, line.entry, line.item, line.judge].joined(separator: "\u{0}")] = line
                }
                for place in result.places {
                    let standing = Standing(
                        stage: stage.id, entry: contest.entries[place.score.entry].id,
                        total: place.score.total.text(decimals: stage.rule.decimals),
                        withCarry: place.score.withCarry.text(decimals: stage.rule.decimals), rank: place.rank,
                        advances: place.advances)
                    let key = [stage.id, standing.entry].joined(separator: "\u{0}")
                    standings[key] = standing
                    order.append(key)
                }
            }
        }
    }

    // MARK: rules

    private struct RuleChange {
        let path: String
        let before: JSONValue?
        let after: JSONValue?

        var json: JSONValue {
            .object(["path": .string(path), "before": before ?? .null, "after": after ?? .null])
        }
    }

    private static func withoutSheets(_ document: JSONValue) -> JSONValue {
        guard case .object(var members) = document else { return document }
        members["sheets"] = nil
        if case .array(let stages)? = members["stages"] { members["stages"] = .array(stages.map(withoutSheets)) }
        return .object(members)
    }

    private static func changes(_ before: JSONValue, _ after: JSONValue, path: String = "") -> [RuleChange] {
        switch (before, after) {
        case _ where before == after: return []
        case (.object(let old), .object(let new)):
            return Set(old.keys).union(new.keys).sorted { $0.precedes($1) }.flatMap { key -> [RuleChange] in
                let inner = path.isEmpty ? key : "\(path).\(key)"
                guard let was = old[key], let became = new[key] else {
                    return [RuleChange(path: inner, before: old[key], after: new[key])]
                }
                return changes(was, became, path: inner)
            }
        case (.array(let old), .array(let new)) where old.count == new.count:
            return zip(old, new).enumerated().flatMap { changes($1.0, $1.1, path: "\(path)[\($0)]") }
        default: return [RuleChange(path: path, before: before, after: after)]
        }
    }
}
