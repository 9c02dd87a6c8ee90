import Foundation

/// Student's t distribution.
enum StudentT {
    /// How likely a value above t is by chance.
    static func above(_ t: Double, df: Double) -> Double {
        let tail = incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2
        return t >= 0 ? tail : 1 - tail
    }

    /// The value above which so much of the distribution lies; the share is below a half.
    static func value(above share: Double, df: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while above(high, df: df) > share, high < 1e300 { (low, high) = (high, high * 2) }
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if middle <= low || middle >= high { break }
            if above(middle, df: df) > share { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The regularized incomplete beta function, by its continued fraction (Lentz's method; DLMF 8.17.22).
    static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
        let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)) / a
        let least = 1e-300
        var (c, d) = (1.0, 1 - (a + b) * x / (a + 1))
        d = 1 / (abs(d) < least ? least : d)
        var fraction = d
        for step in 1..<100_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            for numerator in [even, odd] {
                d = 1 + numerator * d
                d = 1 / (abs(d) < least ? least : d)
                c = 1 + numerator / c
                c = abs(c) < least ? least : c
                fraction *= c * d
            }
            if abs(c * d - 1) < 1e-16 { break }
        }
        return min(1, front * fraction)
    }

    private static func logGamma(_ x: Double) -> Double { lgamma(x) }
}
