import ChineseText
import Core
import Storage

/// An enterprise, an institution or another employer, with the unit of the union that answers for it.
package struct Enterprise: Sendable, Hashable {
    package let id: Identifier
    package let name: String
    /// 聚鑫物业, as people call it.
    package let shortName: String?
    /// Of GB 32100, as written down.
    package let creditCode: String?
    /// Why a code with a wrong check character was taken over; nil: the code is right.
    package let creditCodeOverride: String?
    package let address: String?
    package let ownership: Ownership?
    package let industry: Industry?
    package let openedOn: Day?
    package let closedOn: Day?
    /// The unit that answers for it.
    package let place: Place
    /// As of the latest count.
    package let employees: Int?
    package let members: Int?
    package let countedOn: Day?
    /// It has a union of its own or belongs to a joint one.
    package let hasUnion: Bool
    package let version: Int

    package var isClosed: Bool { closedOn != nil }
    package var size: SizeBand { SizeBand(employees) }

    static let columns: SQL = """
        e.id, e.name, e.short_name, e.credit_code, e.credit_code_override, e.address, e.ownership, e.industry,
        e.opened_on, e.closed_on, e.unit_id, e.district_id, e.scope_key, e.employees, e.members, e.counted_on,
        e.has_union, e.version
        """

    static let scopeColumns = Scope.Columns(key: "e.scope_key", district: "e.district_id")

    init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        shortName = try row["short_name"]
        creditCode = try row["credit_code"]
        creditCodeOverride = try row["credit_code_override"]
        address = try row["address"]
        ownership = try row["ownership"]
        industry = try row["industry"]
        openedOn = try row["opened_on"]
        closedOn = try row["closed_on"]
        place = try Place(row: row)
        employees = try row["employees"]
        members = try row["members"]
        countedOn = try row["counted_on"]
        hasUnion = try row["has_union"]
        version = try row["version"]
    }
}

/// Whose an enterprise is, in the words of union ledgers.
package enum Ownership: String, Sendable, CaseIterable, Codable, ColumnValue {
    case stateOwned, collective, privatelyOwned, foreignInvested, hongKongMacaoTaiwan, soleTrader, publicInstitution
    case socialOrganization
    case other

    package var title: Message {
        switch self {
        case .stateOwned: "国有企业"
        case .collective: "集体企业"
        case .privatelyOwned: "民营企业"
        case .foreignInvested: "外商投资企业"
        case .hongKongMacaoTaiwan: "港澳台投资企业"
        case .soleTrader: "个体工商户"
        case .publicInstitution: "事业单位"
        case .socialOrganization: "社会组织"
        case .other: "其他"
        }
    }
}

/// What an enterprise does, as coarse as a list needs it.
package enum Industry: String, Sendable, CaseIterable, Codable, ColumnValue {
    case manufacturing, construction, trade, transport, catering, software, finance, property, business, household
    case education, health, culture
    case other

    package var title: Message {
        switch self {
        case .manufacturing: "制造业"
        case .construction: "建筑业"
        case .trade: "批发零售"
        case .transport: "交通物流快递"
        case .catering: "住宿餐饮"
        case .software: "信息软件"
        case .finance: "金融"
        case .property: "房地产物业"
        case .business: "商务服务"
        case .household: "居民服务"
        case .education: "教育"
        case .health: "卫生和社会工作"
        case .culture: "文化体育娱乐"
        case .other: "其他"
        }
    }
}

/// How large an enterprise is; the bounds are those of the trade union law: 25 members (§11), 200 employees (§14).
package enum SizeBand: String, Sendable, CaseIterable, Codable {
    case unknown, below25, to99, to199, to999, above

    package init(_ employees: Int?) {
        switch employees {
        case nil: self = .unknown
        case let number? where number < 25: self = .below25
        case let number? where number < 100: self = .to99
        case let number? where number < 200: self = .to199
        case let number? where number < 1000: self = .to999
        default: self = .above
        }
    }

    package var title: Message {
        switch self {
        case .unknown: "人数未登记"
        case .below25: "不到 25 人"
        case .to99: "25 到 99 人"
        case .to199: "100 到 199 人"
        case .to999: "200 到 999 人"
        case .above: "1,000 人以上"
        }
    }

    var condition: SQL {
        switch self {
        case .unknown: "e.employees IS NULL"
        case .below25: "e.employees < 25"
        case .to99: "e.employees BETWEEN 25 AND 99"
        case .to199: "e.employees BETWEEN 100 AND 199"
        case .to999: "e.employees BETWEEN 200 AND 999"
        case .above: "e.employees >= 1000"
        }
    }
}
