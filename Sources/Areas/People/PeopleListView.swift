import Core
import Web

struct PeopleListView {
    let page: PeoplePage
    let words: Words

    var html: HTML {
        """
        \(pageHeader(words, page.title, acts: acts))
        \(filters)
        \(liveRegion("people-list", list))
        """
    }

    private var acts: [PageAct] {
        guard page.mayRegister else { return [] }
        return [
            .link("登记人员", to: "/people/new", .primary), .link("可能重复的记录", to: "/people/doubles"),
            .link("本人的个人信息请求", to: "/requests"),
        ]
    }

    private var filters: HTML {
        var fields: [Filter] = [
            .search("q", "查找", page.search, placeholder: "姓名、拼音、首字母，或号码末四位")
        ]
        if page.units.asksForName {
            fields.append(.search("unitName", "单位", page.unitName, placeholder: "名称的一部分、拼音或首字母"))
        } else if page.units.options.count > 1 || page.unit != nil {
            var choices = page.units.options.map { Choice($0.id.description, .verbatim($0.label)) }
            if let unit = page.unit, let name = page.unitName,
                !choices.contains(where: { $0.value == unit.description })
            {
                choices.append(Choice(unit.description, .verbatim(name)))
            }
            fields.append(.select("unit", "单位", choices, page.unit?.description, all: "全部"))
        }
        return filterBar(words, to: "/people", live: "people-list", isFiltered: page.isFiltered, fields)
    }

    private var list: HTML {
        """
        \(units)
        \(page.advice.map { notice(words, .information, $0) })
        \(page.people.isEmpty ? (page.advice == nil ? empty : nil) : table)
        """
    }

    /// What was written fits several units, or none.
    private var units: HTML? {
        guard page.units.asksForName, page.unit == nil, let name = page.unitName else { return nil }
        guard !page.units.options.isEmpty else { return notice(words, .information, "没有叫“\(name)”的单位，显示的是全部人员") }
        let links = page.units.options.map { option -> HTML in
            "<a href=\"\(address("/people", [("q", page.search), ("unit", option.id.description)]))\">\(option.label)</a>"
        }
        return notice(words, .information, "有几个单位符合“\(name)”，请选一个", lineList(links))
    }

    private var table: HTML {
        let showsDistrict = Set(page.people.map(\.district)).count > 1
        var columns = [Column("姓名", .heading), Column("性别"), Column("年龄"), Column("联系电话"), Column("单位")]
        if showsDistrict { columns.append(Column("区")) }
        let rows = page.people.map { person -> TableRow in
            var cells: [HTML] = [
                "<a href=\"/people/\(person.id)\">\(person.name)</a>",
                HTML(text: person.sex.map { words($0.title) } ?? "—"),
                HTML(text: age(person)),
                HTML(text: person.phone ?? "—"),
                HTML(text: person.unit),
            ]
            if showsDistrict { cells.append(HTML(text: person.district)) }
            return TableRow(cells)
        }
        return """
            \(dataTable(words, caption: "人员", columns: columns, rows: rows))
            \(pager(words, page.page))
            """
    }

    private func age(_ person: PersonRow) -> String {
        guard let age = person.age, let year = person.birthYear else { return "—" }
        // A year is no quantity: it has no thousands.
        return words("\(age) 岁（\(String(year)) 年生）")
    }

    private var empty: HTML {
        if let elsewhere = page.elsewhere, elsewhere > 0 {
            return emptyState(
                words, page.search == nil ? "这个单位里还没有人员" : "这个单位里没有符合的人",
                advice: page.search == nil
                    ? "您可以查看的其他单位里有 \(elsewhere) 人" : "您可以查看的其他单位里有 \(elsewhere) 人符合",
                acts: [.link("到全部单位里看", to: address("/people", [("q", page.search)]))])
        }
        if page.search != nil {
            return emptyState(
                words, "您可以查看的范围里没有符合的人", advice: "换一个字、拼音或首字母再试",
                acts: page.mayRegister
                    ? [.link("登记人员", to: address("/people/new", [("name", page.search)]))] : [])
        }
        return emptyState(
            words, "您可以查看的范围里还没有人员",
            advice: page.mayRegister ? "可以登记一个人，也可以导入花名册" : "人员由经办干部登记或从花名册导入",
            acts: page.mayRegister ? [.link("登记人员", to: "/people/new")] : [])
    }
}
