import Core
import Storage

/// In which capacity somebody serves.
package enum WorkerCategory: String, Sendable, CaseIterable, Codable, ColumnValue {
    /// 工会社工: a union social worker, on a contract outside the establishment.
    case unionSocialWorker
    /// 党群工作者: a party-mass worker who also does union work; counted separately.
    case partyMass
    /// 工会干部: an official of a union, full-time, on secondment or part-time.
    case cadre

    package var title: Message {
        switch self {
        case .unionSocialWorker: "工会社工"
        case .partyMass: "党群工作者"
        case .cadre: "工会干部"
        }
    }
}

/// Where somebody came from: the three sources of the force, and the targeted path.
package enum WorkerSource: String, Sendable, CaseIterable, Codable, ColumnValue {
    case graduate, unionStaff, purchasedService, purchasedPost, targeted, other

    package var title: Message {
        switch self {
        case .graduate: "高校毕业生"
        case .unionStaff: "工会工作人员转岗"
        case .purchasedService: "购买服务"
        case .purchasedPost: "购买岗位"
        case .targeted: "定向招录"
        case .other: "其他来源"
        }
    }

    /// Reads what offices write: `定向招录（宝武）` is the targeted path with the employer as its note.
    package static func reading(_ text: String) -> (source: WorkerSource, note: String?) {
        let note = text.split(whereSeparator: { "（）()".contains($0) }).dropFirst().first.map(String.init)
        let known: [(WorkerSource, [String])] = [
            (.targeted, ["定向"]), (.graduate, ["毕业", "应届"]), (.purchasedPost, ["购买岗位", "岗位购买"]),
            (.purchasedService, ["购买", "派遣"]), (.unionStaff, ["转岗", "工会工作人员", "工会干部"]),
        ]
        for (source, words) in known where words.contains(where: text.contains) { return (source, note) }
        return (.other, text)
    }
}

/// A person as a member of the force.
package struct Worker: Sendable {
    package let person: Identifier
    package let category: WorkerCategory
    package let source: WorkerSource?
    /// The employer or agency behind the source: 宝武.
    package let sourceNote: String?
    package let hiredOn: Day?
    package let version: Int

    init(row: Row) throws {
        person = try row["person_id"]
        category = try row["category"]
        source = try row["source"]
        sourceNote = try row["source_note"]
        hiredOn = try row["hired_on"]
        version = try row["version"]
    }

    static let columns: SQL = "w.person_id, w.category, w.source, w.source_note, w.hired_on, w.version"

    static let migrations = [
        Migration(
            "workforce-workers-1",
            [
                """
                CREATE TABLE workers (
                    person_id \(type: .integer) NOT NULL PRIMARY KEY REFERENCES people (id),
                    category \(type: .text) NOT NULL CHECK (category IN ('unionSocialWorker', 'partyMass')),
                    source \(type: .text),
                    source_note \(type: .text),
                    hired_on \(type: .text),
                    version \(type: .integer) NOT NULL DEFAULT 1,
                    employed_at \(type: .integer) NOT NULL
                )\(SQL.tableOptions)
                """
            ])
    ]
}

package enum WorkerStore {
    /// Without scope: for commands and imports, which have loaded the person through theirs.
    package static func find(_ person: Identifier, _ tx: Transaction) throws -> Worker? {
        try tx.first("SELECT \(Worker.columns) FROM workers w WHERE w.person_id = \(person)", Worker.init(row:))
    }

    package static func find(_ people: [Identifier], _ tx: Transaction) throws -> [Identifier: Worker] {
        let workers = try tx.all(
            "SELECT \(Worker.columns) FROM workers w WHERE w.person_id IN \(list: people)", Worker.init(row:))
        return Dictionary(uniqueKeysWithValues: workers.map { ($0.person, $0) })
    }
}
