import Storage
import Testing
import TestSupport

struct SearchIndexTests {
    static let people = SearchIndex("people_terms")
    static let schema = Migration("search", people.create)

    private func ids(_ tx: Transaction, _ terms: [SearchTerm]) throws -> [Int] {
        try tx.values("SELECT id FROM (\(Self.ids)) p WHERE p.id IN (\(Self.people.ids(matching: terms))) ORDER BY id")
    }

    private static let ids: SQL = "SELECT 1 AS id UNION ALL SELECT 2 UNION ALL SELECT 3"

    private func withPeople(_ engine: TestEngine, _ body: @escaping @Sendable (Transaction) throws -> Void) async throws
    {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            try await database.write { tx in
                try tx.index(1, terms: ["王小", "小明", "wang", "xiaoming"], in: Self.people)
                try tx.index(2, terms: ["王小", "小红", "Wang", "XIAOHONG", "小红"], in: Self.people)
                try tx.index(3, terms: ["é\u{3000}x", "138"], in: Self.people)
                try body(tx)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `words and beginnings, all of which must match`(engine: TestEngine) async throws {
        try await withPeople(engine) { tx throws in
            #expect(try ids(tx, [.word("王小")]) == [1, 2])
            #expect(try ids(tx, [.word("王小"), .word("小红")]) == [2])
            #expect(try ids(tx, [.word("王")]) == [])
            #expect(try ids(tx, [.prefix("王")]) == [1, 2])
            #expect(try ids(tx, [.prefix("xiao")]) == [1, 2])
            #expect(try ids(tx, [.prefix("xiaom"), .word("wang")]) == [1])
            #expect(try ids(tx, [.word("WANG")]) == [1, 2])
            #expect(try ids(tx, [.prefix("13")]) == [3])
            #expect(try ids(tx, [.word("é\u{3000}x")]) == [3])
            #expect(try ids(tx, [.word("nobody")]) == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `new terms replace the old`(engine: TestEngine) async throws {
        try await withPeople(engine) { tx throws in
            try tx.index(1, terms: ["李四"], in: Self.people)
            #expect(try ids(tx, [.word("王小")]) == [2])
            #expect(try ids(tx, [.word("李四")]) == [1])
            try tx.index(1, terms: [], in: Self.people)
            #expect(try ids(tx, [.word("李四")]) == [])
            try tx.unindex(2, in: Self.people)
            #expect(try ids(tx, [.word("王小")]) == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is no term throws`(engine: TestEngine) async throws {
        for text in ["", "a b", "a'b", "a\"b", "a*", "a:b", "a&b", "-", "\\", String(repeating: "王", count: 400)] {
            await expect(throws: StorageError.self) {
                try await withPeople(engine) { try $0.index(1, terms: ["ok", text], in: Self.people) }
            }
            await expect(throws: StorageError.self) {
                try await withPeople(engine) { _ = try ids($0, [.word(text)]) }
            }
        }
        await expect(throws: StorageError.self) { try await withPeople(engine) { _ = try ids($0, []) } }
    }

    @Test(arguments: TestEngine.allCases)
    func `the index takes part in the transaction`(engine: TestEngine) async throws {
        struct Stop: Error, Equatable {}
        try await withPeople(engine) { tx throws in
            expect(throws: Stop()) {
                try tx.savepoint {
                    try tx.unindex(1, in: Self.people)
                    throw Stop()
                }
            }
            #expect(try ids(tx, [.word("小明")]) == [1])
        }
    }
}
