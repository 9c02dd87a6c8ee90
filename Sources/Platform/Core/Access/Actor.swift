import Storage

/// Whoever asks: an account with its roles, the operator at the command line, or nobody.
package struct Actor: Sendable {
    package enum Kind: String, Sendable {
        /// No session.
        case nobody
        case account
        /// Whoever holds the keys of the house, at the command line.
        case `operator`
        /// The house itself while it is being founded: the demo city, the first administrators.
        case founder
        /// The house itself, doing on its day what somebody decided before.
        case house
    }

    package let kind: Kind
    package let account: Identifier?
    package let name: String
    /// The person behind the account, where there is one.
    package let person: Identifier?
    package let holdings: [Holding]
    package let mustChangePassword: Bool
    /// The operator acts as this account; audit says so.
    package let throughOperator: Bool
    private let granted: [String: [Identifier]]

    package init(
        account: Identifier, name: String, person: Identifier?, holdings: [Holding],
        granted: [String: [Identifier]] = [:], mustChangePassword: Bool = false, throughOperator: Bool = false
    ) {
        kind = .account
        self.account = account
        self.name = name
        self.person = person
        self.holdings = holdings
        self.granted = granted
        self.mustChangePassword = mustChangePassword
        self.throughOperator = throughOperator
    }

    private init(_ kind: Kind, name: String) {
        self.kind = kind
        account = nil
        self.name = name
        person = nil
        holdings = []
        granted = [:]
        mustChangePassword = false
        throughOperator = false
    }

    package static let nobody = Actor(.nobody, name: "")
    package static let `operator` = Actor(.operator, name: "operator")
    package static let founder = Actor(.founder, name: "founder")
    package static let house = Actor(.house, name: "house")

    package func asOperator() -> Actor {
        guard let account else { return self }
        return Actor(
            account: account, name: name, person: person, holdings: holdings, granted: granted, throughOperator: true)
    }

    /// Powers that the operator lacks, also in an account's name: they belong to named people.
    private static let withheldFromOperator: Set<Power> = [.grantRoles, .readAudit, .reveal]

    package func has(_ power: Power) -> Bool {
        switch kind {
        case .nobody: false
        case .founder: true
        case .operator, .house: !Self.withheldFromOperator.contains(power)
        case .account:
            !(throughOperator && Self.withheldFromOperator.contains(power))
                && holdings.contains { $0.role.powers.contains(power) }
        }
    }

    /// May she do this somewhere? The refusal says what is missing.
    package func may(_ power: Power) -> Permission {
        has(power) ? .allowed : .refused(power.refusal)
    }

    /// May she do this at that place?
    package func may(_ power: Power, at place: Place) -> Permission {
        guard has(power) else { return .refused(power.refusal) }
        return scope(for: power).contains(place) ? .allowed : .refused("这个单位不在您可以办理的范围内，请找管这个单位的经办干部")
    }

    /// Where she has a power. Grants open single records for seeing only.
    package func scope(for power: Power) -> Scope {
        guard has(power) else { return Scope(roots: []) }
        switch kind {
        case .nobody: return Scope(roots: [])
        case .operator, .founder, .house: return .everything
        case .account:
            let roots = holdings.filter { $0.role.powers.contains(power) }.map(\.place)
            return Scope(roots: roots, granted: power == .see ? granted : [:])
        }
    }

    package var sees: Scope { scope(for: .see) }
}

extension Power {
    var refusal: Message {
        switch self {
        case .see: "您的账号还没有查看人员和单位的角色，请联系安全管理员"
        case .managePeople: "登记和修改人员由经办干部办理"
        case .manageUnits: "登记和修改单位由经办干部办理"
        case .post: "任职、调动和离任由经办干部办理"
        case .importRosters: "导入由经办干部办理"
        case .reveal: "查看完整号码由经办干部本人办理，并会留下记录"
        case .searchByNumber: "按号码查找由经办干部办理"
        case .seeAccounts: "账号由系统管理员和安全管理员管理"
        case .makeAccounts: "开设账号和重置密码由系统管理员办理"
        case .grantRoles: "授予角色和停用账号由安全管理员办理"
        case .readAudit: "查看审计记录由审计员办理"
        case .export: "导出名单由经办干部和查看人员办理"
        }
    }
}

/// Loads whoever stands behind an account, afresh for every request: a change of role acts on the next one.
package struct Gate: Sendable {
    /// nil: the account is disabled or gone.
    package let actor: @Sendable (Identifier, Transaction) throws -> Actor?

    package init(actor: @escaping @Sendable (Identifier, Transaction) throws -> Actor?) { self.actor = actor }
}

extension Actor {
    /// Whether she may do it for the whole house: what holds everywhere is set by those who hold everything.
    package func mayEverywhere(_ power: Power, orSay refusal: Message) -> Permission {
        guard has(power) else { return may(power) }
        return scope(for: power).isEverything ? .allowed : .refused(refusal)
    }
}
