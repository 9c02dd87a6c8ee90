import Testing

@testable import LabourLaw

@Suite("Exact numbers, days and documents") struct ExactTests {
    @Test("decimals are read and written without loss") func decimals() throws {
        #expect(Rational(decimal: "8000.50").map(\.plainText) == "8000.5")
        #expect(Rational(decimal: "1.2e3").map(\.plainText) == "1200")
        #expect(Rational(decimal: "0.1") == (try Rational(1, over: 10)))
        #expect(try Money(rounding: #require(Rational(decimal: "0.005"))).description == "0.01")
        #expect(try Money(rounding: #require(Rational(decimal: "0.0049999999"))).description == "0.00")
        #expect(try Money(rounding: #require(Rational(decimal: "-0.005"))).description == "-0.01")
        #expect(try Rational(1, over: 3).plainText == "≈0.333333")
        for bad in ["", ".", "1.", ".5", "1.2.3", "0x1", "１", " 1", "1e99", "--1", "1234567890123456789"] {
            #expect(Rational(decimal: bad) == nil, "\(bad)")
        }
    }

    @Test("what is too great throws, and is compared all the same") func overflow() throws {
        let great = try Rational(.max, over: 1)
        #expect(throws: Overflow.self) { try great + great }
        #expect(throws: Overflow.self) { try great * great }
        #expect(throws: Overflow.self) { try great / .zero }
        let nearly = try Rational(.max - 1, over: .max)
        #expect(nearly < 1)
        #expect(try nearly < great / (great - 1))
        #expect(try Rational(-1, over: 2) < .zero)
    }

    @Test("days go back and forth over four centuries") func days() throws {
        var current = try day("1899-12-31")
        for number in current.number..<current.number + 150_000 {
            #expect(current.number == number && CalendarDay(current.description) == current)
            current = current.adding(days: 1)
        }
        #expect(CalendarDay("2100-02-29") == nil && CalendarDay("2000-02-29") != nil)
        #expect(try day("2026-11-22").isWeekend && !day("2026-11-23").isWeekend)
    }

    @Test("documents keep their digits and come back as they were") func documents() throws {
        let text = #"{"a":[1.10,-0,1e3,true,null],"b":"引\"\\\n\u0001😀"}"#
        let read = try JSONReader.read(text)
        #expect(read.text == text)
        #expect(try JSONReader.read(#"["\ud83d\ude00"]"#) == .array([.string("😀")]))
        for bad in [
            #"["\ud83d"]"#, "[01]", "[1.]", "{a:1}", "[\"\n\"]", "[tru]", String(repeating: "[", count: 100_000),
        ] {
            #expect(throws: JSONReader.Fault.self) { try JSONReader.read(bad) }
        }
    }

    @Test("articles are numbered as statutes write them") func numerals() {
        #expect(
            [7, 10, 15, 20, 47, 100, 105, 250, 1259, 1010].map(Article.numeral) == [
                "七", "十", "十五", "二十", "四十七", "一百", "一百零五", "二百五十", "一千二百五十九", "一千零一十",
            ])
        #expect(Article.contractLaw(47, 2).chinese == "《劳动合同法》（2012-12-28）第四十七条第二款")
    }

    @Test("a sentence carries as many values as it has places") func sentences() {
        let sentence: Sentence = "\(3) 个月，\(money: 8000)"
        #expect(sentence.format == "{} 个月，{}")
        #expect(sentence.chinese == "3 个月，8000.00")
    }
}
