import Core
import Organization

/// An enterprise that does not exist, as it will be registered, counted and joined to a union.
package struct PlannedEnterprise: Hashable, Sendable {
    package struct Count: Hashable, Sendable {
        package let day: Day
        package let employees: Int
        package let members: Int
    }

    package enum Union: Hashable, Sendable {
        case own(foundedOn: Day, electedOn: Day, termYears: Int)
        /// A new joint union that others join.
        case joint(name: String, foundedOn: Day, electedOn: Day)
        /// The joint union that this enterprise founded.
        case member(of: Int, joinedOn: Day)
    }

    package let name: String
    /// The name that it bore before, and the day of the change.
    package var formerName: (name: String, until: Day)?
    package let creditCode: String
    /// Why a code with a wrong check character stands as it is.
    package let creditCodeOverride: String?
    package let ownership: Ownership
    package let industry: Industry
    package let unit: Int
    package let openedOn: Day
    package let counts: [Count]
    package var union: Union?
    package let closedOn: Day?

    /// How many commands it takes to enter.
    var commands: Int {
        1 + (formerName == nil ? 0 : 1) + counts.count + (union == nil ? 0 : 1) + (closedOn == nil ? 0 : 1)
    }

    package static func == (one: PlannedEnterprise, other: PlannedEnterprise) -> Bool {
        one.creditCode == other.creditCode && one.name == other.name && one.unit == other.unit
            && one.counts == other.counts && one.union == other.union && one.closedOn == other.closedOn
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(creditCode) }
}
