import Core
import Storage

/// With whom the contract is made.
package enum EmployerParty: String, Sendable, CaseIterable, Codable, ColumnValue {
    case federation, agency

    package var title: Message {
        switch self {
        case .federation: "工会"
        case .agency: "劳务或社工机构"
        }
    }
}

/// The three kinds of 劳动合同法 (2012) §12.
package enum ContractKind: String, Sendable, CaseIterable, Codable, ColumnValue {
    case fixedTerm, openEnded, task

    package var title: Message {
        switch self {
        case .fixedTerm: "固定期限合同"
        case .openEnded: "无固定期限合同"
        case .task: "以完成一定工作任务为期限"
        }
    }
}

/// A labour contract, from a day, until a day if it has one.
package struct Contract: Sendable, Encodable {
    package let id: Identifier
    package let person: Identifier
    package let employer: EmployerParty
    package let employerName: String?
    /// A partner organisation, where it is one of ours.
    package let partner: Identifier?
    package let kind: ContractKind
    /// The how manieth with this employer; the second is the first renewal.
    package let number: Int
    package let signedOn: Day
    package let startsOn: Day
    package let endsOn: Day?
    /// Ended before its day, or at all where it had none.
    package let endedOn: Day?
    package let endReason: String?

    init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        employer = try row["employer"]
        employerName = try row["employer_name"]
        partner = try row["partner_id"]
        kind = try row["kind"]
        number = try row["number"]
        signedOn = try row["signed_on"]
        startsOn = try row["starts_on"]
        endsOn = try row["ends_on"]
        endedOn = try row["ended_on"]
        endReason = try row["end_reason"]
    }

    /// Its last day; nil: none in sight.
    package var lastDay: Day? { endedOn ?? endsOn }

    static let columns: SQL = """
        c.id, c.person_id, c.employer, c.employer_name, c.partner_id, c.kind, c.number, c.signed_on, c.starts_on,
        c.ends_on, c.ended_on, c.end_reason
        """

    static let migrations = [
        Migration(
            "workforce-contracts-1",
            [
                """
                CREATE TABLE worker_contracts (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    employer \(type: .text) NOT NULL
                        CONSTRAINT worker_contracts_employer CHECK (employer IN ('federation', 'agency')),
                    employer_name \(type: .text),
                    partner_id \(type: .integer),
                    kind \(type: .text) NOT NULL
                        CONSTRAINT worker_contracts_kind CHECK (kind IN ('fixedTerm', 'openEnded', 'task')),
                    number \(type: .integer) NOT NULL CONSTRAINT worker_contracts_number CHECK (number > 0),
                    signed_on \(type: .text) NOT NULL,
                    starts_on \(type: .text) NOT NULL,
                    ends_on \(type: .text),
                    ended_on \(type: .text),
                    end_reason \(type: .text),
                    \(WorkerEntryKind.columns),
                    CONSTRAINT worker_contracts_term CHECK (
                        (kind <> 'fixedTerm' OR ends_on IS NOT NULL) AND (kind <> 'openEnded' OR ends_on IS NULL)),
                    CONSTRAINT worker_contracts_days CHECK (
                        (ends_on IS NULL OR ends_on >= starts_on) AND (ended_on IS NULL OR ended_on >= starts_on)),
                    CONSTRAINT worker_contracts_ending CHECK ((ended_on IS NULL) = (end_reason IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX worker_contracts_by_person ON worker_contracts (person_id, starts_on)",
            ])
    ]

    static let invariants = [
        Invariant(
            "contracts: those of one person do not overlap",
            """
            SELECT a.id FROM worker_contracts a JOIN worker_contracts b ON b.person_id = a.person_id AND b.id <> a.id
            WHERE a.withdrawn_at IS NULL AND b.withdrawn_at IS NULL AND a.starts_on <= b.starts_on
              AND (COALESCE(a.ended_on, a.ends_on) IS NULL OR COALESCE(a.ended_on, a.ends_on) >= b.starts_on)
            """),
        Invariant(
            "contracts: the end of the present one is promised while somebody is in post",
            """
            SELECT c.id FROM worker_contracts c
            WHERE c.withdrawn_at IS NULL AND c.ended_on IS NULL AND c.ends_on IS NOT NULL
              AND EXISTS (SELECT 1 FROM posts po
                          WHERE po.person_id = c.person_id AND po.is_primary AND po.ended_on IS NULL)
              AND NOT EXISTS (SELECT 1 FROM worker_contracts x
                              WHERE x.person_id = c.person_id AND x.withdrawn_at IS NULL AND x.starts_on > c.starts_on)
              AND NOT EXISTS (SELECT 1 FROM obligations o WHERE o.kind = 'contractEnd' AND o.subject_id = c.id
                                AND o.closed_at IS NULL AND o.due_on = c.ends_on)
              AND NOT EXISTS (SELECT 1 FROM obligations o WHERE o.kind = 'contractEnd' AND o.subject_id = c.id
                                AND o.ending IN ('kept', 'waived'))
            """),
    ]
}

package enum ContractStore {
    /// Newest first.
    package static func of(_ person: Identifier, _ tx: Transaction) throws -> [Contract] {
        try tx.all(
            """
            SELECT \(Contract.columns) FROM worker_contracts c
            WHERE c.person_id = \(person) AND c.withdrawn_at IS NULL ORDER BY c.starts_on DESC, c.id DESC
            """, Contract.init(row:))
    }
}

/// When the next contract has to be one without a fixed term: 劳动合同法 (2012) §14 (2).
package enum OpenEndedDuty: Sendable {
    /// Ten years and more with this employer without a break.
    case tenYears
    /// Two fixed terms in a row.
    case twoFixedTerms

    package var hint: Message {
        switch self {
        case .tenYears:
            "已连续工作满十年：本人提出或同意续订时，除本人要求固定期限外，应订立无固定期限合同（劳动合同法第十四条第二款第一项）"
        case .twoFixedTerms:
            "已连续订立两次固定期限合同：没有第三十九条和第四十条第一、二项情形而续订时，除本人要求固定期限外，应订立无固定期限合同（劳动合同法第十四条第二款第三项）"
        }
    }

    /// - Parameters:
    ///   - contracts: newest first.
    ///   - hiredOn: when she joined; else the unbroken row of contracts with the present employer tells.
    ///   - day: on which the next one would begin.
    package static func of(_ contracts: [Contract], hiredOn: Day?, on day: Day) -> OpenEndedDuty? {
        guard let present = contracts.first, present.kind != .openEnded else { return nil }
        var row: [Contract] = []
        for contract in contracts {
            guard contract.employer == present.employer, contract.employerName == present.employerName else { break }
            if let next = row.last, let last = contract.lastDay, last.adding(days: 1) != next.startsOn { break }
            row.append(contract)
        }
        let isWhole = row.count == contracts.count
        let since = [row.last?.startsOn, isWhole ? hiredOn : nil].compactMap(\.self).min() ?? day
        let tenYearsLater = Day(since.year + 10, since.month, since.day) ?? Day(since.year + 10, 3, 1)
        if let tenYearsLater, tenYearsLater <= day { return .tenYears }
        return row.prefix { $0.kind == .fixedTerm }.count >= 2 ? .twoFixedTerms : nil
    }
}
