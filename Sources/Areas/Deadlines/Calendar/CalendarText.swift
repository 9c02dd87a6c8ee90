import Core
import Storage

/// Writes all-day events as a calendar reads them (RFC 5545).
struct CalendarText: Sendable {
    struct Event: Sendable {
        /// The same as long as it is the same event, whatever changes in it.
        let id: String
        let day: Day
        let summary: String
        let description: String
        let link: String?
    }

    let name: String
    let events: [Event]
    /// When it was written.
    let at: Instant
    /// What the reminder says.
    let reminder: String

    var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Qiao//Deadlines//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:" + Self.escaped(name), "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H",
        ]
        for event in events { lines += self.lines(event) }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    private func lines(_ event: Event) -> [String] {
        [
            "BEGIN:VEVENT", "UID:" + event.id, "DTSTAMP:" + Self.stamp(at),
            "DTSTART;VALUE=DATE:" + Self.date(event.day), "DTEND;VALUE=DATE:" + Self.date(event.day.adding(days: 1)),
            "SUMMARY:" + Self.escaped(event.summary), "DESCRIPTION:" + Self.escaped(event.description),
        ] + (event.link.map { ["URL:" + $0] } ?? []) + [
            // An event of a day takes no time of hers.
            "TRANSP:TRANSPARENT",
            // At nine in the morning of the day before.
            "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + Self.escaped(reminder), "TRIGGER:-PT15H", "END:VALARM",
            "END:VEVENT",
        ]
    }

    /// 20270301
    static func date(_ day: Day) -> String { day.description.filter { $0 != "-" } }

    /// 20270301T010000Z
    static func stamp(_ instant: Instant) -> String {
        let seconds = Int(instant.milliseconds / 1000)
        let (day, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return date(Day(number: day)) + "T" + two(rest / 3600) + two(rest / 60 % 60) + two(rest % 60) + "Z"
    }

    /// §3.3.11
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", ";", ",": result += "\\" + String(character)
            case "\n", "\r\n", "\r": result += "\\n"
            default: result.unicodeScalars.append(contentsOf: character.unicodeScalars.filter { $0.value >= 32 })
            }
        }
        return result
    }

    /// At most 75 octets a line, whole characters, what follows behind a space (§3.1).
    static func folded(_ line: String) -> String {
        var result = ""
        var size = 0
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if size + width > 75 {
                result += "\r\n "
                size = 1
            }
            result.unicodeScalars.append(scalar)
            size += width
        }
        return result
    }
}
