import Core
import Foundation
import Storage
import Testing

@Suite("Identifiers: short, in order of time, never twice")
struct IdentifierTests {
    private static let morning = Instant(milliseconds: 1_803_862_800_000)

    @Test func inOrderOfTime() {
        let source = TimeOrderedIdentifiers(node: 3)
        let instants = (0..<1000).map { Instant(milliseconds: Self.morning.milliseconds + Int64($0)) }
        let made = instants.map(source.next)
        #expect(made == made.sorted())
        #expect(made.map(\.description) == made.map(\.description).sorted())
    }

    /// More in one millisecond than the sequence has numbers for.
    @Test func manyInOneMillisecond() {
        let source = TimeOrderedIdentifiers(node: 1023)
        let made = (0..<10_000).map { _ in source.next(at: Self.morning) }
        #expect(Set(made).count == 10_000)
        #expect(made == made.sorted())
        #expect(made.allSatisfy { ($0.rawValue >> 12) & 1023 == 1023 })
    }

    @Test func clockThatGoesBackwards() {
        let source = TimeOrderedIdentifiers(node: 0)
        let made = (0..<2000).map { number in
            source.next(at: Instant(milliseconds: Self.morning.milliseconds - Int64(number) * 3_600_000))
        }
        #expect(Set(made).count == 2000)
        #expect(made == made.sorted())
    }

    @Test func nodesNeverMeet() {
        let sources = [0, 1, 512, 1023].map(TimeOrderedIdentifiers.init(node:))
        let made = sources.flatMap { source in (0..<5000).map { _ in source.next(at: Self.morning) } }
        #expect(Set(made).count == made.count)
    }

    @Test func manyThreads() async {
        let source = TimeOrderedIdentifiers(node: 7)
        let made = await withTaskGroup { group in
            for task in 0..<16 {
                group.addTask {
                    // Each has a clock of its own.
                    (0..<2000).map { number in
                        source.next(at: Instant(milliseconds: Self.morning.milliseconds + Int64((number * task) % 50)))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(made.joined()).count == 32_000)
        #expect(made.allSatisfy { $0 == $0.sorted() })
    }

    @Test(arguments: [0, 1, 31, 32, 1 << 41, 1 << 62, Int64.max - 1, .max])
    func asText(number: Int64) throws {
        let identifier = Identifier(rawValue: number)
        let text = identifier.description
        #expect(text.utf8.count == 13)
        #expect(Identifier(text) == identifier)
        let json = try JSONEncoder().encode([identifier])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
        #expect(try JSONDecoder().decode([Identifier].self, from: json) == [identifier])
    }

    @Test func knownText() {
        #expect(Identifier(rawValue: 0).description == "0000000000000")
        #expect(Identifier(rawValue: 33).description == "0000000000011")
        #expect(Identifier(rawValue: .max).description == "7zzzzzzzzzzzz")
    }

    @Test(arguments: [
        "", "1", "000000000001", "00000000000001", "8000000000000", "zzzzzzzzzzzzz", "g000000000000", "000000000000I",
        "000000000000i", "000000000000l", "000000000000o", "000000000000u", "000000000000A", " 00000000001",
        "-000000000001",
        "000000000000\u{0}", "００００００００００００１", "人人人人1", "' OR 1=1 -- 1",
    ])
    func garbage(text: String) throws {
        #expect(Identifier(text) == nil)
        let json = try JSONEncoder().encode([text])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Identifier].self, from: json) }
    }
}
