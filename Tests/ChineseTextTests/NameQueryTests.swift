import ChineseText
import Testing

@Suite("A search for people by name")
struct NameQueryTests {
    private func rank(_ query: String, _ name: String) -> MatchRank? { NameQuery(query)?.match(name) }

    @Test(
        "finds",
        arguments: [
            ("王", "王小明"), ("小", "王小明"), ("明", "王小明"), ("王小", "王小明"), ("小明", "王小明"), ("王小明", "王小明"),
            ("w", "王小明"), ("wxm", "王小明"), ("xm", "王小明"), ("wx", "王小明"), ("m", "王小明"),
            ("wang", "王小明"), ("wangx", "王小明"), ("wangxi", "王小明"), ("wangxiaom", "王小明"), ("wangxiaoming", "王小明"),
            ("wang xiao ming", "王小明"), ("wang'xiao'ming", "王小明"), ("WangXiaoMing", "王小明"), ("ｗａｎｇｘｍ", "王小明"),
            ("xiaoming", "王小明"), ("ming", "王小明"), ("王xm", "王小明"), ("wang小m", "王小明"), ("wxiaom", "王小明"),
            ("wx明", "王小明"), ("王 小明", "王小明"), ("wáng xiǎo míng", "王小明"), ("wxiaoming", "王小明"), ("王xiaom", "王小明"),
            ("shan", "单勇"), ("dan", "单勇"), ("shanyong", "单勇"), ("danyong", "单勇"), ("sy", "单勇"), ("dy", "单勇"),
            ("zeng", "曾静"), ("cengjing", "曾静"), ("zs", "张三"), ("zhs", "张三"), ("zhsan", "张三"), ("zhangs", "张三"),
            ("lv", "吕红"), ("lu", "吕红"), ("lyu", "吕红"), ("lü", "吕红"), ("lǚhong", "吕红"), ("lyuh", "吕红"), ("ly", "吕红"),
            ("nvwa", "刘女娃"), ("xian", "赵西安"), ("xi'an", "赵西安"), ("xian", "冼明"), ("fangan", "方安"), ("fangan", "范干"),
            ("ouyangguoying", "欧阳国英"), ("oygy", "欧阳国英"), ("欧阳g", "欧阳国英"), ("yuchi", "尉迟文"), ("weichi", "尉迟文"),
            ("阿依", "阿依古丽·买买提"), ("阿依古丽·买", "阿依古丽·买买提"), ("古丽买买", "阿依古丽·买买提"),
            ("ayigulimaimaiti", "阿依古丽·买买提"), ("aygl", "阿依古丽·买买提"), ("maimaiti", "阿依古丽·买买提"),
            ("john", "John Smith"), ("johnsm", "John Smith"), ("smith", "John Smith"), ("john smith", "John Smith"),
            ("js", "John Smith"), ("jos", "José Müller"), ("müller", "José Müller"), ("muller", "José Müller"),
            ("maria王", "Maria 王小"), ("mariawangx", "Maria 王小"), ("mariawx", "Maria 王小"), ("annab", "Anna Bell"),
        ])
    func finds(query: String, name: String) throws {
        let asked = try #require(NameQuery(query))
        #expect(asked.match(name) != nil)
        #expect(selects(asked, name), "terms \(SearchTerms.forName(name).sorted()) for \(asked.alternatives)")
    }

    @Test(
        "leaves out",
        arguments: [
            ("xiaowang", "王小明"), ("王明", "王小明"), ("wm", "王小明"), ("wangm", "王小明"), ("ang", "王小明"), ("iao", "王小明"),
            ("lv", "陆红"), ("xi'an", "冼明"), ("shan", "王小明"), ("wangxiaomingming", "王小明"), ("王小明明", "王小明"),
            ("ohn", "John"),
        ])
    func leavesOut(query: String, name: String) { #expect(rank(query, name) == nil) }

    @Test("puts the whole name before a beginning, and that before what lies inside")
    func ranks() {
        #expect(rank("小明", "小明") == .whole)
        #expect(rank("xiaoming", "小明") == .whole)
        #expect(rank("小明", "小明华") == .begins)
        #expect(rank("xm", "小明") == .begins)
        #expect(rank("小明", "王小明") == .inside)
        #expect(MatchRank.whole < .begins && MatchRank.begins < .inside)
        let asked = NameQuery("ming")!
        #expect(selects(asked.beginnings, "明华") && !selects(asked.beginnings, "王小明"))
    }

    @Test(
        "is nothing without letters",
        arguments: [
            "", "  ", "12345", "138 0013 8000", "11010519491231002X", "'·-*\"", String(repeating: "王", count: 200),
        ])
    func nothing(text: String) { #expect(NameQuery(text) == nil) }

    @Test(
        "asks few and narrow questions",
        arguments: [
            "wangxiaoming", "wxm", "w", "xian", "zhangzhenguang", "nananana", "wang xiao ming", "王xm", "ouyangnana",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "zhuangshuangchuang", "ayigulimaimaiti",
        ])
    func few(text: String) throws {
        let asked = try #require(NameQuery(text))
        #expect(asked.alternatives.count <= 16)
        #expect(asked.alternatives.allSatisfy { !$0.isEmpty })
        #expect(
            asked.alternatives.joined().allSatisfy { term in
                switch term {
                case .word(let text), .prefix(let text): text.allSatisfy { $0.isLetter || $0.isNumber }
                }
            })
    }

    @Test("a common name has few terms")
    func terms() {
        #expect(SearchTerms.forName("王小明").count <= 29)
        #expect(SearchTerms.forName("  王 小明") == SearchTerms.forName("王小明"))
        #expect(SearchTerms.forName("123").isEmpty)
    }

    /// Every part of every name, typed in every mixture of characters, pinyin, letters and beginnings.
    @Test("finds every name by every way to type any part of it")
    func everyCut() {
        var chance = SplitMix(state: 7)
        let characters = Array("王李张刘陈单曾仇解盖区查朴任华乐覃缪翟员吕女小明国英文静安昂恩鹅玉悦略虐长重行朝晓宇轩子涵欣怡勇𠅤䶮")
        var names = [
            "欧阳国英", "尉迟文", "万俟明玉", "阿依古丽·买买提", "John Smith", "José Müller", "Lyubov Ivanova", "Maria 王小",
            "王O", "吕略虐", "J. R. Ng", "Иван Петров",
        ]
        for _ in 0..<250 {
            names.append(
                String(
                    (0..<Int.random(in: 2...5, using: &chance)).map { _ in
                        characters.randomElement(using: &chance)!
                    }))
        }
        let filed = Dictionary(names.map { ($0, SearchTerms.forName($0)) }, uniquingKeysWith: { one, _ in one })
        func selects(_ ways: [[QueryTerm]], _ name: String) -> Bool {
            let terms = filed[name] ?? []
            return ways.contains { $0.allSatisfy { $0.selects(terms) } }
        }
        var missed: [String] = [], asked = 0, unselective = 0
        for name in names {
            let readings = Pinyin.readings(of: PersonName(name)!)
            let letters = Array(name.filter { $0 != "·" && $0.unicodeScalars.first!.value > 0x3000 })
            for _ in 0..<40 {
                let start = Int.random(in: 0..<readings.count, using: &chance)
                let end = Int.random(in: start..<readings.count, using: &chance)
                var typed = ""
                for index in start...end {
                    let reading = readings[index].randomElement(using: &chance)
                    let character = letters.count == readings.count ? String(letters[index]) : nil
                    typed += spelling(of: reading, character, isLast: index == end, using: &chance)
                    if index < end { typed += ["", "", "", " ", "'"].randomElement(using: &chance)! }
                }
                guard let query = NameQuery(typed) else { missed.append("\(name) unreadable \(typed)"); continue }
                asked += 1
                if query.match(name) == nil { missed.append("\(name) not matched by \(typed)") }
                if !selects(query.alternatives, name) { missed.append("\(name) not selected by \(typed)") }
                if let rank = query.match(name), rank < .inside, !selects(query.beginnings, name) {
                    missed.append("\(name) begins with \(typed) but is not selected so")
                }
                // The other direction: whoever matches is selected, whatever was meant.
                for _ in 0..<4 {
                    let other = names.randomElement(using: &chance)!
                    guard query.match(other) != nil, !selects(query.alternatives, other) else { continue }
                    missed.append("\(other) matched but not selected by \(typed)")
                }
                if query.alternatives.count > 16 { unselective += 1 }
            }
        }
        #expect(missed.isEmpty, "\(missed.prefix(10))")
        #expect(unselective == 0)
        #expect(asked > 9_000)
    }

    private func spelling(
        of reading: String?, _ character: String?, isLast: Bool, using chance: inout SplitMix
    ) -> String {
        guard let reading else { return character ?? "" }
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: return character ?? reading
        case 1: return String(reading.prefix(1))
        case 2 where isLast: return String(reading.prefix(Int.random(in: 1...reading.count, using: &chance)))
        case 3 where character != nil: return reading.replacing("v", with: "yu", maxReplacements: 1)
        case 4 where character != nil: return reading.replacing("v", with: "u").uppercased()
        default: return reading
        }
    }

    private func selects(_ query: NameQuery, _ name: String) -> Bool { selects(query.alternatives, name) }

    private func selects(_ ways: [[QueryTerm]], _ name: String) -> Bool {
        let terms = SearchTerms.forName(name)
        return ways.contains { $0.allSatisfy { $0.selects(terms) } }
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
