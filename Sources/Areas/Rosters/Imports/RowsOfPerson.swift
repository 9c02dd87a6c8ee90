import Core
import Foundation
import Storage

extension ImportRowStore {
    /// What a roster said of somebody is blanked with her; a merge leaves the rows of the past as they were, and their
    /// links lead on.
    static let ofPerson = PersonContent(
        "rosterRows", title: "花名册里的行",
        count: { person, tx in try tx.value("SELECT COUNT(*) FROM roster_rows WHERE person_id = \(person)") ?? 0 },
        absorb: { _, _, _ in "" }, restore: { _, _, _, _ in }
    ).with { content in
        content.erase = { person, act in
            let rows = try act.tx.all("SELECT import_id, position FROM roster_rows WHERE person_id = \(person)") {
                row in
                (roster: try row["import_id"] as Identifier, position: try row["position"] as Int)
            }
            for row in rows {
                let blank = act.vault.seal(
                    try JSONEncoder().encode(RowValues()), at: ImportRow.address(row.roster, row.position))
                try act.tx.execute(
                    """
                    UPDATE roster_rows SET sealed = \(blank), number_digest = \("erased:\(row.position)"), trace = NULL
                    WHERE import_id = \(row.roster) AND position = \(row.position)
                    """)
            }
        }
    }
}
