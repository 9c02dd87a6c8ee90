import Exact

/// Whoever or whatever is judged.
package struct Entry: Sendable {
    package let id: String
    /// Points that are brought along.
    package let carry: Rational
    /// Where it stands in the document.
    let given: GivenRecord

    init(_ given: Given) throws(Refusal) {
        self.given = try given.record()
        id = try self.given.need("id").identifier()
        carry = try self.given.decimal("carry", default: 0)
    }

    /// Its district, panel, post, team.
    func label(_ key: String) throws(Refusal) -> String { try given.need(key).identifier() }

    /// A time, a further test's result; nil where it has none.
    func value(_ key: String) throws(Refusal) -> Rational? { try given.optionalDecimal(key) }

    static func list(_ given: [Given]) throws(Refusal) -> (entries: [Entry], byID: [String: Int]) {
        var entries: [Entry] = []
        var byID: [String: Int] = [:]
        for one in given {
            let entry = try Entry(one)
            guard byID.updateValue(entries.count, forKey: entry.id) == nil else {
                throw Refusal("\(one.path).id", "“\(entry.id)”写了两次")
            }
            entries.append(entry)
        }
        return (entries, byID)
    }
}

extension String {
    /// By code points, as other programs order too.
    func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
