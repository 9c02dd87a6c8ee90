import Core
import Web

/// The room of lists on paper: saved filters, and files to keep of every list.
package enum Exports {
    package static let area = Area(name: "Exports")
}
