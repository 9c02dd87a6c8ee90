import Exact

/// Who goes on from a stage, as data.
package struct Cut: Sendable {
    /// What happens to those who share the rank at the cut.
    package enum Ties: String, CaseIterable, Sendable { case include, exclude, chain }
    package enum Unresolved: String, CaseIterable, Sendable { case include, exclude }

    package struct WildCard: Sendable {
        package let entry: Int
        package let reason: String
    }

    package let places: Int?
    package let ties: Ties
    /// Where ties are parted at the cut alone: by which steps, and what if they do not part them.
    package let chain: [TieStep]
    package let unresolved: Unresolved
    /// Nobody below it goes on.
    package let line: Rational?
    package let quota: Quota?
    package let wildCards: [WildCard]
    /// How many behind the cut are named as substitutes, in order.
    package let reserve: Int

    private static let keys: Set<String> = [
        "places", "ties", "chain", "unresolved", "line", "quota", "wildCards", "reserve", "name", "note",
    ]

    init(_ given: GivenRecord, rule: Rule, entries: [String: Int], warnings: inout [Sentence]) throws(Refusal) {
        for key in given.unknownKeys(besides: Self.keys) { warnings.append("规则里没有 \(key) 这一栏，没有用到，请核对拼写") }
        places = try given["places"]?.count(in: 0...1_000_000)
        ties = try given.choice("ties", default: .include)
        let own = try TieStep.chain(try given.list("chain"))
        chain = own.isEmpty ? rule.ties : own
        if ties == .chain, chain.isEmpty { throw given.refusal("ties", "没有写明按什么次序决出先后：rule.ties 或者 cut.chain") }
        unresolved = try given.choice("unresolved", default: .include)
        line = try given.optionalDecimal("line")
        quota = try given["quota"].map { given throws(Refusal) in try Quota(try given.record()) }
        if let quota, quota.kind == .each, places != nil {
            throw given.refusal("quota", "名额按“\(quota.by)”分配时不能再写总名额 places；要同时限制，请写 kind：atMost 或者 atLeast")
        }
        if let quota, quota.kind != .each, places == nil { throw given.refusal("places", "没有填写，但这里需要它") }
        if let quota, let within = rule.within, quota.by != within {
            throw given.refusal("quota.by", "排名按“\(within)”分开，名额不能按“\(quota.by)”分配")
        }
        var wildCards: [WildCard] = []
        for one in try given.list("wildCards") {
            let record = try one.record()
            let name = try record.need("entry")
            guard let entry = entries[try name.identifier()] else { throw name.refusal("没有这个参评对象") }
            guard !wildCards.contains(where: { $0.entry == entry }) else { throw name.refusal("写了两次") }
            wildCards.append(WildCard(entry: entry, reason: try record["reason"]?.identifier() ?? ""))
        }
        self.wildCards = wildCards
        reserve = try given.count("reserve", in: 0...1_000_000, default: 0)
    }
}

/// Places by district, post or another label of entries.
package struct Quota: Sendable {
    /// `each`: the best of each group. `atMost`: overall order, no group more than its number. `atLeast`: each group's
    /// number first, the rest of the places by overall order.
    package enum Kind: String, CaseIterable, Sendable { case each, atMost, atLeast }

    /// A group that drew too few is called off, or its places are made fewer.
    package struct Opening: Sendable {
        package enum Otherwise: String, CaseIterable, Sendable { case cancel, reduce }
        package let times: Rational
        package let otherwise: Otherwise
    }

    package let by: String
    package let kind: Kind
    package let places: [String: Int]
    /// For groups that are not named; nil: there must be none.
    package let others: Int?
    /// Places for each post: three for one in 1:3.
    package let times: Int
    package let opening: Opening?

    init(_ given: GivenRecord) throws(Refusal) {
        by = try given.need("by").identifier()
        kind = try given.choice("kind", default: .each)
        var places: [String: Int] = [:]
        if let table = try given["places"]?.record() {
            for label in table.members.keys.sorted() where table.has(label) {
                places[label] = try table.need(label).count(in: 0...1_000_000)
            }
        }
        self.places = places
        others = try given["others"]?.count(in: 0...1_000_000)
        if places.isEmpty, others == nil { throw given.refusal("places", "没有填写，但这里需要它") }
        times = try given.count("times", in: 1...1000, default: 1)
        opening = try given["opening"].map { opening throws(Refusal) in
            let record = try opening.record()
            let times = try record.need("times").decimal()
            guard times > 0 else { throw record.refusal("times", "要大于零") }
            return Opening(times: times, otherwise: try record.choice("otherwise", default: .cancel))
        }
    }

    /// What a group's places come to with so many in it.
    func outcome(group: String, candidates: Int, path: String) throws -> GroupPlaces {
        guard let posts = places[group] ?? others else {
            throw Refusal("\(path).quota.places", "没有写“\(group)”的名额")
        }
        var left = posts
        if let opening, try Rational(candidates) < Rational(posts) * opening.times {
            left = opening.otherwise == .cancel ? 0 : Int(try (Rational(candidates) / opening.times).floor)
        }
        return GroupPlaces(group: group, posts: posts, postsLeft: left, places: left * times, candidates: candidates)
    }
}

/// A group's places after the opening ratio was looked at.
package struct GroupPlaces: Hashable, Sendable {
    package let group: String
    package let posts: Int
    package let postsLeft: Int
    package let places: Int
    package let candidates: Int
}
