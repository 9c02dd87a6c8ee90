import Core
import Storage
import Web

/// The room of rosters: what offices send, taken over row by row.
package enum Rosters {
    package static let room = Room(key: "rosters", character: "册", name: "花名册", path: "/rosters") {
        $0.has(.importRosters)
    }

    package static let migrations = RosterTables.migrations
    package static let invariants = RosterTables.invariants

    /// Made anew at each call, with a memory of its own for the files read last: one for each house.
    package static var area: Area {
        let readings = RosterReadings()
        return Area(
            name: "Rosters", migrations: migrations, invariants: invariants, work: [RosterWork.work(readings)],
            english: rostersEnglish, routes: routes(readings),
            registry: Registry(placed: [PlacedTable("roster_imports")], sealed: sealed))
    }

    private static let sealed = [
        SealedColumn("roster_imports", "file_name") { id, _ in RosterImport.nameAddress(id) },
        SealedColumn("roster_pieces", "sealed", id: "import_id", number: "number", atOnce: 10) {
            RosterFile.address($0, $1)
        },
        SealedColumn("roster_rows", "sealed", id: "import_id", number: "position") { RosterRow.address($0, $1) },
        SealedColumn("roster_rows", "fault", id: "import_id", number: "position") { RosterRow.faultAddress($0, $1) },
    ]

    /// What this room's commands did, for the stories of people and units.
    package static let acts: [String: Message] = [
        UploadRoster.name: "上传了花名册", SetRosterColumns.name: "设定了花名册的列", MatchUnit.name: "对上了花名册里的单位",
        ConfirmRoster.name: "确认导入花名册", ImportRosterChunk.name: "导入了一批花名册", ImportRosterRow.name: "由花名册导入",
        AbandonRoster.name: "放弃了花名册导入", RequestTransferFromRow.name: "由花名册提出调入申请",
    ]
}
