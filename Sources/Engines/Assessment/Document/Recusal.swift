import Exact

/// A judge who must not score an entry: the same district, kin, a trainer.
package struct Recusal: Sendable {
    struct Pair: Hashable {
        let judge: String
        let entry: Int
    }

    package let judge: String
    package let entry: Int
    package let reason: String
    /// Who sits in for the judge.
    package let replacement: String?
    let path: String

    static func list(_ given: [Given], rule: Rule, entries: [String: Int]) throws(Refusal) -> [Recusal] {
        var all: [Recusal] = []
        var pairs: Set<Pair> = []
        for one in given {
            let record = try one.record()
            let judge = try record.need("judge").identifier()
            let name = try record.need("entry")
            guard let entry = entries[try name.identifier()] else { throw name.refusal("没有这个参评对象") }
            guard pairs.insert(Pair(judge: judge, entry: entry)).inserted else { throw Refusal(one.path, "写了两次") }
            let replacement = try record["replacement"]?.identifier()
            if rule.recusal == .replacement {
                guard let replacement else { throw record.refusal("replacement", "规则是由他人代评，这里没有写由谁代评") }
                guard replacement != judge else { throw record.refusal("replacement", "不能由回避的评委自己代评") }
            } else if replacement != nil {
                throw record.refusal("replacement", "规则没有写由他人代评")
            }
            all.append(
                Recusal(
                    judge: judge, entry: entry, reason: try record["reason"]?.identifier() ?? "",
                    replacement: replacement, path: one.path))
        }
        return all
    }

    /// Whoever sits in must have scored, and must not be recused too.
    static func check(_ recusals: [Recusal], sheets: Sheets) throws(Refusal) {
        let pairs = Set(recusals.map { Pair(judge: $0.judge, entry: $0.entry) })
        for recusal in recusals {
            guard let replacement = recusal.replacement else { continue }
            guard !pairs.contains(Pair(judge: replacement, entry: recusal.entry)) else {
                throw Refusal("\(recusal.path).replacement", "评委“\(replacement)”对这个参评对象也要回避")
            }
            let scored = sheets[entry: recusal.entry]
            guard scored.isEmpty || scored.contains(where: { sheets.judges[$0.judge] == replacement }) else {
                throw Refusal("\(recusal.path).replacement", "评委“\(replacement)”没有给这个参评对象打分")
            }
        }
    }
}
