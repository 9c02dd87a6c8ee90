import Core
import Storage

/// How an official serves a union: 专职, 挂职, 兼职.
package enum AppointmentType: String, Sendable, CaseIterable, Codable, ColumnValue {
    case fullTime
    /// Sent by her own employer for some time.
    case seconded
    case partTime

    package var title: Message {
        switch self {
        case .fullTime: "专职"
        case .seconded: "挂职"
        case .partTime: "兼职"
        }
    }
}

/// The office that an official holds in the union.
package enum UnionOffice: String, Sendable, CaseIterable, Codable, ColumnValue {
    case chair, viceChair, standingMember, member, auditChair, womenChair, departmentHead, staff

    package var title: Message {
        switch self {
        case .chair: "主席"
        case .viceChair: "副主席"
        case .standingMember: "常委"
        case .member: "委员"
        case .auditChair: "经审委主任"
        case .womenChair: "女职工委员会主任"
        case .departmentHead: "部门负责人"
        case .staff: "工作人员"
        }
    }
}

/// In which office and manner an official serves, from a day, until a day or still.
package struct CadreOffice: Sendable, Encodable {
    package let id: Identifier
    package let person: Identifier
    package let appointment: AppointmentType
    package let office: UnionOffice
    /// The employer that sent her; of a part-time official the one where she has her main work.
    package let secondedFrom: String?
    package let startsOn: Day
    /// When the secondment is to end.
    package let untilOn: Day?
    package let endedOn: Day?
    package let endReason: String?

    init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        appointment = try row["appointment"]
        office = try row["office"]
        secondedFrom = try row["seconded_from"]
        startsOn = try row["starts_on"]
        untilOn = try row["until_on"]
        endedOn = try row["ended_on"]
        endReason = try row["end_reason"]
    }

    static let migrations = [
        Migration(
            "workforce-cadres-1",
            [
                // A third category: the column is made anew, since its rule cannot be changed on both engines.
                """
                ALTER TABLE workers ADD COLUMN capacity \(type: .text) NOT NULL DEFAULT 'unionSocialWorker'
                    CONSTRAINT workers_category CHECK (capacity IN ('unionSocialWorker', 'partyMass', 'cadre'))
                """,
                "UPDATE workers SET capacity = category",
                "ALTER TABLE workers DROP COLUMN category",
                "ALTER TABLE workers RENAME COLUMN capacity TO category",
                """
                CREATE TABLE cadre_offices (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    appointment \(type: .text) NOT NULL
                        CONSTRAINT cadre_offices_type CHECK (appointment IN ('fullTime', 'seconded', 'partTime')),
                    office \(type: .text) NOT NULL,
                    seconded_from \(type: .text),
                    starts_on \(type: .text) NOT NULL,
                    until_on \(type: .text),
                    ended_on \(type: .text),
                    end_reason \(type: .text),
                    \(WorkerEntryKind.columns),
                    CONSTRAINT cadre_offices_days CHECK (ended_on IS NULL OR ended_on >= starts_on),
                    CONSTRAINT cadre_offices_ending CHECK ((ended_on IS NULL) = (end_reason IS NULL)),
                    CONSTRAINT cadre_offices_secondment CHECK (
                        appointment <> 'seconded' OR (seconded_from IS NOT NULL AND until_on IS NOT NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX cadre_offices_by_person ON cadre_offices (person_id, starts_on)",
                """
                CREATE UNIQUE INDEX cadre_offices_current ON cadre_offices (person_id)
                WHERE ended_on IS NULL AND withdrawn_at IS NULL
                """,
            ])
    ]

    static let invariants = [
        Invariant(
            "cadres: offices of one person do not overlap",
            """
            SELECT a.id FROM cadre_offices a JOIN cadre_offices b ON b.person_id = a.person_id AND b.id <> a.id
            WHERE a.withdrawn_at IS NULL AND b.withdrawn_at IS NULL AND a.starts_on <= b.starts_on
              AND (a.ended_on IS NULL OR a.ended_on >= b.starts_on)
            """)
    ]
}

package enum CadreStore {
    /// Newest first.
    package static func offices(of person: Identifier, _ tx: Transaction) throws -> [CadreOffice] {
        try tx.all(
            """
            SELECT o.id, o.person_id, o.appointment, o.office, o.seconded_from, o.starts_on, o.until_on, o.ended_on,
                   o.end_reason
            FROM cadre_offices o WHERE o.person_id = \(person) AND o.withdrawn_at IS NULL
            ORDER BY o.starts_on DESC, o.id DESC
            """, CadreOffice.init(row:))
    }

    /// Officials in post on a day, by how they serve.
    ///
    /// - Parameter within: narrowed to this unit and what lies below.
    package static func counts(
        _ scope: Scope, within: Place? = nil, on day: Day, _ tx: Transaction
    ) throws -> [AppointmentType: Int] {
        let rows = try tx.all(
            """
            SELECT o.appointment, COUNT(*) AS people FROM posts po JOIN cadre_offices o ON o.person_id = po.person_id
            WHERE \(PostStore.lasting(on: day, scope, within: within)) AND po.is_primary AND o.withdrawn_at IS NULL
              AND o.starts_on <= \(day) AND (o.ended_on IS NULL OR o.ended_on >= \(day))
            GROUP BY o.appointment
            """
        ) { row in (try row["appointment"] as AppointmentType, try row["people"] as Int) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
