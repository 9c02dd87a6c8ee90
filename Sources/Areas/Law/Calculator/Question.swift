import Core
import LabourLaw
import Web

/// One page of the calculator: one thing that is asked, in words of every day.
struct Question: Sendable {
    let id: String
    let title: Message
    /// Why it is asked, or an example.
    let about: Message?
    let fields: @Sendable (Given) -> [AskedField]
    /// Whether what was said so far makes it matter.
    let isAsked: @Sendable (Given) -> Bool

    init(
        _ id: String, _ title: Message, about: Message? = nil, when isAsked: @escaping @Sendable (Given) -> Bool,
        _ fields: @escaping @Sendable (Given) -> [AskedField]
    ) {
        (self.id, self.title, self.about, self.isAsked, self.fields) = (id, title, about, isAsked, fields)
    }

    /// What cannot be used of the answers, field by field.
    func problems(_ given: Given) -> [FieldProblem] { fields(given).compactMap { $0.problem(given) } }
}

/// A field of a question.
struct AskedField: Sendable {
    enum Kind: Sendable {
        case day
        case money(Amount)
        case number(atMost: Int)
        case one([Choice])
        case several([Choice])
    }

    /// What a sum can be, so that a slip of the finger is said to be one.
    enum Amount: Sendable {
        /// Of one month.
        case wage
        /// Of many.
        case sum

        func fault(_ yuan: Rational) -> Message? {
            guard let fen = try? yuan * 100, fen.isWhole else { return "金额最多写到分，也就是两位小数" }
            switch self {
            case .wage:
                return yuan > 0 && yuan <= 1_000_000 ? nil : "一个月的工资应当大于零，不超过一百万元；请核对，说不清可以空着"
            case .sum: return yuan <= 100_000_000 ? nil : "不能超过一亿元，请核对"
            }
        }
    }

    let name: String
    let label: Message
    let kind: Kind
    let hint: Message?
    let isRequired: Bool

    init(_ name: String, _ label: Message, _ kind: Kind, hint: Message? = nil, isRequired: Bool = false) {
        (self.name, self.label, self.kind, self.hint, self.isRequired) = (name, label, kind, hint, isRequired)
    }

    /// Yes, no, or not known.
    static func whether(_ name: String, _ yes: Message = "有", _ no: Message = "没有") -> AskedField {
        AskedField(
            name, "请选一项", .one([Choice("yes", yes), Choice("no", no), Choice("unknown", "不知道")]), isRequired: true)
    }

    func problem(_ given: Given) -> FieldProblem? {
        let values = given.all(name)
        guard let first = values.first else { return isRequired ? FieldProblem(name, empty) : nil }
        switch kind {
        case .one(let choices), .several(let choices):
            let isKnown = values.allSatisfy { value in choices.contains { $0.value == value } }
            return isKnown ? nil : FieldProblem(name, empty)
        case .day, .money, .number:
            do throws(any Error) {
                _ = try read(first)
                if case .money(let amount) = kind, let fault = Rational(decimal: first).flatMap(amount.fault) {
                    return FieldProblem(name, fault)
                }
                let isAhead = Questions.isPast(name, given) && first > given.today.description
                return isAhead ? FieldProblem(name, "这一天还没有到，请核对") : nil
            } catch {
                let said = (error as? Refusal)?.sentence.message
                return FieldProblem(name, said ?? "这里填得不对，请核对")
            }
        }
    }

    private var empty: Message {
        switch kind {
        case .one: "请选一项"
        case .several: "请至少选一项"
        case .day: "请填写日期"
        case .money, .number: "请填写数字"
        }
    }

    /// As the engine reads it.
    func read(_ text: String) throws -> JSONValue {
        let inputs = Inputs([name: .string(text)])
        switch kind {
        case .day: _ = try inputs.optionalDay(name)
        case .money: _ = try inputs.optionalMoney(name)
        case .number(let greatest): _ = try inputs.optionalNumber(name, atMost: greatest)
        case .one, .several: break
        }
        return .string(text)
    }

    func view(_ form: FormView) -> HTML {
        switch kind {
        case .day: form.day(name, label, hint: hint ?? "例如 2024-03-01；记不清哪一天，就写那个月的 1 日", isOptional: !isRequired)
        case .money: form.text(name, label, hint: hint, isOptional: !isRequired, width: .short, inputMode: "decimal")
        case .number: form.text(name, label, hint: hint, isOptional: !isRequired, width: .short, inputMode: "decimal")
        case .one(let choices): form.radios(name, label, choices, hint: hint)
        case .several(let choices): form.checkboxes(name, label, choices, hint: hint)
        }
    }

    /// What was answered, as it is read back.
    func said(_ given: Given) -> Message? {
        guard let first = given[name] else { return nil }
        switch kind {
        case .day: return CalendarDay(first)?.message
        case .money: return Rational(decimal: first)?.yuan
        case .number: return .verbatim(first)
        case .one(let choices), .several(let choices):
            let labels = choices.filter { given.all(name).contains($0.value) }.map(\.label)
            guard let head = labels.first else { return nil }
            return labels.dropFirst().reduce(head) { "\($0)；\($1)" }
        }
    }
}
