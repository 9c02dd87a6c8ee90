import Core
import Foundation
import Spreadsheets
import Storage
import Web

/// Everything that is held about a person, for herself: a page, its twin in JSON, and a workbook.
struct PersonCopyPage: Page {
    static let command = "copyPerson"

    var title: Message { "\(name)的个人信息副本" }
    var room: Room? { People.room }

    struct Table: Sendable, Encodable {
        let title: Message
        let columns: [Message]
        let rows: [[Message]]
    }

    let id: Identifier
    let name: String
    let sex: Sex?
    let birthDay: Day?
    let documentTitle: Message
    let documentNumber: String
    let phone: String?
    let unit: String
    let madeOn: Day
    let tables: [Table]

    /// What stands first: who she is.
    private func known(_ words: Words) -> [(Message, String?)] {
        [
            ("姓名", name), ("性别", sex.map { words($0.title) }), ("出生日期", birthDay.map { words($0) }),
            ("证件类型", words(documentTitle)), ("证件号码", documentNumber), ("联系电话", phone), ("单位", unit),
            ("用途和依据", words(ConsentPurpose.staffRecord.basis)),
        ]
    }

    func body(_ words: Words) -> HTML {
        let parts = tables.map { table in
            section(
                words, table.title,
                dataTable(
                    words, caption: table.title, columns: table.columns.map { Column($0) },
                    rows: table.rows.map { row in TableRow(row.map { HTML(text: words($0)) }) }))
        }
        return """
            \(pageHeader(
                words, title, note: HTML(text: words("\(madeOn)制作；含完整号码，只交给本人。这次制作已经记录")),
                crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")],
                acts: [
                    .link("下载 Excel 表格", to: "/people/\(id)/copy/file"),
                    .link("保存为文件（JSON）", to: "/people/\(id)/copy.json"),
                ]))
            \(facts(words, known(words).map { Fact.text($0.0, $0.1) }))
            \(parts)
            """
    }

    /// One sheet for who she is and one for each kind of record; each says by whom it was made, and for whom.
    func sheets(_ mark: CopyMark, _ words: Words) -> [SheetToWrite] {
        let lines = [[]] + mark.lines.map { [WrittenCell.text(words($0), style: .note)] }
        func sheet(_ title: Message, _ columns: [Message], _ rows: [[String]]) -> SheetToWrite {
            SheetToWrite(
                name: words(title), columns: columns.map { SheetToWrite.Column(words($0), width: 20) },
                rows: rows.map { row in row.map { .text($0) } } + lines, hasFilter: false, margin: words(mark.margin))
        }
        return [sheet("本人", ["项目", "内容"], known(words).map { [words($0.0), $0.1 ?? "—"] })]
            + tables.map { table in
                sheet(table.title, table.columns, table.rows.map { row in row.map { words($0) } })
            }
    }
}

/// Who made the copy, when, for whom: on every sheet.
struct CopyMark: Sendable {
    let margin: Message
    let lines: [Message]

    init(of person: String, house: String?, by maker: String, head: Seal?, at now: Instant) {
        let house: Message = house.map { .verbatim($0) } ?? "工会社工管理"
        margin = "\(house) · \(person)的个人信息副本 · \(maker)制作于 \(now)，只交给本人"
        var lines: [Message] = [margin]
        if let head { lines.append("审计链头：\(String(head.number)):\(head.head)") }
        self.lines = lines
    }
}

/// A copy is made for the person herself: without a request of hers there is nobody to hand it to.
struct CopyNotAskedPage: Page {
    var title: Message { "\(name)的个人信息副本" }
    var room: Room? { People.room }

    let id: Identifier
    let name: String

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")]))
        \(notice(words, .warning, "副本含完整号码，只交给本人；请先登记本人查阅、复制的请求，再制作"))
        \(actRow(words, [.link("登记本人的请求", to: "/people/\(id)/requests?kind=copy", .primary)]))
        """
    }
}

extension RecordRequest {
    /// She asked for her data, and was not refused.
    var allowsCopy: Bool { kind == .copy && outcome != .refused }
}

struct PersonCopyPages: Sendable {
    let story: StoryWords

    var routes: [Route] {
        [
            .get("/people/:person/copy", "person.copy") { visit in
                if let page = try await page(visit) { return .page(page) }
                return .page(try await waiting(visit))
            },
            .get("/people/:person/copy/file", "person.copy.file", file),
        ]
    }

    /// Of whom a copy may be made by whoever visits.
    private func line(_ visit: Visit, _ tx: Transaction) throws -> PersonLine {
        let id = try visit.identifier("person")
        guard
            let line = try PersonStore.lines(of: [id], PersonFilter(visit.actor.sees), tx, visit.house.vault).first,
            !line.person.isErased
        else { throw Problem.notFound }
        try visit.actor.may(.reveal, at: line.person.place).orThrow()
        return line
    }

    private func waiting(_ visit: Visit) async throws -> CopyNotAskedPage {
        try await visit.house.database.read { tx in
            let person = try line(visit, tx).person
            return CopyNotAskedPage(id: person.id, name: person.name)
        }
    }

    /// Whole numbers: on audit before the answer goes out. nil: she has not asked for any, and a single number is shown
    /// for a reason on her page.
    private func page(_ visit: Visit) async throws -> PersonCopyPage? {
        let id = try visit.identifier("person")
        let made = try await visit.house.database.read { tx -> PersonCopyPage? in
            let line = try line(visit, tx)
            guard let record = try PersonStore.record(of: id, tx, visit.house.vault) else { throw Problem.notFound }
            guard try RequestStore.all(of: id, tx).contains(where: \.allowsCopy) else { return nil }
            let registry = visit.house.registry
            let tables = try registry.personal.flatMap { try $0.copy(id, registry, tx) } + [acts(about: id, tx)]
            return PersonCopyPage(
                id: id, name: record.name, sex: record.sex, birthDay: record.birthDay,
                documentTitle: record.documentKind.title, documentNumber: record.number, phone: record.phone,
                unit: line.unitName, madeOn: visit.house.today,
                tables: tables.filter { !$0.rows.isEmpty }.map {
                    PersonCopyPage.Table(title: $0.title, columns: $0.columns, rows: $0.rows)
                })
        }
        guard let page = made else { return nil }
        try await visit.house.runner.recordReading(
            PersonCopyPage.command, of: [("person", id)], fields: ["documentNumber", "phone"], by: visit.actor)
        return page
    }

    private static let mostActs = 500

    /// Who has changed or looked at her record; not by name, which would be another person's.
    private func acts(about person: Identifier, _ tx: Transaction) throws -> PersonContent.Copy {
        var rows: [[Message]] = []
        var before: Identifier?
        repeat {
            let part = try PersonStory.read(of: person, before: before, withReasons: false, self.story, tx)
            rows += part.entries.map { ["\(Instant(milliseconds: $0.at))", $0.what] }
            before = part.older
        } while before != nil && rows.count < Self.mostActs
        return PersonContent.Copy(title: "查看和办理记录", columns: ["时间", "办理"], rows: rows)
    }

    @Sendable private func file(_ visit: Visit) async throws -> Answer {
        guard let page = try await page(visit) else {
            return .redirect("/people/\(try visit.identifier("person"))/copy")
        }
        let (place, head) = try await visit.house.database.read { tx in (try HouseName.name(tx), try Seal.last(tx)) }
        let now = visit.house.clock.now()
        let mark = CopyMark(of: page.name, house: place, by: visit.actor.name, head: head, at: now)
        return .file(
            Download(
                name: "\(visit.words(page.title)) \(page.madeOn).xlsx",
                contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                content: .bytes(try workbookBytes(page.sheets(mark, visit.words)))))
    }
}
