/// Whether all measures lie on one scale: the design has full rank once judges and items are centred.
///
/// A null direction is a shift of elements that changes no rating's sum. Entries and judges are walked as a graph whose
/// edges are ratings; each edge that closes a ring is an equation in the items alone.
struct Connectedness {
    struct Subset: Hashable {
        /// By facet, ascending.
        var elements: [[Int]]
    }

    private(set) var isConnected: Bool
    /// One where all is connected.
    private(set) var subsets: [Subset] = []

    private typealias Facet = RatingDesign.Facet

    /// Arithmetic modulo the Mersenne prime 2⁶¹ − 1: exact for ranks of small whole numbers.
    private enum Field {
        static let prime: UInt64 = (1 << 61) - 1

        static func add(_ a: UInt64, _ b: UInt64) -> UInt64 { (a + b) % prime }
        static func negative(_ a: UInt64) -> UInt64 { a == 0 ? 0 : prime - a }
        static func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
            let product = a.multipliedFullWidth(by: b)
            return prime.dividingFullWidth((product.high, product.low)).remainder
        }

        static func inverse(_ a: UInt64) -> UInt64 {
            var (result, base, power) = (UInt64(1), a, prime - 2)
            while power > 0 {
                if power & 1 == 1 { result = multiply(result, base) }
                base = multiply(base, base)
                power >>= 1
            }
            return result
        }
    }

    init(_ design: RatingDesign) {
        let measured = Facet.allCases.map { design.measured($0) }
        guard !design.ratings.isEmpty else {
            isConnected = true
            return
        }
        // The ring equations are in the facet with the fewest elements.
        let order = Facet.allCases.sorted { measured[$0.rawValue].count > measured[$1.rawValue].count }
        let (first, second, third) = (order[0], order[1], order[2])
        let width = design.standings[third.rawValue].count
        let graph = Graph(design, first, second)
        var equations = Equations(width: width)
        var potentials = graph.potentials(third, width: width)
        let full = measured[third.rawValue].count - 1
        for rating in design.ratings where equations.rows.count < full {
            var ring = potentials[graph.node(rating, first)]
            let other = potentials[graph.node(rating, second)]
            for column in 0..<width { ring[column] = Field.add(ring[column], other[column]) }
            ring[rating[third]] = Field.add(ring[rating[third]], 1)
            equations.add(ring)
        }
        isConnected = graph.components == 1 && equations.rows.count == full
        guard !isConnected else {
            subsets = [Subset(elements: measured)]
            return
        }
        // What a shift that no rating sees does to each element: elements that it moves alike can be compared.
        let shifts = equations.nullVectors(of: measured[third.rawValue])
        var marks: [[[UInt64]]] = Array(repeating: [], count: 3)
        for facet in Facet.allCases {
            marks[facet.rawValue] = design.standings[facet.rawValue].indices.map { element in
                guard facet != third else { return shifts.map { $0[element] } }
                let node = graph.node(facet == first ? .first(element) : .second(element))
                let moved = shifts.map { shift in
                    (0..<width).reduce(UInt64(0)) { Field.add($0, Field.multiply(potentials[node][$1], shift[$1])) }
                }
                return [UInt64(graph.component(of: node))] + moved
            }
        }
        potentials = []
        subsets = Self.subsets(design, measured, marks)
    }

    /// Groups that meet in a rating belong together, but for facets that are one group and so common to all.
    private static func subsets(_ design: RatingDesign, _ measured: [[Int]], _ marks: [[[UInt64]]]) -> [Subset] {
        let isSplit = Facet.allCases.map { facet in
            Set(measured[facet.rawValue].map { marks[facet.rawValue][$0] }).count > 1
        }
        var keys: [[[UInt64]]] = []
        var places: [[[UInt64]]: Int] = [:]
        var elements: [[Set<Int>]] = []
        for rating in design.ratings {
            let key = Facet.allCases.map { isSplit[$0.rawValue] ? marks[$0.rawValue][rating[$0]] : [] }
            let place = places[key] ?? keys.count
            if place == keys.count {
                places[key] = place
                keys.append(key)
                elements.append([[], [], []])
            }
            for facet in Facet.allCases { elements[place][facet.rawValue].insert(rating[facet]) }
        }
        return elements.map { Subset(elements: $0.map { $0.sorted() }) }
            .sorted { $0.elements.lexicographicallyPrecedes($1.elements) { $0.lexicographicallyPrecedes($1) } }
    }

    // MARK: graph

    /// The elements of two facets, joined by ratings.
    private struct Graph {
        enum Element { case first(Int), second(Int) }

        private let design: RatingDesign
        private let first: Facet
        private let second: Facet
        private let firsts: Int
        private var parents: [Int]
        private(set) var components = 0

        init(_ design: RatingDesign, _ first: Facet, _ second: Facet) {
            (self.design, self.first, self.second) = (design, first, second)
            firsts = design.standings[first.rawValue].count
            parents = Array(0..<(firsts + design.standings[second.rawValue].count))
            for rating in design.ratings { join(node(rating, first), node(rating, second)) }
            components = Set(design.ratings.map { component(of: node($0, first)) }).count
        }

        func node(_ element: Element) -> Int {
            switch element {
            case .first(let place): place
            case .second(let place): firsts + place
            }
        }

        func node(_ rating: RatingDesign.Rating, _ facet: Facet) -> Int {
            node(facet == first ? .first(rating[first]) : .second(rating[second]))
        }

        func component(of node: Int) -> Int {
            var node = node
            while parents[node] != node { node = parents[node] }
            return node
        }

        private mutating func join(_ a: Int, _ b: Int) {
            func root(_ node: Int) -> Int {
                var node = node
                while parents[node] != node {
                    parents[node] = parents[parents[node]]
                    node = parents[node]
                }
                return node
            }
            let (left, right) = (root(a), root(b))
            if left != right { parents[max(left, right)] = min(left, right) }
        }

        /// How each node depends on the third facet along a tree: its value is minus its neighbour's minus the item's.
        func potentials(_ third: Facet, width: Int) -> [[UInt64]] {
            var neighbours: [[(node: Int, item: Int)]] = Array(repeating: [], count: parents.count)
            for rating in design.ratings {
                let (a, b) = (node(rating, first), node(rating, second))
                neighbours[a].append((b, rating[third]))
                neighbours[b].append((a, rating[third]))
            }
            var potentials: [[UInt64]] = Array(repeating: [], count: parents.count)
            for start in parents.indices where potentials[start].isEmpty {
                potentials[start] = Array(repeating: 0, count: width)
                var waiting = [start]
                while let node = waiting.popLast() {
                    for next in neighbours[node] where potentials[next.node].isEmpty {
                        var potential = potentials[node].map(Field.negative)
                        potential[next.item] = Field.add(potential[next.item], Field.prime - 1)
                        potentials[next.node] = potential
                        waiting.append(next.node)
                    }
                }
            }
            return potentials
        }
    }

    // MARK: equations

    /// Independent equations, each with a leading one in a column where the others have nought.
    private struct Equations {
        let width: Int
        private(set) var rows: [(lead: Int, row: [UInt64])] = []
        private var seen: Set<[UInt64]> = []

        init(width: Int) { self.width = width }

        mutating func add(_ equation: [UInt64]) {
            guard seen.insert(equation).inserted else { return }
            var equation = equation
            for (lead, row) in rows where equation[lead] != 0 {
                Self.subtract(row, times: equation[lead], from: &equation)
            }
            guard let lead = equation.firstIndex(where: { $0 != 0 }) else { return }
            let inverse = Field.inverse(equation[lead])
            equation = equation.map { Field.multiply($0, inverse) }
            for place in rows.indices where rows[place].row[lead] != 0 {
                Self.subtract(equation, times: rows[place].row[lead], from: &rows[place].row)
            }
            rows.append((lead, equation))
        }

        private static func subtract(_ row: [UInt64], times factor: UInt64, from equation: inout [UInt64]) {
            let factor = Field.negative(factor)
            for column in row.indices where row[column] != 0 {
                equation[column] = Field.add(equation[column], Field.multiply(row[column], factor))
            }
        }

        /// A basis of what satisfies all equations, over the columns that count.
        func nullVectors(of columns: [Int]) -> [[UInt64]] {
            let leads = Set(rows.map(\.lead))
            return columns.filter { !leads.contains($0) }.map { free in
                var vector: [UInt64] = Array(repeating: 0, count: width)
                vector[free] = 1
                for (lead, row) in rows { vector[lead] = Field.negative(row[free]) }
                return vector
            }
        }
    }
}
