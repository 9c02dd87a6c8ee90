import Foundation

/// Joint maximum likelihood of all measures at once, by Newton's method.
///
/// The likelihood is concave in the measures, so every step that raises it leads to the one maximum. The facet with the most
/// elements is eliminated first: what remains is a small dense system. Without bias correction: with few ratings an element
/// the measures are known to spread too far.
struct RaschEstimation {
    private typealias Facet = RatingDesign.Facet

    /// By facet; elements that are not measured stay nought.
    private(set) var measures: [[Double]]
    private(set) var model: RaschModel
    private(set) var logLikelihood = 0.0
    private(set) var iterations = 0
    private(set) var converged = false

    private let design: RatingDesign
    private let base: Facet
    private let others: [Facet]
    /// Ratings of each element of the base facet.
    private let byBase: [[Int]]
    /// Where each of the other facets, and the thresholds, begin among the columns.
    private let starts: [Int]
    private let width: Int

    static let smallestMove = 1e-8
    static let mostIterations = 10_000

    init(_ design: RatingDesign) {
        self.design = design
        let counts = design.standings.map(\.count)
        let base = Facet.allCases.max { counts[$0.rawValue] < counts[$1.rawValue] } ?? .entries
        let others = Facet.allCases.filter { $0 != base }
        (self.base, self.others) = (base, others)
        var byBase: [[Int]] = Array(repeating: [], count: counts[base.rawValue])
        for (place, rating) in design.ratings.enumerated() { byBase[rating[base]].append(place) }
        self.byBase = byBase
        let steps = max(0, design.categories.count - 1)
        let second = counts[others[0].rawValue]
        starts = [0, second, second + counts[others[1].rawValue]]
        width = starts[2] + steps
        measures = counts.map { Array(repeating: 0, count: $0) }
        model = RaschModel(thresholds: Self.firstThresholds(design.counts))
        if !design.ratings.isEmpty { estimate() } else { converged = true }
    }

    /// As if all elements were alike.
    private static func firstThresholds(_ counts: [Int]) -> [Double] {
        let logarithms = counts.map { log(Double($0)) }
        let thresholds = zip(logarithms, logarithms.dropFirst()).map { $0 - $1 }
        let mean = thresholds.isEmpty ? 0 : thresholds.reduce(0, +) / Double(thresholds.count)
        return thresholds.map { $0 - mean }
    }

    func location(_ rating: RatingDesign.Rating) -> Double {
        measures[0][rating.elements.0] - measures[1][rating.elements.1] - measures[2][rating.elements.2]
    }

    // MARK: iterating

    private mutating func estimate() {
        var equations = assemble()
        while iterations < Self.mostIterations {
            iterations += 1
            guard let step = equations.solved(starts: starts, width: width) else { break }
            let greatest = max(step.base.map(abs).max() ?? 0, step.columns.map(abs).max() ?? 0)
            // Far from the maximum a whole step can overshoot.
            var share = greatest > 3 ? 3 / greatest : 1
            let before = (measures, model, logLikelihood: equations.logLikelihood)
            let tolerance = 1e-12 * (1 + abs(before.logLikelihood))
            while true {
                (measures, model) = (before.0, before.1)
                move(step, share)
                equations = assemble()
                if equations.logLikelihood >= before.logLikelihood - tolerance || share < 1e-9 { break }
                share /= 2
            }
            logLikelihood = equations.logLikelihood
            if greatest * share <= Self.smallestMove {
                converged = true
                break
            }
            // Measures that run away have no maximum.
            if measures.joined().contains(where: { abs($0) > 300 || !$0.isFinite }) { break }
        }
        centre()
    }

    private mutating func move(_ step: (base: [Double], columns: [Double]), _ share: Double) {
        for element in step.base.indices { measures[base.rawValue][element] += share * step.base[element] }
        for (place, facet) in others.enumerated() {
            for element in measures[facet.rawValue].indices {
                measures[facet.rawValue][element] += share * step.columns[starts[place] + element]
            }
        }
        for threshold in model.thresholds.indices {
            model.thresholds[threshold] += share * step.columns[starts[2] + threshold]
        }
    }

    /// Judges, items and thresholds have mean nought; entries take up the shift.
    private mutating func centre() {
        var shift = 0.0
        for facet in [Facet.judges, .items] {
            let measured = design.measured(facet)
            guard !measured.isEmpty else { continue }
            let mean = measured.reduce(0) { $0 + measures[facet.rawValue][$1] } / Double(measured.count)
            for element in measured { measures[facet.rawValue][element] -= mean }
            shift += mean
        }
        if !model.thresholds.isEmpty {
            let mean = model.thresholds.reduce(0, +) / Double(model.thresholds.count)
            for threshold in model.thresholds.indices { model.thresholds[threshold] -= mean }
            shift += mean
        }
        for element in design.measured(.entries) { measures[0][element] -= shift }
    }

    // MARK: equations

    private func assemble() -> RaschEquations {
        var equations = RaschEquations(width: width, bases: byBase.count)
        let steps = model.thresholds.count
        var probabilities = Array(repeating: 0.0, count: steps + 1)
        // Of reaching each step, and how it goes with the category.
        var reaching = Array(repeating: 0.0, count: steps)
        var covariance = reaching
        let signs = Facet.allCases.map { $0 == .entries ? 1.0 : -1.0 }
        let baseSign = signs[base.rawValue]
        var row = Array(repeating: 0.0, count: width)
        var touched: [Int] = []
        for (element, places) in byBase.enumerated() where !places.isEmpty {
            for place in places {
                let rating = design.ratings[place]
                let location = location(rating)
                let divisor = model.fill(&probabilities, at: location)
                equations.logLikelihood += model.logarithm(of: rating.category, at: location, divisor: divisor)
                var (above, valueAbove) = (0.0, 0.0)
                var square = 0.0
                for step in stride(from: steps, through: 1, by: -1) {
                    above += probabilities[step]
                    valueAbove += Double(step) * probabilities[step]
                    square += Double(step * step) * probabilities[step]
                    reaching[step - 1] = above
                    covariance[step - 1] = valueAbove
                }
                let expected = valueAbove
                for step in 0..<steps { covariance[step] -= expected * reaching[step] }
                let variance = max(0, square - expected * expected)
                let slope = Double(rating.category) - expected

                equations.baseDiagonal[element] += variance
                equations.baseSlope[element] += baseSign * slope
                let columns = (starts[0] + rating[others[0]], starts[1] + rating[others[1]])
                let columnSigns = (signs[others[0].rawValue], signs[others[1].rawValue])
                for (column, sign) in [(columns.0, columnSigns.0), (columns.1, columnSigns.1)] {
                    if row[column] == 0 { touched.append(column) }
                    row[column] += baseSign * sign * variance
                    equations.slope[column] += sign * slope
                    equations.add(variance, column, column)
                    for step in 0..<steps { equations.add(-sign * covariance[step], starts[2] + step, column) }
                }
                equations.add(
                    columnSigns.0 * columnSigns.1 * variance, max(columns.0, columns.1), min(columns.0, columns.1))
                for step in 0..<steps {
                    row[starts[2] + step] -= baseSign * covariance[step]
                    equations.slope[starts[2] + step] += reaching[step] - (rating.category > step ? 1 : 0)
                    for lower in 0...step {
                        equations.add(
                            reaching[step] - reaching[step] * reaching[lower], starts[2] + step, starts[2] + lower)
                    }
                }
            }
            touched += (starts[2]..<width)
            equations.rows[element] = Set(touched).sorted().map { ($0, row[$0]) }
            for column in touched { row[column] = 0 }
            touched.removeAll(keepingCapacity: true)
        }
        return equations
    }
}
