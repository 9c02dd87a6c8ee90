import Core
import LabourLaw

/// The engine's sentences as the pages say them.
extension Sentence {
    package var message: Message { Message(format: format, arguments: arguments.map(\.spoken)) }
}

extension Sentence.Argument {
    fileprivate var spoken: Message.Argument {
        switch self {
        case .text(let text): .message(.named(text))
        // Years are not grouped by thousands.
        case .count(let count): count < 1000 ? .number(count) : .text(String(count))
        case .day(let day): .message(day.message)
        case .money(let yuan): .text(yuan.grouped)
        case .number(let number): .text(number.plainText)
        case .sentence(let sentence): .message(sentence.message)
        }
    }
}

extension Message {
    /// A key of an input becomes what people call it; a place or a source is translated where the table knows it.
    static func named(_ text: String) -> Message {
        if let label = labels[text] { return label }
        return text.contains { "{|".contains($0) } ? .verbatim(text) : Message(format: text, arguments: [])
    }

    private static let labels = Dictionary(
        Categories.all.flatMap(\.fields).map { ($0.key, $0.label.message) }, uniquingKeysWith: { first, _ in first })

    /// What an input of the engine is called.
    static func label(of key: String) -> Message { labels[key] ?? .verbatim(key) }
}

extension CalendarDay {
    package var message: Message {
        guard let day = Day(year, month, day) else { return .verbatim(description) }
        return "\(day)"
    }
}

extension Article {
    /// 《劳动合同法》（2012-12-28）第四十七条第二款; in English by its number.
    package var message: Message {
        Message(
            format: "{1}（{2}）{3}",
            arguments: [
                .message(Message(format: statute.title, arguments: [])), .text(statute.revision), .text(chinesePlace),
                .text(mark),
            ])
    }
}

extension Rational {
    /// Two decimals and groups of three: 12,307.00.
    package var grouped: String {
        guard let money = try? Money(rounding: self) else { return plainText }
        let text = money.description
        var whole = text.prefix { $0 != "." }
        var groups: [Substring] = []
        while whole.count > 3, whole.last?.isNumber == true {
            groups.insert(whole.suffix(3), at: 0)
            whole = whole.dropLast(3)
        }
        return ([whole] + groups).joined(separator: ",") + text.suffix(3)
    }

    var yuan: Message { "\(grouped) 元" }

    var capitals: String {
        (try? Money(rounding: self)).map { "人民币" + ChineseAmount.capitals($0) } ?? plainText
    }
}

extension Finding {
    /// One value for a reader; nothing where it is none or holds several.
    var message: Message? {
        switch self {
        case .none, .list, .record: nil
        case .money(let yuan): yuan.yuan
        case .units(let months): .verbatim(months.plainText)
        case .count(let count): "\(count)"
        case .flag(let flag): flag ? "是" : "否"
        case .day(let day): day.message
        case .text(let text): .verbatim(text)
        case .sentence(let sentence): sentence.message
        case .article(let article): article.message
        }
    }
}
