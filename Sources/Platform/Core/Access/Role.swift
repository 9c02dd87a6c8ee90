import Storage

/// What somebody may do, in the words of the work.
package enum Power: String, Sendable, CaseIterable, Codable {
    /// Units, the people posted there and who covers whom.
    case see
    case managePeople
    case manageUnits
    /// Appoint, move and end posts.
    case post
    case importRosters
    /// Read a whole identity number or phone; each reading is on audit.
    case reveal
    case searchByNumber
    case seeAccounts
    /// Make and invite accounts, reset passwords.
    case makeAccounts
    /// Give and take roles, disable and enable accounts.
    case grantRoles
    case readAudit
    /// Take a list of the work away as a file. The administrators' own lists are theirs without it.
    case export
}

/// What somebody is at a unit. A role reaches the unit and everything below it.
package enum Role: String, Sendable, CaseIterable, Codable, ColumnValue {
    /// A union social worker: sees her unit.
    case socialWorker
    /// Someone who leads and looks, but changes nothing.
    case viewer
    /// An officer of a federation or union: does the work of posting.
    case officer
    /// The three administrators (三员): system, security and audit are three people, and see no business data.
    case systemAdministrator
    case securityAdministrator
    case auditor

    package var powers: Set<Power> {
        switch self {
        case .socialWorker: [.see]
        case .viewer: [.see, .export]
        case .officer: [.see, .managePeople, .manageUnits, .post, .importRosters, .reveal, .searchByNumber, .export]
        case .systemAdministrator: [.seeAccounts, .makeAccounts]
        case .securityAdministrator: [.seeAccounts, .grantRoles]
        case .auditor: [.readAudit]
        }
    }

    package var isAdministrator: Bool {
        switch self {
        case .systemAdministrator, .securityAdministrator, .auditor: true
        case .socialWorker, .viewer, .officer: false
        }
    }

    package var title: Message {
        switch self {
        case .socialWorker: "工会社工"
        case .viewer: "查看人员"
        case .officer: "经办干部"
        case .systemAdministrator: "系统管理员"
        case .securityAdministrator: "安全管理员"
        case .auditor: "审计员"
        }
    }
}

/// A role that an account holds at a unit.
package struct Holding: Hashable, Sendable {
    package let role: Role
    package let place: Place

    package init(role: Role, place: Place) {
        self.role = role
        self.place = place
    }
}
