import Core
import Web

/// The first room: today.
package enum Today {
    package static let room = Room(key: "today", character: "今", name: "今天", path: "/")

    package static let area = Area(
        name: "Today", english: todayEnglish, routes: [.get("/", "today", TodayPage.load)])
}
