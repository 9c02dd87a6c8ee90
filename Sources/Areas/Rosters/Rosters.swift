import Core
import Storage
import Web

/// The room of imports: rosters and other lists that offices send, taken over row by row.
package enum Rosters {
    package static let room = Room(key: "rosters", character: "册", name: "导入", path: "/rosters") {
        $0.has(.importRosters)
    }

    package static let migrations = ImportTables.migrations + ImportTables.migrationsOfPeople + OutsideAsks.migrations
    package static let invariants = ImportTables.invariants

    /// Made anew at each call, with a memory of its own for the files read last: one for each house.
    package static var area: Area {
        let readings = FileReadings()
        return Area(
            name: "Rosters", migrations: migrations, invariants: invariants, work: [ImportWork.work(readings)],
            english: rostersEnglish, routes: routes(readings),
            registry: Registry(
                placed: [PlacedTable("roster_imports")], listings: RosterListings.all,
                personal: [ImportRowStore.ofPerson], sealed: sealed))
    }

    /// As it stands on audit that somebody took a file with its result.
    static let downloading = "downloadImport"

    private static let sealed = [
        SealedColumn("roster_imports", "file_name") { id, _ in FileImport.nameAddress(id) },
        SealedColumn("roster_pieces", "sealed", id: "import_id", number: "number", atOnce: 10) {
            ImportFile.address($0, $1)
        },
        SealedColumn("roster_rows", "sealed", id: "import_id", number: "position") { ImportRow.address($0, $1) },
        SealedColumn("roster_rows", "fault", id: "import_id", number: "position") { ImportRow.faultAddress($0, $1) },
        SealedColumn("roster_rows", "trace", id: "import_id", number: "position") { RowTrace.address($0, $1) },
    ]

    /// What this room's commands did, for the stories of people and units.
    package static let acts: [String: Message] = [
        UploadFile.name: "上传了导入文件", SetColumns.name: "设定了导入文件的列", MatchUnit.name: "对上了导入文件里的单位",
        ConfirmImport.name: "确认导入", ImportChunk.name: "导入了一批", ImportRosterRow.name: "由花名册导入",
        ImportUnitRow.name: "由单位表导入", ImportEnterpriseRow.name: "由企业表导入",
        ImportHeadcountRow.name: "由人数表导入", AbandonImport.name: "放弃了导入", RequestTransferFromRow.name: "由花名册提出调入申请",
        downloading: "下载了导入结果", UndoImport.name: "撤销了导入", UndoImportChunk.name: "撤销了一批导入", StopUndo.name: "停止了撤销",
        UndoRosterRow.name: "撤销了花名册里的一行", UndoUnitRow.name: "撤销了单位表里的一行",
        CountOutsideAsks.name: "导入文件问到其他单位登记的人",
        UndoEnterpriseRow.name: "撤销了企业表里的一行", UndoHeadcountRow.name: "撤销了人数表里的一行",
    ]
}
