/// The ratings that can be measured: without extreme elements, on categories that somebody used.
struct RatingDesign: Sendable {
    enum Facet: Int, CaseIterable, Sendable { case entries, judges, items }

    enum Standing: Hashable, Sendable {
        case measured
        /// Only the lowest, or only the highest category.
        case extreme(isMaximum: Bool)
        /// All its ratings belong to extreme elements.
        case withoutRatings
    }

    struct Rating: Sendable {
        /// By facet.
        let elements: (Int, Int, Int)
        /// Counted from nought over the used categories.
        let category: Int

        subscript(facet: Facet) -> Int {
            switch facet {
            case .entries: elements.0
            case .judges: elements.1
            case .items: elements.2
            }
        }
    }

    /// By facet.
    private(set) var standings: [[Standing]]
    private(set) var ratings: [Rating] = []
    /// The used categories, as they were sent, ascending.
    private(set) var categories: [Int] = []
    private(set) var counts: [Int] = []

    init(_ given: Ratings) {
        standings = [given.entries, given.judges, given.items].map { Array(repeating: .measured, count: $0.count) }
        var left = given.ratings.map { (elements: ($0.entry, $0.judge, $0.item), category: $0.category) }
        while true {
            let used = Set(left.map(\.category))
            guard let lowest = used.min(), let highest = used.max() else { break }
            var isLowest = standings.map { Array(repeating: true, count: $0.count) }
            var isHighest = isLowest
            var hasRatings = standings.map { Array(repeating: false, count: $0.count) }
            for rating in left {
                for facet in Facet.allCases {
                    let element = Self.element(rating.elements, facet)
                    hasRatings[facet.rawValue][element] = true
                    if rating.category != lowest { isLowest[facet.rawValue][element] = false }
                    if rating.category != highest { isHighest[facet.rawValue][element] = false }
                }
            }
            var found = false
            for facet in Facet.allCases.map(\.rawValue) {
                for element in standings[facet].indices where standings[facet][element] == .measured {
                    guard hasRatings[facet][element] else {
                        standings[facet][element] = .withoutRatings
                        continue
                    }
                    guard isLowest[facet][element] || isHighest[facet][element] else { continue }
                    // Where one category alone is used, its place on the scale decides.
                    let isMaximum = isHighest[facet][element] && (lowest != highest || highest == given.maximum)
                    standings[facet][element] = .extreme(isMaximum: isMaximum)
                    found = true
                }
            }
            guard found else { break }
            let known = standings
            left.removeAll { rating in
                Facet.allCases.contains { known[$0.rawValue][Self.element(rating.elements, $0)] != .measured }
            }
            if left.isEmpty { break }
        }
        for facet in Facet.allCases.map(\.rawValue) where left.isEmpty {
            for element in standings[facet].indices where standings[facet][element] == .measured {
                standings[facet][element] = .withoutRatings
            }
        }
        var found: [Int: Int] = [:]
        for rating in left { found[rating.category, default: 0] += 1 }
        categories = found.keys.sorted()
        counts = categories.map { found[$0] ?? 0 }
        let places = Dictionary(uniqueKeysWithValues: zip(categories, categories.indices))
        ratings = left.map { Rating(elements: $0.elements, category: places[$0.category] ?? 0) }
    }

    private static func element(_ elements: (Int, Int, Int), _ facet: Facet) -> Int {
        switch facet {
        case .entries: elements.0
        case .judges: elements.1
        case .items: elements.2
        }
    }

    func measured(_ facet: Facet) -> [Int] {
        standings[facet.rawValue].indices.filter { standings[facet.rawValue][$0] == .measured }
    }
}
