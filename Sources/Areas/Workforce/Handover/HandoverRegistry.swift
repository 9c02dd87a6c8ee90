import Core
import Organization
import People
import Storage

extension Handover {
    /// Due on the last day; closed by the hand-over's end.
    static let obligation = ObligationKind(
        "handover", title: "离任或调动交接", advice: "最后一天以前，每一项都要有人接手", daysAhead: 14
    ) { ids, tx in
        let rows = try tx.all(
            """
            SELECT h.id, p.name FROM handovers h JOIN people p ON p.id = h.person_id WHERE h.id IN \(list: ids)
            """
        ) { row in (try row["id"] as Identifier, try row["name"] as String) }
        return Dictionary(
            uniqueKeysWithValues: rows.map { ($0.0, .init(label: $0.1, opens: "/handovers/\($0.0)")) })
    }

    /// Those whose post goes on elsewhere go with it; the others pass to the unit that takes over.
    static let content = UnitContent(
        title: "正在办理的交接", onClosing: .passesUp,
        count: { place, tx in
            try tx.value("SELECT COUNT(*) FROM handovers WHERE unit_id = \(place.unit) AND ended_at IS NULL") ?? 0
        },
        opens: { "/handovers?unit=\($0)" },
        succeed: { from, to, _, act in
            let here = try act.tx.all(
                """
                SELECT \(Handover.columns) FROM handovers h WHERE h.unit_id = \(from.unit) AND h.ended_at IS NULL
                ORDER BY h.id
                """, Handover.init(row:))
            for one in here { try Handing.follow(one.post, as: one.post, at: to, act) }
        })

    static let personal = [
        told(by: .rows("handovers", title: "离任或调动的交接", of: "handovers")).with {
            $0.conflicts = { from, to, tx in
                let isBetween = try ([(from, to), (to, from)] as [(Identifier, Identifier)]).contains { giver, taker in
                    let one: Identifier? = try tx.value(
                        """
                        SELECT a.id FROM handover_assignments a JOIN handovers h ON h.id = a.handover_id
                        WHERE h.person_id = \(giver) AND a.person_id = \(taker) LIMIT 1
                        """)
                    return one != nil
                }
                return isBetween ? ["两条记录之间办理过交接"] : []
            }
        },
        toldOfTaking(by: .rows("handoverAssignments", title: "交给此人的事项", of: "handover_assignments")),
    ]
}
