import Exact

/// One stage of a contest: its rule, its sheets, and who goes on.
package struct Stage: Sendable {
    /// What an earlier stage brings in.
    package struct Part: Sendable {
        package enum Of: String, CaseIterable, Sendable { case total, withCarry }
        package let stage: Int
        package let weight: Rational
        package let of: Of
    }

    package let id: String
    package let rule: Rule
    package var sheets: Sheets
    package let recusals: [Recusal]
    package let deductions: [Adjusted]
    package let bonuses: [Adjusted]
    /// Entries that have stepped back, with the reason: they keep their result and do not go on.
    package let withdrawn: [Int: String]
    /// Weighted parts in place of sheets: written 60, interview 40.
    package let parts: [Part]
    package let carry: [Part]
    package let cut: Cut?
    /// From which stage the entries come; nil: all of them.
    package let from: Int?
    /// Where it stands in the document: empty, or `stages[2]`.
    let path: String
    package let warnings: [Sentence]

    func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    init(_ given: GivenRecord, number: Int, earlier: [String], entries: [String: Int]) throws(Refusal) {
        path = given.path
        id = try given["id"]?.identifier() ?? ""
        var warnings: [Sentence] = []
        rule = try Rule(try given["rule"]?.record() ?? GivenRecord(members: [:], path: ""), warnings: &warnings)
        func stage(_ name: Given) throws(Refusal) -> Int {
            let id = try name.identifier()
            guard let place = earlier.firstIndex(of: id) else { throw name.refusal("前面没有“\(id)”这一阶段") }
            return place
        }
        recusals = try Recusal.list(try given.list("recusals"), rule: rule, entries: entries)
        parts = try Self.parts(given, "parts", stage)
        if parts.isEmpty {
            let recused = Set(recusals.map { Recusal.Pair(judge: $0.judge, entry: $0.entry) })
            sheets = try Sheets(try given.need("sheets").list(), rule: rule, entries: entries, recused: recused)
            try Recusal.check(recusals, sheets: sheets)
        } else {
            if given.has("sheets") { throw given.refusal("sheets", "由各部分合成的阶段不能再有评分表") }
            try Self.checkWeights(parts, path: given.path("parts"))
            sheets = Sheets(none: entries.count)
        }
        carry = try Self.parts(given, "carry", stage)
        deductions = try Self.adjusted(try given.list("deductions"), kinds: rule.deductions, entries)
        bonuses = try Self.adjusted(try given.list("bonuses"), kinds: rule.bonuses, entries)
        var withdrawn: [Int: String] = [:]
        for one in try given.list("withdrawn") {
            let record = try one.record()
            let name = try record.need("entry")
            guard let entry = entries[try name.identifier()] else { throw name.refusal("没有这个参评对象") }
            withdrawn[entry] = try record["reason"]?.identifier() ?? ""
        }
        self.withdrawn = withdrawn
        if let cut = given["cut"] {
            self.cut = try Cut(try cut.record(), rule: rule, entries: entries, warnings: &warnings)
        } else {
            cut = nil
        }
        self.warnings = warnings
        if let from = given["from"] {
            self.from = try stage(from)
        } else {
            self.from = number == 0 ? nil : number - 1
        }
        for step in rule.ties + (cut?.chain ?? []) where step.by == .stage && !earlier.contains(step.name) {
            throw given.refusal("rule.ties", "前面没有“\(step.name)”这一阶段")
        }
        for step in rule.ties + (cut?.chain ?? []) where step.by == .item && !sheets.items.contains(step.name) {
            guard rule.criteria.contains(where: { $0.item == step.name }) || sheets.sheets.isEmpty else {
                throw given.refusal("rule.ties", "没有“\(step.name)”这一项")
            }
        }
    }

    private static func adjusted(_ given: [Given], kinds: [String: Adjustment], _ entries: [String: Int])
        throws(Refusal) -> [Adjusted]
    {
        var all: [Adjusted] = []
        for one in given { all.append(try Adjusted(one, kinds: kinds, entries: entries)) }
        return all
    }

    private static func parts(
        _ given: GivenRecord, _ key: String, _ stage: (Given) throws(Refusal) -> Int
    ) throws(Refusal) -> [Part] {
        var parts: [Part] = []
        for one in try given.list(key) {
            let record = try one.record()
            let part = Part(
                stage: try stage(try record.need("stage")),
                weight: try record.decimal("weight", default: 1, notNegative: true),
                of: try record.choice("of", default: .total))
            guard !parts.contains(where: { $0.stage == part.stage }) else { throw Refusal(one.path, "写了两次") }
            parts.append(part)
        }
        return parts
    }

    /// Shares of one, or of a hundred.
    private static func checkWeights(_ parts: [Part], path: String) throws(Refusal) {
        let sum = try? parts.map(\.weight).sum()
        guard let sum, sum == 1 || sum == 100 else {
            throw Refusal(path, "各部分的权重加起来应当是 1 或者 100，现在是 \(sum?.plainText ?? "…")")
        }
    }

    /// The sum of the parts' weights: 1 or 100.
    var partsShareOf: Rational { (try? parts.map(\.weight).sum()) ?? 1 }
}
