import Core
import People
import Storage

/// Which of the people in post a list is about.
package struct WorkersFilter: Sendable {
    package let scope: Scope
    package let within: Place?
    /// All of them must be true; none: everybody in post.
    package let facets: [WorkerFacet]
    /// A part of the name.
    package let name: PersonSearch.Named?

    package init(
        _ scope: Scope, within: Place? = nil, _ facets: [WorkerFacet] = [], name: PersonSearch.Named? = nil
    ) {
        self.name = name
        self.scope = scope
        self.within = within
        self.facets = facets
    }
}

/// Somebody in post as a line of a list.
package struct WorkerLine: Sendable, Encodable {
    package let person: Identifier
    package let name: String
    package let category: WorkerCategory
    package let source: WorkerSource?
    package let unit: String
    package let district: String
    /// Since when at this unit.
    package let startedOn: Day
    /// The last day at the unit, of somebody who was there on a past day and is no longer.
    package var endedOn: Day?
    /// She is held where the visitor sees her now.
    package var isOpen = true
    package var appointments: [Message] = []
    package var grade: Message?
    package var licences: [Message] = []
    package var languages: [Message] = []
    package var skills: [Message] = []
    let key: ScopeKey
    /// By which a list of a past day goes on: somebody can have been at two units.
    var post: Identifier?

    private enum CodingKeys: String, CodingKey {
        case person, name, category, source, unit, district, startedOn, endedOn, appointments, grade, licences,
            languages, skills
    }
}

package struct WorkersSlice: Sendable {
    package let lines: [WorkerLine]
    package let total: Int
    /// There are more than were counted.
    package let capped: Bool
    package let previous: WorkersPosition?
    package let next: WorkersPosition?

    static let none = WorkersSlice(lines: [], total: 0, capped: false, previous: nil, next: nil)
}

/// Where a page begins or ends: a unit's key and a person, never a name.
package struct WorkersPosition: Sendable {
    let key: ScopeKey
    let person: Identifier
    let isBackward: Bool

    init(_ line: WorkerLine, isBackward: Bool) {
        (key, person) = (line.key, line.post ?? line.person)
        self.isBackward = isBackward
    }

    package init?(after: String?, before: String?) {
        guard let parts = (after ?? before)?.split(separator: "."), parts.count == 2,
            let person = Identifier(String(parts[1]))
        else { return nil }
        key = ScopeKey(rawValue: String(parts[0]))
        self.person = person
        isBackward = after == nil
    }

    package var text: String { key.rawValue + "." + person.description }
}

package enum WorkersInPost {
    package static let pageSize = 50
    static let countedAtMost = 1000

    /// In the order of the units. The rarest facet leads, the others are looked up for each of its people.
    package static func page(
        _ filter: WorkersFilter, _ position: WorkersPosition? = nil, limit: Int = pageSize, _ tx: Transaction
    ) throws -> WorkersSlice {
        if let name = filter.name { return try named(name, filter, tx) }
        let facets = try ordered(filter, tx)
        var found = try tx.all(pageQuery(filter, facets, position, limit: limit)) { row in
            try line(row)
        }
        let hasMore = found.count > limit
        if hasMore { found.removeLast() }
        let isBackward = position?.isBackward ?? false
        if isBackward { found.reverse() }
        try describe(&found, tx)
        let counted: Int = try tx.value(countQuery(filter, facets)) ?? 0
        let hasPrevious = isBackward ? hasMore : position != nil
        let hasNext = isBackward || hasMore
        return WorkersSlice(
            lines: found, total: min(counted, countedAtMost), capped: counted > countedAtMost,
            previous: hasPrevious ? found.first.map { WorkersPosition($0, isBackward: true) } : nil,
            next: hasNext ? found.last.map { WorkersPosition($0, isBackward: false) } : nil)
    }

    /// So many names are looked at; those who share more need more letters.
    static let mostNamed = 1000

    /// Those who answer to a name, all of them, in the order of the units.
    private static func named(
        _ name: PersonSearch.Named, _ filter: WorkersFilter, _ tx: Transaction
    ) throws -> WorkersSlice {
        let facets = filter.facets.isEmpty ? [.everybody] : filter.facets
        let candidates = try name.candidates(most: mostNamed, tx)
        guard !candidates.isEmpty else { return .none }
        var found = try tx.all(namedQuery(filter, facets, candidates)) { row in try line(row) }
            .filter { name.matches($0.name) }
        let total = found.count
        found = Array(found.prefix(pageSize))
        try describe(&found, tx)
        return WorkersSlice(
            lines: found, total: total, capped: candidates.count >= mostNamed || total > found.count, previous: nil,
            next: nil)
    }

    /// How many people in post answer to the filter, without a limit: for figures.
    package static func count(_ filter: WorkersFilter, _ tx: Transaction) throws -> Int {
        let facets = try ordered(filter, tx)
        return try tx.value("SELECT COUNT(*) FROM worker_facets f WHERE \(condition(filter, facets))") ?? 0
    }

    /// The rarest first, as far as a short count can tell.
    static func ordered(_ filter: WorkersFilter, _ tx: Transaction) throws -> [WorkerFacet] {
        guard filter.facets.count > 1 else { return filter.facets.isEmpty ? [.everybody] : filter.facets }
        let counts: [Int] = try filter.facets.map { try tx.value(countQuery(filter, [$0])) ?? 0 }
        return zip(filter.facets, counts).sorted { $0.1 < $1.1 }.map(\.0)
    }

    private static func condition(_ filter: WorkersFilter, _ facets: [WorkerFacet]) -> SQL {
        // A whole district is a range of keys, too: the range keeps the order.
        let columns = Scope.Columns(key: "f.scope_key")
        var conditions: [SQL] = ["f.facet = \(facets[0].text)", filter.scope.predicate(columns)]
        if let within = filter.within { conditions.append(Scope(roots: [within]).predicate(columns)) }
        for facet in facets.dropFirst() {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM worker_facets x WHERE x.facet = \(facet.text) AND x.scope_key = f.scope_key
                            AND x.person_id = f.person_id)
                """)
        }
        return SQL.all(conditions)
    }

    static func pageQuery(
        _ filter: WorkersFilter, _ facets: [WorkerFacet], _ position: WorkersPosition?, limit: Int = pageSize
    ) -> SQL {
        let isBackward = position?.isBackward ?? false
        let (key, person) = (position?.key ?? ScopeKey(rawValue: ""), position?.person ?? Identifier(rawValue: 0))
        let edge: SQL =
            isBackward
            ? "(f.scope_key, f.person_id) < (\(key), \(person))" : "(f.scope_key, f.person_id) > (\(key), \(person))"
        let order: SQL = isBackward ? "f.scope_key DESC, f.person_id DESC" : "f.scope_key, f.person_id"
        let outer: SQL = isBackward ? "v.scope_key DESC, v.person_id DESC" : "v.scope_key, v.person_id"
        // First the page, then what is known of its people: not the other way round.
        return """
            SELECT v.person_id, v.scope_key, p.name, w.category, w.source, n.name AS unit, n.district_name, po.started_on
            FROM (SELECT f.scope_key, f.person_id FROM worker_facets f
                  WHERE \(condition(filter, facets)) AND \(edge) ORDER BY \(order) LIMIT \(limit + 1)) v
            JOIN people p ON p.id = v.person_id
            JOIN workers w ON w.person_id = v.person_id
            JOIN posts po ON po.person_id = v.person_id AND po.is_primary AND po.ended_on IS NULL
            JOIN unit_names n ON n.unit_id = po.unit_id
            ORDER BY \(outer)
            """
    }

    static func line(_ row: Row) throws -> WorkerLine {
        WorkerLine(
            person: try row["person_id"], name: try row["name"], category: try row["category"],
            source: try row["source"], unit: try row["unit"], district: try row["district_name"],
            startedOn: try row["started_on"], key: try row["scope_key"])
    }

    /// Of few people, each looked up by herself.
    static func namedQuery(_ filter: WorkersFilter, _ facets: [WorkerFacet], _ people: [Identifier]) -> SQL {
        """
        SELECT f.person_id, f.scope_key, p.name, w.category, w.source, n.name AS unit, n.district_name, po.started_on
        FROM worker_facets f
        JOIN people p ON p.id = f.person_id
        JOIN workers w ON w.person_id = f.person_id
        JOIN posts po ON po.person_id = f.person_id AND po.is_primary AND po.ended_on IS NULL
        JOIN unit_names n ON n.unit_id = po.unit_id
        WHERE f.person_id IN \(list: people) AND CASE WHEN \(condition(filter, facets)) THEN 1 ELSE 0 END = 1
        ORDER BY f.scope_key, f.person_id
        """
    }

    static func countQuery(_ filter: WorkersFilter, _ facets: [WorkerFacet]) -> SQL {
        """
        SELECT COUNT(*) FROM (
            SELECT f.person_id FROM worker_facets f WHERE \(condition(filter, facets)) LIMIT \(countedAtMost + 1)
        ) counted
        """
    }

    /// What the people of a page are and can, in four statements however many they are.
    ///
    /// - Parameter day: what is dated, as of then: offices and grades.
    static func describe(_ lines: inout [WorkerLine], on day: Day? = nil, _ tx: Transaction) throws {
        let ids = lines.map(\.person)
        guard !ids.isEmpty else { return }
        func gather(_ sql: SQL, _ read: (Row) throws -> Message) throws -> [Identifier: [Message]] {
            try tx.all(sql) { (try $0["person_id"] as Identifier, try read($0)) }
                .reduce(into: [:]) { all, entry in all[entry.0, default: []].append(entry.1) }
        }
        let last = day ?? Day(9999, 12, 31)!
        let held: SQL =
            day.map { "starts_on <= \($0) AND (ended_on IS NULL OR ended_on >= \($0))" } ?? "ended_on IS NULL"
        let appointments = try gather(
            """
            SELECT person_id, appointment FROM cadre_offices
            WHERE person_id IN \(list: ids) AND withdrawn_at IS NULL AND \(held) ORDER BY starts_on, id
            """
        ) { try ($0["appointment"] as AppointmentType).title }
        let grades = try gather(
            """
            SELECT person_id, grade, step FROM worker_grade_steps
            WHERE person_id IN \(list: ids) AND withdrawn_at IS NULL AND starts_on <= \(last) ORDER BY starts_on DESC
            """
        ) { row in
            let grade: WorkerGrade = try row["grade"]
            return "\(grade.title) \(try row["step"] as Int) 档"
        }
        let licences = try gather(
            """
            SELECT person_id, kind, other_name FROM worker_licences
            WHERE person_id IN \(list: ids) AND withdrawn_at IS NULL ORDER BY id
            """
        ) { row in
            let other: String? = try row["other_name"]
            return try other.map { .verbatim($0) } ?? (row["kind"] as LicenceKind).title
        }
        let languages = try gather(
            """
            SELECT person_id, language FROM worker_languages
            WHERE person_id IN \(list: ids) AND withdrawn_at IS NULL ORDER BY id
            """
        ) { try ($0["language"] as SpokenLanguage).title }
        let skills = try gather(
            """
            SELECT person_id, skill, note FROM worker_skills
            WHERE person_id IN \(list: ids) AND withdrawn_at IS NULL ORDER BY id
            """
        ) { row in
            let (skill, note) = (try row["skill"] as WorkerSkill, try row["note"] as String?)
            return skill == .other ? .verbatim(note ?? "") : skill.title
        }
        for index in lines.indices {
            let id = lines[index].person
            lines[index].appointments = appointments[id] ?? []
            lines[index].grade = grades[id]?.first
            lines[index].licences = licences[id] ?? []
            lines[index].languages = languages[id] ?? []
            lines[index].skills = skills[id] ?? []
        }
    }
}
