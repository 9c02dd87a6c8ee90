import Core
import Storage

/// What somebody is qualified for, by an examination of the state or the trade.
package enum LicenceKind: String, Sendable, CaseIterable, Codable, ColumnValue {
    case assistantSocialWorker, socialWorker, seniorSocialWorker, labourRelations, counsellor, law, humanResources,
        other

    package var title: Message {
        switch self {
        case .assistantSocialWorker: "助理社会工作师"
        case .socialWorker: "社会工作师"
        case .seniorSocialWorker: "高级社会工作师"
        case .labourRelations: "劳动关系协调员（师）"
        case .counsellor: "心理咨询师"
        case .law: "法律职业资格"
        case .humanResources: "人力资源管理师"
        case .other: "其他证书"
        }
    }
}

/// A certificate, with the present term of its registration where it has one.
package struct Licence: Sendable, Encodable {
    package let id: Identifier
    package let person: Identifier
    package let kind: LicenceKind
    package let otherName: String?
    package let number: String?
    package let issuedOn: Day
    package let registeredFrom: Day?
    package let registeredUntil: Day?

    init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        kind = try row["kind"]
        otherName = try row["other_name"]
        number = try row["number"]
        issuedOn = try row["issued_on"]
        registeredFrom = try row["registered_from"]
        registeredUntil = try row["registered_until"]
    }

    package var title: Message { otherName.map { .verbatim($0) } ?? kind.title }

    static let migrations = [
        Migration(
            "workforce-licences-1",
            [
                """
                CREATE TABLE worker_licences (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    kind \(type: .text) NOT NULL,
                    other_name \(type: .text),
                    number \(type: .text),
                    issued_on \(type: .text) NOT NULL,
                    \(WorkerEntryKind.columns),
                    CONSTRAINT worker_licences_other CHECK ((kind = 'other') = (other_name IS NOT NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX worker_licences_by_person ON worker_licences (person_id)",
                """
                CREATE TABLE licence_registrations (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    licence_id \(type: .integer) NOT NULL REFERENCES worker_licences (id),
                    starts_on \(type: .text) NOT NULL,
                    ends_on \(type: .text) NOT NULL,
                    made_at \(type: .integer) NOT NULL,
                    made_by \(type: .integer),
                    CONSTRAINT licence_registrations_days CHECK (ends_on > starts_on),
                    UNIQUE (licence_id, starts_on)
                )\(SQL.tableOptions)
                """,
                """
                CREATE TABLE licence_hours (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    licence_id \(type: .integer) NOT NULL REFERENCES worker_licences (id),
                    hours \(type: .integer) NOT NULL CONSTRAINT licence_hours_some CHECK (hours > 0),
                    earned_on \(type: .text) NOT NULL,
                    title \(type: .text) NOT NULL CONSTRAINT licence_hours_title CHECK (length(title) > 0),
                    \(WorkerEntryKind.columns)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX licence_hours_by_licence ON licence_hours (licence_id, earned_on)",
                // How many hours a term of registration asks for, from which day on: a term keeps the rule of its first day.
                """
                CREATE TABLE licence_hour_rules (
                    kind \(type: .text) NOT NULL,
                    starts_on \(type: .text) NOT NULL,
                    hours \(type: .integer) NOT NULL CONSTRAINT licence_hour_rules_some CHECK (hours > 0),
                    PRIMARY KEY (kind, starts_on)
                )\(SQL.tableOptions)
                """,
                """
                INSERT INTO licence_hour_rules (kind, starts_on, hours) VALUES
                    ('assistantSocialWorker', '2009-01-01', 72), ('socialWorker', '2009-01-01', 90),
                    ('seniorSocialWorker', '2009-01-01', 90)
                """,
            ]),
        // Who has set a rule, and on what ground; those of the start come from 继续教育办法.
        Migration(
            "workforce-licence-rules-1",
            [
                "ALTER TABLE licence_hour_rules ADD COLUMN reason \(type: .text)",
                "ALTER TABLE licence_hour_rules ADD COLUMN set_at \(type: .integer)",
                "ALTER TABLE licence_hour_rules ADD COLUMN set_by \(type: .integer)",
            ]),
    ]

    static let invariants = [
        Invariant(
            "licences: terms of registration do not overlap",
            """
            SELECT a.id FROM licence_registrations a JOIN licence_registrations b
                ON b.licence_id = a.licence_id AND b.id <> a.id
            WHERE a.starts_on <= b.starts_on AND a.ends_on >= b.starts_on
            """)
    ]
}

/// Hours of continuing education that count for a licence.
package struct LicenceHours: Sendable, Encodable {
    package let id: Identifier
    package let licence: Identifier
    package let hours: Int
    package let earnedOn: Day
    /// What was learned, as data: 劳动争议调解实务.
    package let title: String

    init(row: Row) throws {
        id = try row["id"]
        licence = try row["licence_id"]
        hours = try row["hours"]
        earnedOn = try row["earned_on"]
        title = try row["title"]
    }

    static let most = 200

    /// Part of a command that has asked who may: training adds what was attended.
    ///
    /// - Parameter hours: whole hours, 1 to 200.
    package static func add(
        _ licence: Identifier, hours: Int, on day: Day, title: String, _ act: Act
    ) throws {
        try act.tx.execute(
            """
            INSERT INTO licence_hours (id, licence_id, hours, earned_on, title, made_at, made_by)
            VALUES (\(act.newIdentifier()), \(licence), \(hours), \(day), \(title), \(act.now), \(act.actor.account))
            """)
    }
}

package enum LicenceStore {
    /// Those of one person, the newest first.
    package static func of(_ person: Identifier, _ tx: Transaction) throws -> [Licence] {
        try tx.all(
            """
            SELECT l.id, l.person_id, l.kind, l.other_name, l.number, l.issued_on, r.starts_on AS registered_from,
                   r.ends_on AS registered_until
            FROM worker_licences l LEFT JOIN licence_registrations r ON r.licence_id = l.id
                AND NOT EXISTS (SELECT 1 FROM licence_registrations x
                                WHERE x.licence_id = l.id AND x.starts_on > r.starts_on)
            WHERE l.person_id = \(person) AND l.withdrawn_at IS NULL ORDER BY l.issued_on DESC, l.id DESC
            """, Licence.init(row:))
    }

    /// Hours of these licences, newest first.
    package static func hours(of licences: [Identifier], _ tx: Transaction) throws -> [LicenceHours] {
        guard !licences.isEmpty else { return [] }
        return try tx.all(
            """
            SELECT h.id, h.licence_id, h.hours, h.earned_on, h.title FROM licence_hours h
            WHERE h.licence_id IN \(list: licences) AND h.withdrawn_at IS NULL ORDER BY h.earned_on DESC, h.id DESC
            """, LicenceHours.init(row:))
    }
}
