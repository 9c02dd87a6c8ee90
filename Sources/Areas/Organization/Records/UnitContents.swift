import Core
import Storage

/// What can belong to a unit in this room, and goes to its successor when units are merged or closed.
enum UnitContents {
    static let all = [enterprises, jointUnions, stations, partners, contracts]

    private static let why = "单位调整"

    static let enterprises = UnitContent(
        title: "企业",
        count: { place, tx in
            try tx.value("SELECT COUNT(*) FROM enterprises WHERE unit_id = \(place.unit) AND closed_on IS NULL") ?? 0
        },
        opens: { "/enterprises?unit=\($0)" },
        succeed: { from, to, day, act in
            // The closed ones too: they are kept where somebody can open them again.
            for enterprise in try enterprises(at: from, act.tx) { try pass(enterprise, to, day, act) }
        },
        parts: UnitContent.Parts(
            "enterprises",
            list: { place, tx in
                try enterprises(at: place, tx).filter { !$0.isClosed }.map { .init(id: $0.id, label: $0.name) }
            },
            pass: { ids, from, to, day, act in
                let chosen = try enterprises(at: from, act.tx).filter { ids.contains($0.id) }
                guard chosen.count == Set(ids).count else { throw Problem.notFound }
                for enterprise in chosen { try pass(enterprise, to, day, act) }
            }))

    private static func enterprises(at place: Place, _ tx: Transaction) throws -> [Enterprise] {
        try tx.all(
            "SELECT \(Enterprise.columns) FROM enterprises e WHERE e.unit_id = \(place.unit) ORDER BY e.name_key, e.id",
            Enterprise.init(row:))
    }

    private static func pass(_ enterprise: Enterprise, _ to: Place, _ day: Day, _ act: Act) throws {
        let start = try EnterpriseStore.stays(of: enterprise.id, act.tx).first?.startedOn ?? day
        try enterprise.move(to: to, on: max(day, start), because: why, act)
        act.note("enterprise", enterprise.id, fields: ["unit"])
    }

    static let jointUnions = UnitContent(
        title: "联合工会",
        count: { place, tx in
            try tx.value(
                """
                SELECT COUNT(*) FROM enterprise_unions
                WHERE unit_id = \(place.unit) AND kind = 'joint' AND closed_on IS NULL
                """) ?? 0
        },
        opens: { "/unions?unit=\($0)" },
        succeed: { from, to, _, act in
            let found = try act.tx.all(
                "SELECT \(EnterpriseUnion.columns) FROM enterprise_unions g WHERE g.unit_id = \(from.unit) ORDER BY g.id",
                EnterpriseUnion.init(row:))
            for union in found {
                try EnterpriseUnionStore.move(union, to: to, act)
                act.note("enterpriseUnion", union.id, fields: ["unit"])
            }
        })

    static let stations = UnitContent(
        title: "服务站",
        count: { place, tx in
            try tx.value("SELECT COUNT(*) FROM stations WHERE unit_id = \(place.unit) AND closed_on IS NULL") ?? 0
        },
        opens: { "/stations?unit=\($0)" },
        succeed: { from, to, day, act in
            let found: [Identifier] = try act.tx.values(
                "SELECT id FROM stations WHERE unit_id = \(from.unit) ORDER BY id")
            for station in found { try pass(station, from, to, day, act) }
        },
        parts: UnitContent.Parts(
            "stations",
            list: { place, tx in
                try tx.all(
                    "SELECT id, name FROM stations WHERE unit_id = \(place.unit) AND closed_on IS NULL ORDER BY name_key, id"
                ) { row in UnitContent.Parts.Part(id: try row["id"], label: try row["name"]) }
            },
            pass: { ids, from, to, day, act in
                let found: [Identifier] = try act.tx.values("SELECT id FROM stations WHERE unit_id = \(from.unit)")
                guard Set(ids).isSubset(of: found) else { throw Problem.notFound }
                for station in ids { try pass(station, from, to, day, act) }
            }))

    private static func pass(_ station: Identifier, _ from: Place, _ to: Place, _ day: Day, _ act: Act) throws {
        try StationStore.move(station, from: from, to: to, on: day, act)
        act.note("station", station, fields: ["unit"])
    }

    static let partners = UnitContent(
        title: "合作组织", onClosing: .passesUp,
        count: { place, tx in
            try tx.value("SELECT COUNT(*) FROM partners WHERE unit_id = \(place.unit) AND closed_on IS NULL") ?? 0
        },
        opens: { "/partners?unit=\($0)" },
        succeed: { from, to, _, act in
            try act.tx.execute(
                """
                UPDATE partners SET unit_id = \(to.unit), district_id = \(to.district), scope_key = \(to.key),
                    version = version + 1, updated_at = \(act.now)
                WHERE unit_id = \(from.unit)
                """)
        })

    static let contracts = UnitContent(
        title: "服务合同", onClosing: .passesUp,
        count: { place, tx in
            try tx.value(
                "SELECT COUNT(*) FROM partner_contracts WHERE unit_id = \(place.unit) AND concluded_on IS NULL") ?? 0
        },
        opens: { "/partners?unit=\($0)" },
        succeed: { from, to, _, act in
            let found = try act.tx.all(
                "SELECT \(PartnerContract.columns) FROM partner_contracts c WHERE c.unit_id = \(from.unit) ORDER BY c.id",
                PartnerContract.init(row:))
            try act.tx.execute(
                """
                UPDATE partner_contracts SET unit_id = \(to.unit), district_id = \(to.district), scope_key = \(to.key)
                WHERE unit_id = \(from.unit)
                """)
            for contract in found where contract.concludedOn == nil {
                try Obligations.set(PartnerContractEnd.kind, about: contract.id, at: to, dueOn: contract.untilOn, act)
            }
        })
}
