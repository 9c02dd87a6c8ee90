import Core
import Foundation
import People
import Storage

/// Membership of the force, posts and responsibilities of two records of one person: joined when they become one, and put
/// back as they were.
///
/// Two posts at the same unit whose days meet are one post that was written down twice: it lasts from the first day of
/// either to the last. Posts at different units whose days meet stand in the way.
enum PersonMerging {
    static let contents = [
        told(by: force),
        toldOfTransfers(by: transfers),
    ]

    private static let transfers =
        PersonContent.rows("transfers", title: "调入申请", of: "transfer_requests").with { content in
            content.conflicts = { from, to, tx in
                let both: [Identifier] = try tx.values(
                    """
                    SELECT a.to_unit_id FROM transfer_requests a
                    JOIN transfer_requests b ON b.to_unit_id = a.to_unit_id AND b.person_id = \(to)
                    WHERE a.person_id = \(from) AND a.decided_at IS NULL AND b.decided_at IS NULL
                    """)
                return try names(both, tx).map { "两份记录都有调往\($0)的申请在等答复；请先答复其中一项" }
            }
            content.erase = { person, act in
                try act.tx.execute("UPDATE transfer_requests SET reason = '—' WHERE person_id = \(person)")
            }
        }

    private static let force = PersonContent(
        "force", title: "任职和负责的单位",
        count: { person, tx in
            try tx.value("SELECT COUNT(*) FROM posts WHERE person_id = \(person)") ?? 0
        },
        absorb: { from, to, act in
            let plan = try ForceMerge.plan(from, to, act.tx)
            try plan.carryOut(from, to, act)
            let memo = Memo(before: plan.before, after: try ForceRecord.read([to], act.tx))
            return String(decoding: try JSONEncoder().encode(memo), as: UTF8.self)
        },
        restore: { memo, from, to, act in
            let kept = try Memo(memo)
            try kept.before.putBack(from, to, act)
        }
    ).with { content in
        content.conflicts = { from, to, tx in try ForceMerge.plan(from, to, tx).conflicts(tx) }
        content.release = { from, _, act in
            try act.tx.execute("DELETE FROM workers WHERE person_id = \(from)")
        }
        content.changes = { memo, _, to, tx in
            let kept = try Memo(memo)
            return try ForceRecord.read([to], tx) == kept.after ? [] : ["合并以后任职或负责的单位有过变动"]
        }
        content.reclaim = { memo, from, _, act in
            for worker in try Memo(memo).before.workers where worker.person == from { try worker.insert(act) }
        }
        content.holds = { person, tx in
            let current = try PostStore.current(of: person, tx)
            return try names(current.map(\.place.unit), tx).map { "此人还在\($0)任职，任职期间依法保留" }
        }
    }

    private struct Memo: Codable {
        let before: ForceRecord
        let after: ForceRecord

        init(before: ForceRecord, after: ForceRecord) {
            self.before = before
            self.after = after
        }

        init(_ text: String) throws { self = try JSONDecoder().decode(Memo.self, from: Data(text.utf8)) }
    }

    static func names(_ units: [Identifier], _ tx: Transaction) throws -> [String] {
        let names = try tx.all("SELECT unit_id, name FROM unit_names WHERE unit_id IN \(list: units)") {
            (try $0["unit_id"] as Identifier, try $0["name"] as String)
        }
        let byUnit = Dictionary(names) { first, _ in first }
        return units.map { byUnit[$0] ?? "" }
    }
}
