import Exact

/// A result as it is published: what went in, what came out, and a checksum over both. Whoever has the file can compute it
/// again; a changed byte shows.
package enum Publication {
    package static let format = "qiao-score-1"

    /// The file: one line of JSON with its keys in order, then LF.
    ///
    /// - Throws: a `Refusal` where nothing can be computed.
    package static func file(_ document: JSONValue) throws(Refusal) -> String {
        let input = settled(document)
        let contest = try Contest(input)
        let result = contest.json(try contest.results(), words: false)
        var members: JSONObject = ["format": .string(format), "input": input, "result": .object(result)]
        members["checksum"] = .string("sha256:" + Draw.digest(Array(JSONValue.object(members).text.utf8)))
        return JSONValue.object(members).text + "\n"
    }

    /// What is wrong with a file; empty: it is what it says.
    ///
    /// - Throws: a `Refusal` where the file holds no published result at all.
    package static func faults(_ bytes: [UInt8]) throws(Refusal) -> [Sentence] {
        guard let text = String(validating: bytes, as: UTF8.self) else { return ["文件里有不是 UTF-8 的内容，被改动过"] }
        guard let document = try? JSONReader.read(text), case .object(let members) = document else {
            return ["文件不是合格的 JSON，被改动过"]
        }
        guard case .string(let format)? = members["format"], format == Self.format, let input = members["input"] else {
            return ["文件不是桥的公布文件（\(Self.format)）"]
        }
        var faults: [Sentence] = []
        var body = members
        body["checksum"] = nil
        let checksum = "sha256:" + Draw.digest(Array(JSONValue.object(body).text.utf8))
        if members["checksum"] != .string(checksum) { faults.append("校验码不符：文件被改动过") }
        do {
            let contest = try Contest(input)
            let result = JSONValue.object(contest.json(try contest.results(), words: false))
            if members["result"] != result { faults.append("按文件里的规则和评分表重算，结果不一样") }
            let again = try file(input)
            if faults.isEmpty, Array(again.utf8) != bytes { faults.append("文件的写法被改动过：与重新写出的不是逐字节相同") }
        } catch {
            faults.append("文件里的规则和评分表算不出结果：\(error.field)：\(error.sentence)")
        }
        return faults
    }

    /// Numbers become text with the digits that were sent, so that every program writes them alike.
    private static func settled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .number(let digits): .string(digits)
        case .array(let values): .array(values.map(settled))
        case .object(let members): .object(members.mapValues(settled))
        default: value
        }
    }

    /// A published file stands for what went into it.
    package static func input(_ document: JSONValue) -> JSONValue {
        guard case .object(let members) = document, members["format"] == .string(format), let input = members["input"]
        else { return document }
        return input
    }
}
