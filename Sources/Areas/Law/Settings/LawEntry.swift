import Core
import LabourLaw
import Storage

/// What a table says of a place from a day on: built in, or the city's own.
struct LawFact: Sendable, Hashable {
    let place: String
    let from: CalendarDay
    /// As it is kept; nil: from this day on the place has no value of its own.
    let value: String?
    let source: String
    let confirmation: Confirmation
}

/// An entry that the city made. Nothing is deleted: what no longer counts is withdrawn, with a reason.
package struct LawEntry: Sendable {
    struct Withdrawal: Sendable {
        let at: Instant
        let by: Identifier?
        let reason: String
    }

    let id: Identifier
    let table: LawTable
    let fact: LawFact
    let reason: String
    let setBy: Identifier?
    let setAt: Instant
    let withdrawal: Withdrawal?

    init(row: Row) throws {
        id = try row["id"]
        table = try row["kind"]
        let from: Day = try row["from_day"]
        let confirmation: String = try row["confirmation"]
        fact = LawFact(
            place: try row["place"], from: CalendarDay(of: from), value: try row["value"], source: try row["source"],
            confirmation: Confirmation(rawValue: confirmation) ?? .unconfirmed)
        reason = try row["reason"]
        setBy = try row["set_by"]
        setAt = try row["set_at"]
        let at: Instant? = try row["withdrawn_at"]
        let why: String? = try row["withdrawal_reason"]
        let by: Identifier? = try row["withdrawn_by"]
        withdrawal = at.map { Withdrawal(at: $0, by: by, reason: why ?? "") }
    }
}

extension CalendarDay {
    init(of day: Day) { self = Self.epoch.adding(days: day.number) }

    var civil: Day { Day(number: number) }

    private static let epoch = CalendarDay(1970, 1, 1)!
}

enum LawEntrySchema {
    static let migrations = [
        Migration(
            "law-settings-1",
            [
                """
                CREATE TABLE law_settings (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    kind \(type: .text) NOT NULL CONSTRAINT law_settings_kind CHECK (length(kind) > 0),
                    place \(type: .text) NOT NULL CONSTRAINT law_settings_place CHECK (length(place) = 6),
                    from_day \(type: .text) NOT NULL,
                    value \(type: .text),
                    source \(type: .text) NOT NULL CONSTRAINT law_settings_source CHECK (length(source) > 0),
                    confirmation \(type: .text) NOT NULL CONSTRAINT law_settings_confirmation CHECK (confirmation IN
                        ('statute', 'published', 'reported', 'unconfirmed')),
                    reason \(type: .text) NOT NULL CONSTRAINT law_settings_reason CHECK (length(reason) > 0),
                    set_by \(type: .integer),
                    set_at \(type: .integer) NOT NULL,
                    withdrawn_by \(type: .integer),
                    withdrawn_at \(type: .integer),
                    withdrawal_reason \(type: .text),
                    CONSTRAINT law_settings_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
                )\(SQL.tableOptions)
                """,
                """
                CREATE UNIQUE INDEX law_settings_now ON law_settings (kind, place, from_day)
                    WHERE withdrawn_at IS NULL
                """,
                "CREATE INDEX law_settings_by_kind ON law_settings (kind, set_at)",
            ])
    ]

    static let invariants = [
        Invariant(
            "law settings: a year's days are the whole country's and begin with the year",
            """
            SELECT id FROM law_settings WHERE kind IN ('calendar', 'statutoryDays')
                AND (place <> '000000' OR substr(from_day, 5) <> '-01-01' OR value IS NULL)
            """),
        Invariant(
            "law settings: an entry is of a place that is known",
            """
            SELECT s.id FROM law_settings s
            WHERE s.withdrawn_at IS NULL AND s.kind <> 'place'
                AND s.place NOT IN ('000000', '110000', '310000', '320000', '440000')
                AND NOT EXISTS (SELECT 1 FROM law_settings p
                    WHERE p.kind = 'place' AND p.place = s.place AND p.withdrawn_at IS NULL)
            """),
    ]
}

/// The city's own entries in the database.
enum LawEntryStore {
    private static let columns: SQL = """
        id, kind, place, from_day, value, source, confirmation, reason, set_by, set_at, withdrawn_by, withdrawn_at,
        withdrawal_reason
        """

    /// Those that count: a few for each place and year.
    static func counting(_ tx: Transaction) throws -> [LawEntry] {
        try tx.all(
            "SELECT \(columns) FROM law_settings WHERE withdrawn_at IS NULL ORDER BY set_at, id", LawEntry.init(row:))
    }

    /// All of one table that were ever made, newest first.
    static func all(of table: LawTable, _ tx: Transaction) throws -> [LawEntry] {
        try tx.all(
            "SELECT \(columns) FROM law_settings WHERE kind = \(table) ORDER BY set_at DESC, id DESC LIMIT 500",
            LawEntry.init(row:))
    }

    static func find(_ id: Identifier, _ tx: Transaction) throws -> LawEntry? {
        try tx.first("SELECT \(columns) FROM law_settings WHERE id = \(id)", LawEntry.init(row:))
    }

    /// Grows with every change, since nothing is deleted: by it two who change at once notice one another.
    static func version(_ tx: Transaction) throws -> Int {
        try tx.value("SELECT COUNT(*) + COUNT(withdrawn_at) FROM law_settings") ?? 0
    }
}
