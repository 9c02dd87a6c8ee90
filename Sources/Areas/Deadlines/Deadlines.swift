import Core
import Web

/// The room of what is due: every promise with a clock, on one page and in one calendar feed.
package enum Deadlines {
    package static let area = Area(name: "Deadlines")
}
