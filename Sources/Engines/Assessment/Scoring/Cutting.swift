import Exact

/// Decides who goes on from one ranking, or from several with places of their own.
struct Cutting {
    let cut: Cut
    let stage: Stage
    let entries: [Entry]
    /// The ranking's own group, where there are several rankings.
    let group: String?
    /// Who could go on, best first; level ones together.
    let levels: [[Int]]
    /// Parts level ones at the cut.
    let parted: ([Int]) throws -> [[Int]]

    private(set) var outcomes: [Int: Place.Outcome] = [:]
    private(set) var groups: [GroupPlaces] = []
    private(set) var warnings: [Sentence] = []

    init(
        _ cut: Cut, _ stage: Stage, _ entries: [Entry], group: String?, levels: [[Int]],
        parted: @escaping ([Int]) throws -> [[Int]]
    ) {
        (self.cut, self.stage, self.entries, self.group) = (cut, stage, entries, group)
        (self.levels, self.parted) = (levels, parted)
    }

    mutating func decide() throws {
        for entry in levels.joined() { outcomes[entry] = .stays(.rank) }
        guard let quota = cut.quota else {
            try take(cut.places ?? .max, from: levels)
            return
        }
        var members: [String: Int] = [:]
        for entry in levels.joined() { members[try entries[entry].label(quota.by), default: 0] += 1 }
        let labels = group.map { [$0] } ?? Set(quota.places.keys).union(members.keys).sorted { $0.precedes($1) }
        for label in labels {
            groups.append(try quota.outcome(group: label, candidates: members[label] ?? 0, path: stage.path("cut")))
        }
        switch quota.kind {
        case .each: for group in groups { try take(group, quota) }
        case .atLeast:
            for group in groups { try take(group, quota) }
            let left = max(0, (cut.places ?? 0) - taken.count)
            let already = taken
            let rest = levels.map { $0.filter { !already.contains($0) } }.filter { !$0.isEmpty }
            try take(left, from: rest)
        case .atMost:
            for group in groups { try take(group, quota) }
            let eligible = taken
            for entry in eligible { outcomes[entry] = .stays(.rank) }
            let rest = levels.map { $0.filter { eligible.contains($0) } }.filter { !$0.isEmpty }
            try take(cut.places ?? 0, from: rest)
        }
    }

    private var taken: Set<Int> {
        Set(outcomes.filter { if case .advances = $0.value { true } else { false } }.keys)
    }

    private mutating func take(_ group: GroupPlaces, _ quota: Quota) throws {
        var own: [[Int]] = []
        for level in levels {
            let here = try level.filter { try entries[$0].label(quota.by) == group.group }
            if !here.isEmpty { own.append(here) }
        }
        guard group.postsLeft > 0 || group.posts == 0 else {
            for entry in own.joined() { outcomes[entry] = .stays(.cancelled) }
            return
        }
        try take(group.places, from: own)
    }

    /// The best so many; those level at the cut as the rule says.
    private mutating func take(_ places: Int, from levels: [[Int]]) throws {
        var left = places
        for level in levels where left > 0 {
            if level.count <= left {
                for entry in level { outcomes[entry] = .advances(.rank) }
                left -= level.count
                continue
            }
            try takeTied(left, level)
            left = 0
        }
    }

    private mutating func takeTied(_ left: Int, _ level: [Int]) throws {
        switch cut.ties {
        case .include: for entry in level { outcomes[entry] = .advances(.tiedAtCut) }
        case .exclude: for entry in level { outcomes[entry] = .stays(.tiedAtCut) }
        case .chain:
            var left = left
            for one in try parted(level) {
                if one.count <= left {
                    for entry in one { outcomes[entry] = .advances(.chain) }
                } else if left > 0 {
                    let ids = one.map { entries[$0].id }.sorted { $0.precedes($1) }.joined(separator: ", ")
                    warnings.append("\(ids) 在入围线上仍然相同，规定的办法没有分出先后")
                    for entry in one {
                        outcomes[entry] =
                            cut.unresolved == .include ? .advances(.tiedAtCut) : .stays(.tiedAtCut)
                    }
                    left = 0
                    continue
                } else {
                    for entry in one { outcomes[entry] = .stays(.chain) }
                }
                left = max(0, left - one.count)
            }
        }
    }
}
