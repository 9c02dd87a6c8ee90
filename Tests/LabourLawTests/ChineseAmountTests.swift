import LabourLaw
import Testing

@Suite("Sums in capitals") struct ChineseAmountTests {
    /// The examples of the rules themselves come first.
    @Test(arguments: [
        (140_950, "壹仟肆佰零玖元伍角"), (600_714, "陆仟零柒元壹角肆分"), (168_032, "壹仟陆佰捌拾元零叁角贰分"),
        (10_700_053, "壹拾万柒仟元零伍角叁分"), (1_640_902, "壹万陆仟肆佰零玖元零贰分"), (32_504, "叁佰贰拾伍元零肆分"),
        (0, "零元整"), (1, "壹分"), (10, "壹角"), (55, "伍角伍分"), (100, "壹元整"), (1_000, "壹拾元整"), (1_050, "壹拾元零伍角"),
        (10_005, "壹佰元零伍分"), (1_000_000, "壹万元整"), (1_000_100, "壹万零壹元整"), (10_000_000_000, "壹亿元整"),
        (10_000_500_000, "壹亿零伍仟元整"), (12_345_678_900, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整"),
        (1_000_000_000_000_00, "壹万亿元整"), (1_000_500_000_000_00, "壹万零伍亿元整"), (100_010_001, "壹佰万零壹佰元零壹分"),
        (-12_050, "负壹佰贰拾元零伍角"),
    ]) func written(_ fen: Int, _ words: String) {
        #expect(ChineseAmount.capitals(Money(fen: fen)) == words)
    }

    @Test("no two zeros in a row, none at the end") func zeros() {
        for fen in stride(from: 1, to: 10_000_000_000, by: 7_654_321) {
            let words = ChineseAmount.capitals(Money(fen: fen))
            #expect(!words.contains("零零"), "\(fen): \(words)")
            #expect(!words.contains("零元"), "\(fen): \(words)")
        }
    }
}
