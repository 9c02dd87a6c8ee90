import Core
import Storage
import Web

struct PersonView {
    let page: PersonRecordPage
    let words: Words

    var html: HTML {
        """
        \(pageHeader(
            words, page.title, note: HTML(text: place), crumbs: [Crumb("人员", "/people")],
            acts: acts))
        \(page.isErased ? notice(words, .information, "此人的个人信息已经删除，只留下依法保存的任职记录") : nil)
        \(columns(left, right))
        """
    }

    /// What this person most likely needs next, by the rooms in their order, then what can always be done.
    private var acts: [PageAct] {
        // The first is THE act; what other rooms would do next stays beside it.
        let next = page.sections.compactMap(\.primaryAct).enumerated().map { $0 == 0 ? $1 : $1.plain }
        guard page.mayCorrect else { return next }
        let correct = PageAct.link("更正资料", to: "/people/\(page.id)/correct", next.isEmpty ? .primary : .plain)
        return next + [correct, .link("合并重复记录", to: "/people/\(page.id)/merge")]
    }

    private var place: String {
        page.district.isEmpty || page.district == page.unitName ? page.unitName : page.district + " " + page.unitName
    }

    private var left: HTML {
        """
        \(section(words, "基本资料", facts(words, lines)))
        \(page.sections.map { section(words, $0.title, id: type(of: $0).key, $0.body(words)) })
        """
    }

    private var lines: [Fact] {
        [
            .text("性别", page.sex.map { words($0.title) }),
            .text("出生日期", page.birthDay.map { words($0) }),
            .text("年龄", page.age.map { words("\($0) 岁") }),
            .text("证件类型", words(page.documentTitle)),
            Fact("证件号码", sensitive(page.idNumber, .documentNumber)),
            Fact("联系电话", page.phone.map { sensitive($0, .phone) }),
            Fact("单位", "<a href=\"/units/\(page.unit)\">\(page.unitName)</a>"),
            .text("区", page.district),
        ]
    }

    private func sensitive(_ masked: String, _ field: SensitiveField) -> HTML {
        let target = "/people/\(page.id)/reveal?field=\(field.rawValue)"
        let link: HTML? =
            page.mayReveal ? " <a href=\"\(target)\">\(words("查看完整号码"))</a>" : nil
        return "\(masked)\(link)"
    }

    private var right: HTML {
        let entries = page.story.entries.map { entry in
            StoryEntry(
                when: Instant(milliseconds: entry.at), who: words(entry.who), what: HTML(text: words(entry.what)),
                note: entry.reason.map { HTML(text: words("理由：\($0)")) })
        }
        let older: HTML? = page.story.older.map {
            "<p><a class=\"button\" href=\"/people/\(page.id)?before=\($0)\">\(words("更早的记录"))</a></p>"
        }
        return section(words, "经历", id: "story", "\(storyList(words, entries))\(older)")
    }
}
