import Core
import Storage
import Web

/// Two records side by side, with a choice for each field.
struct ComparePage: Page {
    var title: Message { "是不是同一个人：\(kept.row.name)" }
    var room: Room? { People.room }

    enum Field: String, CaseIterable, Encodable {
        case fullName, document, phone, sex, birthDay
    }

    struct Side: Sendable, Encodable {
        let row: PersonRow
        let documentTitle: Message
        let idNumber: String
        let birthDay: Day?
        let saysSexAndBirth: Bool

        init(_ line: PersonLine) {
            row = PersonRow(line, today: Day(number: 0))
            documentTitle = line.person.documentKind.title
            idNumber = line.person.maskedNumber
            birthDay = line.person.birthDay
            saysSexAndBirth = line.person.documentKind == .residentIdentityCard
        }

        func says(_ field: Field) -> Message {
            switch field {
            case .fullName: .verbatim(row.name)
            case .document: "\(documentTitle) \(idNumber)"
            case .phone: row.phone.map { .verbatim($0) } ?? "没有登记"
            case .sex: row.sex?.title ?? "没有登记"
            case .birthDay: birthDay.map { "\($0)" } ?? "没有登记"
            }
        }
    }

    /// How much hangs on each of the two.
    struct Content: Sendable, Encodable {
        let title: Message
        let kept: Int
        let merged: Int
    }

    let kept: Side
    let merged: Side
    /// By what the records hold: masked, two numbers often read the same.
    let differing: [Field]
    let contents: [Content]
    let conflicts: [Message]
    let form: FormState

    /// The second form of the page calls its reason otherwise, so that each says what is wrong with its own.
    static let apartReason = "apartReason"

    var path: String { "/people/\(kept.row.id)/merge/\(merged.row.id)" }

    func body(_ words: Words) -> HTML {
        let isAboutApart = form.problems.contains { $0.field == Self.apartReason }
        let view = FormView(words, isAboutApart ? FormState(values: form.values.compactMapValues(\.first)) : form)
        let apart = FormView(words, isAboutApart ? form : FormState())
        return """
            \(pageHeader(
                words, title,
                note: HTML(text: words("左边一份的编号保留，右边一份的旧链接会转到左边")),
                crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(kept.row.name), "/people/\(kept.row.id)")],
                acts: [.link("左右对调", to: "/people/\(merged.row.id)/merge/\(kept.row.id)")]))
            \(conflicts.isEmpty
                ? nil : notice(words, .warning, "现在还不能合并：", lineList(conflicts.map { HTML(text: words($0)) })))
            \(sides(words))
            \(section(words, "合并成一份", view.wrapped(
                to: path + "/outlook", submit: "先看合并后的样子", cancel: "/people/\(kept.row.id)", fields(view))))
            \(section(words, "不是同一个人", apart.wrapped(
                to: path + "/apart", submit: "不是同一个人", weight: .plain,
                [apart.text(Self.apartReason, "怎么知道不是同一个人", hint: "记下以后，这两份记录不再列为可能重复", width: .full)])))
            """
    }

    /// Two records are shown beside one another, what differs marked in words.
    private func sides(_ words: Words) -> HTML {
        let known = Field.allCases.map { field -> TableRow in
            TableRow([
                HTML(text: words(field.title)), HTML(text: words(kept.says(field))),
                HTML(text: words(merged.says(field))), difference(words, isSame: !differing.contains(field)),
            ])
        }
        let hanging = contents.map { content in
            TableRow([
                HTML(text: words(content.title)), HTML(text: words(content.kept)), HTML(text: words(content.merged)),
                .empty,
            ])
        }
        let units = TableRow([
            HTML(text: words("单位")), HTML(text: kept.row.unit), HTML(text: merged.row.unit),
            difference(words, isSame: kept.row.unit == merged.row.unit),
        ])
        return dataTable(
            words, caption: "两份记录",
            columns: [Column("项目", .heading), Column("保留的记录"), Column("并入的记录"), Column("比较")],
            rows: known + [units] + hanging)
    }

    private func difference(_ words: Words, isSame: Bool) -> HTML {
        isSame ? tag(words, "相同", .quiet) : tag(words, "不同", .strong)
    }

    private func fields(_ view: FormView) -> [HTML] {
        var fields = ["keptVersion", "mergedVersion"].map { hiddenField($0, form[$0] ?? "") }
        for field in Field.allCases {
            // What is alike needs no choice; sex and birth day follow a resident's number.
            let follows = [.sex, .birthDay].contains(field) && kept.saysSexAndBirth && merged.saysSexAndBirth
            if follows || !differing.contains(field) && field != .document {
                if !follows { fields.append(hiddenField(field.rawValue, MergeSide.kept.rawValue)) }
                continue
            }
            fields.append(
                view.radios(
                    field.rawValue, field.title,
                    [
                        Choice(MergeSide.kept.rawValue, kept.says(field), hint: "保留的记录"),
                        Choice(MergeSide.merged.rawValue, merged.says(field), hint: "并入的记录"),
                    ]))
        }
        return fields + [view.textarea("reason", "怎样确认是同一个人", hint: "例如：电话问过本人；核对过身份证原件", rows: 2)]
    }
}

extension ComparePage.Field {
    func isSame(_ one: PersonRecord, _ two: PersonRecord) -> Bool {
        switch self {
        case .fullName: one.name == two.name
        case .document: one.documentKind == two.documentKind && one.number == two.number
        case .phone: one.phone == two.phone
        case .sex: one.sex == two.sex
        case .birthDay: one.birthDay == two.birthDay
        }
    }

    var title: Message {
        switch self {
        case .fullName: "姓名"
        case .document: "证件"
        case .phone: "联系电话"
        case .sex: "性别"
        case .birthDay: "出生日期"
        }
    }
}

/// What the one record will say; asks once more.
struct OutlookPage: Page {
    var title: Message { "合并后的样子：\(name)" }
    var room: Room? { People.room }

    let name: String
    let sex: Sex?
    let birthDay: Day?
    let documentTitle: Message
    let idNumber: String
    let phone: String?
    let contents: [ComparePage.Content]
    let conflicts: [Message]
    let kept: Identifier
    let path: String
    let values: [String: String]

    init(compare: ComparePage, result: PersonRecord, command: MergePeople) {
        name = result.name
        sex = result.sex
        birthDay = result.birthDay
        documentTitle = result.documentKind.title
        idNumber = (command.document == .kept ? compare.kept : compare.merged).idNumber
        phone = (command.phone == .kept ? compare.kept : compare.merged).row.phone
        contents = compare.contents
        conflicts = compare.conflicts
        kept = command.kept
        path = compare.path
        var values = [
            "keptVersion": String(command.keptVersion), "mergedVersion": String(command.mergedVersion),
            "fullName": command.fullName.rawValue, "document": command.document.rawValue,
            "phone": command.phone.rawValue, "reason": command.reason,
        ]
        values["sex"] = command.sex?.rawValue
        values["birthDay"] = command.birthDay?.rawValue
        self.values = values
    }

    func body(_ words: Words) -> HTML {
        let lines =
            [
                Fact.text("姓名", name), .text("性别", sex.map { words($0.title) }),
                .text("出生日期", birthDay.map { words($0) }), .text("证件类型", words(documentTitle)),
                .text("证件号码", idNumber), .text("联系电话", phone),
            ] + contents.map { Fact.text($0.title, words($0.kept + $0.merged)) }
        guard conflicts.isEmpty else {
            return """
                \(pageHeader(words, title))
                \(notice(words, .failure, "现在还不能合并：", lineList(conflicts.map { HTML(text: words($0)) })))
                \(actRow(words, [.link("返回", to: path)]))
                """
        }
        return confirmation(
            words, title, "两份记录会成为一份；\(PersonMerge.daysToUndo) 天内可以撤销，以后不能再分开",
            act: PageAct.post("确认合并", to: path, .primary, values: values), back: path, details: facts(words, lines))
    }
}
