import Core
import Web

/// The room of figures: every number is a named question and opens its list.
package enum Insights {
    package static let area = Area(name: "Insights")
}
