import Core
import Storage
import Web

/// A union to which an enterprise belongs or belonged, as the enterprise's page shows it.
struct UnionOfEnterprise: Sendable, Encodable {
    let union: Identifier
    let name: String
    let kind: EnterpriseUnionKind
    let joinedOn: Day
    let leftOn: Day?
    let leaveReason: String?
    /// A joint union may lie in a unit beyond what the visitor sees: its name is told, its page is not.
    let isSeen: Bool

    /// All of them, the newest first. The enterprise has been loaded through the scope.
    static func all(of enterprise: Identifier, _ scope: Scope, _ tx: Transaction) throws -> [UnionOfEnterprise] {
        try tx.all(
            """
            SELECT m.joined_on, m.left_on, m.leave_reason, \(EnterpriseUnion.columns)
            FROM union_enterprises m JOIN enterprise_unions g ON g.id = m.union_id
            WHERE m.enterprise_id = \(enterprise) ORDER BY m.joined_on DESC, m.id DESC LIMIT 100
            """
        ) { row in
            let union = try EnterpriseUnion(row: row)
            return UnionOfEnterprise(
                union: union.id, name: union.name, kind: union.kind, joinedOn: try row["joined_on"],
                leftOn: try row["left_on"], leaveReason: try row["leave_reason"], isSeen: scope.contains(union.place))
        }
    }

    func nameCell(_ words: Words) -> HTML {
        isSeen ? "<a href=\"/unions/\(union)\">\(name)</a>" : "\(name)"
    }
}

/// An enterprise that is or was in a union, as the union's page shows it.
struct EnterpriseOfUnion: Sendable, Encodable {
    let enterprise: Identifier
    let name: String
    let employees: Int?
    let members: Int?
    let joinedOn: Day
    let leftOn: Day?

    static let most = 1000

    /// Those that lie in the scope, those that are in it still first. The union has been loaded through the scope.
    static func all(of union: Identifier, _ scope: Scope, _ tx: Transaction) throws -> [EnterpriseOfUnion] {
        try tx.all(
            """
            SELECT e.id, e.name, e.employees, e.members, m.joined_on, m.left_on
            FROM union_enterprises m JOIN enterprises e ON e.id = m.enterprise_id
            WHERE m.union_id = \(union) AND \(SQL.lastly(scope.predicate(Enterprise.scopeColumns)))
            ORDER BY CASE WHEN m.left_on IS NULL THEN 0 ELSE 1 END, m.joined_on, m.id LIMIT \(most)
            """
        ) { row in
            EnterpriseOfUnion(
                enterprise: try row["id"], name: try row["name"], employees: try row["employees"],
                members: try row["members"], joinedOn: try row["joined_on"], leftOn: try row["left_on"])
        }
    }
}
