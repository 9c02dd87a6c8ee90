import Foundation

/// Probabilities of the many-facet rating scale model: log P(k)/P(k−1) = entry − judge − item − threshold(k).
///
/// J. M. Linacre, Many-Facet Rasch Measurement (1989).
struct RaschModel: Sendable {
    /// By category from the first step on.
    var thresholds: [Double]

    struct Moments {
        var expected = 0.0
        var variance = 0.0
    }

    /// The probabilities of all categories; answers the logarithm of their common divisor.
    @discardableResult
    func fill(_ probabilities: inout [Double], at location: Double) -> Double {
        var sum = 0.0
        var highest = 0.0
        probabilities[0] = 0
        for step in thresholds.indices {
            sum += location - thresholds[step]
            probabilities[step + 1] = sum
            highest = max(highest, sum)
        }
        var total = 0.0
        for category in probabilities.indices {
            probabilities[category] = exp(probabilities[category] - highest)
            total += probabilities[category]
        }
        for category in probabilities.indices { probabilities[category] /= total }
        return highest + log(total)
    }

    func moments(at location: Double, _ probabilities: inout [Double]) -> Moments {
        fill(&probabilities, at: location)
        var (expected, square) = (0.0, 0.0)
        for category in probabilities.indices {
            let value = Double(category)
            expected += value * probabilities[category]
            square += value * value * probabilities[category]
        }
        return Moments(expected: expected, variance: max(0, square - expected * expected))
    }

    /// The logarithm of a category's probability.
    func logarithm(of category: Int, at location: Double, divisor: Double) -> Double {
        var sum = 0.0
        for step in 0..<category { sum += location - thresholds[step] }
        return sum - divisor
    }
}
