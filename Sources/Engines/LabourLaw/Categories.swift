/// Everything that can be asked. The command, the facts and the pages use these and no other computations.
package enum Categories {
    package static let all: [Computation] = [
        Severance.computation, UnlawfulTermination.computation, NoticePay.computation, NoticePay.units,
        DoubleWage.anniversary, DoubleWage.calendar, DoubleWageLimitation.computation, AnnualLeave.days,
        AnnualLeave.pay,
        Overtime.computation, Overtime.byDate, Deadline.computation, Limitation.computation, FinalAward.computation,
        AdditionalCompensation.computation, LateInterest.computation, UnionNotice.computation,
        ChaseTimeline.computation, AverageWage.computation, LetterReply.computation, RefusalToPay.computation,
        NoticePay.alone,
        ClaimsFromFacts.computation,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.category, $0) })

    package static func named(_ category: String) -> Computation? { byName[category] }

    /// All of them with their inputs, for programs and for whoever writes a form.
    package static var described: JSONValue {
        .array(
            all.map { computation in
                .object([
                    "category": .string(computation.category), "title": .string(computation.title.chinese),
                    "inputs": .array(computation.fields.map(\.json)),
                ])
            })
    }
}

extension InputField {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "key": .string(key), "label": .string(label.chinese), "required": .bool(isRequired),
            "kind": .string(kindName),
        ]
        switch kind {
        case .choice(let choices), .choices(let choices): members["choices"] = .array(choices.map { .string($0) })
        default: break
        }
        return .object(members)
    }

    private var kindName: String {
        switch kind {
        case .money: "money"
        case .number: "number"
        case .day: "day"
        case .days: "days"
        case .flag: "flag"
        case .text: "text"
        case .sums: "sums"
        case .records: "records"
        case .choice: "choice"
        case .choices: "choices"
        }
    }
}
