import Core
import Web

/// The curve of who is still there, in the ink of the page, with its numbers as a table.
package struct SurvivalPicture {
    let survival: Survival
    let label: Message
    let words: Words

    package init(survival: Survival, label: Message, words: Words) {
        self.survival = survival
        self.label = label
        self.words = words
    }

    private static let width = 640
    private static let height = 260
    private static let left = 48
    private static let right = 16
    private static let top = 12
    private static let bottom = 34
    private static let daysOfYear = 365.25

    /// At least five years, so that pictures can be laid side by side.
    private var lastYear: Int { max(5, Int((Double(survival.longest) / Self.daysOfYear).rounded(.up))) }

    package var html: HTML {
        """
        <figure class="survival">\(svg)<figcaption class="quiet">\(words("\(label)：到岗后过了几年，还有多大比例在岗（Kaplan–Meier 估计）"))</figcaption></figure>
        \(table)
        """
    }

    private func x(_ days: Double) -> Int {
        Self.left
            + Int((days / (Double(lastYear) * Self.daysOfYear) * Double(Self.width - Self.left - Self.right)).rounded())
    }

    private func y(_ share: Double) -> Int {
        Self.top + Int(((1 - share) * Double(Self.height - Self.top - Self.bottom)).rounded())
    }

    private var svg: HTML {
        """
        <svg viewBox="0 0 \(Self.width) \(Self.height)" role="img" aria-labelledby="survival-title">\
        <title id="survival-title">\(words("\(label)：还在岗的比例随年数下降的曲线，数值见下表"))</title>\
        \(grid)<path class="curve" d="\(path)"/></svg>
        """
    }

    private var grid: [HTML] {
        let base = y(0)
        let shares = [0, 25, 50, 75, 100].map { percent -> HTML in
            let height = y(Double(percent) / 100)
            return """
                <line class="grid" x1="\(Self.left)" y1="\(height)" x2="\(Self.width - Self.right)" y2="\(height)"/>\
                <text class="axis" x="\(Self.left - 8)" y="\(height + 5)" text-anchor="end">\(percent)%</text>
                """
        }
        let step = lastYear > 12 ? 5 : 1
        let years = stride(from: 0, through: lastYear, by: step).map { year -> HTML in
            let place = x(Double(year) * Self.daysOfYear)
            return """
                <line class="tick" x1="\(place)" y1="\(base)" x2="\(place)" y2="\(base + 5)"/>\
                <text class="axis" x="\(place)" y="\(base + 22)" text-anchor="middle">\(year)</text>
                """
        }
        return shares + years
    }

    /// Down at each leaving, level between; it ends where nobody has been seen any longer.
    private var path: String {
        var path = "M \(x(0)) \(y(1))"
        for step in survival.steps { path += " H \(x(Double(step.days))) V \(y(step.share))" }
        return path + " H \(x(Double(survival.longest)))"
    }

    private var table: HTML {
        let years = Array(Set(Retention.years + Array(stride(from: 10, through: lastYear, by: 5)))).sorted()
        return dataTable(
            words, caption: "曲线上的数", showsCaption: true,
            columns: [
                Column("到岗后", .heading), Column("看到那么久的人", .number), Column("以前离开的人", .number),
                Column("估计还在岗", .number),
            ],
            rows: years.map { year in
                let days = Int((Double(year) * Self.daysOfYear).rounded())
                guard let share = survival.share(after: days) else {
                    return TableRow([
                        "\(words("\(year) 年"))", "<span class=\"quiet\">—</span>", "<span class=\"quiet\">—</span>",
                        "<span class=\"quiet\">—</span>",
                    ])
                }
                let left = survival.steps.filter { $0.days <= days }.reduce(0) { $0 + $1.left }
                return TableRow([
                    "\(words("\(year) 年"))", "\(words(survival.atRisk(after: days)))", "\(words(left))",
                    "\(Int((share * 100).rounded()))%",
                ])
            })
    }
}
