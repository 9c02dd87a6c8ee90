/// A sum in whole fen: what stands on paper. Computations stay exact fractions of a yuan until here.
package struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let fen: Int

    package init(fen: Int) {
        self.fen = fen
    }

    /// Rounds once, at the end of a computation, half up to the fen.
    package init(rounding yuan: Rational) throws(Overflow) {
        let scaled = try (yuan * 100).rounded(places: 0)
        guard let fen = scaled.count else { throw Overflow() }
        self.fen = fen
    }

    package var yuan: Rational {
        // A hundred and a whole number always make a fraction.
        (try? Rational(Int128(fen), over: 100)) ?? .zero
    }

    /// Two decimals, without a sign of currency: `8000.00`.
    package var description: String { yuan.text(places: 2) }

    package static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }
}
