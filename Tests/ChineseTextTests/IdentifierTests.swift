import ChineseText
import Testing

@Suite("Numbers of people")
struct IdentifierTests {
    private let today = CivilDay(year: 2026, month: 11, day: 22)!

    @Test(
        "identity numbers of the standard are read",
        arguments: [
            ("11010519491231002X", 1949, 12, 31, ResidentIdentityNumber.Sex.female),
            ("440524188001010014", 1880, 1, 1, .male),
            ("１１０１０５１９４９１２３１００２ｘ", 1949, 12, 31, .female), (" 110105 19491231 002x ", 1949, 12, 31, .female),
        ])
    func read(raw: String, year: Int, month: Int, day: Int, sex: ResidentIdentityNumber.Sex) throws {
        let number = try ResidentIdentityNumber(raw, today: today)
        #expect(number.birthDay == CivilDay(year: year, month: month, day: day))
        #expect(number.sex == sex)
        #expect(number.text.count == 18)
    }

    @Test("parts and mask")
    func parts() throws {
        let number = try ResidentIdentityNumber("11010519491231002x", today: today)
        #expect(number.text == "11010519491231002X")
        #expect(number.divisionCode == "110105")
        #expect(number.lastFour == "002X")
        #expect(number.masked == "1*****************")
    }

    private func numbered(_ body: String) -> String {
        body + String(ResidentIdentityNumber.checkDigit(of: body) ?? "?")
    }

    @Test("faults are told apart")
    func faults() {
        func fault(_ raw: String) -> ResidentIdentityNumber.Fault? {
            do throws(ResidentIdentityNumber.Fault) { _ = try ResidentIdentityNumber(raw, today: today) } catch {
                return error
            }
            return nil
        }
        #expect(fault("130402198207290622") == .wrongCheckDigit)
        #expect(fault("13040219820729062") == .wrongLength)
        #expect(fault("") == .wrongLength)
        #expect(fault("1.1010519491E+017X") == .wrongCharacters)
        #expect(fault("1101051949123100X2") == .wrongCharacters)
        #expect(fault(numbered("31010119900230900")) == .impossibleBirthDate)
        #expect(fault(numbered("31010120261123900")) == .impossibleBirthDate)
        #expect(fault(numbered("31010118790101900")) == .impossibleBirthDate)
        #expect(fault(numbered("31010119000229900")) == .impossibleBirthDate)
        #expect(fault(numbered("31010120000229900")) == nil)
        #expect(fault(numbered("99999920261122900")) == nil)
    }

    @Test(
        "other documents",
        arguments: [
            (.passport, "e12345678", "E12345678"), (.passport, "AB", nil), (.passport, "ABCDEFGH", nil),
            (.hongKongMacaoPermit, "H 12345678", "H12345678"), (.hongKongMacaoPermit, "M1234567890", "M1234567890"),
            (.hongKongMacaoPermit, "T12345678", nil), (.taiwanPermit, "12345678", "12345678"),
            (.taiwanPermit, "1234567", nil),
            (.foreignPermanentResidenceCard, "usa310012345678", "USA310012345678"),
            (.foreignPermanentResidenceCard, "11010519491231002X", nil),
            (.residentIdentityCard, "11010519491231002x", "11010519491231002X"),
            (.residentIdentityCard, "E12345678", nil),
            (.hongKongMacaoTaiwanResidencePermit, "11010519491231002X", nil), (.other, "军字第1234号", "军字第1234号"),
        ] as [(IdentityDocumentKind, String, String?)])
    func documents(kind: IdentityDocumentKind, raw: String, expected: String?) {
        #expect(kind.normalized(raw, today: today) == expected)
    }

    @Test("residence documents of eighteen digits")
    func residence() {
        let permit = numbered("83000019900101900"), card = numbered("91102719900101900")
        #expect(IdentityDocumentKind.hongKongMacaoTaiwanResidencePermit.normalized(permit, today: today) == permit)
        #expect(IdentityDocumentKind.foreignPermanentResidenceCard.normalized(card, today: today) == card)
        #expect(IdentityDocumentKind.foreignPermanentResidenceCard.normalized(permit, today: today) == nil)
        #expect(Set(IdentityDocumentKind.allCases.map(\.chineseName)).count == IdentityDocumentKind.allCases.count)
    }

    @Test(
        "phones",
        arguments: [
            ("13812341234", "13812341234", "138****1234"), ("138-1234-1234", "13812341234", "138****1234"),
            ("138 1234 1234", "13812341234", "138****1234"), ("+86 13812341234", "13812341234", "138****1234"),
            ("０１３８", nil, nil), ("１３８１２３４１２３４", "13812341234", "138****1234"),
            ("008613812341234", "13812341234", "138****1234"), ("8613812341234", "13812341234", "138****1234"),
            ("021-12345678", "02112345678", "021****5678"), ("（021）12345678", "02112345678", "021****5678"),
            ("+86 21 12345678", "02112345678", "021****5678"), ("0571-87654321", "057187654321", "0571****4321"),
            ("0512-1234567", "05121234567", "051****4567"), ("12812341234", nil, nil), ("1381234123", nil, nil),
            ("138123412345", nil, nil), ("1391234", nil, nil), ("12345678", nil, nil), ("021-1234567", nil, nil),
            ("", nil, nil),
            ("无", nil, nil), ("021-12345678-801", nil, nil), ("13812341234/13812341235", nil, nil), ("+86", nil, nil),
            ("0", nil, nil),
        ] as [(String, String?, String?)])
    func phones(raw: String, digits: String?, masked: String?) {
        let phone = PhoneNumber(raw)
        #expect(phone?.digits == digits)
        #expect(phone?.masked == masked)
    }
}

@Suite("Dates as text")
struct ChineseDateTests {
    @Test(
        "are read",
        arguments: [
            ("2019-03-05", 2019, 3, 5), ("2019/3/5", 2019, 3, 5), ("2019.3.5", 2019, 3, 5), ("2019年3月5日", 2019, 3, 5),
            ("20190305", 2019, 3, 5), ("2019.3", 2019, 3, 1), ("2019年3月", 2019, 3, 1), ("2019-03", 2019, 3, 1),
            ("2019/3", 2019, 3, 1), ("2019-3", 2019, 3, 1), ("2019.12", 2019, 12, 1), ("２０１９．３．５", 2019, 3, 5),
            ("２０１９年０３月０５日", 2019, 3, 5), (" 2019-03-05 ", 2019, 3, 5), ("2020-02-29", 2020, 2, 29),
            ("1900-01-01", 1900, 1, 1), ("2100.12.31", 2100, 12, 31), ("2019 年 3 月 5 日", 2019, 3, 5),
            ("2019. 3. 5", 2019, 3, 5), ("2019　年3月", 2019, 3, 1), ("2019/3/5 0:00", 2019, 3, 5),
            ("2019-03-05 00:00:00", 2019, 3, 5), ("2019年3月5日 8:30", 2019, 3, 5),
        ])
    func good(text: String, year: Int, month: Int, day: Int) {
        let date = ChineseDate.parse(text)
        #expect(date?.year == year && date?.month == month && date?.day == day)
    }

    @Test(
        "or refused",
        arguments: [
            "", "待定", "二〇一九年", "2019.13", "2019-02-29", "2019-3/5", "2019", "2019年", "201903", "2019年3月5", "2019年3月5号",
            "2019-003-05", "19-03-05", "2019-03-05 24:00", "2019-1 2", "2019 3 5", "2019-03 00:00", "2019..3",
            "2019.3.", "1899-12-31", "2101-01-01", "20190230",
            "2019年13月",
            "2019.0", "2019-03-00", "-2019-03-05", "3月5日", "2019-03-05-01", "+2019-3-5",
        ])
    func bad(text: String) { #expect(ChineseDate.parse(text) == nil) }
}

@Suite("The nearest names")
struct NearestNamesTests {
    let streets = ["漕河泾街道", "漕河泾新兴技术开发区", "田林街道", "虹梅路街道", "虹桥街道", "虹桥镇", "徐家汇街道", "龙华街道", "张江镇", "江桥镇"]

    @Test(
        "come first",
        arguments: [
            ("漕河径街道", "漕河泾街道"), ("漕河泾", "漕河泾街道"), ("虹桥", "虹桥镇"), ("徐汇街道", "徐家汇街道"), ("张江", "张江镇"), ("田林", "田林街道"),
        ])
    func first(text: String, expected: String) {
        #expect(NearestNames.nearest(to: text, in: streets).first == expected)
    }

    @Test("are few, and none when nothing is alike")
    func few() {
        #expect(NearestNames.nearest(to: "虹桥", in: streets, limit: 2) == ["虹桥镇", "虹桥街道"])
        #expect(NearestNames.nearest(to: "外滩街道", in: streets).isEmpty)
        #expect(NearestNames.nearest(to: "", in: streets).isEmpty)
    }
}
