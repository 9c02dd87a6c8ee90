import Core
import Storage

/// The room of the units: the tree of the federation, what each unit is called, and how rosters spell it.
package enum Organization {
    package static let migrations = UnitSchema.migrations
    package static let invariants = UnitSchema.invariants
}
