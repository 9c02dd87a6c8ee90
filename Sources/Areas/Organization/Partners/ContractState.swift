import Core
import Storage

/// How a service contract stands on a day.
package enum ContractState: String, Sendable, CaseIterable, Encodable {
    /// Past its last day, and neither renewed nor settled.
    case over
    /// Runs out within sixty days.
    case ending
    case inForce
    case notBegun
    /// Renewed or settled.
    case concluded

    package static let daysAhead = PartnerContractEnd.obligation.daysAhead

    package var title: Message {
        switch self {
        case .over: "已到期，待办结"
        case .ending: "快到期"
        case .inForce: "履行中"
        case .notBegun: "还没有开始"
        case .concluded: "合同已办结"
        }
    }
}

extension PartnerContract {
    package func state(on day: Day) -> ContractState {
        if concludedOn != nil { return .concluded }
        if untilOn < day { return .over }
        if fromOn > day { return .notBegun }
        return untilOn <= day.adding(days: ContractState.daysAhead) ? .ending : .inForce
    }
}

/// What a list of partners is narrowed to.
package struct PartnerFilter: Sendable {
    package enum Contracts: String, Sendable, CaseIterable, Encodable { case over, ending, inForce, none }
    package enum State: String, Sendable, CaseIterable, Encodable { case current, closed, all }

    /// Kept at a unit below it, or under contract with one.
    package var place: Place?
    package var kind: PartnerKind?
    package var contracts: Contracts?
    package var state: State
    package var text: String?

    package init(
        place: Place? = nil, kind: PartnerKind? = nil, contracts: Contracts? = nil, state: State = .current,
        text: String? = nil
    ) {
        self.place = place
        self.kind = kind
        self.contracts = contracts
        self.state = state
        self.text = text
    }

    func conditions(_ scope: Scope, on today: Day) -> [SQL] {
        var all: [SQL] = [PartnerStore.predicate(scope)]
        let seen = scope.predicate(PartnerContract.scopeColumns)
        let open: SQL = """
            SELECT 1 FROM partner_contracts c
            WHERE c.partner_id = p.id AND c.concluded_on IS NULL AND (\(seen))
            """
        if let place {
            let within = Scope(roots: [place])
            let kept = within.predicate(Scope.Columns(key: "p.scope_key", district: "p.district_id"))
            all.append("(\(kept)) OR EXISTS (\(open) AND (\(within.predicate(PartnerContract.scopeColumns))))")
        }
        if let kind { all.append("p.kind = \(kind)") }
        let soon = today.adding(days: ContractState.daysAhead)
        switch contracts {
        case .over: all.append("EXISTS (\(open) AND c.until_on < \(today))")
        case .ending: all.append("EXISTS (\(open) AND c.until_on >= \(today) AND c.until_on <= \(soon))")
        case .inForce: all.append("EXISTS (\(open) AND c.until_on >= \(today))")
        case PartnerFilter.Contracts.none?: all.append("NOT EXISTS (\(open))")
        case nil: break
        }
        switch state {
        case .current: all.append("p.closed_on IS NULL")
        case .closed: all.append("p.closed_on IS NOT NULL")
        case .all: break
        }
        return all
    }
}

extension PartnerStore {
    static let order = NameOrder(table: "partners", alias: "p", columns: Partner.columns)

    /// Those of the contracts that are neither renewed nor settled, of these partners, as far as the scope goes.
    static func openContracts(
        with partners: [Identifier], _ scope: Scope, _ tx: Transaction
    ) throws -> [Identifier: [PartnerContract]] {
        guard !partners.isEmpty else { return [:] }
        let found = try tx.all(
            """
            SELECT \(PartnerContract.columns) FROM partner_contracts c
            WHERE c.partner_id IN \(list: partners) AND c.concluded_on IS NULL
              AND \(scope.predicate(PartnerContract.scopeColumns))
            ORDER BY c.until_on, c.id LIMIT 2000
            """, PartnerContract.init(row:))
        return Dictionary(grouping: found, by: \.partner)
    }
}
