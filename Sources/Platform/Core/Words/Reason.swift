/// Why something was done, as somebody writes it. The house's one rule for every field that asks for a reason: it has to
/// say something, at least two Chinese characters or four letters, and not one of them over and over.
package enum Reason {
    package static let longest = 200

    /// What is wrong with a reason.
    /// - Parameter missing: what is said where nothing is written.
    package static func problems(
        _ text: String, field: String = "reason", missing: Message = "请写明原因", longest: Int = longest
    ) -> [FieldProblem] {
        if !text.contains(where: { !$0.isWhitespace }) { return [FieldProblem(field, missing)] }
        if text.count > longest { return [FieldProblem(field, "请不要超过 \(longest) 个字")] }
        return saysSomething(text) ? [] : [FieldProblem(field, "写得太短，看不明白；请至少写两个字，说清楚为什么")]
    }

    /// Signs and blanks say nothing, digits only beside letters.
    static func saysSomething(_ text: String) -> Bool {
        let said = text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        let weight = said.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
        return weight >= 4 && Set(said).count > 1 && said.contains { $0.properties.isAlphabetic }
    }
}
