import Core
import Storage
import Web

/// The room of lists on paper: saved filters, and files to keep of every list.
package enum Exports {
    package static let area = Area(
        name: "Exports", migrations: ExportTables.migrations, invariants: ExportTables.invariants,
        work: [ExportWork.work], english: exportsEnglish, routes: ExportPages.routes + FilterPages.routes,
        registry: Registry(sealed: ExportTables.sealed))

    /// What this room's commands did, for whoever reads the audit log.
    package static let acts: [String: Message] = [
        RequestExport.name: "要求导出", KeepExportRows.name: "读取了要导出的行", KeepExportBytes.name: "写了导出文件的一段",
        FinishExport.name: "写成了导出文件", TakeExport.name: "下载了导出文件", DeleteExport.name: "删除了导出文件",
        EndExport.name: "导出到期或中止", SaveFilter.name: "保存了筛选", RenameFilter.name: "给筛选改了名",
        DeleteFilter.name: "删除了筛选", "export": "导出", "savedFilter": "筛选",
    ]

    /// On every page of a registered list: the filters that are saved, and the ways to save and to export this one.
    package static let tools = ListTools { visit, listings in
        guard visit.actor.account != nil, let first = listings.first, visit.actor.has(first.power) else { return nil }
        let (house, words, at) = (visit.house, visit.words, visit.filterAddress)
        let mayBeSaved = !first.path.contains(":")
        let saved =
            !mayBeSaved
            ? []
            : try await house.database.read { [account = visit.actor.account] tx in
                try SavedFilter.all(of: account, list: first.key, tx, house.vault)
            }
        let isKnown = saved.contains { $0.address == at }
        let links = saved.map { filter -> HTML in
            """
            <li><a class="saved" href="\(filter.address)"\(attribute: "aria-current", filter.address == at ? "true" : nil)>\(filter.name)</a></li>
            """
        }
        var acts: [HTML] = []
        if mayBeSaved, !isKnown, at.contains("?") {
            let target = address("/filters/new", [("list", first.key), ("at", at)])
            acts.append("<a class=\"tool\" href=\"\(target)\">\(words("保存这个筛选"))</a>")
        }
        for listing in listings where listing.mayTake(visit.actor).isAllowed {
            let target = address("/exports/new", [("list", listing.key), ("at", at)])
            let label: Message = listings.count > 1 ? "导出：\(listing.title)" : "导出"
            acts.append("<a class=\"tool\" href=\"\(target)\">\(words(label))</a>")
        }
        guard !links.isEmpty || !acts.isEmpty else { return nil }
        acts.append("<a class=\"tool\" href=\"/exports\">\(words("我的导出"))</a>")
        return """
            <div class="tools" id="list-tools" data-follow="data-follow">\
            \(links.isEmpty ? nil : "<nav aria-label=\"\(words("保存的筛选"))\"><ul>\(links)</ul></nav>" as HTML)\
            <div class="tools-acts">\(acts)</div></div>
            """
    }
}
