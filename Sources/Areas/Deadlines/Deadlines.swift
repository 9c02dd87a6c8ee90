import Core
import Web

/// The room of what is due: every promise with a clock, on one page and in one calendar feed.
package enum Deadlines {
    package static let room = Room(key: "deadlines", character: "限", name: "期限", path: "/deadlines") { $0.has(.see) }

    static let pageSize = 50

    /// - Parameter address: scheme and host for the address that is handed to a calendar.
    package static func area(address: String = "") -> Area {
        let desk = CalendarDesk(address: address)
        return Area(
            name: "Deadlines", migrations: CalendarFeed.migrations, invariants: CalendarFeed.invariants,
            english: deadlinesEnglish,
            routes: [
                .get("/deadlines", "deadlines", DeadlinesPage.load),
                .get("/deadlines/:obligation/close", "deadline.close.form") {
                    .page(try await CloseForm.load($0, FormState()))
                },
                .post("/deadlines/:obligation/close", "deadline.close", CloseForm.close),
            ] + desk.routes, registry: Registry(listings: [DeadlineListing.listing]))
    }

    /// What this room's commands did.
    package static let acts: [String: Message] = [
        CloseObligation.name: "办结了一项期限", MakeCalendarFeed.name: "生成了日历订阅地址", EndCalendarFeed.name: "停用了日历订阅地址",
    ]
}
