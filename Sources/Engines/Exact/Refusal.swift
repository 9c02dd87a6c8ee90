/// Why nothing was computed: which input cannot be used, and what is wrong with it.
package struct Refusal: Error, Hashable, Sendable {
    /// The input's key; of two that contradict each other the one named later.
    package let field: String
    package let sentence: Sentence

    package init(_ field: String, _ sentence: Sentence) {
        (self.field, self.sentence) = (field, sentence)
    }

    package var json: JSONValue {
        .object(["field": .string(field), "message": .string(sentence.chinese)])
    }
}
