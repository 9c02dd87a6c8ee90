import Core
import LabourLaw

/// The days of one year as offices send them: lines, CSV, or the JSON of public calendars.
///
/// ```
/// 2027-01-01,休,元旦
/// 2027-01-03,班
/// ```
enum LawDays {
    struct Line: Sendable, Hashable {
        let day: CalendarDay
        let isOff: Bool
    }

    static let mostShown = 10
    static let longest = 100_000
    /// No year has so many working days off; the notices take some twenty.
    static let mostOff = 120
    private static let manyOff = 60

    // MARK: - Odd

    /// What is hardly meant, though it can be.
    static func oddities(_ lines: [Line]) -> [Message] {
        let off = Set(lines.filter(\.isOff).map(\.day))
        var odd: [Message] = []
        let working = off.filter { !$0.isWeekend }.count
        if working > manyOff { odd.append("有 \(working) 个工作日放假，往年不过二十来天，请核对") }
        let idle = off.filter { $0.isWeekend && !isOfHoliday($0, off) }
        if !idle.isEmpty {
            odd.append(
                "平常的周末不用写：\(ranges(Array(idle.sorted().prefix(mostShown))))\(idle.count > mostShown ? "……" : "")")
        }
        return odd
    }

    /// A weekend that hangs together with a weekday that is off, or with the turn of the year.
    private static func isOfHoliday(_ day: CalendarDay, _ off: Set<CalendarDay>) -> Bool {
        for step in [-1, 1] {
            var next = day.adding(days: step)
            while next.isWeekend { next = next.adding(days: step) }
            if off.contains(next) || next.year != day.year { return true }
        }
        return false
    }

    // MARK: - Kept

    /// `2027-01-01 off`, one a line, in order.
    static func text(_ lines: [Line]) -> String {
        lines.sorted { $0.day < $1.day }.map { "\($0.day) \($0.isOff ? "off" : "worked")" }.joined(separator: "\n")
    }

    static func kept(_ text: String) -> [Line] {
        text.split(separator: "\n").compactMap { line in
            CalendarDay(String(line.prefix(10))).map { Line(day: $0, isOff: line.hasSuffix(" off")) }
        }
    }

    /// Ranges with a stroke: `02-04–02-10, 04-05`.
    static func ranges(_ days: [CalendarDay]) -> String {
        var ranges: [(first: CalendarDay, last: CalendarDay)] = []
        for day in days.sorted() {
            if let last = ranges.last?.last, last.days(to: day) == 1 {
                ranges[ranges.count - 1].last = day
            } else {
                ranges.append((day, day))
            }
        }
        func short(_ day: CalendarDay) -> Substring { day.description.dropFirst(5) }
        return ranges.map { $0.first == $0.last ? "\(short($0.first))" : "\(short($0.first))–\(short($0.last))" }
            .joined(separator: ", ")
    }

    // MARK: - Read

    struct Read: Sendable {
        var lines: [(number: Int, line: Line)] = []
        var problems: [Message] = []
    }

    /// Everything that can be read, and what is wrong by line.
    static func read(_ text: String, year: Int, table: LawTable) -> Read {
        let isJSON = text.first { !$0.isWhitespace && $0 != "\u{FEFF}" } == "{"
        var read = isJSON ? readJSON(text) : readLines(text, needsKind: table == .calendar)
        var seen: [CalendarDay: Int] = [:]
        for (number, line) in read.lines {
            let day = line.day.civil
            if line.day.year != year {
                read.problems.append("第 \(number) 行：\(day) 不在 \(String(year)) 年")
            } else if let earlier = seen[line.day] {
                read.problems.append("第 \(number) 行：\(day) 在第 \(earlier) 行已经写过")
            } else if !line.isOff && table == .statutoryDays {
                read.problems.append("第 \(number) 行：法定节假日里不写上班的日子")
            } else if !line.isOff && !line.day.isWeekend {
                read.problems.append("第 \(number) 行：\(day) 不是周末，不用写调休上班")
            }
            seen[line.day] = seen[line.day] ?? number
        }
        if read.problems.isEmpty, !read.lines.contains(where: \.line.isOff) {
            read.problems.append("没有读到放假的日子，请核对")
        }
        return read
    }

    private static func readLines(_ text: String, needsKind: Bool) -> Read {
        var read = Read()
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        for (position, line) in lines.enumerated() {
            let cells = line.split { ",，\t; \u{FEFF}\"".contains($0) }.map(String.init)
            guard let first = cells.first else { continue }
            // A heading has no figures.
            if position == 0, !line.contains(where: \.isNumber) { continue }
            let number = position + 1
            guard let day = day(first) else {
                read.problems.append("第 \(number) 行：“\(String(first.prefix(20)))”不是日期，请写成 2027-01-01")
                continue
            }
            let kinds = cells.dropFirst().compactMap(isOff)
            guard let isOff = kinds.first ?? (needsKind ? nil : true) else {
                read.problems.append("第 \(number) 行：没有写明是“休”还是“班”")
                continue
            }
            read.lines.append((number, Line(day: day, isOff: isOff)))
        }
        return read
    }

    /// `{"2027-01-01": {"name": "元旦", "off": true}}`
    private static func readJSON(_ text: String) -> Read {
        var read = Read()
        let document: JSONValue
        do {
            document = try JSONReader.read(text)
        } catch {
            let line = text.utf8.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            read.problems.append("第 \(line) 行：不是合格的 JSON")
            return read
        }
        guard case .object(let days) = document else { return read }
        // A name that stands twice is one member only, so the names are looked for in the text itself.
        for (position, line) in text.replacing("\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false
        ).enumerated() {
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() where index % 2 == 1 && index + 1 < parts.count {
                let isName = parts[index + 1].drop(while: \.isWhitespace).first == ":"
                guard isName, let member = days[String(part)] else { continue }
                let number = position + 1
                guard let day = day(String(part)) else {
                    read.problems.append("第 \(number) 行：“\(String(part.prefix(20)))”不是日期，请写成 2027-01-01")
                    continue
                }
                guard case .object(let facts) = member, case .bool(let isOff)? = facts["off"] else {
                    read.problems.append("第 \(number) 行：没有写明是“休”还是“班”")
                    continue
                }
                read.lines.append((number, Line(day: day, isOff: isOff)))
            }
        }
        return read
    }

    private static func isOff(_ word: String) -> Bool? {
        switch word.lowercased() {
        case "休", "放假", "假", "off", "true": true
        case "班", "上班", "调休上班", "调休", "worked", "work", "false": false
        default: nil
        }
    }

    /// Also as tables write days: 2027/1/1, 2027年1月1日.
    private static func day(_ text: String) -> CalendarDay? {
        let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
        return parts.count == 3 ? CalendarDay(parts[0], parts[1], parts[2]) : nil
    }
}
