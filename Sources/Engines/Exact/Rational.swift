/// A number beyond what 128 bits can hold exactly. No lawful sum comes near it: the input is refused.
package struct Overflow: Error {
    package init() {}
}

/// An exact fraction in lowest terms. What would not fit throws; nothing is ever rounded on the way.
package struct Rational: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
    package let numerator: Int128
    /// Always positive.
    package let denominator: Int128

    package static let zero: Rational = 0
    package static let half = Rational(reduced: 1, 2)

    package init(_ whole: Int) {
        self.init(reduced: Int128(whole), 1)
    }

    package init(integerLiteral value: Int) {
        self.init(value)
    }

    /// The denominator must not be zero.
    package init(_ numerator: Int128, over denominator: Int128) throws(Overflow) {
        guard denominator != 0, numerator != .min, denominator != .min else { throw Overflow() }
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.init(reduced: sign * numerator / Int128(divisor), sign * denominator / Int128(divisor))
    }

    private init(reduced numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    package static func + (a: Rational, b: Rational) throws(Overflow) -> Rational {
        guard a.denominator != b.denominator else {
            return try Rational(exact(a.numerator.addingReportingOverflow(b.numerator)), over: a.denominator)
        }
        let left = try exact(a.numerator.multipliedReportingOverflow(by: b.denominator))
        let right = try exact(b.numerator.multipliedReportingOverflow(by: a.denominator))
        return try Rational(
            exact(left.addingReportingOverflow(right)),
            over: exact(a.denominator.multipliedReportingOverflow(by: b.denominator)))
    }

    package static func - (a: Rational, b: Rational) throws(Overflow) -> Rational { try a + -b }

    package static func * (a: Rational, b: Rational) throws(Overflow) -> Rational {
        try Rational(
            exact(a.numerator.multipliedReportingOverflow(by: b.numerator)),
            over: exact(a.denominator.multipliedReportingOverflow(by: b.denominator)))
    }

    package static func / (a: Rational, b: Rational) throws(Overflow) -> Rational {
        try Rational(
            exact(a.numerator.multipliedReportingOverflow(by: b.denominator)),
            over: exact(a.denominator.multipliedReportingOverflow(by: b.numerator)))
    }

    package static prefix func - (a: Rational) -> Rational { Rational(reduced: -a.numerator, a.denominator) }

    /// Exact at any size: the products are compared in full width.
    package static func < (a: Rational, b: Rational) -> Bool {
        if a.denominator == b.denominator { return a.numerator < b.numerator }
        let left = a.numerator.multipliedFullWidth(by: b.denominator)
        let right = b.numerator.multipliedFullWidth(by: a.denominator)
        return (left.high, left.low) < (right.high, right.low)
    }

    package var isWhole: Bool { denominator == 1 }

    /// The greatest whole number not above this one.
    package var floor: Int128 {
        let quotient = numerator / denominator
        return numerator < 0 && numerator % denominator != 0 ? quotient - 1 : quotient
    }

    /// As a plain count, where it is one that a count can hold.
    package var count: Int? { isWhole ? Int(exactly: numerator) : nil }

    private static func exact(_ result: (partialValue: Int128, overflow: Bool)) throws(Overflow) -> Int128 {
        guard !result.overflow else { throw Overflow() }
        return result.partialValue
    }

    private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
        // The machine divides 64 bits at once, and nearly all numbers here fit.
        if let small = UInt64(exactly: a), let other = UInt64(exactly: b) {
            var (x, y) = (small, other)
            while y != 0 { (x, y) = (y, x % y) }
            return UInt128(x)
        }
        var (x, y) = (a, b)
        while y != 0 { (x, y) = (y, x % y) }
        return x
    }
}

extension Sequence<Rational> {
    package func sum() throws(Overflow) -> Rational {
        var total = Rational.zero
        for value in self { total = try total + value }
        return total
    }
}
