import Core
import Deadlines
import People
import Storage
import TestForce
import Web
import Workforce

/// Two kinds of promises in the small city: one that is closed by hand, one that closes by its own act.
enum Promises {
    static let visit = ObligationKind(
        "visit", title: "回访企业", advice: "上门回访后写明情况", daysAhead: 7, closesByHand: true, subjects: named)
    static let licence = ObligationKind(
        "licence", title: "证书到期", advice: "请办理续期", daysAhead: 60, subjects: named)

    @Sendable private static func named(
        _ ids: [Identifier], _ tx: Transaction
    ) throws -> [Identifier: ObligationKind.Subject] {
        let rows = try tx.all("SELECT id, name FROM people WHERE id IN \(list: ids)") { row in
            (try row["id"] as Identifier, try row["name"] as String)
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, .init(label: $0.1, opens: "/people/\($0.0)")) })
    }

    static let room = Area(name: "Promises", registry: Registry(obligations: [visit, licence]))
    /// Made anew for each house: the room remembers who asks too often.
    static var areas: [Area] { [room, Deadlines.area(address: "https://qiao.example.cn")] }
}

extension ForceCity {
    @discardableResult
    func promise(
        _ kind: ObligationKind, about person: Identifier, at unit: Identifier, due: String, holder: Identifier? = nil
    ) async throws -> Identifier {
        let day = try Self.day(due)
        return try await house.runner.batch("test", as: .founder) { act in
            guard let place = try ScopeTree.place(of: unit, act.tx) else { throw Problem.notFound }
            return try Obligations.set(kind.kind, about: person, holder: holder, at: place, dueOn: day, act)
        }
    }
}
