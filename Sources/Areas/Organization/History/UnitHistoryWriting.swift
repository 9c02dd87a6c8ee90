import Core
import Storage

/// Part of the commands that change units; the unit's own row has been written before.
extension UnitHistory {
    /// The unit stands from this day on, as it is now.
    static func begin(_ unit: Identifier, on day: Day, _ tx: Transaction) throws {
        try insert("u.id = \(unit)", from: day, tx)
    }

    /// The unit's last day is the one before.
    static func end(_ unit: Identifier, on day: Day, _ tx: Transaction) throws {
        try end("u.id = \(unit)", on: day, tx)
    }

    /// It was always called so; only what is true now is put right.
    static func correct(_ unit: Identifier, _ tx: Transaction) throws {
        let now = try tx.first("SELECT name, name_key, place_name FROM units WHERE id = \(unit)") { row in
            (
                name: try row["name"] as String, key: try row["name_key"] as String,
                place: try row["place_name"] as String
            )
        }
        guard let now else { return }
        try tx.execute(
            """
            UPDATE unit_history SET name = \(now.name), name_key = \(now.key), place_name = \(now.place)
            WHERE unit_id = \(unit) AND to_day IS NULL
            """)
    }

    /// From this day it is as its row says now.
    static func renew(_ unit: Identifier, on day: Day, _ tx: Transaction) throws {
        try end("u.id = \(unit)", on: day, tx)
        try insert("u.id = \(unit)", from: day, tx)
    }

    /// The same for everything in use at and below a place.
    static func renew(below place: Place, on day: Day, _ tx: Transaction) throws {
        let range: SQL = "u.scope_key >= \(place.key) AND u.scope_key < \(place.key.end) AND u.closed_on IS NULL"
        try end(range, on: day, tx)
        try insert(range, from: day, tx)
    }

    /// The last day on which something at or below the place changed, as history has it: no change can be dated earlier.
    static func latestChange(below place: Place, _ tx: Transaction) throws -> (day: Day, unit: String)? {
        try tx.first(
            """
            SELECT h.from_day, h.name FROM unit_history h JOIN units u ON u.id = h.unit_id
            WHERE u.scope_key >= \(place.key) AND u.scope_key < \(place.key.end) AND h.to_day IS NULL
            ORDER BY h.from_day DESC, u.scope_key LIMIT 1
            """
        ) { row in (try row["from_day"], try row["name"]) }
    }

    /// Since when the unit stands as it does now; nil: it is closed.
    static func present(of unit: Identifier, _ tx: Transaction) throws -> Day? {
        try tx.value("SELECT from_day FROM unit_history WHERE unit_id = \(unit) AND to_day IS NULL")
    }

    /// What began on that day never stood in the evening.
    private static func end(_ which: SQL, on day: Day, _ tx: Transaction) throws {
        let present: SQL = "to_day IS NULL AND unit_id IN (SELECT u.id FROM units u WHERE \(which))"
        try tx.execute("DELETE FROM unit_history WHERE from_day >= \(day) AND \(present)")
        try tx.execute("UPDATE unit_history SET to_day = \(day.adding(days: -1)) WHERE \(present)")
    }

    private static func insert(_ which: SQL, from day: Day, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO unit_history
                (unit_id, from_day, name, name_key, place_name, kind, parent_id, district_id, scope_key)
            SELECT u.id, \(day), u.name, u.name_key, u.place_name, u.kind, u.parent_id, u.district_id, u.scope_key
            FROM units u WHERE \(which)
            """)
    }
}
