import Core
import Deployment
import Web
import Workforce

extension Specimens {
    static func figures(_ words: Words) -> [Specimen] {
        let observed = (1...40).map { Survival.Observation(days: $0 * 61, hasLeft: $0 % 4 == 0, people: 1) }
        return [
            Specimen(
                "数字",
                figureTiles(
                    words,
                    [
                        FigureTile("在岗人数", words(0), opens: "/gallery"),
                        FigureTile("会员人数", words(1_234_567), opens: "/gallery", note: "比上个月多 \(120)"),
                        FigureTile("没有人负责的单位", words(7), opens: "/gallery", needsHand: true),
                        FigureTile("平均每人负责", words(12), opens: "/gallery"),
                    ])),
            Specimen(
                "进度",
                "\([(0, 2000), (730, 2000), (2000, 2000), (0, 0)].map { progressBar(words, "正在读取", done: $0.0, of: $0.1) })"
            ),
            Specimen("各区的图", map(words)),
            Specimen(
                "还在岗的比例",
                SurvivalPicture(survival: Survival(observed), label: "编造的一批人", words: words).html),
        ]
    }

    private static func map(_ words: Words) -> HTML {
        DistrictMap(
            steps: ["都有人负责", "少数没有人负责", "三成没有人负责", "多半没有人负责"],
            tiles: Invented.districts.map { name, need in
                DistrictMap.Tile(
                    name: name, code: nil, address: "/gallery", first: "\(need * 4) 个没有人负责",
                    second: "\(12 + need) 人在岗", need: need)
            }
        ).view(words)
    }
}
