import Exact

/// Scores as statistics look at them: who gave what to whom for what. Elements are numbered in the order of their ids.
struct Ratings: Sendable {
    struct Rating: Sendable {
        var entry: Int
        var judge: Int
        var item: Int
        var category: Int
    }

    private(set) var entries: [String]
    private(set) var judges: [String]
    private(set) var items: [String]
    /// In one order, whatever order they were sent in.
    private(set) var ratings: [Rating] = []
    let minimum: Int
    let maximum: Int
    /// How often a judge has scored the same item of an entry again.
    private(set) var repeated = 0

    init(_ document: JSONValue) throws(Refusal) {
        guard case .object(let members) = document else { throw Refusal("input", "应当是写着 ratings 的一份 JSON") }
        let given = GivenRecord(members: members, path: "")
        let list = try given.need("ratings").list()
        guard !list.isEmpty else { throw Refusal("ratings", "一个分数也没有") }
        guard list.count <= 1_000_000 else { throw Refusal("ratings", "太长：最多 \(1_000_000) 项") }
        let bounds = -1_000_000...1_000_000
        let low = try given["minimum"]?.count(in: bounds)
        let high = try given["maximum"]?.count(in: bounds)
        if let low, let high, high <= low { throw Refusal("maximum", "最高分要大于最低分") }
        var names = (entries: Names(), judges: Names(), items: Names())
        for one in list {
            let record = try one.record()
            let score = try record.need("score")
            let category = try score.count(in: bounds)
            if let low, category < low { throw score.refusal("\(category) 低于最低分 \(low)") }
            if let high, category > high { throw score.refusal("\(category) 高于最高分 \(high)") }
            ratings.append(
                Rating(
                    entry: names.entries.place(of: try record.need("entry").identifier()),
                    judge: names.judges.place(of: try record.need("judge").identifier()),
                    item: names.items.place(of: try record["item"]?.identifier() ?? ""), category: category))
        }
        minimum = low ?? ratings.map(\.category).min() ?? 0
        maximum = high ?? ratings.map(\.category).max() ?? 0
        guard maximum - minimum <= 1000 else { throw Refusal("maximum", "分档太多：最多 \(1000) 档") }
        (entries, judges, items) = (names.entries.names, names.judges.names, names.items.names)
        let places = (sortNames(&entries), sortNames(&judges), sortNames(&items))
        for place in ratings.indices {
            ratings[place].entry = places.0[ratings[place].entry]
            ratings[place].judge = places.1[ratings[place].judge]
            ratings[place].item = places.2[ratings[place].item]
        }
        ratings.sort { ($0.entry, $0.judge, $0.item, $0.category) < ($1.entry, $1.judge, $1.item, $1.category) }
        for (one, next) in zip(ratings, ratings.dropFirst())
        where (one.entry, one.judge, one.item) == (next.entry, next.judge, next.item) { repeated += 1 }
    }
}

/// Names in the order in which they came.
struct Names {
    private(set) var names: [String] = []
    private var places: [String: Int] = [:]

    mutating func place(of name: String) -> Int {
        if let place = places[name] { return place }
        places[name] = names.count
        names.append(name)
        return names.count - 1
    }
}

/// Sorts names; answers where each one went.
func sortNames(_ names: inout [String]) -> [Int] {
    let order = names.indices.sorted { names[$0].precedes(names[$1]) }
    var places = Array(repeating: 0, count: names.count)
    for (place, old) in order.enumerated() { places[old] = place }
    names = order.map { names[$0] }
    return places
}
