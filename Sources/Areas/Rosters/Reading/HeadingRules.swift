import ChineseText

/// Which field a heading means: offices call one thing by many names.
struct HeadingRules: Sendable {
    private let rules: [Rule]

    init(_ rules: [Rule]) { self.rules = rules }

    struct Meaning: Equatable {
        let field: ImportField
        /// How surely: 0 is best. Of two columns that mean one field the surer one is taken.
        let rank: Int
    }

    func meaning(of heading: String) -> Meaning? {
        // Values, not headings: told at once, since the first rows of every file come by here.
        guard heading.count <= 60 else { return nil }
        let bare = Self.uniform(heading, keepingBrackets: false)
        // An example in brackets, 入职时间（例：2019.3）, makes no value of a heading.
        guard bare.count(where: \.isNumber) <= 4 else { return nil }
        let whole = Self.uniform(heading, keepingBrackets: true)
        guard !whole.isEmpty, whole.count <= 30 else { return meaning(ofUniform: [bare]) }
        return meaning(ofUniform: [whole, bare])
    }

    private func meaning(ofUniform texts: [String]) -> Meaning? {
        texts.compactMap { text in rules.first { $0.matches(text) }?.meaning }.min { $0.rank < $1.rank }
    }

    /// Half-width, without blanks, signs and a number in front (1.姓名); what stands in brackets is kept (街道（镇）) or left out (电话（必填）).
    private static func uniform(_ heading: String, keepingBrackets: Bool) -> String {
        var result = ""
        var depth = 0
        for character in heading.halfWidth.lowercased() {
            switch character {
            case "(", "[", "【", "〔": depth += 1
            case ")", "]", "】", "〕": depth = max(0, depth - 1)
            case _ where depth > 0 && !keepingBrackets: break
            case _ where character.isLetter || character.isNumber: result.append(character)
            default: break
            }
        }
        return String(result.drop(while: \.isNumber))
    }

    struct Rule: Sendable {
        let meaning: Meaning
        private let exact: Set<String>
        private let containing: [String]
        private let alsoOneOf: [String]
        private let without: [String]
        private let endings: [String]

        init(
            _ field: ImportField, _ rank: Int, exact: Set<String> = [], containing: [String] = [],
            alsoOneOf: [String] = [], without: [String] = [], endings: [String] = []
        ) {
            meaning = Meaning(field: field, rank: rank)
            self.exact = exact
            self.containing = containing
            self.alsoOneOf = alsoOneOf
            self.without = without
            self.endings = endings
        }

        func matches(_ text: String) -> Bool {
            if exact.contains(text) { return true }
            return (containing.contains(where: text.contains) || endings.contains(where: text.hasSuffix))
                && !without.contains { text.contains($0) }
                && (alsoOneOf.isEmpty || alsoOneOf.contains { text.contains($0) })
        }
    }
}
