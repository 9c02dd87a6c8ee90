import Core
import Storage

/// What hangs on the person who keeps a station.
extension Station {
    static let ofPerson = PersonContent.rows("stations", title: "服务站", of: "stations", person: "keeper_id")
        .telling(["stations"], "负责的服务站", ["服务站", "所在地址", "开办日期", "关闭日期"]) { person in
            """
            SELECT \(columns) FROM stations t WHERE t.keeper_id = \(person) ORDER BY t.opened_on, t.id
            """
        } row: { row in
            let station = try Station(row: row)
            return [
                .cell(station.name), .cell(station.address), .cell(station.openedOn), .cell(station.closedOn),
            ]
        }

    /// What whoever leaves must hand over.
    static let holdable = Holdable(
        "station", title: "服务站",
        held: { person, _, tx in
            try StationStore.kept(by: person, tx).map { station in
                Holdable.Held(
                    id: station.id, label: station.name, opens: "/stations/\(station.id)", place: station.place)
            }
        },
        heldBy: { holders, tx in
            let rows = try tx.all(
                """
                SELECT id, keeper_id FROM stations
                WHERE keeper_id IN \(list: holders.map(\.person)) AND closed_on IS NULL ORDER BY id
                """
            ) { row in (keeper: try row["keeper_id"] as Identifier, id: try row["id"] as Identifier) }
            let kept = Dictionary(grouping: rows, by: \.keeper)
            return Dictionary(holders.map { ($0.post, (kept[$0.person] ?? []).map(\.id)) }) { first, _ in first }
        },
        give: { station, person, _, _, act in
            try act.tx.execute(
                """
                UPDATE stations SET keeper_id = \(person), version = version + 1, updated_at = \(act.now)
                WHERE id = \(station)
                """)
            act.note("station", station, fields: ["keeper"])
        })
}
