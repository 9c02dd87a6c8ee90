import Core
import Storage

/// What a unit is. City, district and street tier are offices of the union; what lies below them are 小二级 unions.
package enum UnitKind: String, Sendable, CaseIterable, Codable, ColumnValue {
    case city
    case district
    case street
    case town
    /// 园区、工业区 in the official list of streets and towns, with a union of that rank.
    case zone
    case park
    case building
    case businessCircle
    case industry
    case neighbourhood
    case village

    /// Street, town or zone.
    package var isStreetTier: Bool { [.street, .town, .zone].contains(self) }

    /// A 小二级 union: the federation of a park, a building, a business circle…
    package var isSubUnion: Bool { Self.subUnions.contains(self) }

    /// Somebody must be responsible for it.
    package var isCovered: Bool { isStreetTier || isSubUnion }

    /// Its own id is the district of all that lies below.
    package var isDistrict: Bool { self == .city || self == .district }

    /// What may lie directly below it. 小二级 unions may lie in one another to any depth.
    package var kindsBelow: [UnitKind] {
        switch self {
        case .city: [.district, .industry]
        case .district: [.street, .town, .zone] + Self.subUnions
        default: Self.subUnions
        }
    }

    package var title: Message {
        switch self {
        case .city: "市总工会"
        case .district: "区总工会"
        case .street: "街道总工会"
        case .town: "乡镇总工会"
        case .zone: "开发区总工会"
        case .park: "园区"
        case .building: "楼宇"
        case .businessCircle: "商圈"
        case .industry: "行业"
        case .neighbourhood: "社区"
        case .village: "村"
        }
    }

    private static let subUnions: [UnitKind] = [.park, .building, .businessCircle, .industry, .neighbourhood, .village]
}
