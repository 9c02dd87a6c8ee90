import Core
import Web

/// Every component of the pages in each of its states, with invented content: for whoever works on how they look.
///
/// Part of a house that was started for development; elsewhere there is no such address.
package enum Gallery {
    package static let area = Area(
        name: "Gallery", english: galleryEnglish,
        routes: [
            .get("/gallery", "gallery", access: .everyone) { _ in .page(GalleryContents()) },
            .get("/gallery/:group", "gallery.group", access: .everyone) { visit in
                guard let group = GalleryGroup(rawValue: visit.parameter("group")) else { throw Problem.notFound }
                return .page(GalleryPage(group: group))
            },
        ])
}

/// Components that are looked at together.
enum GalleryGroup: String, CaseIterable, Encodable, Sendable {
    case words, lists, many, long, forms, errors, figures, record, asking, search

    var title: Message {
        switch self {
        case .words: "提示、标签和资料"
        case .lists: "名单"
        case .many: "很长的名单"
        case .long: "很长的文字"
        case .forms: "表单"
        case .errors: "表单：有错误"
        case .figures: "数字、进度和图"
        case .record: "一份记录"
        case .asking: "再问一次"
        case .search: "查找"
        }
    }

    var path: String { "/gallery/\(rawValue)" }

    func specimens(_ words: Words) -> [Specimen] {
        switch self {
        case .words: Specimens.sayings(words)
        case .lists: Specimens.lists(words)
        case .many: Specimens.many(words)
        case .long: Specimens.long(words)
        case .forms: Specimens.form(words, FormState(values: Invented.values))
        case .errors: Specimens.form(words, Specimens.refused)
        case .figures: Specimens.figures(words)
        case .record: Specimens.record(words)
        case .asking: []
        case .search: Specimens.search(words)
        }
    }
}

/// One component in one state.
struct Specimen {
    let title: Message
    let html: HTML

    init(_ title: Message, _ html: HTML) {
        self.title = title
        self.html = html
    }
}

/// The way to each group.
struct GalleryContents: Page {
    let groups = GalleryGroup.allCases

    var title: Message { "组件一览" }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: "\(words("只在开发时有这一页；内容都是编造的"))"))
        \(lineList(groups.map { "<a href=\"\($0.path)\">\(words($0.title))</a>" }))
        """
    }
}

struct GalleryPage: Page {
    let group: GalleryGroup

    var title: Message { group.title }

    func body(_ words: Words) -> HTML {
        if group == .asking { return Specimens.asking(words) }
        let parts = group.specimens(words).map { section(words, $0.title, $0.html) }
        return """
            \(pageHeader(words, title, crumbs: [Crumb("组件一览", "/gallery")], acts: acts))
            \(parts)
            """
    }

    /// A record has all kinds of acts; elsewhere they would only be in the way.
    private var acts: [PageAct] {
        guard group == .record else { return [] }
        return [
            .link("主要的一步", to: group.path, .primary), .link("另一步", to: group.path),
            .post("立即做的一步", to: group.path), .link("会再问一次的一步", to: GalleryGroup.asking.path, .danger),
        ]
    }
}
