/// A sum in the capital figures of payment papers: 人民币壹仟肆佰零玖元伍角.
///
/// By the basic rules for filling in bills and settlement vouchers, annexed to the People's Bank's measures on payment
/// and settlement of 1997 (《正确填写票据和结算凭证的基本规定》): 整 after a whole yuan and never after fen; one 零 for zeros
/// in a row; where the rules leave a 零 open, the form that they name first.
package enum ChineseAmount {
    package static func capitals(_ money: Money) -> String {
        guard money.fen >= 0 else { return "负" + capitals(Money(fen: -max(money.fen, -.max))) }
        let (yuan, cents) = (money.fen / 100, money.fen % 100)
        let (jiao, fen) = (cents / 10, cents % 10)
        var text = yuan > 0 || cents == 0 ? whole(yuan) + "元" : ""
        if cents == 0 { return text + "整" }
        if yuan > 0, jiao == 0 || yuan % 10 == 0 { text += digits[0] }
        if jiao > 0 { text += digits[jiao] + "角" }
        if fen > 0 { text += digits[fen] + "分" }
        return text
    }

    private static let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

    private static func whole(_ number: Int) -> String {
        for (size, unit) in [(100_000_000, "亿"), (10_000, "万")] where number >= size {
            return whole(number / size) + unit + rest(number % size, below: size)
        }
        for (size, unit) in [(1000, "仟"), (100, "佰"), (10, "拾")] where number >= size {
            return digits[number / size] + unit + rest(number % size, below: size)
        }
        return digits[number]
    }

    /// What follows a unit: with one 零 where places in between are empty.
    private static func rest(_ number: Int, below size: Int) -> String {
        guard number > 0 else { return "" }
        return (number < size / 10 ? digits[0] : "") + whole(number)
    }
}
