/// One place in a statute: 《劳动合同法》（2012-12-28）第四十七条第二款.
package struct Article: Hashable, Sendable {
    package let statute: Statute
    package let number: Int
    package let paragraph: Int?
    package let item: Int?

    package init(_ statute: Statute, _ number: Int, paragraph: Int? = nil, item: Int? = nil) {
        (self.statute, self.number, self.paragraph, self.item) = (statute, number, paragraph, item)
    }

    package var chinese: String { "\(statute.title)（\(statute.revision)）\(chinesePlace)" }

    /// 第四十七条第二款.
    package var chinesePlace: String {
        var text = "第\(Self.numeral(number))条"
        if let paragraph { text += "第\(Self.numeral(paragraph))款" }
        if let item { text += "第\(Self.numeral(item))项" }
        return text
    }

    /// 47(2), 46(1)(3): shorter than words, the same in every language.
    package var mark: String {
        "\(number)" + (paragraph.map { "(\($0))" } ?? "") + (item.map { "[\($0)]" } ?? "")
    }

    /// The numbers of articles as statutes write them: 四十七, 二百零五.
    package static func numeral(_ number: Int) -> String {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard (1...9999).contains(number) else { return String(number) }
        var text = ""
        var skipped = false
        for (unit, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / unit % 10
            if digit == 0 {
                skipped = !text.isEmpty
                continue
            }
            if skipped { text += "零" }
            skipped = false
            // 十五, not 一十五, where nothing stands before it.
            text += (unit == 10 && digit == 1 && text.isEmpty ? "" : digits[digit]) + word
        }
        return text
    }
}

extension [Article] {
    /// What two rules rest on is cited once.
    var withoutRepeats: [Article] {
        var seen: Set<Article> = []
        return filter { seen.insert($0).inserted }
    }
}

extension Article {
    package static func contractLaw(_ number: Int, _ paragraph: Int? = nil, item: Int? = nil) -> Article {
        Article(.contractLaw, number, paragraph: paragraph, item: item)
    }

    package static func contractRegulation(_ number: Int, _ paragraph: Int? = nil) -> Article {
        Article(.contractRegulation, number, paragraph: paragraph)
    }

    package static func arbitration(_ number: Int, _ paragraph: Int? = nil, item: Int? = nil) -> Article {
        Article(.arbitrationLaw, number, paragraph: paragraph, item: item)
    }

    package static func disputesOne(_ number: Int, _ paragraph: Int? = nil) -> Article {
        Article(.disputesOne, number, paragraph: paragraph)
    }

    package static func civilCode(_ number: Int, _ paragraph: Int? = nil) -> Article {
        Article(.civilCode, number, paragraph: paragraph)
    }

    package static func civilProcedure(_ number: Int, _ paragraph: Int? = nil) -> Article {
        Article(.civilProcedure, number, paragraph: paragraph)
    }
}
