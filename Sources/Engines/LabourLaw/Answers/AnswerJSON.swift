extension Answer {
    /// The shape that programs rely on: result, steps, articles, assumptions, warnings.
    package func json() throws(Overflow) -> [String: JSONValue] {
        var steps: [JSONValue] = []
        for step in self.steps { steps.append(try step.json()) }
        var noted = warnings
        if !unconfirmedArticles.isEmpty { noted.append(.unconfirmed(unconfirmedArticles)) }
        return [
            "result": try Finding.record(result).json(),
            "steps": .array(steps),
            "articles": .array(articles.map(\.json)),
            "assumptions": .array(assumptions.map { notice($0.code, $0.sentence) }),
            "warnings": .array(noted.map { notice($0.code, $0.sentence) }),
        ]
    }

    private func notice(_ code: String, _ sentence: Sentence) -> JSONValue {
        .object(["code": .string(code), "message": .string(sentence.chinese)])
    }
}

extension Warning {
    static func unconfirmed(_ articles: [Article]) -> Warning {
        Warning(
            "unconfirmedArticle",
            "以下依据未见原文，按他处转述计算，引用前请核对：\(Sentence(joining: articles.map { "\($0.chinese)" }, with: "；"))")
    }
}

extension Step {
    package func json() throws(Overflow) -> JSONValue {
        .object([
            "label": .string(label.chinese), "words": .string(words.chinese), "figures": .string(figures.chinese),
            "value": try value.json(),
        ])
    }
}

extension Article {
    package var json: JSONValue {
        .object([
            "statute": .string(statute.title), "id": .string(statute.id), "revision": .string(statute.revision),
            "article": .string(mark), "words": .string(chinese), "confirmed": .bool(statute.isConfirmed),
        ])
    }
}
