import Core
import LabourLaw

/// What somebody wrote for an entry: read by its table, or refused by field.
struct LawValue: Sendable {
    var value: String?
    var reminder: Int?
    var opinion: Int?
    var recommendation: Int?
    var one: String?
    var ten: String?

    /// As it is kept.
    func text(of table: LawTable, year: Int, statutory: StatutoryCalendar) throws(LawValueProblems) -> String {
        switch table {
        case .averageWage: try sum("value", value, in: 500...200_000)
        case .minimumWage: try sum("value", value, in: 100...50_000)
        case .overtimeBaseShare:
            try share()
        case .overtimeInSeveranceBase: try choice(["yes", "no"])
        case .doubleWagePractice: try choice(DoubleWagePractice.allCases.map(\.rawValue))
        case .doubleWageMonths: try choice(DoubleWageMonths.allCases.map(\.rawValue))
        case .earlierServiceRule: try choice(EarlierServiceRule.allCases.map(\.rawValue))
        case .replyPeriods: try periods()
        case .refusalThresholds: try thresholds()
        case .calendar, .statutoryDays: try days(table, year, statutory)
        case .place: try name()
        }
    }

    private func refused(_ field: String, _ message: Message) -> LawValueProblems {
        LawValueProblems(problems: [FieldProblem(field, message)])
    }

    private func sum(_ field: String, _ text: String?, in range: ClosedRange<Int>) throws(LawValueProblems) -> String {
        guard let text else { throw refused(field, "请填写") }
        let plain = text.filter { $0 != "," && $0 != "，" && !$0.isWhitespace }
        guard let yuan = Rational(decimal: plain), let fen = try? yuan * 100, fen.isWhole else {
            throw refused(field, "请填写金额，例如 12434 或 12434.50")
        }
        guard yuan >= Rational(range.lowerBound), yuan <= Rational(range.upperBound) else {
            throw refused(field, "请核对金额：应当在 \(range.lowerBound) 到 \(range.upperBound) 元之间")
        }
        return yuan.plainText
    }

    private func share() throws(LawValueProblems) -> String {
        guard let percent = value.flatMap({ Int($0.filter { $0 != "%" && $0 != "％" }) }), (1...100).contains(percent)
        else { throw refused("value", "请填写 1 到 100 的整数，例如 70") }
        return (try? Rational(percent) / 100)?.plainText ?? "1"
    }

    private func choice(_ choices: [String]) throws(LawValueProblems) -> String {
        guard let value, choices.contains(value) else { throw refused("value", "请选择") }
        return value
    }

    private func periods() throws(LawValueProblems) -> String {
        let given = [("reminder", reminder), ("opinion", opinion), ("recommendation", recommendation)]
        let wrong = given.filter { !(1...120).contains($0.1 ?? 0) }
        guard wrong.isEmpty else {
            throw LawValueProblems(problems: wrong.map { FieldProblem($0.0, "请填写 1 到 120 个工作日") })
        }
        return given.map { String($0.1 ?? 0) }.joined(separator: ",")
    }

    private func thresholds() throws(LawValueProblems) -> String {
        // The limits within which a province may set them (法释〔2013〕3号 §3).
        let first = try sum("one", one, in: 5_000...20_000)
        return try first + "," + sum("ten", ten, in: 30_000...100_000)
    }

    private func name() throws(LawValueProblems) -> String {
        guard let value, (2...30).contains(value.count) else { throw refused("value", "名称请写 2 到 30 个字") }
        return value
    }

    private func days(
        _ table: LawTable, _ year: Int, _ statutory: StatutoryCalendar
    ) throws(LawValueProblems) -> String {
        guard let value else { throw refused("value", "请粘贴日子，或者选择文件") }
        guard value.utf8.count <= LawDays.longest else { throw refused("value", "太长了，一年的日子用不了这么多") }
        let read = LawDays.read(value, year: year, table: table)
        var problems = read.problems
        if problems.isEmpty, table == .calendar {
            let off = Set(read.lines.filter(\.line.isOff).map(\.line.day))
            let worked = Set(read.lines.filter { !$0.line.isOff }.map(\.line.day))
            for day in statutory.years.filter({ $0.year == year }).flatMap(\.days).sorted()
            where worked.contains(day) || !(off.contains(day) || day.isWeekend) {
                problems.append("\(day.civil) 是法定节假日，应当放假，名单里却没有")
            }
        }
        let working = read.lines.filter { $0.line.isOff && !$0.line.day.isWeekend }.count
        if problems.isEmpty, table == .calendar, working > LawDays.mostOff {
            problems.append("一年里不会有 \(working) 个工作日放假，请核对是不是把“休”和“班”弄反了，或者贴错了文件")
        }
        guard problems.isEmpty else {
            var shown = problems.prefix(LawDays.mostShown).map { FieldProblem("value", $0) }
            if problems.count > LawDays.mostShown {
                shown.append(FieldProblem("value", "还有 \(problems.count - LawDays.mostShown) 处不对"))
            }
            throw LawValueProblems(problems: shown)
        }
        return LawDays.text(read.lines.map(\.line))
    }
}

struct LawValueProblems: Error { let problems: [FieldProblem] }
