import Exact
import Foundation

/// How severe each judge is, how good each entry, how hard each item, on one scale: many-facet Rasch measurement.
package struct Severity: Sendable {
    package struct Element: Sendable {
        package let id: String
        let standing: RatingDesign.Standing
        package let count: Int
        package let mean: Double
        package var measure: Double?
        package var se: Double?
        package var infit: Double?
        package var outfit: Double?
        package var fairAverage: Double?
        /// What deserves a look: `severe`, `lenient`, `erratic`, `flat`.
        package var flags: [String] = []
    }

    /// A judge who scores one entry lower (positive) or higher than her severity explains.
    package struct Bias: Sendable {
        package let judge: String
        package let entry: String
        package let measure: Double
        package let se: Double
        package var t: Double { measure / se }
    }

    package struct Threshold: Sendable {
        package let category: Int
        package let measure: Double
    }

    package private(set) var logLikelihood: Double?
    package private(set) var converged = false
    package private(set) var iterations = 0
    package let connected: Bool
    /// Ids by entries, judges, items, where there is no common scale.
    package private(set) var subsets: [[[String]]] = []
    package private(set) var entries: [Element] = []
    package private(set) var judges: [Element] = []
    package private(set) var items: [Element] = []
    package private(set) var thresholds: [Threshold] = []
    package private(set) var categories: [(category: Int, count: Int)] = []
    package private(set) var bias: [Bias] = []
    package private(set) var notes: [Sentence] = []

    package init(_ document: JSONValue) throws(Refusal) {
        let given = try Ratings(document)
        let sizes = [given.entries.count, given.judges.count, given.items.count].sorted()
        guard sizes[0] + sizes[1] + given.maximum - given.minimum <= 3000 else {
            throw Refusal("ratings", "评委和评分项太多，算不了")
        }
        let design = RatingDesign(given)
        let names = [given.entries, given.judges, given.items]
        let connectedness = Connectedness(design)
        connected = connectedness.isConnected
        categories = Array(zip(design.categories, design.counts))
        notes = Self.notes(given, design)
        var elements = Self.raw(given, design, names)
        guard connected else {
            subsets = connectedness.subsets.map { subset in
                zip(subset.elements, names).map { elements, names in elements.map { names[$0] } }
            }
            notes.append("评分分成互不相连的 \(subsets.count) 部分，没有共同的尺度，不能放在一起比较；需要有评委跨组打分")
            (entries, judges, items) = (elements[0], elements[1], elements[2])
            return
        }
        let estimation = RaschEstimation(design)
        (converged, iterations) = (estimation.converged, estimation.iterations)
        logLikelihood = estimation.logLikelihood
        if !converged { notes.append("迭代没有收敛，各个数值不能用") }
        thresholds = zip(design.categories.dropFirst(), estimation.model.thresholds).map {
            Threshold(category: $0, measure: $1)
        }
        let fit = RaschFit(design, estimation)
        for facet in RatingDesign.Facet.allCases {
            for element in design.measured(facet) {
                fit.complete(&elements[facet.rawValue][element], facet, element)
            }
        }
        Self.flag(&elements[RatingDesign.Facet.judges.rawValue])
        (entries, judges, items) = (elements[0], elements[1], elements[2])
        bias = fit.bias(names)
    }

    private static func raw(_ given: Ratings, _ design: RatingDesign, _ names: [[String]]) -> [[Element]] {
        var sums = names.map { Array(repeating: (count: 0, sum: 0), count: $0.count) }
        for rating in given.ratings {
            for (facet, element) in [rating.entry, rating.judge, rating.item].enumerated() {
                sums[facet][element].count += 1
                sums[facet][element].sum += rating.category
            }
        }
        return names.indices.map { facet in
            names[facet].indices.map { element in
                let (count, sum) = sums[facet][element]
                return Element(
                    id: names[facet][element], standing: design.standings[facet][element], count: count,
                    mean: Double(sum) / Double(count))
            }
        }
    }

    /// More than two standard errors and half a logit from the middle; unpredictable, or too much alike.
    private static func flag(_ judges: inout [Element]) {
        for place in judges.indices {
            guard let measure = judges[place].measure, let se = judges[place].se, let infit = judges[place].infit
            else { continue }
            if abs(measure) > 2 * se, abs(measure) > 0.5 {
                judges[place].flags.append(measure > 0 ? "severe" : "lenient")
            }
            if infit > 1.5 { judges[place].flags.append("erratic") }
            if infit < 0.5 { judges[place].flags.append("flat") }
        }
    }

    private static func notes(_ given: Ratings, _ design: RatingDesign) -> [Sentence] {
        var notes: [Sentence] = []
        if given.judges.count < 3 || given.entries.count < 10 {
            notes.append("评委不到 3 位或者参评对象不到 10 个，数值只供参考")
        }
        if given.repeated > 0 { notes.append("有 \(given.repeated) 个分是同一评委对同一对象同一项再次打的，都计入") }
        if design.ratings.count < given.ratings.count {
            notes.append("只有最低分或只有最高分的评委、参评对象或评分项没有数值，搁置了 \(given.ratings.count - design.ratings.count) 个分")
        }
        if let lowest = design.categories.first, let highest = design.categories.last {
            let used = Set(design.categories)
            let inside = (lowest...highest).filter { !used.contains($0) }.map(String.init).joined(separator: ", ")
            if !inside.isEmpty { notes.append("没有人用过 \(inside) 分，相邻的分档合拢计算，分数仍按原来的写") }
            if lowest > given.minimum || highest < given.maximum {
                notes.append("两端没有人用过的分档不计，只用到 \(lowest) 到 \(highest) 分")
            }
        }
        return notes
    }
}

/// How well the ratings fit the measures, and what would be fair.
private struct RaschFit {
    private typealias Facet = RatingDesign.Facet

    private let design: RatingDesign
    private let estimation: RaschEstimation
    /// By facet and element.
    private var sums: [[(variance: Double, squares: Double, standardized: Double, count: Int)]]
    private let means: [Double]

    init(_ design: RatingDesign, _ estimation: RaschEstimation) {
        (self.design, self.estimation) = (design, estimation)
        sums = design.standings.map { Array(repeating: (0, 0, 0, 0), count: $0.count) }
        means = Facet.allCases.map { facet in
            let measured = design.measured(facet)
            guard !measured.isEmpty else { return 0 }
            return measured.reduce(0) { $0 + estimation.measures[facet.rawValue][$1] } / Double(measured.count)
        }
        var probabilities = Array(repeating: 0.0, count: max(1, design.categories.count))
        for rating in design.ratings {
            let moments = estimation.model.moments(at: estimation.location(rating), &probabilities)
            let residual = Double(rating.category) - moments.expected
            for facet in Facet.allCases {
                let element = rating[facet]
                sums[facet.rawValue][element].variance += moments.variance
                sums[facet.rawValue][element].squares += residual * residual
                sums[facet.rawValue][element].standardized += residual * residual / moments.variance
                sums[facet.rawValue][element].count += 1
            }
        }
    }

    func complete(_ element: inout Severity.Element, _ facet: RatingDesign.Facet, _ place: Int) {
        let sum = sums[facet.rawValue][place]
        let measure = estimation.measures[facet.rawValue][place]
        element.measure = measure
        element.se = 1 / sum.variance.squareRoot()
        element.infit = sum.squares / sum.variance
        element.outfit = sum.standardized / Double(sum.count)
        var at = means
        at[facet.rawValue] = measure
        var probabilities = Array(repeating: 0.0, count: design.categories.count)
        estimation.model.fill(&probabilities, at: at[0] - at[1] - at[2])
        element.fairAverage = zip(probabilities, design.categories).reduce(0) { $0 + $1.0 * Double($1.1) }
    }

    func bias(_ names: [[String]]) -> [Severity.Bias] {
        var pairs: [Int: [Int]] = [:]
        let entries = names[0].count
        for (place, rating) in design.ratings.enumerated() {
            pairs[rating.elements.1 * entries + rating.elements.0, default: []].append(place)
        }
        var found: [Severity.Bias] = []
        for (pair, places) in pairs.sorted(by: { $0.key < $1.key }) {
            guard let (measure, se) = shift(places) else { continue }
            found.append(
                Severity.Bias(
                    judge: names[1][pair / entries], entry: names[0][pair % entries], measure: measure, se: se))
        }
        return found
    }

    /// By how much these ratings lie lower than the measures say.
    private func shift(_ places: [Int]) -> (measure: Double, se: Double)? {
        let observed = places.reduce(0) { $0 + design.ratings[$1].category }
        guard observed > 0, observed < places.count * (design.categories.count - 1) else { return nil }
        var probabilities = Array(repeating: 0.0, count: design.categories.count)
        func sums(_ shift: Double, _ probabilities: inout [Double]) -> RaschModel.Moments {
            places.reduce(into: RaschModel.Moments()) { sum, place in
                let location = estimation.location(design.ratings[place]) - shift
                let one = estimation.model.moments(at: location, &probabilities)
                sum.expected += one.expected
                sum.variance += one.variance
            }
        }
        var shift = 0.0
        // The expected sum falls with the shift: between these two lies the one that meets the observed sum.
        var (low, high) = (-1000.0, 1000.0)
        var now = sums(shift, &probabilities)
        for _ in 0..<200 {
            let gap = now.expected - Double(observed)
            if gap > 0 { low = shift } else { high = shift }
            var next = shift + gap / now.variance
            if !next.isFinite || next <= low || next >= high { next = (low + high) / 2 }
            let moved = abs(next - shift)
            shift = next
            now = sums(shift, &probabilities)
            if moved < 1e-12 * max(1, abs(shift)) { break }
        }
        guard now.variance > 0 else { return nil }
        return (shift, 1 / now.variance.squareRoot())
    }
}
