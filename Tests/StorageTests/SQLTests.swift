import Storage
import Testing
import TestSupport

struct SQLTests {
    enum Stage: String, ColumnValue {
        case draft
        case open
    }

    @Test(arguments: TestEngine.allCases)
    func `values come back as they went in`(engine: TestEngine) async throws {
        let table = Migration(
            "values",
            [
                """
                CREATE TABLE things (
                    id \(type: .integer) NOT NULL PRIMARY KEY, name \(type: .text), truth \(type: .bool),
                    share \(type: .real), photo \(type: .bytes), seen_at \(type: .integer), stage \(type: .text)
                )\(SQL.tableOptions)
                """
            ])
        let bytes: [UInt8] = [0, 1, 0x5C, 0x7F, 0xFF]
        let text = "王小明 'quoted' \\ \"double\" 👩‍🏭 $1 ?"
        try await withDatabase(engine, migrations: [table]) { database in
            try await database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO things (id, name, truth, share, photo, seen_at, stage)
                    VALUES (\(Int64.min), \(text), \(true), \(-1.25e-300), \(bytes), \(tx.now), \(Stage.open))
                    """)
                // The same statement with NULL in other places.
                for id in [1, 2] {
                    try tx.execute(
                        """
                        INSERT INTO things (id, name, truth, share, photo, seen_at, stage)
                        VALUES (\(id), \(id == 1 ? "" : nil), \(id == 1 ? nil : false), \(nil as Double?),
                            \(id == 1 ? [] : nil as [UInt8]?), \(id == 1 ? nil : 5), \(nil as Stage?))
                        """)
                }
            }
            let now = ManualClock().now()
            try await database.read { tx in
                let row = try #require(try tx.first("SELECT * FROM things WHERE stage = \(Stage.open)") { $0 })
                #expect(try row["id"] == Int64.min)
                #expect(try row["name"] == text)
                #expect(try row["truth"] == true)
                #expect(try row["share"] == -1.25e-300)
                #expect(try row["photo"] == bytes)
                #expect(try row["seen_at"] == now)
                #expect(try row["stage"] == Stage.open)
                let names: [String?] = try tx.all("SELECT name FROM things WHERE id > 0 ORDER BY id") { try $0["name"] }
                #expect(names == ["", nil])
                let photos: [[UInt8]?] = try tx.all("SELECT photo FROM things WHERE id > 0 ORDER BY id") {
                    try $0["photo"]
                }
                #expect(photos == [[], nil])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a column that is missing or of another type is unreadable`(engine: TestEngine) async throws {
        try await withDatabase(engine) { database in
            func reads<T: ColumnValue & Equatable>(_ sql: SQL, _ column: String, as type: T.Type) async -> Bool {
                do {
                    _ = try await database.read { tx in try tx.first(sql) { try $0[column] as T } }
                    return true
                } catch StorageError.unreadable {
                    return false
                } catch {
                    Issue.record(error)
                    return true
                }
            }
            #expect(await reads("SELECT 1 AS n", "n", as: Int.self))
            #expect(await !reads("SELECT 1 AS n", "m", as: Int.self))
            #expect(await !reads("SELECT 1 AS n", "n", as: String.self))
            #expect(await !reads("SELECT \("x") AS n", "n", as: Int.self))
            #expect(await !reads("SELECT NULL AS n", "n", as: String.self))
            #expect(await !reads("SELECT \("other") AS n", "n", as: Stage.self))
            #expect(await !reads("SELECT 2 AS n", "n", as: Bool.self))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no rows and NULL are nil`(engine: TestEngine) async throws {
        try await withDatabase(engine) { database in
            let nothing: Int? = try await database.read { try $0.value("SELECT 1 WHERE FALSE") }
            #expect(nothing == nil)
            let null: String? = try await database.read { try $0.value("SELECT NULL") }
            #expect(null == nil)
            let first = try await database.read { try $0.first("SELECT 1 AS n WHERE FALSE") { _ in 1 } }
            #expect(first == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `lists of every length find what is in them`(engine: TestEngine) async throws {
        try await withDatabase(engine) { database in
            for length in [1, 2, 3, 5, 255, 256, 257, 3000] {
                let list = Array(1...length)
                let isIn: [Bool] = try await database.read { tx in
                    try tx.values("SELECT \(length) IN \(list: list) UNION ALL SELECT \(length + 1) IN \(list: list)")
                }
                #expect(isIn == [true, false], "\(length)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `text with a NUL character is refused`(engine: TestEngine) async throws {
        try await withDatabase(engine) { database in
            await expect(throws: StorageError.failed("text with a NUL character")) {
                try await database.read { tx in try tx.value("SELECT \("a\0b")") as String? }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two statements in one are refused`(engine: TestEngine) async throws {
        try await withDatabase(engine) { database in
            await expect(throws: StorageError.self) {
                try await database.write { tx in _ = try tx.execute("DELETE FROM migrations; DELETE FROM migrations") }
            }
        }
    }
}
