import Exact

/// A contest, a project call, an exam: entries and the stages through which they go.
package struct Contest: Sendable {
    package let entries: [Entry]
    package let stages: [Stage]
    /// True where the document names its stages; else it is one stage without a name.
    package let isStaged: Bool
    /// Drives the draw by which the last ties are parted.
    package let seed: [UInt8]?
    let byID: [String: Int]

    /// - Throws: a `Refusal` that names the field, such as `sheets[3].judge`.
    package init(_ document: JSONValue) throws(Refusal) {
        guard case .object(let members) = document else {
            throw Refusal("input", "应当是写着 rule、entries、sheets 的一份 JSON")
        }
        let given = GivenRecord(members: members, path: "")
        (entries, byID) = try Entry.list(try given.need("entries").list())
        seed = try given["seed"].map { seed throws(Refusal) in
            try Draw.seed(hex: try seed.identifier(), field: seed.path)
        }
        isStaged = given.has("stages")
        guard isStaged else {
            stages = [try Stage(given, number: 0, earlier: [], entries: byID)]
            return
        }
        for key in ["rule", "sheets", "cut"] where given.has(key) {
            throw given.refusal("stages", "分阶段时，\(key) 要写在各个阶段里面")
        }
        var stages: [Stage] = []
        for one in try given.list("stages") {
            let record = try one.record()
            let name = try record.need("id")
            let stage = try Stage(record, number: stages.count, earlier: stages.map(\.id), entries: byID)
            guard !stages.contains(where: { $0.id == stage.id }) else { throw name.refusal("写了两次") }
            stages.append(stage)
        }
        guard !stages.isEmpty else { throw given.refusal("stages", "一个阶段也没有") }
        self.stages = stages
    }

    init(entries: [Entry], stages: [Stage], isStaged: Bool, seed: [UInt8]?, byID: [String: Int]) {
        (self.entries, self.stages, self.isStaged, self.seed, self.byID) = (entries, stages, isStaged, seed, byID)
    }

    /// Reads a document in UTF-8.
    package static func reading(_ bytes: [UInt8]) throws(Refusal) -> JSONValue {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal("input", "不是 UTF-8 文字，请另存为 UTF-8 再试")
        }
        do {
            return try JSONReader.read(text)
        } catch {
            throw Refusal("input", "不是合格的 JSON：第 \(error.offset + 1) 个字节处读不下去")
        }
    }
}
