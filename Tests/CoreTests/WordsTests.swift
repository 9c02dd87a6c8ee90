import Core
import Storage
import Testing

@Suite("Words: one sentence, two languages")
struct WordsTests {
    static let phrasebook = Phrasebook([
        [
            "没有找到": "Not found", "共 {} 条": "{} entry|{} entries", "第 {} 页，共 {} 页": "Page {} of {}",
            "{}的{}": "{2} of {1}", "{}从{}到{}": "{1} from {2} to {3}", "{}有 {} 人": "{} has {} person|{} has {} people",
            "第 {} 行有 {} 处": "{2} thing in line {1}|Line {1}: {2} things", "{}：{}": "{}: {}",
        ],
        ["没有找到": "Nothing there", "另一张表": "Another table"],
    ])
    static let english = Words(.english, phrasebook)
    static let chinese = Words(.chinese, phrasebook)

    @Test func plain() {
        #expect(Self.chinese("没有找到") == "没有找到")
        #expect(Self.english("没有找到") == "Not found")
        #expect(Self.english("另一张表") == "Another table")
    }

    @Test func withoutTranslationItStaysChinese() {
        #expect(Self.english("没有译文的 \(3) 句") == "没有译文的 3 句")
    }

    @Test(arguments: [
        (0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (21, "21 entries"), (1001, "1,001 entries"),
        (-1, "-1 entries"),
    ])
    func plural(count: Int, said: String) {
        #expect(Self.english("共 \(count) 条") == said)
    }

    /// By its first number: a page number or a line that happens to be 1 later on does not count.
    @Test func firstNumberChooses() {
        #expect(Self.english("徐汇有 1 人") == "徐汇有 1 人")
        #expect(Self.english("\("徐汇")有 \(1) 人") == "徐汇 has 1 person")
        #expect(Self.english("\("徐汇")有 \(5) 人") == "徐汇 has 5 people")
        #expect(Self.english("第 \(1) 行有 \(5) 处") == "5 thing in line 1")
        #expect(Self.english("第 \(5) 行有 \(1) 处") == "Line 5: 1 things")
    }

    @Test func order() {
        #expect(Self.english("\("徐汇")的\("王小明")") == "王小明 of 徐汇")
        #expect(Self.english("\("甲")从\("乙")到\("丙")") == "甲 from 乙 to 丙")
        #expect(Self.english("第 \(2) 页，共 \(10) 页") == "Page 2 of 10")
    }

    /// What people wrote is never read as a template.
    @Test(arguments: ["{}", "{1}", "{2}", "a|b", "{", "}", "{}|{}"])
    func textsAreNotTemplates(text: String) {
        #expect(Self.english(.verbatim(text)) == text)
        #expect(Self.english("\(text)：\(text)") == "\(text): \(text)")
        #expect(Self.chinese("\(text)：\(text)") == "\(text)：\(text)")
    }

    @Test func bracesInASentence() {
        #expect(Self.chinese("写作 {姓名} 的是\("王小明")") == "写作 {姓名} 的是王小明")
        #expect(Self.chinese("{9}\("王小明")") == "{9}王小明")
    }

    @Test func sentencesInSentences() {
        let inner: Message = "共 \(1) 条"
        #expect(Self.english("\("甲")：\(inner)") == "甲: 1 entry")
        #expect(Self.chinese("\("甲")：\(inner)") == "甲：共 1 条")
    }

    @Test func days() throws {
        let day = try #require(Day(2027, 3, 1))
        #expect(Self.chinese(day) == "2027年3月1日")
        #expect(Self.english(day) == "1 Mar 2027")
        let moment = Instant(startOf: day).adding(seconds: 9 * 3600 + 5 * 60)
        #expect(Self.chinese(moment) == "2027年3月1日 09:05")
        #expect(Self.english("\("甲")：\(moment)") == "甲: 1 Mar 2027 09:05")
        #expect(Self.english(.verbatim("2027")) == "2027")
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (.max, "9,223,372,036,854,775,807"),
        (.min, "-9,223,372,036,854,775,808"),
    ])
    func numbers(number: Int, said: String) {
        #expect(Self.chinese(number) == said)
        #expect(Self.english(.verbatim("x")) == "x")
        #expect(Self.english(number) == said)
    }
}
