import Core
import Storage
import Web

/// An enterprise as a row of a list.
struct EnterpriseLine: Sendable, Encodable {
    let id: Identifier
    let name: String
    /// What it was called when what was typed answered to a former name.
    let formerName: String?
    let unit: Identifier
    let unitName: String
    let employees: Int?
    let members: Int?
    let hasUnion: Bool
    /// 25 members and more, and no union (工会法 2021 §11).
    let lacksUnion: Bool
    let closedOn: Day?
    let countedOn: Day?
    /// The past day of which this is.
    let asOf: Day?
    /// It lies where the visitor sees it now.
    let isOpen: Bool

    /// One query for the names of all units.
    static func lines(
        _ enterprises: [Enterprise], former: [Identifier: String] = [:], _ tx: Transaction
    ) throws -> [EnterpriseLine] {
        let units = try UnitStore.labels(enterprises.map(\.place.unit), tx)
        return enterprises.map { one in
            EnterpriseLine(
                id: one.id, name: one.name, formerName: former[one.id], unit: one.place.unit,
                unitName: units[one.place.unit] ?? "", employees: one.employees, members: one.members,
                hasUnion: one.hasUnion, lacksUnion: one.lacksUnion, closedOn: one.closedOn, countedOn: one.countedOn,
                asOf: nil, isOpen: true)
        }
    }

    func nameCell(_ words: Words) -> HTML {
        """
        \(isOpen ? "<a href=\"/enterprises/\(id)\">\(name)</a>" : "\(name)" as HTML)\(closedOn == nil ? nil : " \(tag(words, "已关闭", .quiet))" as HTML)\
        \(formerName.map { " <span class=\"quiet\">\(words("曾用名：\($0)"))</span>" as HTML })
        """
    }

    var unitCell: HTML {
        "<a href=\"\(Web.address("/units/\(unit)", [("asOf", asOf?.description)]))\">\(unitName)</a>"
    }

    func unionCell(_ words: Words) -> HTML {
        if hasUnion { return "\(words("已建会"))" }
        return lacksUnion ? tag(words, "应当建会", .urgent) : "<span class=\"quiet\">\(words("未建会"))</span>"
    }
}

extension Enterprise {
    var lacksUnion: Bool {
        !hasUnion && !isClosed && UnionDuty.applying(employees: employees, members: members).contains(.committee)
    }
}

/// A number that is not known is a dash, not a nought.
/// More members than people at work: written down as it was said, and to be looked at again.
func membersCell(_ words: Words, _ members: Int?, of employees: Int?) -> HTML {
    let isOdd = (members ?? 0) > (employees ?? .max)
    return "\(numberCell(words, members))\(isOdd ? " \(tag(words, "会员多于职工，请核对", .urgent))" as HTML : nil)"
}

func numberCell(_ words: Words, _ number: Int?) -> HTML {
    number.map { "\(words($0))" } ?? "<span class=\"quiet\">—</span>"
}
