import Exact

/// How a number is brought to so many decimals. Halves of negative numbers go as those of positive ones.
package enum Rounding: String, CaseIterable, Sendable {
    case halfUp, halfEven, halfDown, up, down

    package func round(_ number: Rational, decimals: Int) throws(Overflow) -> Rational {
        if number.isWhole { return number }
        guard let scale = Rational(decimal: "1e\(decimals)") else { throw Overflow() }
        let scaled = try (number < 0 ? -number : number) * scale
        if scaled.isWhole { return number }
        let whole = scaled.floor
        let rest = try scaled - Rational(whole, over: 1)
        let half = Rational.half
        let goesUp =
            switch self {
            case .up: true
            case .down: false
            case .halfUp: rest >= half
            case .halfDown: rest > half
            case .halfEven: rest > half || (rest == half && whole % 2 != 0)
            }
        let rounded = try Rational(goesUp ? whole + 1 : whole, over: scale.numerator)
        return number < 0 ? -rounded : rounded
    }
}

extension Rational {
    /// With so many decimals, or with more where it has them. It must have an end.
    func text(decimals: Int) -> String {
        let plain = plainText
        guard let point = plain.firstIndex(of: ".") else { return text(places: decimals) }
        return plain.distance(from: point, to: plain.endIndex) - 1 > decimals ? plain : text(places: decimals)
    }
}
