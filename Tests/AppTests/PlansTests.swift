import App
import Core
import DemoCity
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing
import Web

/// What the pages of long lists ask the database: along an index, nothing read whole, nothing sorted.
///
/// Nobody has SQLite count its tables (`ANALYZE`), so that it plans by the shape of a question and its indexes alone: what
/// it does here in a small city it does with a million rows.
@Suite struct PlansTests {
    private final class Heard: StatementObserver {
        private let statements = Mutex<Set<String>>([])

        func ran(_ statement: String) { statements.withLock { _ = $0.insert(statement) } }

        func take() -> Set<String> {
            statements.withLock { heard in
                defer { heard = [] }
                return heard
            }
        }
    }

    /// Rows of these come by the thousand.
    private static let large: Set = [
        "people", "posts", "responsibilities", "worker_facets", "workers", "worker_spells", "worker_grade_steps",
        "cadre_offices", "worker_contracts",
        "worker_licences", "enterprises", "enterprise_stays", "enterprise_counted", "enterprise_headcounts",
        "enterprise_unions", "enterprise_former_names", "union_enterprises", "union_elections", "obligations",
        "handovers", "stations",
        "audit_entries", "audit_subjects",
    ]

    private static let lists = [
        "/people", "/enterprises", "/enterprises?union=no", "/enterprises?size=to99", "/unions",
        "/unions?standing=late",
        "/stations", "/deadlines", "/deadlines?state=late", "/deadlines?state=closed", "/workforce",
        "/workforce?language=shanghainese", "/handovers", "/units?view=list", "/workforce?asOf=2024-06-30",
        "/workforce?asOf=2024-06-30&category=cadre&appointment=seconded&grade=junior&source=targeted",
        "/enterprises?asOf=2024-06-30", "/enterprises?asOf=2024-06-30&union=no&size=to99",
    ]

    @Test func theLongListsWalkAlongAnIndex() async throws {
        let heard = Heard()
        let city = try await SmallCity.found(observer: heard)
        for login in ["city", "xuhui", "caohejing"] {
            let client = try await city.signedIn(login)
            for path in Self.lists {
                _ = heard.take()
                #expect(try await client.get(path).status == 200, "\(path)")
                let asked = heard.take().filter { $0.hasPrefix("SELECT") || $0.hasPrefix("WITH") }
                #expect(!asked.isEmpty)
                for statement in asked.sorted() {
                    let plan = try await plan(of: statement, in: city)
                    let faults = Self.faults(plan, of: statement, isOrdered: login != "caohejing")
                    #expect(faults == [], "\(path) of \(login): \(statement)")
                }
            }
        }
    }

    private func plan(of statement: String, in city: SmallCity) async throws -> [String] {
        // What is bound is unknown to the plan, as it is to a prepared statement.
        let unknown = SQL(stringLiteral: statement.replacing("?", with: "abs(1)"))
        return try await city.house.database.read { try $0.plan(of: unknown) }
    }

    /// What is read whole or sorted.
    private static func faults(_ plan: [String], of statement: String, isOrdered: Bool) -> [String] {
        let tables = tables(in: statement)
        let isPage = statement.contains("LIMIT")
        // A page that was found first is looked at row by row, and may be put in order once more.
        var found = Set(
            plan.filter { $0.hasPrefix("CO-ROUTINE ") || $0.hasPrefix("MATERIALIZE ") }.map {
                $0.split(separator: " ")[1]
            })
        var isPastPage = false
        return plan.filter { line in
            let words = line.split(separator: " ")
            if line.hasPrefix("USE TEMP B-TREE FOR ORDER BY") {
                // A street's rows are few; those of a district and of the city lie in order.
                return isOrdered && isPage && !isPastPage && !Set(tables.values).isDisjoint(with: large)
            }
            guard words.first == "SCAN", words.count > 1 else { return false }
            if words.count == 2, found.remove(words[1]) != nil {
                isPastPage = true
                return false
            }
            guard let table = tables[String(words[1])], large.contains(table) else { return false }
            // Walked along until the page is full or the cap of a count is reached; or an index of a few rows only.
            let isCapped = isPage && (line.contains("INDEX") || statement.hasPrefix("SELECT COUNT"))
            return !isCapped && !line.contains("USING INDEX handovers_open")
        }
    }

    /// The tables of a statement by the names under which its plan speaks of them.
    private static func tables(in statement: String) -> [String: String] {
        var tables: [String: String] = [:]
        let words = statement.split { $0.isWhitespace || "(),".contains($0) }.map(String.init)
        for (position, word) in words.enumerated() where ["FROM", "JOIN"].contains(word) && position + 1 < words.count {
            let table = words[position + 1]
            tables[table] = table
            let next = position + 2 < words.count ? words[position + 2] : ""
            let alias = next == "AS" && position + 3 < words.count ? words[position + 3] : next
            if !alias.isEmpty, alias.first!.isLowercase { tables[alias] = table }
        }
        return tables
    }
}
