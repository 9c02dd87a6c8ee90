import Exact

/// How far judges agree, and whether one favours her own.
package struct Agreement: Sendable {
    /// Intraclass correlations for a table without holes (Shrout & Fleiss 1979); nil where nothing varies.
    package struct Intraclass: Sendable {
        package let icc1, icc2, icc3, icc1k, icc2k, icc3k: Double?
    }

    package let intraclass: Intraclass?
    package let alpha: KrippendorffAlpha
    package let homeBias: [HomeBias]

    package init(_ document: JSONValue) throws(Refusal) {
        let table = try ScoreTable(document)
        intraclass = table.isFull ? Intraclass(table) : nil
        alpha = KrippendorffAlpha(table)
        homeBias = HomeBias.all(table)
    }

    package var json: JSONValue {
        var members: JSONObject = [
            "alpha": .object([
                "nominal": .real(alpha.nominal), "ordinal": .real(alpha.ordinal), "interval": .real(alpha.interval),
                "ratio": .real(alpha.ratio),
            ]),
            "homeBias": .array(homeBias.map(\.json)),
        ]
        if let intraclass {
            members["icc"] = .object([
                "icc1": .real(intraclass.icc1), "icc2": .real(intraclass.icc2), "icc3": .real(intraclass.icc3),
                "icc1k": .real(intraclass.icc1k), "icc2k": .real(intraclass.icc2k), "icc3k": .real(intraclass.icc3k),
            ])
        }
        return .object(members)
    }
}

/// One score by each judge for each entry, with holes.
struct ScoreTable: Sendable {
    private(set) var entries: [String]
    private(set) var judges: [String]
    /// By entry and judge.
    private(set) var scores: [[(judge: Int, score: Double)]]
    private(set) var judgeGroup: [String: String]
    private(set) var entryGroup: [String: String]

    init(_ document: JSONValue) throws(Refusal) {
        guard case .object(let members) = document else { throw Refusal("input", "应当是写着 ratings 的一份 JSON") }
        let given = GivenRecord(members: members, path: "")
        let list = try given.need("ratings").list()
        guard !list.isEmpty else { throw Refusal("ratings", "一个分数也没有") }
        var names = (entries: Names(), judges: Names())
        var cells: [(entry: Int, judge: Int, score: Rational)] = []
        var seen: Set<[Int]> = []
        for one in list {
            let record = try one.record()
            let entry = names.entries.place(of: try record.need("entry").identifier())
            let judge = try record.need("judge")
            let place = names.judges.place(of: try judge.identifier())
            guard seen.insert([entry, place]).inserted else { throw judge.refusal("同一评委对同一对象有两个分") }
            cells.append((entry, place, try record.need("score").decimal()))
        }
        (entries, judges) = (names.entries.names, names.judges.names)
        let (entryPlaces, judgePlaces) = (sortNames(&entries), sortNames(&judges))
        scores = Array(repeating: [], count: entries.count)
        for cell in cells {
            scores[entryPlaces[cell.entry]].append((judgePlaces[cell.judge], cell.score.double))
        }
        for entry in scores.indices { scores[entry].sort { $0.judge < $1.judge } }
        judgeGroup = try Self.groups(given, "judgeGroup")
        entryGroup = try Self.groups(given, "entryGroup")
    }

    private static func groups(_ given: GivenRecord, _ key: String) throws(Refusal) -> [String: String] {
        guard let table = try given[key]?.record() else { return [:] }
        var groups: [String: String] = [:]
        for name in table.members.keys.sorted() where table.has(name) {
            groups[name] = try table.need(name).identifier()
        }
        return groups
    }

    var isFull: Bool { judges.count > 1 && entries.count > 1 && scores.allSatisfy { $0.count == judges.count } }
}

extension Rational {
    /// For statistics only.
    var double: Double { Double(numerator) / Double(denominator) }
}

extension Agreement.Intraclass {
    init(_ table: ScoreTable) {
        let (n, k) = (Double(table.entries.count), Double(table.judges.count))
        let all = table.scores.joined().map(\.score)
        let grand = all.reduce(0, +) / Double(all.count)
        let rows = table.scores.map { $0.reduce(0) { $0 + $1.score } / k }
        var columns = Array(repeating: 0.0, count: table.judges.count)
        for row in table.scores { for cell in row { columns[cell.judge] += cell.score / n } }
        func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } }
        let (total, between, judging) = (squares(all), k * squares(rows), n * squares(columns))
        var residual = 0.0
        for (entry, row) in table.scores.enumerated() {
            for cell in row {
                let rest = cell.score - rows[entry] - columns[cell.judge] + grand
                residual += rest * rest
            }
        }
        let bms = between / (n - 1)
        let wms = (total - between) / (n * (k - 1))
        let jms = judging / (k - 1)
        let ems = residual / ((n - 1) * (k - 1))
        func share(_ part: Double, _ whole: Double) -> Double? { whole == 0 ? nil : part / whole }
        icc1 = share(bms - wms, bms + (k - 1) * wms)
        icc2 = share(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n)
        icc3 = share(bms - ems, bms + (k - 1) * ems)
        icc1k = share(bms - wms, bms)
        icc2k = share(bms - ems, bms + (jms - ems) / n)
        icc3k = share(bms - ems, bms)
    }
}
