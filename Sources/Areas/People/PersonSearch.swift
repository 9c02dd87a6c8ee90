import ChineseText
import Core
import Storage

/// What a search answers, as programs get it.
package struct PersonHits: Encodable, Sendable {
    package let total: Int
    /// There are more than were looked at.
    package let capped: Bool
    /// Best first; the first hundred.
    package let hits: [PersonHit]
}

package struct PersonHit: Encodable, Sendable {
    package let id: Identifier
    package let name: String
    package let unit: String
    package let district: String
    package let phone: String?
    package let idNumber: String

    init(_ line: PersonLine) {
        id = line.person.id
        name = line.person.name
        unit = line.placeName
        district = line.districtName
        phone = line.person.maskedPhone
        idNumber = line.person.maskedNumber
    }
}

/// Finds people by what somebody typed: part of a name in characters, pinyin, initials or a mixture; a phone or a
/// document number, whole or its last four.
package enum PersonSearch {
    package static let name = "searchByNumber"
    static let mostNumberSearchesInAMinute = 30
    /// So many people are looked at; names that share more than that need more letters.
    static let mostCandidates = 200

    package static func search(_ text: String, _ actor: Actor, _ house: House) async throws -> PersonHits {
        let found = try await find(text, PersonFilter(actor.sees), actor, house)
        let first = Array(found.ids.prefix(100))
        let lines = try await house.database.read { tx in
            try PersonStore.lines(of: first, PersonFilter(actor.sees), tx, house.vault)
        }
        return PersonHits(total: found.ids.count, capped: found.isCapped, hits: lines.map(PersonHit.init))
    }

    /// Everybody who answers, best first.
    package struct Found: Sendable {
        package var ids: [Identifier] = []
        var isCapped = false
        /// Nothing was looked for: the text is neither part of a name nor enough of a number.
        var isTooLittle = false
    }

    /// - Throws: `Problem.forbidden` or `.tooMany` for a number.
    package static func find(
        _ text: String, _ filter: PersonFilter, _ actor: Actor, _ house: House, most: Int = mostCandidates
    ) async throws -> Found {
        if let number = NumberQuery(text) { return try await find(number, filter, actor, house) }
        guard let query = NameQuery(text) else { return Found(isTooLittle: true) }
        return try await house.database.read { tx in
            let found = try find(query, filter, actor, tx, most)
            // An apostrophe parts syllables (xi'an), but in a foreign name it belongs to a word (O'Brien).
            let joined = text.filter { !"'’".contains($0) }
            guard found.ids.isEmpty, joined.count < text.count, let other = NameQuery(joined) else { return found }
            return try find(other, filter, actor, tx, most)
        }
    }

    // MARK: By name

    /// By a part of the name alone, for lists of other rooms that ask of each whether it may be told.
    package struct Named: Sendable {
        private let query: NameQuery

        /// Nil when it is no part of a name.
        package init?(_ text: String) {
            guard let query = NameQuery(text) else { return nil }
            self.query = query
        }

        /// Whose names may answer, wherever they are; those who begin so first, no more than so many.
        package func candidates(most: Int, _ tx: Transaction) throws -> [Identifier] {
            let everybody = PersonFilter(.everything)
            let first = try PersonSearch.ids(query.beginnings, everybody, tx, most)
            guard first.count < most else { return Array(first.prefix(most)) }
            let known = Set(first)
            let others = try PersonSearch.ids(query.alternatives, everybody, tx, most)
            return Array((first + others.filter { !known.contains($0) }).prefix(most))
        }

        package func matches(_ name: String) -> Bool { query.match(name) != nil }
    }

    private static func find(
        _ query: NameQuery, _ filter: PersonFilter, _ actor: Actor, _ tx: Transaction, _ most: Int
    ) throws -> Found {
        // Of too many, those whose names begin so come first; of one letter there nearly always are too many.
        var ids = query.isOneLetter ? try ids(query.beginnings, filter, tx, most) : []
        var isCapped = ids.count > most
        if !isCapped {
            ids = try self.ids(query.alternatives, filter, tx, most)
            isCapped = ids.count > most
            if isCapped {
                let first = try self.ids(query.beginnings, filter, tx, most)
                ids = first + ids.filter { !first.contains($0) }.prefix(max(0, most - first.count))
            }
        }
        var candidates = ids.isEmpty ? [] : try tx.all(candidateQuery(ids, filter), Candidate.init(row:))
        let opened = try opened(to: actor, tx)
        if !opened.isEmpty {
            // The index knows units only; what a grant opens is little and is read by name.
            candidates =
                try tx.all(
                    """
                    SELECT p.id, p.name, p.name_key FROM people p
                    WHERE p.id IN \(list: opened) AND \(PersonStore.lastly(filter.condition))
                    """, Candidate.init(row:)) + candidates
        }
        var seen: Set<Identifier> = []
        let ranked = candidates.filter { seen.insert($0.id).inserted }
            .compactMap { candidate in query.match(candidate.name).map { ($0, candidate) } }
            .prefix(most)
        return Found(
            ids: ranked.sorted { ($0.0, $0.1.key, $0.1.id) < ($1.0, $1.1.key, $1.1.id) }.map(\.1.id),
            isCapped: isCapped)
    }

    /// Found one way after another, until there are too many.
    private static func ids(
        _ alternatives: [[QueryTerm]], _ filter: PersonFilter, _ tx: Transaction, _ most: Int
    ) throws -> [Identifier] {
        var found: Set<Identifier> = []
        var inOrder: [Identifier] = []
        for way in ways(alternatives, filter, most) where inOrder.count <= most {
            inOrder += try tx.values(way).filter { found.insert($0).inserted }
        }
        return inOrder
    }

    /// Each way is cut off by itself: of common letters the index lists hundreds of thousands.
    static func ways(
        _ alternatives: [[QueryTerm]], _ filter: PersonFilter, _ most: Int = mostCandidates
    ) -> [SQL] {
        filter.roots.flatMap { root in
            let below = PersonStore.scopeTerm(root.key).map { [SearchTerm.word($0)] } ?? []
            return alternatives.map { alternative in
                let terms = alternative.map { term -> SearchTerm in
                    switch term {
                    case .word(let text): .word(text)
                    case .prefix(let text): .prefix(text)
                    }
                }
                return PersonTables.search.ids(matching: terms + below, most: most + 1)
            }
        }
    }

    static func candidateQuery(_ ids: [Identifier], _ filter: PersonFilter) -> SQL {
        """
        SELECT p.id, p.name, p.name_key FROM people p
        WHERE p.id IN \(list: ids) AND \(PersonStore.lastly(filter.condition))
        """
    }

    private static func opened(to actor: Actor, _ tx: Transaction) throws -> [Identifier] {
        guard let account = actor.account else { return [] }
        return try Grant.open(to: account, holdings: actor.holdings, tx)["person"] ?? []
    }

    private struct Candidate {
        let id: Identifier
        let name: String
        let key: String

        init(row: Row) throws {
            id = try row["id"]
            name = try row["name"]
            key = try row["name_key"]
        }
    }

    // MARK: By number

    private static func find(
        _ query: NumberQuery, _ filter: PersonFilter, _ actor: Actor, _ house: House
    ) async throws -> Found {
        try actor.may(.searchByNumber).orThrow()
        return try await house.runner.limitedReading(
            name, fields: [query.field], by: actor, atMost: mostNumberSearchesInAMinute, orSay: tooManyNumbers
        ) { tx in
            let found: [Identifier] = try tx.values(query.statement(filter, house.vault, limit: mostCandidates + 1))
            let ids = Array(found.prefix(mostCandidates))
            return (Found(ids: ids, isCapped: found.count > mostCandidates), ids.prefix(100).map { ("person", $0) })
        }
    }

    private static let tooManyNumbers: Message = "按号码查找太频繁，请过一分钟再试"

    /// So that nobody tries all numbers through a form that says whether one is taken: each refusal there counts as a
    /// search by number.
    static func countTrial(by actor: Actor, _ house: House) async throws {
        try await house.runner.limitedReading(
            name, fields: ["number"], by: actor, atMost: mostNumberSearchesInAMinute, orSay: tooManyNumbers
        ) { _ in ((), []) }
    }
}
