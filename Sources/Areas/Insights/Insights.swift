import Core
import Web

/// The room of figures: every number is a named question and opens its list.
package enum Insights {
    package static let room = Room(
        key: "insights", character: "览", name: "数字", path: "/figures", isShown: { $0.has(.see) })

    static let pageSize = 50

    package static let area = Area(
        name: "Insights", english: insightsEnglish,
        routes: [
            .get("/figures", "figures", FiguresPage.load),
            .get("/figures/:figure", "figure", FigurePage.load),
            .get("/figures/:figure/records", "figure.records", FigureRecords.load),
        ], registry: Registry(listings: FigureListings.all))

    /// The systems of the yearly account, as pages call them.
    static let groups: [(key: String, title: Message)] = [
        ("S1", "组织网络和人员配备"), ("S2", "服务站和合作组织"), ("S6", "人员来源"), ("S7", "定向招录"),
    ]
}
