import Core
import Storage

/// How far a remembered spelling counts. What an officer of a street has matched is known to the street; the district
/// sees it as a proposal, until one of its own officers confirms it for all.
extension AliasStore {
    static let migrations = [
        // What was confirmed so far goes on in its whole district.
        Migration(
            "organization-aliases-2",
            [
                "ALTER TABLE unit_aliases ADD COLUMN reach_key \(type: .text) NOT NULL DEFAULT ''",
                """
                UPDATE unit_aliases SET reach_key = (
                    SELECT s.scope_key FROM scope_units s WHERE s.unit_id = unit_aliases.district_id)
                """,
                "DROP INDEX unit_aliases_known",
                """
                CREATE UNIQUE INDEX unit_aliases_within ON unit_aliases (district_id, spelling, reach_key)
                WHERE forgotten_at IS NULL
                """,
            ])
    ]

    static let invariants = [
        Invariant(
            "aliases: an alias counts around its unit, in its district at most",
            """
            SELECT a.id FROM unit_aliases a JOIN scope_units d ON d.unit_id = a.district_id
            WHERE substr(a.scope_key, 1, length(a.reach_key)) <> a.reach_key
               OR substr(a.reach_key, 1, length(d.scope_key)) <> d.scope_key
            """)
    ]

    /// Everything that the confirmer answers for around the unit, at most its district.
    static func reach(of actor: Actor, around unit: Place, _ tx: Transaction) throws -> ScopeKey {
        reach(of: actor, around: unit, within: try ScopeTree.place(of: unit.district, tx)?.key ?? unit.key)
    }

    /// - Parameter district: the key of the unit's district.
    static func reach(of actor: Actor, around unit: Place, within district: ScopeKey) -> ScopeKey {
        let roots = actor.scope(for: .importRosters).roots.map(\.key).filter { $0.contains(unit.key) }
        guard let widest = roots.min(by: { $0.depth < $1.depth }) else { return unit.key }
        return widest.contains(district) ? district : widest
    }

    // MARK: - When units change

    /// A spelling goes with its unit. It does not count where nobody has confirmed it: taken out of the part for which it
    /// was confirmed, it counts for what moved.
    static let placed = PlacedTable { move, tx in
        let moving = try tx.all(
            """
            SELECT id, district_id, spelling, scope_key, reach_key, forgotten_at FROM unit_aliases
            WHERE scope_key >= \(move.from) AND scope_key < \(move.from.end) ORDER BY id
            """, Moving.init(row:))
        for one in moving {
            let key = ScopeKey(rawValue: move.to.rawValue + one.key.rawValue.dropFirst(move.from.rawValue.count))
            let district = move.district ?? one.district
            var reach = move.to
            if move.from.contains(one.reach) {
                reach = ScopeKey(rawValue: move.to.rawValue + one.reach.rawValue.dropFirst(move.from.rawValue.count))
            } else if district == one.district, one.reach.contains(key) {
                reach = one.reach
            }
            try put(one, in: district, at: key, reach: reach, unit: nil, tx)
        }
    }

    /// A unit's spellings mean its successor, and its name becomes one. Called when the unit is closed.
    static func pass(from unit: Unit, to successor: Unit, _ act: Act) throws {
        let place = successor.place
        let here = try act.tx.all(
            """
            SELECT id, district_id, spelling, scope_key, reach_key, forgotten_at FROM unit_aliases
            WHERE unit_id = \(unit.id) ORDER BY id
            """, Moving.init(row:))
        for one in here {
            let stays = one.district == place.district && one.reach.contains(place.key)
            try put(
                one, in: place.district, at: place.key, reach: stays ? one.reach : place.key, unit: successor.id, act.tx
            )
        }
        let directory = try UnitDirectory(act.tx)
        let whole = try ScopeTree.place(of: place.district, act.tx)?.key ?? place.key
        for name in [unit.name, unit.placeName] {
            let spelling = UnitName.spelling(name)
            guard case .unknown = directory.find(in: place.district, place: name),
                try known(spelling, in: place.district, act.tx).allSatisfy({ $0.reach != whole })
            else { continue }
            let id = act.newIdentifier()
            try insert(id, name, spelling: spelling, of: place, reach: whole, act)
            act.note("unitAlias", id)
        }
    }

    /// A unit in use again is found by its own name.
    static func forgetOwnNames(of unit: Unit, _ act: Act) throws {
        let spellings = Set([unit.name, unit.placeName].map(UnitName.spelling)).sorted()
        let successor = try UnitChange.successor(of: unit.id, act.tx)
        try act.tx.execute(
            """
            UPDATE unit_aliases SET forgotten_by = \(act.actor.account), forgotten_at = \(act.now),
                forgotten_why = \(reopened)
            WHERE spelling IN \(list: spellings) AND forgotten_at IS NULL
              AND (district_id = \(unit.place.district) OR unit_id = \(successor ?? unit.id))
            """)
    }

    private struct Moving {
        let id: Identifier
        let district: Identifier
        let spelling: String
        let key: ScopeKey
        let reach: ScopeKey
        let isForgotten: Bool

        init(row: Row) throws {
            id = try row["id"]
            district = try row["district_id"]
            spelling = try row["spelling"]
            key = try row["scope_key"]
            reach = try row["reach_key"]
            isForgotten = try (row["forgotten_at"] as Instant?) != nil
        }
    }

    /// One spelling has one meaning within one reach: what comes second is forgotten.
    private static func put(
        _ one: Moving, in district: Identifier, at key: ScopeKey, reach: ScopeKey, unit: Identifier?, _ tx: Transaction
    ) throws {
        if !one.isForgotten {
            let taken: Identifier? = try tx.value(
                """
                SELECT id FROM unit_aliases WHERE district_id = \(district) AND spelling = \(one.spelling)
                  AND reach_key = \(reach) AND forgotten_at IS NULL AND id <> \(one.id)
                """)
            if taken != nil {
                try tx.execute(
                    """
                    UPDATE unit_aliases SET forgotten_at = \(tx.now), forgotten_why = \(moved) WHERE id = \(one.id)
                    """)
            }
        }
        try tx.execute(
            """
            UPDATE unit_aliases SET district_id = \(district), scope_key = \(key), reach_key = \(reach)
            WHERE id = \(one.id)
            """)
        if let unit { try tx.execute("UPDATE unit_aliases SET unit_id = \(unit) WHERE id = \(one.id)") }
    }

    private static let moved = "单位变动后与已有写法重复"
    private static let reopened = "单位恢复后用自己的名称"
    static let widened = "已在更大的范围内确认"
}
