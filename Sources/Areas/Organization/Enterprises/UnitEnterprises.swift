import Core
import Storage
import Web

/// On a unit's page: how many enterprises it and the units below it answer for, and who works there.
struct UnitEnterprises: Section {
    static let key = "enterprises"

    let unit: Identifier
    let asOf: Day?
    let enterprises: Int
    let withUnion: Int
    let employees: Int
    let members: Int
    let uncounted: Int
    /// Enterprises can be registered here by whoever asks.
    let mayRegister: Bool

    var title: Message { "企业" }

    static let section = UnitSection { visit, id, tx in
        let scope = visit.actor.sees
        // A single unit opened by a grant says nothing of what lies in it.
        guard let unit = try UnitStore.find(id, scope, tx), scope.contains(unit.place) else { return nil }
        let day = visit.asOf ?? visit.house.today
        let totals = try EnterpriseStore.totals(below: unit.place, asOf: day, scope, tx)
        return UnitEnterprises(
            unit: id, asOf: visit.asOf, enterprises: totals.enterprises, withUnion: totals.withUnion,
            employees: totals.employees, members: totals.members, uncounted: totals.uncounted,
            mayRegister: visit.asOf == nil && unit.kind.isCovered && unit.mayHoldRecords(visit.actor).isAllowed)
    }

    func body(_ words: Words) -> HTML {
        let list = "/enterprises?unit=\(unit)" + (asOf.map { "&asOf=\($0)" } ?? "")
        let register: [PageAct] =
            mayRegister ? [.link("登记企业", to: "/enterprises/new?unit=\(unit)")] : []
        guard enterprises > 0 else {
            return emptyState(
                words, asOf == nil ? "这里还没有登记企业" : "当时这里没有登记企业",
                advice: mayRegister ? "可以登记一家企业，也可以导入企业表" : nil, acts: register)
        }
        let uncountedNote: Message? = uncounted == 0 ? nil : "\(uncounted) 家没有登记人数"
        return """
            \(figureTiles(
                words,
                [
                    FigureTile("企业", words(enterprises), opens: list),
                    FigureTile("已建会", words(withUnion), opens: list + "&union=yes"),
                    FigureTile("职工", words(employees), opens: list, note: uncountedNote),
                    FigureTile("会员", words(members), opens: list),
                ]))
            \(register.isEmpty ? nil : actRow(words, register))
            """
    }
}
