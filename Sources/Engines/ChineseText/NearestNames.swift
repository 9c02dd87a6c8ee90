/// Which names of a list somebody may have meant.
package enum NearestNames {
    /// At most `limit` candidates like `text`, the likeliest first; those with nothing in common are left out.
    package static func nearest(to text: String, in candidates: [String], limit: Int = 3) -> [String] {
        let wanted = Array(text.halfWidth.withoutBlanks)
        guard !wanted.isEmpty, limit > 0 else { return [] }
        let core = withoutKind(wanted)
        let scored = candidates.compactMap { candidate -> (score: Int, name: String)? in
            let name = Array(candidate.halfWidth.withoutBlanks)
            let candidateCore = withoutKind(name)
            let shared = Set(core).intersection(candidateCore).count
            guard shared > 0 else { return nil }
            // What is said without 街道, 镇 counts most; one character wrong weighs more than one left out.
            let begins = candidateCore.starts(with: core) || core.starts(with: candidateCore)
            return (
                4 * distance(core, candidateCore) + distance(wanted, name) - 2 * shared - (begins ? 3 : 0), candidate
            )
        }
        return scored.sorted { ($0.score, $0.name) < ($1.score, $1.name) }.prefix(limit).map(\.name)
    }

    private static func withoutKind(_ name: [Character]) -> [Character] {
        for kind in ["街道办事处", "街道", "镇", "乡", "总工会", "工会"] where name.count > kind.count {
            if name.suffix(kind.count).elementsEqual(kind) { return Array(name.dropLast(kind.count)) }
        }
        return name
    }

    /// Levenshtein's: how many characters to put in, take out or change.
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}
