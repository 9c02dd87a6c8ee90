import Core
import Storage
import Testing

@Suite("Fields: a command from named texts")
struct FieldDecoderTests {
    enum Kind: String, Codable, CaseIterable { case first, second }
    enum Level: Int, Codable, CaseIterable { case low = 1, high = 2 }
    /// With values that nobody can list.
    struct Letter: Codable, Equatable {
        let text: String

        init(from decoder: any Decoder) throws {
            text = try decoder.singleValueContainer().decode(String.self)
            guard text.count == 1 else {
                throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "one letter"))
            }
        }
    }

    struct Form: Codable {
        let name: String
        let count: Int
        let kind: Kind
        let level: Level
        let day: Day
        let unit: Identifier
        let isUrgent: Bool
        let note: String?
        let age: Int?
        let until: Day?
        let parent: Identifier?
        let second: Kind?
        let knows: Bool?
    }

    struct Lettered: Codable {
        let name: String
        let letter: Letter
        let count: Int
    }

    static let good = [
        "name": "王小明", "count": "12", "kind": "second", "level": "2", "day": "2027-03-01", "unit": "0000000000011",
    ]

    private static func problems<T: Decodable>(_ values: [String: String], as type: T.Type = Form.self)
        -> [FieldProblem]
    {
        do {
            _ = try FieldDecoder(values).decode(type)
            return []
        } catch Problem.invalid(let problems) { return problems } catch {
            Issue.record("\(error)")
            return []
        }
    }

    @Test func everyKindOfField() throws {
        let form = try FieldDecoder(
            Self.good.merging([
                "isUrgent": "on", "note": "急", "age": "-3", "until": "2027-04-01", "parent": "0000000000012",
                "second": "first",
                "knows": "false", "nobodyAsked": "x",
            ]) { $1 }
        ).decode(Form.self)
        #expect(form.name == "王小明")
        #expect(form.count == 12)
        #expect(form.kind == .second)
        #expect(form.level == .high)
        #expect(form.day == Day(2027, 3, 1))
        #expect(form.unit == Identifier(rawValue: 33))
        #expect(form.isUrgent)
        #expect(form.note == "急")
        #expect(form.age == -3)
        #expect(form.until == Day(2027, 4, 1))
        #expect(form.parent == Identifier(rawValue: 34))
        #expect(form.second == .first)
        #expect(form.knows == false)
    }

    @Test func whatIsNotGiven() throws {
        let empty = ["note": "", "age": "", "until": "", "parent": "", "second": "", "knows": "", "isUrgent": ""]
        for values in [Self.good, Self.good.merging(empty) { $1 }] {
            let form = try FieldDecoder(values).decode(Form.self)
            #expect(!form.isUrgent)
            #expect(form.note == nil && form.age == nil && form.until == nil)
            #expect(form.parent == nil && form.second == nil && form.knows == nil)
        }
    }

    @Test func everythingMissingIsToldAtOnce() {
        let problems = Self.problems([:])
        #expect(problems.map(\.field) == ["name", "count", "kind", "level", "day", "unit"])
        #expect(problems.map(\.message) == ["请填写", "请填写", "请选择", "请选择", "请填写", "请填写"])
    }

    @Test func everythingUnreadableIsToldAtOnce() {
        let problems = Self.problems([
            "name": "a\u{0}b", "count": "十二", "kind": "third", "level": "3", "day": "2027-02-30", "unit": "nobody",
            "isUrgent": "maybe", "note": "\u{0}", "age": "1.5", "until": "soon", "parent": "1", "second": "FIRST",
            "knows": "?",
        ])
        #expect(
            problems.map(\.field) == [
                "name", "count", "kind", "level", "day", "unit", "isUrgent", "note", "age", "until", "parent", "second",
                "knows",
            ])
    }

    @Test(arguments: ["99999999999999999999", "1e3", "0x10", "1,000", " 1", "１２"])
    func whatIsNoWholeNumber(text: String) {
        #expect(Self.problems(Self.good.merging(["count": text]) { $1 }).map(\.message) == ["请填写整数"])
    }

    @Test(arguments: [
        ("true", true), ("on", true), ("1", true), ("yes", true), ("false", false), ("off", false), ("0", false),
        ("no", false),
    ])
    func truth(text: String, truth: Bool) throws {
        let form = try FieldDecoder(Self.good.merging(["isUrgent": text, "knows": text]) { $1 }).decode(Form.self)
        #expect(form.isUrgent == truth)
        #expect(form.knows == truth)
    }

    /// Nothing can stand in for such a value: what comes after it is not looked at, what came before is not forgotten.
    @Test func aValueThatNothingCanStandInFor() {
        #expect(Self.problems(["letter": "ab"], as: Lettered.self).map(\.field) == ["name", "letter"])
        #expect(Self.problems(["name": "x", "letter": "a"], as: Lettered.self).map(\.field) == ["count"])
    }
}
