import Core
import LabourLaw
import Storage
import Web

/// The form of a new entry; first it shows what would change, and only then it saves.
struct LawForm: Page {
    let table: LawTable
    let places: [Choice]
    let form: FormState
    /// Everything is filled in: what it would do, and the question.
    var question: LawQuestion?

    var title: Message { question == nil ? "登记：\(table.title)" : "看看会有什么变化" }
    var room: Room? { Law.room }

    static func address(_ table: LawTable, place: String? = nil, year: Int? = nil) -> String {
        Web.address("\(TablePage.address(table))/new", [("place", place), ("year", year.map { String($0) })])
    }

    /// Where a fault of the whole entry is told.
    static func field(of table: LawTable) -> String {
        switch table {
        case .replyPeriods: "reminder"
        case .refusalThresholds: "one"
        default: "value"
        }
    }

    // MARK: - Handlers

    static func new(_ visit: Visit) async throws -> Web.Answer {
        try SetLawEntry.mayRun(visit.actor).orThrow()
        let table = try TablePage.table(visit)
        return .page(
            try await visit.house.database.read { tx in
                let settings = try LawSettings.current(tx)
                var form = FormState()
                if table.isByYear {
                    let year = visit.query["year"].flatMap { Int($0) } ?? visit.house.today.year + 1
                    form["year"] = String(year)
                    // What is known of the year comes filled in, to be changed.
                    let known = LawSettings.facts(of: table, in: settings).first { $0.from.year == year }
                    form["value"] = known?.value.map { LawDays.kept($0).map(line(table)).joined(separator: "\n") }
                    form["source"] = known?.source
                } else if table != .place {
                    form["place"] = visit.query["place"] ?? "000000"
                    form["from"] = visit.house.today.description
                }
                return try page(table, form, tx)
            })
    }

    static func submit(_ visit: Visit) async throws -> Web.Answer {
        try SetLawEntry.mayRun(visit.actor).orThrow()
        let table = try TablePage.table(visit)
        var pasted: String?
        let answer = try await visit.submit {
            pasted = try uploaded(visit)
            let known = ["table": table.rawValue, "value": pasted].compactMapValues { $0 }
            if visit.fields["edit"] != nil {
                return .page(try await again(visit, table, FormState(visit.fields), nil))
            }
            let command = try visit.decode(SetLawEntry.self, with: known)
            guard visit.fields["confirmed"] != nil else {
                return .page(try await asked(visit, command, known["value"]))
            }
            try await visit.run(command)
            return .redirect(TablePage.address(table), saying: "已登记")
        } orShow: { form in
            try await again(visit, table, form, pasted)
        }
        return answer
    }

    /// The text of the file, where one was sent.
    private static func uploaded(_ visit: Visit) throws -> String? {
        guard let upload = visit.upload, upload.size > 0 else { return nil }
        guard upload.size <= LawDays.longest else { throw Problem.invalid("file", "文件太大，一年的日子用不了这么多") }
        guard let text = String(validating: try upload.read(), as: UTF8.self) else {
            throw Problem.invalid("file", "读不出文字：请另存为 UTF-8 的 CSV 或 JSON，或者把内容粘贴到上面")
        }
        return text
    }

    private static func asked(_ visit: Visit, _ command: SetLawEntry, _ value: String?) async throws -> LawForm {
        let (table, today) = (command.table, visit.house.today)
        return try await visit.house.database.read { tx in
            let reading = try SetLawEntry.reading(command, tx)
            guard let fact = reading.fact else { throw Problem.invalid(reading.problems) }
            var form = FormState(visit.fields)
            form["confirmed"] = nil
            if let value { form["value"] = value }
            var page = try page(table, form, tx)
            page.question = try LawQuestion.adding(table, fact, reason: command.reason, today: today, tx)
            return page
        }
    }

    /// The form again with what was written, by the settings as they are now.
    private static func again(
        _ visit: Visit, _ table: LawTable, _ given: FormState, _ pasted: String?
    ) async throws -> LawForm {
        var form = given
        for name in ["confirmed", "edit", "version"] { form[name] = nil }
        if let pasted { form["value"] = pasted }
        return try await visit.house.database.read { [form] tx in try page(table, form, tx) }
    }

    private static func page(_ table: LawTable, _ given: FormState, _ tx: Transaction) throws -> LawForm {
        var form = given
        if form["version"] == nil { form["version"] = String(try LawEntryStore.version(tx)) }
        return LawForm(table: table, places: SettingsPage.choices(try LawSettings.current(tx)), form: form)
    }

    private static func line(_ table: LawTable) -> (LawDays.Line) -> String {
        { line in table == .statutoryDays ? "\(line.day)" : "\(line.day),\(line.isOff ? "休" : "班")" }
    }

    // MARK: - View

    func body(_ words: Words) -> HTML {
        let crumbs = Law.crumbs + [Crumb("各地标准", SettingsPage.path), Crumb(table.title, TablePage.address(table))]
        if let question {
            return """
                \(pageHeader(words, title, note: "\(words(table.title))", crumbs: crumbs))
                \(question.body(words))
                \(confirming(words))
                """
        }
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, note: "\(words(table.about))", crumbs: crumbs))
            \(view.wrapped(
                to: Self.address(table), submit: "下一步：看看会有什么变化", takesUpload: table.isByYear,
                cancel: TablePage.address(table), fields(view)))
            """
    }

    private func fields(_ view: FormView) -> [HTML] {
        var fields: [HTML] = []
        switch table {
        case .place:
            fields.append(view.text("place", "区划代码", hint: "六位数字，例如浦东新区 310115", width: .short, inputMode: "numeric"))
        case .calendar, .statutoryDays: fields.append(view.number("year", "年份"))
        default:
            fields.append(
                view.select("place", "地方", places, hint: "区没有自己的规定就照市的，市没有就照全国的", unchosen: nil))
            fields.append(view.day("from", "从哪天起", hint: "公布写明的开始执行的日子；以前的日子也可以补"))
        }
        fields += valueFields(view)
        if !table.isByYear && table != .place {
            fields.append(view.checkbox("isNone", "从这一天起这个地方不再另有规定，照上一级的", value: "true"))
        }
        fields.append(
            view.text("source", "来源", hint: "文件名称和文号，或者公布的网页", width: .full))
        fields.append(
            view.radios("confirmation", "核实到什么程度", Confirmation.allCases.map { Choice($0.rawValue, $0.title) }))
        fields.append(view.text("reason", "为什么改", hint: "例如：市人社局公布了新标准", width: .full))
        return fields + [hiddenField("version", form["version"] ?? "")]
    }

    private func valueFields(_ view: FormView) -> [HTML] {
        switch table {
        case .averageWage, .minimumWage:
            [view.text("value", "每月多少元", width: .short, inputMode: "decimal")]
        case .overtimeBaseShare: [view.number("value", "平时工资的百分之几", hint: "例如 70")]
        case .overtimeInSeveranceBase, .doubleWagePractice, .doubleWageMonths, .earlierServiceRule:
            [view.radios("value", "怎样算", table.choices)]
        case .replyPeriods:
            [
                view.number("reminder", "提示函，几个工作日"), view.number("opinion", "意见书，几个工作日"),
                view.number("recommendation", "建议书，几个工作日"),
            ]
        case .refusalThresholds:
            [
                view.text("one", "一个人，多少元以上", hint: "司法解释许可 5000 到 20000 元", width: .short, inputMode: "decimal"),
                view.text(
                    "ten", "十个人以上共多少元以上", hint: "司法解释许可 30000 到 100000 元", width: .short, inputMode: "decimal"),
            ]
        case .calendar:
            [
                view.textarea(
                    "value", "放假和调休上班的日子", hint: "一行一天：日期，然后写“休”或“班”，例如 2027-01-01,休；也可以粘贴公开日历的 JSON",
                    isOptional: true, rows: 14),
                view.file("file", "或者选择文件（CSV 或 JSON）", accept: ".csv,.json,.txt"),
            ]
        case .statutoryDays:
            [
                view.textarea("value", "法定节假日", hint: "一行一天，例如 2027-01-01", isOptional: true, rows: 14),
                view.file("file", "或者选择文件（CSV 或 JSON）", accept: ".csv,.json,.txt"),
            ]
        case .place: [view.text("value", "名称", hint: "例如：浦东新区")]
        }
    }

    private func confirming(_ words: Words) -> HTML {
        let hidden = form.values.sorted { $0.key < $1.key }.flatMap { name, values in
            values.map { hiddenField(name, $0) }
        }
        return """
            <form method="post" action="\(Self.address(table))" class="form">\(hiddenProofs)\(hidden)\
            <div class="acts form-acts">\
            <button class="button primary" type="submit" name="confirmed" value="yes">\(words("确认登记"))</button>\
            <button class="button" type="submit" name="edit" value="yes">\(words("返回修改"))</button>\
            <a class="button" href="\(TablePage.address(table))">\(words("不登记了"))</a></div></form>
            """
    }
}
