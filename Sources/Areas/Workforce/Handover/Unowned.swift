import Core
import Storage

extension HandoverStore {
    private struct Thing: Hashable {
        let handover: Identifier
        let kind: String
        let held: Identifier
    }

    /// How many things nobody has accepted or been asked about, by hand-over; as many statements for many as for few.
    static func unowned(
        in handovers: [Identifier], _ registry: Registry, _ tx: Transaction
    ) throws -> [Identifier: Int] {
        let open = try tx.all(
            """
            SELECT h.id, h.person_id, h.post_id, po.ended_on FROM handovers h JOIN posts po ON po.id = h.post_id
            WHERE h.id IN \(list: handovers)
            """
        ) { row in
            (
                id: try row["id"] as Identifier, isLeft: try (row["ended_on"] as Day?) != nil,
                holder: Holdable.Holder(person: try row["person_id"], post: try row["post_id"])
            )
        }
        guard !open.isEmpty else { return [:] }
        let owned = Set(
            try tx.all(
                """
                SELECT handover_id, kind, held_id FROM handover_assignments
                WHERE handover_id IN \(list: handovers) AND (answer IS NULL OR answer = 'accepted')
                """, thing))
        let left = try tx.all(
            "SELECT handover_id, kind, held_id FROM handover_remains WHERE handover_id IN \(list: handovers)", thing)
        let (gone, staying) = (Set(open.filter(\.isLeft).map(\.id)), open.filter { !$0.isLeft })
        var things: Set<Thing> = []
        for kind in registry.held {
            let remains = left.filter { $0.kind == kind.kind && gone.contains($0.handover) }
            if !remains.isEmpty {
                let needed = try kind.needsOwner(remains.map(\.held), tx)
                things.formUnion(remains.filter { needed.contains($0.held) })
            }
            let held = try staying.isEmpty ? [:] : kind.heldBy(staying.map(\.holder), tx)
            for one in staying {
                things.formUnion(
                    (held[one.holder.post] ?? []).map { Thing(handover: one.id, kind: kind.kind, held: $0) })
            }
        }
        return Dictionary(grouping: things.subtracting(owned), by: \.handover).mapValues(\.count)
    }

    private static func thing(_ row: Row) throws -> Thing {
        Thing(handover: try row["handover_id"], kind: try row["kind"], held: try row["held_id"])
    }
}
