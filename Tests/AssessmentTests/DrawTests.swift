import Testing

@testable import Assessment

@Suite("The draw") struct DrawTests {
    @Test("comes out as another program computes it") func vector() throws {
        // By Python's hmac, from the description in docs/assessment.md alone.
        let seed = try Draw.seed(hex: "00010203")
        let drawn = Draw.order((1...10).map { "选手\($0)" }, seed: seed)
        #expect(drawn == ["选手2", "选手1", "选手7", "选手10", "选手5", "选手3", "选手8", "选手6", "选手9", "选手4"])
        #expect(Draw.digest(seed) == "054edec1d0211f624fed0cbca9d4f9400b0e491c43742af2c5b0abebf0c990d8")
    }

    @Test("every order is as likely as any other") func even() throws {
        var counts: [String: Int] = [:]
        for seed in 0..<6000 {
            counts[Draw.order(["甲", "乙", "丙"], seed: [UInt8(seed % 256), UInt8(seed / 256)]).joined(), default: 0] += 1
        }
        #expect(counts.count == 6)
        for count in counts.values { #expect((850...1150).contains(count)) }
    }

    @Test("a list is cleaned of what Windows leaves in it") func cleaned() throws {
        let list = try DrawList([0xEF, 0xBB, 0xBF] + Array("甲\r\n\r\n乙\r\n  \n丙".utf8))
        #expect(list.entries == ["甲", "乙", "丙"])
        #expect(list.text == "甲\n乙\n丙\n")
        #expect(throws: Refusal("entries[2]", "“\("甲")”写了两次")) { try DrawList(Array("甲\n乙\n甲".utf8)) }
        #expect(throws: Refusal.self) { try DrawList([]) }
        #expect(throws: Refusal.self) { try DrawList([0xFF, 0x41]) }
        #expect(throws: Refusal.self) { try Draw.seed(hex: "0x12") }
        #expect(throws: Refusal.self) { try Draw.seed(hex: "") }
    }
}
