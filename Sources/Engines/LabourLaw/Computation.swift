/// One kind of question that the engine answers. Programs, the facts and the pages all ask through this.
package struct Computation: Sendable {
    /// The word by which programs name it.
    package let category: String
    /// What a person calls it.
    package let title: Sentence
    package let fields: [InputField]
    private let keys: Set<String>
    private let answer: @Sendable (Inputs, Settings) throws -> Answer

    init(
        _ category: String, _ title: Sentence, _ fields: [InputField],
        _ answer: @escaping @Sendable (Inputs, Settings) throws -> Answer
    ) {
        (self.category, self.title, self.fields, self.answer) = (category, title, fields, answer)
        keys = Set(fields.map(\.key)).union([InputField.place.key])
    }

    /// Throws nothing but a `Refusal`.
    package func compute(_ inputs: Inputs, _ settings: Settings) throws(Refusal) -> Answer {
        do {
            let (filled, notes) = try settings.filling(inputs, for: self)
            var answer = try answer(filled, settings)
            for note in notes { answer.assume(note.code, note.sentence) }
            for key in inputs.values.keys.filter({ !keys.contains($0) }).sorted() {
                answer.warn("unusedInput", "\(key) 不影响这一项计算，没有用到")
            }
            return answer
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            // Sums are bounded, so only many great sums together come here.
            let field = fields.first { $0.kind == .money && inputs.has($0.key) } ?? fields.first
            throw Refusal(field?.key ?? "inputs", "数目太大，无法精确计算，请核对")
        }
    }
}

/// One input of a computation, for whoever asks for it: a page, a help text.
package struct InputField: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case money, number, day, days, flag, text, sums, records
        case choice([String])
        /// Several of them.
        case choices([String])
    }

    package let key: String
    package let label: Sentence
    package let kind: Kind
    /// Without it nothing can be computed; an alternative (dates or years) counts as not required.
    package let isRequired: Bool

    package init(_ key: String, _ label: Sentence, _ kind: Kind, required: Bool = false) {
        (self.key, self.label, self.kind, self.isRequired) = (key, label, kind, required)
    }

    /// Where the work is done: fills in what the place lays down.
    package static let place = InputField("place", "劳动合同履行地", .text)
}
