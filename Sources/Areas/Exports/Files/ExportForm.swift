import Core
import Web

/// What to take of a list, as which file, and what for.
struct ExportForm: Page {
    let title: Message
    let list: String
    let listTitle: Message
    let at: String
    let asksPurpose: Bool
    /// People may be asked for it: it can be made for others, too.
    let isOfPeople: Bool
    let filter: [String]
    let rows: Int?
    let form: FormState

    static func load(_ visit: Visit, _ form: FormState) async throws -> ExportForm {
        let key = visit.fields["list"] ?? visit.query["list"] ?? ""
        let at = visit.fields["at"] ?? visit.query["at"] ?? ""
        guard let listing = visit.house.registry.listing(key), ListAddress.isSound(at, of: listing) else {
            throw Problem.notFound
        }
        try listing.mayTake(visit.actor).orThrow()
        let (path, query) = ListAddress.parts(at)
        let asking = Listing.Asking(
            actor: visit.actor, house: visit.house, parameters: listing.parameters(of: path) ?? [:], query: query)
        var form = form
        if form["kind"] == nil { form["kind"] = Export.Kind.xlsx.rawValue }
        if form["use"] == nil { form["use"] = DataUse.ownWork.rawValue }
        return ExportForm(
            title: "导出：\(listing.title)", list: key, listTitle: listing.title, at: at,
            asksPurpose: listing.holdsContact, isOfPeople: listing.isOfPeople,
            filter: query.sorted { $0.key < $1.key }.map(\.value),
            rows: try await listing.total(asking), form: form)
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(
                words, title, note: "\(words(note))", crumbs: [Crumb(listTitle, at), Crumb("我的导出", "/exports")]))
            \(notice(words, .information, "只导出您现在可以查看的行，号码和在页面上一样遮住一部分。文件里写明是谁、何时导出的；\(Export.lifetimeInHours) 小时后或下载 \(Export.mostDownloads) 次后自动删除，每次下载都有记录。"))
            \(view.wrapped(
                to: "/exports", submit: "导出", cancel: at,
                [
                    hiddenField("list", list), hiddenField("at", at),
                    view.radios(
                        "kind", "文件格式",
                        [
                            Choice("xlsx", "Excel 表格（.xlsx）", hint: "日常用这个"),
                            Choice("csv", "CSV 文本（.csv）", hint: "给别的系统用"),
                        ]),
                ] + uses(view) + [
                    asksPurpose
                        ? view.text(
                            "purpose", "用途", hint: "这份名单有联系方式。例如：联系本街道社工参加培训；会印在文件里", width: .full)
                        : view.text("purpose", "用途", hint: "会印在文件里", isOptional: true, width: .full),
                ]))
            """
    }

    private func uses(_ view: FormView) -> [HTML] {
        guard isOfPeople else { return [] }
        return [
            view.radios(
                "use", "给谁用",
                [
                    Choice(DataUse.ownWork.rawValue, DataUse.ownWork.title, hint: "安排岗位、培训和工会工作，不需要本人另外同意"),
                    Choice(
                        DataUse.disclosure.rawValue, DataUse.disclosure.title,
                        hint: "只列同意提供给这个单位的人，其余的不列入，并写明有几人"),
                    Choice(
                        DataUse.publicity.rawValue, DataUse.publicity.title, hint: "只列同意公开宣传的人，不含联系电话"),
                ]),
            view.text(
                "recipient", "接收单位", hint: "提供给其他单位时填写全称，与本人同意书上写的一致", isOptional: true, width: .full),
        ]
    }

    private var note: Message {
        guard let rows else { return filter.isEmpty ? "全部" : "按名单上的条件" }
        return filter.isEmpty ? "全部 \(rows) 行" : "按名单上的条件，\(rows) 行"
    }
}
