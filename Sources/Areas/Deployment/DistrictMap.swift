import Core
import Web

/// The districts of Shanghai as tiles in about their true places. The table below it says the same.
package struct DistrictMap: Sendable {
    private struct Spot {
        /// GB/T 2260.
        let code: String
        let name: String
        let column: Int
        let row: Int
    }

    private static let spots: [Spot] = [
        Spot(code: "310151", name: "崇明", column: 4, row: 1), Spot(code: "310114", name: "嘉定", column: 2, row: 2),
        Spot(code: "310113", name: "宝山", column: 3, row: 2), Spot(code: "310107", name: "普陀", column: 2, row: 3),
        Spot(code: "310106", name: "静安", column: 3, row: 3), Spot(code: "310109", name: "虹口", column: 4, row: 3),
        Spot(code: "310110", name: "杨浦", column: 5, row: 3), Spot(code: "310118", name: "青浦", column: 1, row: 4),
        Spot(code: "310105", name: "长宁", column: 2, row: 4), Spot(code: "310101", name: "黄浦", column: 4, row: 4),
        Spot(code: "310115", name: "浦东", column: 5, row: 4), Spot(code: "310104", name: "徐汇", column: 3, row: 4),
        Spot(code: "310117", name: "松江", column: 1, row: 5), Spot(code: "310112", name: "闵行", column: 3, row: 5),
        Spot(code: "310116", name: "金山", column: 2, row: 6), Spot(code: "310120", name: "奉贤", column: 4, row: 6),
    ]

    package struct Tile: Sendable {
        let name: String
        let code: String?
        let address: String
        /// Both in words.
        let first: Message
        let second: Message
        /// 0: none to 3: most.
        let need: Int

        package init(name: String, code: String?, address: String, first: Message, second: Message, need: Int) {
            self.name = name
            self.code = code
            self.address = address
            self.first = first
            self.second = second
            self.need = need
        }
    }

    /// What a step of need means, from 0 to 3.
    let steps: [Message]
    let tiles: [Tile]

    package init(steps: [Message], tiles: [Tile]) {
        self.steps = steps
        self.tiles = tiles
    }

    private static func spot(of tile: Tile) -> Spot? {
        spots.first { spot in tile.code?.hasPrefix(spot.code) == true } ?? spots.first { tile.name.hasPrefix($0.name) }
    }

    package func view(_ words: Words) -> HTML {
        let placed = tiles.map { (tile: $0, spot: Self.spot(of: $0)) }
        let known = placed.compactMap { entry in
            entry.spot.map { spot -> HTML in
                "<li class=\"tile-c\(spot.column) tile-r\(spot.row)\">\(link(words, entry.tile))</li>"
            }
        }
        let others = placed.filter { $0.spot == nil }.map { entry -> HTML in "<li>\(link(words, entry.tile))</li>" }
        let legend = steps.enumerated().map { step, meaning -> HTML in
            "<li><span class=\"tile need-\(step)\">\(Self.mark(step))</span> \(words(meaning))</li>"
        }
        return """
            <ul class="tile-legend" aria-label="\(words("图例"))">\(legend)</ul>
            \(known.isEmpty ? nil : "<ul class=\"tile-map\">\(known)</ul>" as HTML)
            \(others.isEmpty ? nil : "<ul class=\"tile-row\">\(others)</ul>" as HTML)
            """
    }

    private func link(_ words: Words, _ tile: Tile) -> HTML {
        """
        <a class="tile need-\(tile.need)" href="\(tile.address)"><span class="tile-head"><b>\(tile.name)</b>\
        <span class="tile-mark" aria-hidden="true">\(Self.mark(tile.need))</span></span>\
        <span>\(words(tile.first))</span><span>\(words(tile.second))</span></a>
        """
    }

    /// The step without colour: on paper, and for whoever does not tell colours apart.
    private static func mark(_ step: Int) -> String { ["○", "◔", "◑", "●"][min(max(step, 0), 3)] }
}
