import Storage

/// A named question whose answer is a number: with a definition, a unit, and a list behind it.
package struct Figure: Sendable {
    /// For whom, where and when it is asked.
    package struct Question: Sendable {
        package let scope: Scope
        /// Narrowed to this unit and what lies below; nil: the whole scope.
        package let within: Place?
        /// The state at the end of this day.
        package let asOf: Day
        /// For figures of a period: its first day.
        package let since: Day

        package init(scope: Scope, within: Place? = nil, asOf: Day, since: Day) {
            self.scope = scope
            self.within = within
            self.asOf = asOf
            self.since = since
        }
    }

    package enum Value: Hashable, Sendable {
        case count(Int)
        /// A part of a whole; a whole of nothing has no share.
        case share(Int, of: Int)
        /// So many for each, exact.
        case average(Int, over: Int)
    }

    /// As on the page: a count for a unit, a state or a period.
    package enum Span: String, Sendable { case state, period }

    /// Stable, as links and reports name it: `S1.inPost`.
    package let key: String
    package let title: Message
    /// What is counted and what is not, in one or two sentences.
    package let definition: Message
    /// 人, 个, 人次.
    package let unit: Message
    package let span: Span
    package let value: @Sendable (Question, Transaction) throws -> Value
    /// The address of the list of exactly the records that were counted.
    package let opens: @Sendable (Question) -> String

    package init(
        _ key: String, title: Message, definition: Message, unit: Message, span: Span = .state,
        value: @escaping @Sendable (Question, Transaction) throws -> Value,
        opens: @escaping @Sendable (Question) -> String
    ) {
        self.key = key
        self.title = title
        self.definition = definition
        self.unit = unit
        self.span = span
        self.value = value
        self.opens = opens
    }
}
