/// The past day for which a list is asked, as an address carries it. The one reading of it for pages and for files.
package struct PastDay: Sendable {
    /// What cannot be shown, and why.
    package struct Fault: Sendable {
        /// As it was written.
        package let text: String
        package let reason: Message
    }

    package static let field = "asOf"

    /// nil: as of today.
    package let day: Day?
    package let fault: Fault?

    package init(_ text: String?, today: Day) {
        guard let text, !text.isEmpty else {
            (day, fault) = (nil, nil)
            return
        }
        guard let day = Day(text) else {
            self.day = nil
            fault = Fault(text: text, reason: "要看哪一天的样子？请写日历上有的一天，例如 2026-03-01")
            return
        }
        self.day = day < today ? day : nil
        fault = day > today ? Fault(text: text, reason: "要看哪一天的样子？这一天还没有到") : nil
    }

    /// What it is refused with, where nothing can be shown in its place.
    package var problem: Problem? { fault.map { .invalid(Self.field, $0.reason) } }
}

extension Listing.Asking {
    /// The past day of the address; nil: now. A file of today must not pass for one of another day.
    package func pastDay() throws -> Day? {
        let asked = PastDay(query[PastDay.field], today: house.today)
        if let problem = asked.problem { throw problem }
        return asked.day
    }
}
