import Testing

@testable import Assessment

@Suite("A published result") struct PublicationTests {
    static let document = #"""
        {"rule":{"dropHighest":1,"dropLowest":1,"ties":["median","draw"]},"seed":"00112233","entries":[{"id":"张三"},{"id":"李四"},{"id":"王五"}],
        "sheets":[{"entry":"张三","judge":"甲","score":8.50},{"entry":"张三","judge":"乙","score":9},{"entry":"张三","judge":"丙","score":"9.5"},
        {"entry":"李四","judge":"甲","score":9},{"entry":"李四","judge":"乙","score":9},{"entry":"李四","judge":"丙","score":9}],
        "cut":{"places":1,"ties":"chain"}}
        """#

    private func published() throws -> [UInt8] {
        Array(try Publication.file(try JSONReader.read(Self.document)).utf8)
    }

    @Test("confirms itself, and stays the same when it is published again") func itself() throws {
        let file = try published()
        #expect(try Publication.faults(file) == [])
        let again = try Publication.file(Publication.input(try JSONReader.read(String(decoding: file, as: UTF8.self))))
        #expect(Array(again.utf8) == file)
        #expect(String(decoding: file, as: UTF8.self).contains(#""kept":["9"]"#))
    }

    @Test("any changed, added or missing byte shows") func changed() throws {
        let file = try published()
        var unseen: [Int] = []
        for place in file.indices {
            for change in [1, 0x20] as [UInt8] {
                var other = file
                other[place] ^= change
                if try Publication.faults(other).isEmpty { unseen.append(place) }
            }
            var shorter = file
            shorter.remove(at: place)
            if try Publication.faults(shorter).isEmpty { unseen.append(place) }
        }
        #expect(unseen == [])
        #expect(try !Publication.faults(file + [0x0A]).isEmpty)
        #expect(try !Publication.faults([0xEF, 0xBB, 0xBF] + file).isEmpty)
    }

    @Test("a changed result does not hide behind a new checksum") func forged() throws {
        guard case .object(var members) = try JSONReader.read(String(decoding: try published(), as: UTF8.self)) else {
            return
        }
        members["checksum"] = nil
        guard case .object(var result)? = members["result"], case .array(let ranking)? = result["ranking"] else {
            return
        }
        result["ranking"] = .array(ranking.reversed())
        members["result"] = .object(result)
        members["checksum"] = .string("sha256:" + Draw.digest(Array(JSONValue.object(members).text.utf8)))
        let faults = try Publication.faults(Array((JSONValue.object(members).text + "\n").utf8))
        #expect(faults.map(\.chinese) == ["按文件里的规则和评分表重算，结果不一样"])
    }

    @Test("what another rule or sheet changes is said") func difference() throws {
        let before = try JSONReader.read(
            #"{"rule":{},"entries":[{"id":"甲"},{"id":"乙"}],"sheets":[{"entry":"甲","judge":"一","score":8},{"entry":"甲","judge":"二","score":10},{"entry":"乙","judge":"一","score":"8.5"},{"entry":"乙","judge":"二","score":9}],"cut":{"places":1}}"#
        )
        let after = try JSONReader.read(
            #"{"rule":{"decimals":1},"entries":[{"id":"甲"},{"id":"乙"}],"sheets":[{"entry":"甲","judge":"一","score":8},{"entry":"甲","judge":"二","score":9},{"entry":"乙","judge":"一","score":"8.5"},{"entry":"乙","judge":"二","score":9}],"cut":{"places":1}}"#
        )
        let words = try Difference(before: before, after: after).words.map(\.chinese)
        #expect(words.contains("规则 rule.decimals：原来 null，现在 1"))
        #expect(words.contains("评委 二 给 甲 的 ：原来 10，现在 9"))
        #expect(words.contains("甲：9.00 分第 1 名 → 8.5 分第 2 名，现在不入围"))
        #expect(words.contains("乙：8.75 分第 2 名 → 8.8 分第 1 名，现在入围"))
        #expect(try Difference(before: before, after: before).words.map(\.chinese) == ["名次、总分和入围都没有变化"])
    }

    @Test("what one judge's absence would change") func sensitivity() throws {
        let json = try Sensitivity(
            try JSONReader.read(
                #"{"entries":[{"id":"甲"},{"id":"乙"}],"sheets":[{"entry":"甲","judge":"一","score":8},{"entry":"甲","judge":"二","score":10},{"entry":"乙","judge":"一","score":9},{"entry":"乙","judge":"二","score":8}],"cut":{"places":1}}"#
            )
        ).json.text
        #expect(json.contains(#"{"judge":"二","possible":true,"ranksMoved":2,"wouldGoOn":["乙"],"wouldStay":["甲"]}"#))
        #expect(json.contains(#"{"judge":"一","possible":true,"ranksMoved":0,"wouldGoOn":[],"wouldStay":[]}"#))
    }
}
