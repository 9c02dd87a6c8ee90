import Testing

@testable import Assessment

@Suite("Agreement among judges") struct AgreementTests {
    private func agreement(_ table: [[Double?]], groups: String = "") throws -> Agreement {
        let ratings = table.enumerated().flatMap { entry, row in
            row.enumerated().compactMap { judge, score in
                score.map { #"{"entry":"e\#(entry)","judge":"j\#(judge)","score":"\#($0)"}"# }
            }
        }
        return try Agreement(try JSONReader.read(#"{"ratings":[\#(ratings.joined(separator: ","))]\#(groups)}"#))
    }

    @Test("six forms of the intraclass correlation: the table of Shrout and Fleiss (1979)") func intraclass() throws {
        let found = try #require(
            try agreement([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
                .intraclass)
        let rounded = [found.icc1, found.icc2, found.icc3, found.icc1k, found.icc2k, found.icc3k].map {
            (($0 ?? 0) * 100).rounded() / 100
        }
        #expect(rounded == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91])
    }

    @Test("Krippendorff's alpha by four scales: his own example with holes (2011)") func alpha() throws {
        let rows: [[Double?]] = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
            [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
        ]
        let table = (0..<12).map { unit in rows.map { $0[unit] } }
        let found = try agreement(table)
        let rounded = [found.alpha.nominal, found.alpha.ordinal, found.alpha.interval, found.alpha.ratio].map {
            (($0 ?? 0) * 1000).rounded() / 1000
        }
        #expect(rounded == [0.743, 0.815, 0.849, 0.797])
        #expect(found.intraclass == nil)
    }

    @Test("home bias: Welch's test against the panel's mean") func home() throws {
        let table: [[Double?]] = [[9, 8, 8], [9.5, 8, 8.5], [7, 7, 7.5], [6, 6.5, 6], [8, 8, 8.5]]
        let found = try agreement(
            table,
            groups: #","judgeGroup":{"j0":"徐汇"},"entryGroup":{"e0":"徐汇","e1":"徐汇","e2":"浦东","e3":"浦东"}"#)
        #expect(found.homeBias.map(\.judge) == ["j0"])
        let bias = try #require(found.homeBias.first)
        // 2/3 and 5/6 at home; −1/6, −1/6, −1/6 elsewhere.
        #expect(abs(bias.difference - 11.0 / 12) < 1e-12)
        #expect(abs((bias.t ?? 0) - 11) < 1e-9)
        #expect(abs((bias.df ?? 0) - 1) < 1e-9)
        // With one degree of freedom t is Cauchy's: p = ½ − atan(11)/π, and tan(0.495 π) wide.
        #expect(abs((bias.pOneSided ?? 0) - 0.028857) < 1e-5)
        let reach = 63.65674116 / 12
        #expect(abs((bias.interval?.0 ?? 0) - (11.0 / 12 - reach)) < 1e-6)
    }

    @Test(
        "Student's t against tables",
        arguments: [
            (12.706, 1.0, 0.025), (2.228, 10, 0.025), (3.169, 10, 0.005), (1.96, 1e7, 0.025), (2.576, 1e7, 0.005),
        ])
    func student(_ t: Double, _ df: Double, _ tail: Double) {
        #expect(abs(StudentT.above(t, df: df) - tail) < 2e-5)
        #expect(abs(StudentT.value(above: tail, df: df) - t) < 2e-3)
        #expect(abs(StudentT.above(-t, df: df) - (1 - tail)) < 2e-5)
    }

    @Test("what cannot be said is left out; two scores by one judge are refused") func edges() throws {
        let alike = try agreement([[8, 8], [8, 8]])
        #expect(alike.alpha.interval == nil && alike.intraclass?.icc1 == nil)
        #expect(try agreement([[-1, 2], [3, 4]]).alpha.ratio == nil)
        #expect(throws: Refusal("ratings[1].judge", "同一评委对同一对象有两个分")) {
            try Agreement(
                try JSONReader.read(
                    #"{"ratings":[{"entry":"a","judge":"b","score":1},{"entry":"a","judge":"b","score":2}]}"#))
        }
    }
}
