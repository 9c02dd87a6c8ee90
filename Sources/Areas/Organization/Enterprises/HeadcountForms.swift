import Core
import Storage
import Web

/// Corrects the numbers of a day that were written down wrong.
enum HeadcountForms {
    static func correction(_ visit: Visit) async throws -> Answer { .page(try await page(visit, nil)) }

    static func correct(_ visit: Visit) async throws -> Answer {
        let (enterprise, headcount) = (try visit.identifier("enterprise"), try visit.identifier("headcount"))
        return try await visit.submit {
            let outcome = try await visit.run(
                visit.decode(CorrectHeadcount.self, with: ["headcount": headcount.description]))
            return .redirect(
                "/enterprises/\(enterprise)", saying: outcome.isOdd ? "已更正；会员多于职工，请核对" : "已更正")
        } orShow: { form in
            try await page(visit, form)
        }
    }

    private static func page(_ visit: Visit, _ form: FormState?) async throws -> HeadcountPage {
        let enterprise = try await visit.changeableEnterprise()
        let id = try visit.identifier("headcount")
        let found = try await visit.house.database.read { tx in try HeadcountStore.find(id, tx) }
        guard let found, found.enterprise == enterprise.id else { throw Problem.notFound }
        var filled = form ?? FormState()
        if form == nil {
            filled["countedOn"] = found.countedOn.description
            filled["employees"] = String(found.employees)
            filled["members"] = String(found.members)
            filled["sourceNote"] = found.sourceNote
        }
        return HeadcountPage(
            enterprise: enterprise.id, name: enterprise.name, headcount: found.id, countedOn: found.countedOn,
            form: filled)
    }
}

struct HeadcountPage: Page {
    let title: Message = "更正人数"
    let enterprise: Identifier
    let name: String
    let headcount: Identifier
    let countedOn: Day
    let form: FormState

    var room: Room? { Organization.fieldRoom }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(
                words, title, note: "\(words("更正 \(countedOn) 登记的人数；原来的数字留着，不再计算"))",
                crumbs: enterpriseCrumbs(enterprise, name)))
            \(view.wrapped(
                to: "/enterprises/\(enterprise)/headcounts/\(headcount)/correct", submit: "更正人数",
                cancel: "/enterprises/\(enterprise)",
                HeadcountFields.view(view) + [view.text("reason", "更正原因", hint: "例如：看错了行", width: .full)]))
            """
    }
}
