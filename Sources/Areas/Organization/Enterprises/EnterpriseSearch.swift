import ChineseText
import Core
import Storage

/// Enterprises that answer to what was typed, best first.
package struct EnterpriseMatches: Sendable {
    package let enterprises: [Enterprise]
    /// More share these letters than were looked at.
    package let isCapped: Bool
    /// A former name that answered, where the present ones do not.
    package let formerNames: [Identifier: String]
}

extension EnterpriseStore {
    /// So many are looked at; names that share more than that need more letters.
    static let mostCandidates = 1000

    /// By part of the name, short name or a former name, pinyin, initials, or the beginning of the credit code.
    package static func search(
        _ text: String, _ filter: EnterpriseFilter, _ tx: Transaction, limit: Int = 50
    ) throws -> EnterpriseMatches {
        if let code = codeTyped(text) {
            let found = try tx.all(codeQuery(code, filter), Enterprise.init(row:))
            return EnterpriseMatches(
                enterprises: Array(found.prefix(limit)), isCapped: found.count > mostCandidates, formerNames: [:])
        }
        guard let query = NamesTyped(text) else {
            return EnterpriseMatches(enterprises: [], isCapped: false, formerNames: [:])
        }
        let found = try tx.all(nameQuery(query, filter)) { row in
            (
                id: try row["id"] as Identifier, name: try row["name"] as String, key: try row["name_key"] as String,
                short: try row["short_name"] as String?
            )
        }
        var ranked: [(id: Identifier, rank: MatchRank, key: String)] = []
        var others: [Identifier] = []
        for one in found.prefix(mostCandidates) {
            let ranks = [one.short, one.name].compactMap { $0 }.compactMap(query.match)
            if let best = ranks.min() { ranked.append((one.id, best, one.key)) } else { others.append(one.id) }
        }
        let former = try formerNames(of: others, tx).compactMapValues { names in
            names.first { query.match($0) != nil }
        }
        let best = ranked.sorted { ($0.rank, $0.key, $0.id) < ($1.rank, $1.key, $1.id) }.map(\.id)
        let ids = Array((best + former.keys.sorted()).prefix(limit))
        let byID = Dictionary(
            uniqueKeysWithValues: try find(ids, filter.scope, tx).map { ($0.id, $0) })
        return EnterpriseMatches(
            enterprises: ids.compactMap { byID[$0] }, isCapped: found.count > mostCandidates, formerNames: former)
    }

    static func nameQuery(_ query: NamesTyped, _ filter: EnterpriseFilter) -> SQL {
        """
        SELECT e.id, e.name, e.name_key, e.short_name FROM enterprises e
        WHERE e.id IN (\(query.ids(in: EnterpriseSchema.search))) AND \(SQL.lastly(filter.condition))
        LIMIT \(mostCandidates + 1)
        """
    }

    static func codeQuery(_ code: String, _ filter: EnterpriseFilter) -> SQL {
        """
        SELECT \(Enterprise.columns) FROM enterprises e
        WHERE e.credit_code >= \(code) AND e.credit_code < \(code + "~") AND \(SQL.lastly(filter.condition))
        ORDER BY e.credit_code, e.id LIMIT \(mostCandidates + 1)
        """
    }

    /// Codes begin with digits: of four signs and more with two digits at the front, a code is meant.
    static func codeTyped(_ text: String) -> String? {
        let typed = text.halfWidth.filter { !$0.isWhitespace }
        let isCode =
            typed.utf8.count >= 4 && typed.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            && typed.dropFirst().first?.isNumber == true && typed.dropFirst(2).first?.isNumber == true
        return isCode ? typed.uppercased() : nil
    }

    /// What these were called before, the newest first.
    package static func formerNames(of ids: [Identifier], _ tx: Transaction) throws -> [Identifier: [String]] {
        let rows = try tx.all(
            """
            SELECT enterprise_id, name FROM enterprise_former_names WHERE enterprise_id IN \(list: Set(ids).sorted())
            ORDER BY until_on DESC, id DESC
            """
        ) { row in (try row["enterprise_id"] as Identifier, try row["name"] as String) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }
}
