import Exact

/// Whether a judge scores entries of her own group higher than others, measured against the panel's mean for the entry
/// (Welch's test).
package struct HomeBias: Sendable {
    package let judge: String
    /// Own minus others; positive favours her own.
    package let difference: Double
    package private(set) var t: Double?
    package private(set) var df: Double?
    package private(set) var pOneSided: Double?
    package private(set) var interval: (Double, Double)?

    static func all(_ table: ScoreTable) -> [HomeBias] {
        var own: [[Double]] = Array(repeating: [], count: table.judges.count)
        var others = own
        for (entry, row) in table.scores.enumerated() {
            let mean = row.reduce(0) { $0 + $1.score } / Double(row.count)
            let group = table.entryGroup[table.entries[entry]]
            for cell in row {
                guard let home = table.judgeGroup[table.judges[cell.judge]] else { continue }
                if group == home {
                    own[cell.judge].append(cell.score - mean)
                } else {
                    others[cell.judge].append(cell.score - mean)
                }
            }
        }
        return table.judges.indices.compactMap { judge in
            guard !own[judge].isEmpty, !others[judge].isEmpty else { return nil }
            return HomeBias(table.judges[judge], own[judge], others[judge])
        }
    }

    private init(_ judge: String, _ own: [Double], _ others: [Double]) {
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        self.judge = judge
        difference = mean(own) - mean(others)
        guard own.count > 1, others.count > 1 else { return }
        func share(_ values: [Double]) -> Double {
            let middle = mean(values)
            return values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(values.count - 1)
                / Double(values.count)
        }
        let (left, right) = (share(own), share(others))
        let variance = left + right
        // Deviations that are all alike give nothing to test against.
        guard variance > 1e-24 else { return }
        let error = variance.squareRoot()
        let freedom =
            variance * variance
            / (left * left / Double(own.count - 1) + right * right / Double(others.count - 1))
        t = difference / error
        df = freedom
        pOneSided = StudentT.above(difference / error, df: freedom)
        let reach = StudentT.value(above: 0.005, df: freedom) * error
        interval = (difference - reach, difference + reach)
    }

    var json: JSONValue {
        .object([
            "judge": .string(judge), "difference": .real(difference), "t": .real(t), "df": .real(df),
            "pOneSided": .real(pOneSided),
            "ci99": interval.map { .array([.real($0.0), .real($0.1)]) } ?? .null,
        ])
    }
}
