import Core
import Storage

/// The imports, and the rows of one, as files.
enum RosterListings {
    static let all = [imports, rows]

    private static let imports = Listing(
        "rosters", title: "导入", path: "/rosters", power: .importRosters,
        columns: [
            .init("文件", width: 32), .init("内容"), .init("进度"), .init("收进", .number), .init("没有收", .number), .init("经办"),
            .init("上传时间", .moment),
        ],
        total: { asking, tx in
            try ImportStore.count(asking.actor.scope(for: .importRosters), upTo: 1_000_000, tx)
        },
        part: { asking, after, limit, tx in
            let (found, hasMore) = try ImportStore.page(
                asking.actor.scope(for: .importRosters), before: after.flatMap { Identifier($0) }, size: limit, tx,
                asking.house.vault)
            let undos = try UndoStore.states(of: found.map(\.id), tx)
            return Listing.Part(
                rows: found.map { roster in
                    [
                        .text(roster.fileName), .words(roster.kind.title),
                        .words(undos[roster.id]?.title ?? roster.state.title),
                        .number(roster.totals.accepted),
                        .number(roster.totals.rejected), .words(roster.who), .moment(roster.uploadedAt),
                    ]
                }, next: hasMore ? found.last?.id.description : nil)
        })

    private static let rows = Listing(
        "rosterRows", title: "逐行结果", path: "/rosters/:roster", power: .importRosters,
        columns: [
            .init("在哪里", width: 20), .init("姓名或名称", width: 24), .init("号码或代码", width: 22), .init("列"),
            .init("原因", width: 60),
            .init("提醒", width: 40),
        ],
        total: { asking, tx in
            let roster = try roster(asking, tx)
            let (shows, reason) = chosen(asking)
            return reason == nil ? roster.totals.count(of: shows) : nil
        },
        part: { asking, after, limit, tx in
            let roster = try roster(asking, tx)
            let (shows, reason) = chosen(asking)
            let words = Words(.chinese, asking.house.phrasebook)
            let (found, hasMore) = try ImportRowStore.page(
                roster.id, shows, reason: reason, after: after.flatMap { Int($0) }, size: limit, tx, asking.house.vault)
            return Listing.Part(
                rows: found.map { row in
                    let line = ResultPage.Line(row, roster.kind)
                    return [
                        .words(place(line.sheet, line.row)), .text(line.name), .text(line.number), .text(line.column),
                        .words(line.message), .text(line.warnings.map { words($0) }.joined(separator: " ")),
                    ]
                }, next: hasMore ? found.last.map { String($0.position) } : nil)
        })

    private static func roster(_ asking: Listing.Asking, _ tx: Transaction) throws -> FileImport {
        let scope = asking.actor.scope(for: .importRosters)
        let found = try ImportStore.find(try asking.identifier("roster"), scope, tx, asking.house.vault)
        guard let found else { throw Problem.notFound }
        return found
    }

    private static func chosen(_ asking: Listing.Asking) -> (RowOutcome, RowReason?) {
        let shows = asking.query["show"].flatMap(RowOutcome.init(rawValue:)) ?? .rejected
        return (shows, shows == .rejected ? asking.query["reason"].flatMap(RowReason.init(rawValue:)) : nil)
    }
}
