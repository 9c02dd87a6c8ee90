import Core
import People
import Storage

/// What is due about a worker in post: the end of her contract, of a licence's registration, of a secondment.
enum WorkerPromises {
    static let contractEnd = "contractEnd"
    static let licenceExpiry = "licenceExpiry"
    static let secondmentEnd = "secondmentEnd"

    static let kinds = [
        ObligationKind(
            contractEnd, title: "合同到期", advice: "到期前一个月与本人商定是否续签，并登记新合同或结束合同", daysAhead: 60
        ) { ids, tx in
            try subjects(
                """
                SELECT c.id, p.id AS person_id, p.name, c.kind FROM worker_contracts c JOIN people p ON p.id = c.person_id
                WHERE c.id IN \(list: ids)
                """, tx
            ) { row in try (row["kind"] as ContractKind).title.format }
        },
        ObligationKind(
            licenceExpiry, title: "证书登记到期", advice: "到期前修满继续教育学时，办理再登记后登记新的有效期", daysAhead: 90
        ) { ids, tx in
            try subjects(
                """
                SELECT l.id, p.id AS person_id, p.name, l.kind, l.other_name
                FROM worker_licences l JOIN people p ON p.id = l.person_id WHERE l.id IN \(list: ids)
                """, tx
            ) { row in try (row["other_name"] as String?) ?? (row["kind"] as LicenceKind).title.format }
        },
        ObligationKind(
            secondmentEnd, title: "挂职到期", advice: "与派出单位商定返回、延长或转任，并登记结果", daysAhead: 60
        ) { ids, tx in
            try subjects(
                """
                SELECT o.id, p.id AS person_id, p.name, o.seconded_from FROM cadre_offices o JOIN people p ON p.id = o.person_id
                WHERE o.id IN \(list: ids)
                """, tx
            ) { row in try row["seconded_from"] as String? }
        },
    ]

    private static func subjects(
        _ sql: SQL, _ tx: Transaction, _ what: (Row) throws -> String?
    ) throws -> [Identifier: ObligationKind.Subject] {
        let rows = try tx.all(sql) { row in
            let label = [try row["name"] as String, try what(row)].compactMap(\.self).joined(separator: " · ")
            return (
                try row["id"] as Identifier,
                ObligationKind.Subject(label: label, opens: "/people/\(try row["person_id"] as Identifier)")
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private struct Promise: Hashable {
        let kind: String
        let subject: Identifier
    }

    /// Opens what is due about her and lets lapse what is so no more. Of somebody who has left nothing is due.
    static func settle(_ person: Identifier, _ act: Act) throws {
        let tx = act.tx
        var (open, due): ([Promise: Day], [Promise: Day]) = ([:], [:])
        for row in try tx.all(query(person), { $0 }) {
            let promise = Promise(kind: try row["kind"], subject: try row["id"])
            if try row["is_open"] as Int == 1 {
                open[promise] = try row["due_on"]
            } else {
                due[promise] = try row["due_on"]
            }
        }
        for promise in open.keys where due[promise] == nil {
            try Obligations.close(promise.kind, about: promise.subject, .lapsed, act)
        }
        let changed = due.filter { open[$0.key] != $0.value }.sorted { $0.key.subject < $1.key.subject }
        guard !changed.isEmpty, let place = try PostStore.primary(of: [person], tx)[person]?.place else { return }
        for (promise, day) in changed {
            try Obligations.set(promise.kind, about: promise.subject, person: person, at: place, dueOn: day, act)
        }
    }

    /// What is open about her, and what should be: all in one statement, since every new row of a roster asks it.
    private static func query(_ person: Identifier) -> SQL {
        """
        SELECT 1 AS is_open, o.kind, o.subject_id AS id, o.due_on FROM obligations o
        WHERE o.person_id = \(person) AND o.closed_at IS NULL
          AND o.kind IN ('contractEnd', 'licenceExpiry', 'secondmentEnd')
        UNION ALL
        SELECT 0 AS is_open, v.kind, v.id, v.due_on FROM (\(dueQuery(person))) v
        WHERE EXISTS (SELECT 1 FROM posts po
                      WHERE po.person_id = \(person) AND po.is_primary AND po.ended_on IS NULL)
        """
    }

    /// The last contract alone: an earlier one has been followed by it.
    private static func dueQuery(_ person: Identifier) -> SQL {
        """
        SELECT 'contractEnd' AS kind, c.id, c.ends_on AS due_on FROM worker_contracts c
        WHERE c.person_id = \(person) AND c.withdrawn_at IS NULL AND c.ended_on IS NULL AND c.ends_on IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM worker_contracts x WHERE x.person_id = c.person_id
                          AND x.withdrawn_at IS NULL AND x.starts_on > c.starts_on)
        UNION ALL
        SELECT 'licenceExpiry' AS kind, l.id, MAX(r.ends_on) AS due_on
        FROM worker_licences l JOIN licence_registrations r ON r.licence_id = l.id
        WHERE l.person_id = \(person) AND l.withdrawn_at IS NULL GROUP BY l.id
        UNION ALL
        SELECT 'secondmentEnd' AS kind, o.id, o.until_on AS due_on FROM cadre_offices o
        WHERE o.person_id = \(person) AND o.withdrawn_at IS NULL AND o.ended_on IS NULL AND o.until_on IS NOT NULL
        """
    }
}
