import ChineseText
import Testing

@Suite("Unified social credit codes")
struct UnifiedCreditCodeTests {
    private func fault(_ raw: String) -> UnifiedCreditCode.Fault? {
        do throws(UnifiedCreditCode.Fault) { _ = try UnifiedCreditCode(raw) } catch { return error }
        return nil
    }

    @Test(
        "published codes are right",
        arguments: ["91350100M000100Y43", "11320000MB151840XJ", "91330621728479704B"])
    func right(code: String) throws {
        let read = try UnifiedCreditCode(code)
        #expect(read.text == code)
    }

    @Test("as typed: blanks, hyphens, small and full-width letters")
    func typed() throws {
        for raw in ["91350100m000100y43", " 91350100 M000100Y-43 ", "９１３５０１００Ｍ０００１００Ｙ４３"] {
            let read = try UnifiedCreditCode(raw)
            #expect(read.text == "91350100M000100Y43")
        }
        let read = try UnifiedCreditCode("91330621728479704B")
        #expect(read.divisionCode == "330621")
        #expect(read.organizationCode == "728479704")
    }

    @Test("faults are told apart")
    func faults() {
        #expect(fault("91350100M000100Y4Z") == .wrongCharacters)
        #expect(fault("91350211M0000XUF46") == .wrongCheckCharacter)
        #expect(fault("91350100M000100Y44") == .wrongCheckCharacter)
        #expect(fault("91350100M000100Y4") == .wrongLength)
        #expect(fault("") == .wrongLength)
        for letter in "IOSVZ" { #expect(fault("9135010\(letter)M000100Y43") == .wrongCharacters) }
        #expect(fault("91350100M000100Y4三") == .wrongCharacters)
    }

    @Test("one wrong sign and two neighbours exchanged are noticed, whatever the code")
    func wrongSigns() throws {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        var dice = Dice(state: 32100)
        func next(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &dice) }
        for _ in 0..<500 {
            let body = String((0..<17).map { _ in alphabet[next(31)] })
            let check = try #require(UnifiedCreditCode.checkCharacter(of: body))
            let whole = Array(body + String(check))
            #expect(fault(String(whole)) == nil)
            let place = next(18)
            for other in alphabet where other != whole[place] {
                var wrong = whole
                wrong[place] = other
                #expect(fault(String(wrong)) == .wrongCheckCharacter)
            }
            let left = next(17)
            var exchanged = whole
            exchanged.swapAt(left, left + 1)
            if exchanged != whole { #expect(fault(String(exchanged)) == .wrongCheckCharacter) }
        }
    }

    @Test("whatever is typed is read or refused")
    func anything() {
        var dice = Dice(state: 7)
        let signs = Array("0123456789ABCXYZIosvz -－　Ａ１桥\u{0}\u{200B}é")
        for _ in 0..<5000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...20, using: &dice) { text.append(signs.randomElement(using: &dice) ?? "0") }
            if fault(text) == nil {
                #expect(
                    UnifiedCreditCode.checkCharacter(of: String(UnifiedCreditCode.normalized(text).prefix(17))) != nil)
            }
        }
    }
}

/// Seeded, so that what failed fails again.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
