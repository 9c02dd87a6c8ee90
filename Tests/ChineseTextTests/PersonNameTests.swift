import ChineseText
import Testing

@Suite("A name")
struct PersonNameTests {
    @Test(
        "becomes uniform",
        arguments: [
            ("查\u{3000}磊", "查磊"), (" 盖嘉军 ", "盖嘉军"), ("徐 宇", "徐宇"), ("王\n小\t明", "王小明"),
            ("阿依古丽•买买提", "阿依古丽·买买提"), ("阿依古丽 ・ 买买提", "阿依古丽·买买提"),
            ("阿依古丽.买买提", "阿依古丽·买买提"), ("阿依古丽．买买提", "阿依古丽·买买提"),
            ("  John   Smith ", "John Smith"), ("J. R. Smith", "J. R. Smith"), ("Ｊｏｈｎ\u{3000}Smith", "John Smith"),
            ("王 A", "王A"), ("\u{FEFF}张三\u{200B}", "张三"),
        ])
    func uniform(raw: String, text: String) { #expect(PersonName(raw)?.text == text) }

    @Test("needs a letter or character", arguments: ["", " \u{3000}", "123", "—"])
    func refused(raw: String) { #expect(PersonName(raw) == nil) }

    @Test(
        "splits and is masked",
        arguments: [
            ("张三", "张", "三", "张*"), ("王小明", "王", "小明", "王**"), ("欧阳国英", "欧阳", "国英", "欧阳**"),
            ("司马博", "司马", "博", "司马*"), ("欧阳", "欧", "阳", "欧*"), ("单于", "单", "于", "单*"),
            ("阿依古丽·买买提", "阿依古丽", "买买提", "阿***"), ("John Smith", "John", "Smith", "J***"), ("李", "李", "", "*"),
        ])
    func split(raw: String, surname: String, given: String, masked: String) throws {
        let name = try #require(PersonName(raw))
        #expect(name.surname == surname)
        #expect(name.givenName == given)
        #expect(name.masked == masked)
    }

    @Test("sorts by pinyin, the surname read as a surname")
    func sorting() throws {
        let sorted = ["张三", "曾文", "单小雨", "陈平", "章三", "展颜", "张三丰", "仇华", "Anna Bell", "区雨"]
            .compactMap { PersonName($0) }.sorted { $0.sortKey < $1.sortKey }.map(\.text)
        #expect(sorted == ["Anna Bell", "陈平", "区雨", "仇华", "单小雨", "曾文", "展颜", "张三", "章三", "张三丰"])
        #expect(PersonName("曾文")?.sortKey == "zeng.wen 曾文")
    }
}

@Suite("Pinyin")
struct PinyinTests {
    @Test(
        "surnames read as surnames first",
        arguments: [
            ("单勇", "shan"), ("仇华", "qiu"), ("解洋", "xie"), ("盖嘉", "ge"), ("区雨", "ou"), ("查磊", "zha"), ("曾静", "zeng"),
            ("朴顺", "piao"), ("任平", "ren"), ("华明", "hua"), ("乐文", "yue"), ("覃丽", "qin"), ("缪红", "miao"), ("翟军", "zhai"),
            ("召华", "shao"), ("员雨", "yun"), ("冼明", "xian"), ("隗静", "wei"), ("种丽", "chong"), ("逄军", "pang"),
            ("晁平", "chao"), ("谌文", "chen"), ("吕红", "lv"),
        ])
    func surnames(name: String, reading: String) throws {
        #expect(Pinyin.readings(of: try #require(PersonName(name))).first?.first == reading)
    }

    @Test("compound surnames keep their readings")
    func compound() throws {
        func firsts(_ name: String) throws -> [String?] {
            Pinyin.readings(of: try #require(PersonName(name))).map(\.first)
        }
        #expect(try firsts("尉迟文") == ["yu", "chi", "wen"])
        #expect(try firsts("万俟明") == ["mo", "qi", "ming"])
        #expect(try firsts("令狐雨") == ["ling", "hu", "yu"])
        #expect(try firsts("单于文静") == ["chan", "yu", "wen", "jing"])
    }

    @Test("all readings stay, also of the surname")
    func all() throws {
        let readings = Pinyin.readings(of: try #require(PersonName("单乐")))
        #expect(Set(readings[0]).isSuperset(of: ["shan", "dan", "chan"]))
        #expect(Set(readings[1]).isSuperset(of: ["le", "yue"]))
        #expect(Set(Pinyin.readings(of: "曾")) == ["ceng", "zeng"])
    }

    @Test("covers the basic block and rare characters of names")
    func coverage() {
        let basic = (0x4E00...0x9FA5).filter { !Pinyin.readings(of: Character(Unicode.Scalar($0)!)).isEmpty }
        #expect(basic.count > 20_800)
        #expect(Pinyin.readings(of: "〇") == ["ling"])
        #expect(Pinyin.readings(of: "䶮").contains("yan"))
        #expect(Pinyin.readings(of: "𠅤").isEmpty == false)
        #expect(Pinyin.readings(of: "a").isEmpty)
        #expect(Pinyin.initials(of: PersonName("王小明")!) == "wxm")
    }
}
