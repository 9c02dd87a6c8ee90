import Core
import Storage
import Web

/// A role at a unit, as pages show it.
struct RoleLine: Encodable, Sendable {
    let role: Role
    let unit: Identifier
    let unitLabel: String?

    init(_ holding: RoleHolding, _ labels: [Identifier: String]) {
        role = holding.role
        unit = holding.unit
        unitLabel = labels[holding.unit]
    }

    func view(_ words: Words) -> HTML {
        guard let unitLabel else { return HTML(text: words(role.title)) }
        return "\(words(role.title)) <span class=\"quiet\">\(unitLabel)</span>"
    }
}

/// Where a list stands that is read by key, forwards or backwards.
struct KeyCursor: Sendable {
    static let size = 50

    let after: String?
    let before: String?

    init(_ query: Fields) {
        after = query["after"]
        before = query["before"]
    }

    init(after: String?) {
        self.after = after
        before = nil
    }

    var isBackwards: Bool { before != nil }

    /// The page out of at most `size` + 1 rows that were read in the cursor's direction.
    func page<Element>(_ read: [Element]) -> (rows: [Element], hasPrevious: Bool, hasNext: Bool) {
        let hasMore = read.count > Self.size
        let rows = Array(read.prefix(Self.size))
        return isBackwards ? (rows.reversed(), hasMore, true) : (rows, after != nil, hasMore)
    }
}
