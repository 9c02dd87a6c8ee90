import TestSupport
import Testing

@Suite("The room's English")
struct PeopleEnglishTests {
    @Test("every sentence of the room has its English")
    func english() throws {
        let literals = try ChineseLiterals(of: "Areas/People")
        let english = PeopleHouse.area.english
        // 人 is the picture in the rail.
        #expect(literals.missing(from: english, except: ["人"]) == [])
        #expect(literals.superfluous(in: english) == [])
    }

    @Test("the scanner finds literals wherever they stand")
    func scanner() {
        let source = #"""
            let a = "共 \(n) 条" // "不是"
            let b: Message = "\(act)：\(list.map { "里\($0)面" })"
            let c = "<p>\(words("你好"))</p>"; let d = "plain"; let e = #file
            let f = """
                两
                行 \(x)
                """
            """#
        let found = ChineseLiterals.literals(in: source, file: "A.swift")
        #expect(Set(found.map(\.text)) == ["共 {} 条", "{}：{}", "里{}面", "你好", "两\n行 {}"])
        #expect(found.first { $0.text == "你好" }?.place == "A.swift:3")
    }
}
