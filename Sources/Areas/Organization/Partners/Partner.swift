import Core
import Storage

/// An organisation that the union works with: a service centre, an agency, a university, a base's host, an employer
/// whose people are recruited.
///
/// It lies at the unit that keeps it, and is there for that unit, for all above, and for all below it: a partner of the
/// city is everybody's to choose.
package struct Partner: Sendable {
    package let id: Identifier
    package let name: String
    /// 工荟, 宝武
    package let shortName: String?
    package let kind: PartnerKind
    package let creditCode: String?
    package let note: String?
    package let place: Place
    package let closedOn: Day?
    package let closeReason: String?
    package let version: Int

    package var isClosed: Bool { closedOn != nil }

    static let columns: SQL = """
        p.id, p.name, p.short_name, p.kind, p.credit_code, p.note, p.unit_id, p.district_id, p.scope_key, p.closed_on,
        p.close_reason, p.version
        """

    init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        shortName = try row["short_name"]
        kind = try row["kind"]
        creditCode = try row["credit_code"]
        note = try row["note"]
        place = try Place(row: row)
        closedOn = try row["closed_on"]
        closeReason = try row["close_reason"]
        version = try row["version"]
    }
}

package enum PartnerKind: String, Sendable, CaseIterable, Codable, ColumnValue {
    case serviceCentre, agency, university, baseHost, sourceEmployer, other

    package var title: Message {
        switch self {
        case .serviceCentre: "服务中心"
        case .agency: "社工机构"
        case .university: "高校"
        case .baseHost: "实践基地所在单位"
        case .sourceEmployer: "来源企业"
        case .other: "其他"
        }
    }
}

/// A service contract with a partner, signed by a unit; it ends by being renewed or settled.
package struct PartnerContract: Sendable {
    package let id: Identifier
    package let partner: Identifier
    /// The unit that signed it.
    package let place: Place
    package let subject: String
    package let fromOn: Day
    package let untilOn: Day
    package let note: String?
    package let renews: Identifier?
    package let concludedOn: Day?
    package let conclusion: String?

    static let columns: SQL = """
        c.id, c.partner_id, c.unit_id, c.district_id, c.scope_key, c.subject, c.from_on, c.until_on, c.note,
        c.renews_id, c.concluded_on, c.conclusion
        """

    static let scopeColumns = Scope.Columns(key: "c.scope_key", district: "c.district_id")

    init(row: Row) throws {
        id = try row["id"]
        partner = try row["partner_id"]
        place = try Place(row: row)
        subject = try row["subject"]
        fromOn = try row["from_on"]
        untilOn = try row["until_on"]
        note = try row["note"]
        renews = try row["renews_id"]
        concludedOn = try row["concluded_on"]
        conclusion = try row["conclusion"]
    }
}
