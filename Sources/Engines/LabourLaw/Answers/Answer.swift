/// One intermediate of a computation: nothing is worked out that is not on the sheet.
package struct Step: Hashable, Sendable {
    /// What it is: 计算基数.
    package let label: Sentence
    /// The rule in words: 前十二个月平均工资，不高于当地上年度职工月平均工资的三倍.
    package let words: Sentence
    /// The rule in figures: 3 × 12307 = 36921.
    package let figures: Sentence
    package let value: Finding
}

/// Something that whoever relies on the answer should know.
package struct Warning: Hashable, Sendable {
    /// A stable word for programs.
    package let code: String
    package let sentence: Sentence

    package init(_ code: String, _ sentence: Sentence) {
        (self.code, self.sentence) = (code, sentence)
    }
}

/// What was taken for granted because nobody said otherwise, with its source where it came from a setting.
package struct Assumption: Hashable, Sendable {
    package let code: String
    package let sentence: Sentence

    package init(_ code: String, _ sentence: Sentence) {
        (self.code, self.sentence) = (code, sentence)
    }
}

/// What a computation gives: values under the keys that were promised, and everything by which they can be checked.
package struct Answer: Hashable, Sendable {
    package private(set) var result: [String: Finding] = [:]
    package private(set) var steps: [Step] = []
    package private(set) var articles: [Article] = []
    package private(set) var assumptions: [Assumption] = []
    package private(set) var warnings: [Warning] = []

    package init() {}

    package subscript(key: String) -> Finding {
        get { result[key] ?? .none }
        set { result[key] = newValue }
    }

    package mutating func step(_ label: Sentence, _ words: Sentence, _ figures: Sentence, _ value: Finding) {
        steps.append(Step(label: label, words: words, figures: figures, value: value))
    }

    package mutating func cite(_ cited: Article...) {
        for article in cited where !articles.contains(article) { articles.append(article) }
    }

    package mutating func assume(_ code: String, _ sentence: Sentence) {
        let assumption = Assumption(code, sentence)
        if !assumptions.contains(assumption) { assumptions.append(assumption) }
    }

    package mutating func warn(_ code: String, _ sentence: Sentence) {
        let warning = Warning(code, sentence)
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    /// Takes over how another computation came to its values, not the values.
    package mutating func follow(_ other: Answer) {
        steps += other.steps
        for article in other.articles { cite(article) }
        for assumption in other.assumptions { assume(assumption.code, assumption.sentence) }
        for warning in other.warnings { warn(warning.code, warning.sentence) }
    }

    /// Articles whose texts nobody has read are said to be so.
    package var unconfirmedArticles: [Article] { articles.filter { !$0.statute.isConfirmed } }
}
