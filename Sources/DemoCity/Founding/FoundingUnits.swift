import Core
import Organization

extension Founding {
    /// The tree as it was, and how it became what it is.
    func createUnits(_ advance: (_ commands: Int) -> Void) async throws -> [Identifier] {
        let plan = plan
        var made: [Identifier] = []
        // A district that is no more is merged before anything stands below its streets.
        let offices = plan.units.firstIndex { $0.kind.isSubUnion } ?? plan.units.count
        while made.count < plan.units.count {
            let end = min(made.count + Self.batchSize, made.count < offices ? offices : plan.units.count)
            let (known, next) = (made, made.count..<end)
            made = try await batch { act in
                var ids = known
                for index in next { ids.append(try Self.create(index, plan, ids, act)) }
                return ids
            }
            advance(next.count)
            if made.count == offices {
                try await leave(plan.formerUnits.filter { $0.kind == .district }, made, advance)
            }
        }
        try await leave(plan.formerUnits.filter { $0.kind != .district }, made, advance)
        let ids = made
        _ = try await batch { act in
            for move in plan.movedUnits {
                try act.run(
                    MoveUnit(
                        unit: ids[move.unit], parent: ids[plan.units[move.unit].parent ?? 0], on: move.on,
                        reason: "街镇边界调整"))
            }
            return []
        }
        advance(plan.movedUnits.count)
        return made
    }

    private static func create(_ index: Int, _ plan: CityPlan, _ ids: [Identifier], _ act: Act) throws -> Identifier {
        let unit = plan.units[index]
        let parent = plan.movedUnits.first { $0.unit == index }?.from ?? unit.parent
        return try act.run(
            CreateUnit(
                parent: parent.map { ids[$0] }, kind: unit.kind, name: unit.name, placeName: unit.placeName,
                code: unit.code, openedOn: unit.openedOn)
        ).unit
    }

    private func leave(
        _ former: [FormerUnit], _ ids: [Identifier], _ advance: (_ commands: Int) -> Void
    ) async throws {
        _ = try await batch { act in
            for one in former {
                let unit = try act.run(
                    CreateUnit(
                        parent: ids[one.parent], kind: one.kind, name: one.name, placeName: one.placeName,
                        code: one.code, openedOn: one.openedOn)
                ).unit
                if let successor = one.successor {
                    try act.run(
                        MergeUnits(unit: unit, into: ids[successor], on: one.endedOn, reason: one.reason))
                } else {
                    try act.run(CloseUnit(unit: unit, on: one.endedOn, reason: one.reason))
                }
            }
            return []
        }
        advance(2 * former.count)
    }
}
