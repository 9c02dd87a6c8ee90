import App
import Core
import Storage
import TestSupport
import Testing
import Web

/// Whoever asks for a copy of her data gets all of it: no table about people is forgotten.
@Suite struct PersonCopyTests {
    /// Tables that hang on a person or on what hangs on her, and are not in the copy; each with the reason.
    static let exceptions: [String: String] = [
        "people_search": "search terms made of the name",
        "person_doubles": "a guess of the program about two people, gone when somebody has looked",
        "person_distinctions": "about two people: the other one's data",
        "person_merges": "what two records said before they became one, kept sealed for the undoing only",
        "person_merge_parts": "as person_merges",
        "person_erasures": "nothing is left to copy",
        "worker_facets": "made of posts and entries, for lists",
        "worker_spells": "made of posts, for counting years",
        "carried_units": "made of responsibilities, for counting",
        "roster_absences": "that she stood in no row of somebody's file; dealt with or gone",
        "station_moves": "where a station stood, not who keeps it",
        "invitations": "a digest of a secret to sign in with, for a few days",
        "sessions": "a digest of a secret to sign in with, for hours",
        "audit_subjects": "told as the acts about her, from the audit log",
    ]

    /// Table → tables that its rows point to, and columns.
    private func schema(_ city: SmallCity) async throws -> [String: (columns: [String], parents: Set<String>)] {
        try await city.house.database.read { tx in
            let columns = try tx.all(
                """
                SELECT m.name AS tab, c.name AS col FROM sqlite_master m JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table'
                """
            ) { row in (try row["tab"] as String, try row["col"] as String) }
            let keys = try tx.all(
                """
                SELECT m.name AS tab, f."table" AS parent FROM sqlite_master m
                JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
                """
            ) { row in (try row["tab"] as String, try row["parent"] as String) }
            let parents = Dictionary(grouping: keys, by: \.0).mapValues { Set($0.map(\.1)) }
            return Dictionary(grouping: columns, by: \.0).reduce(into: [:]) { all, table in
                all[table.key] = (table.value.map(\.1), parents[table.key] ?? [])
            }
        }
    }

    @Test func noTableAboutPeopleIsForgotten() async throws {
        let city = try await SmallCity.found()
        let schema = try await schema(city)
        let ofPerson: Set = [
            "person_id", "holder_id", "keeper_id", "kept_id", "merged_id", "first_id", "second_id", "subject_id",
        ]
        var about = Set(schema.filter { !ofPerson.isDisjoint(with: $0.value.columns) }.keys)
        about.insert("people")
        // What hangs on a row about her is about her, too; but not what hangs on a file or a unit.
        while true {
            let more = schema.filter { !$0.value.parents.isDisjoint(with: about) }.keys
            let before = about.count
            about.formUnion(more)
            if about.count == before { break }
        }
        let told = Set(city.parts.registry.personal.flatMap(\.told)).union(["people"])
        let forgotten = about.subtracting(told).subtracting(Self.exceptions.keys).sorted()
        #expect(forgotten.isEmpty, "in no copy, and no reason is given: \(forgotten)")
        let gone = told.subtracting(schema.keys).sorted()
        #expect(gone.isEmpty, "told of, but there is no such table: \(gone)")
        #expect(told.isDisjoint(with: Self.exceptions.keys))
    }

    @Test func whatIsKeptOfHerStandsInHerCopy() async throws {
        let city = try await SmallCity.found()
        let records = try await Records.made(in: city)
        let (empty, told) = try await city.house.database.read { tx in
            var (empty, told): ([String], Int) = ([], 0)
            let registry = city.parts.registry
            for content in registry.personal where !content.told.isEmpty {
                guard try content.count(records.person, tx) > 0 else { continue }
                told += 1
                if try content.copy(records.person, registry, tx).allSatisfy(\.rows.isEmpty) {
                    empty.append(content.kind)
                }
            }
            return (empty, told)
        }
        #expect(empty == [])
        #expect(told >= 8, "she has only \(told) kinds of records")
        let officer = try await city.signedIn("caohejing")
        let page = try await officer.get("/people/\(records.person)/copy")
        for said in ["任职经历", "合同", "证书", "干部任用", "本人的同意", "本人的请求", "查看和办理记录"] {
            #expect(page.text.contains(said), "\(said)")
        }
    }
}
