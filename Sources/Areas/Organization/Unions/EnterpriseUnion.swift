import Core
import Storage

/// The union of an enterprise, or one joint union of several.
package struct EnterpriseUnion: Sendable {
    package let id: Identifier
    package let kind: EnterpriseUnionKind
    package let name: String
    package let place: Place
    package let foundedOn: Day
    /// The union's own unified social credit code, once it is a legal person.
    package let legalPersonCode: String?
    package let electedOn: Day
    /// 3 or 5 (trade union law 2021, §16).
    package let termYears: Int
    package let nextElectionOn: Day
    package let closedOn: Day?
    package let closeReason: String?
    package let version: Int

    package var isClosed: Bool { closedOn != nil }

    static let columns: SQL = """
        g.id, g.kind, g.name, g.unit_id, g.district_id, g.scope_key, g.founded_on, g.legal_person_code, g.elected_on,
        g.term_years, g.next_election_on, g.closed_on, g.close_reason, g.version
        """

    static let scopeColumns = Scope.Columns(key: "g.scope_key", district: "g.district_id")

    init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        name = try row["name"]
        place = try Place(row: row)
        foundedOn = try row["founded_on"]
        legalPersonCode = try row["legal_person_code"]
        electedOn = try row["elected_on"]
        termYears = try row["term_years"]
        nextElectionOn = try row["next_election_on"]
        closedOn = try row["closed_on"]
        closeReason = try row["close_reason"]
        version = try row["version"]
    }
}

package enum EnterpriseUnionKind: String, Sendable, CaseIterable, Codable, ColumnValue {
    /// 企业工会, of one enterprise.
    case single
    /// 联合工会: its members are people of several enterprises (trade union law 2021, §11).
    case joint

    package var title: Message {
        switch self {
        case .single: "企业工会"
        case .joint: "联合工会"
        }
    }
}

/// An enterprise in a union, from when to when.
package struct UnionMembership: Sendable {
    package let union: Identifier
    package let enterprise: Identifier
    package let joinedOn: Day
    package let leftOn: Day?

    static let columns: SQL = "m.union_id, m.enterprise_id, m.joined_on, m.left_on"

    init(row: Row) throws {
        union = try row["union_id"]
        enterprise = try row["enterprise_id"]
        joinedOn = try row["joined_on"]
        leftOn = try row["left_on"]
    }
}

/// What the law asks of an enterprise of this size; each with its article.
package enum UnionDuty: Sendable, CaseIterable {
    /// 工会法 2021 §11: 25 members and more must have a committee of their own.
    case committee
    /// 工会法 2021 §14: 200 employees and more may have a full-time chair.
    case fullTimeChair

    package var sentence: Message {
        switch self {
        case .committee: "有会员 25 人以上，应当建立基层工会委员会（《工会法》2021 年修正，第十一条）"
        case .fullTimeChair: "职工 200 人以上，工会可以设专职主席（《工会法》2021 年修正，第十四条）"
        }
    }

    package static func applying(employees: Int?, members: Int?) -> [UnionDuty] {
        var duties: [UnionDuty] = []
        if let members, members >= 25 { duties.append(.committee) }
        if let employees, employees >= 200 { duties.append(.fullTimeChair) }
        return duties
    }
}
