/// What a 小二级 union gathers.
package enum SubUnionKind: String, CaseIterable, Hashable, Sendable {
    /// 园区
    case park
    /// 楼宇
    case building
    /// 商圈
    case businessCircle
    /// 行业
    case industry
    /// 居民区
    case neighbourhood
    /// 村
    case village
}

/// A 小二级 union of the demo city: where it is, what it gathers, its name (no two are alike).
package struct SubUnionFact: Hashable, Sendable {
    package let streetCode: String
    package let kind: SubUnionKind
    package let name: String
}

/// Believable names of federations below a street or town, made from its name and pools of words.
package enum SubUnionNames {
    /// The one that is told of: 聚鑫园 in 漕河泾街道.
    package static let juxinPark = SubUnionFact(streetCode: "310104017", kind: .park, name: "聚鑫园园区工会联合会")

    /// `total` unions over all streets, towns and zones, more where more people work; `juxinPark` is the first of
    /// its street. At least one each, so `total` must not be below the number of places.
    package static func city(
        _ districts: [DistrictFact] = ShanghaiFacts.districts, total: Int = 1_100,
        using chance: inout some RandomNumberGenerator
    ) -> [SubUnionFact] {
        let streets = districts.flatMap(\.streets)
        var counts = Dictionary(uniqueKeysWithValues: streets.map { ($0.code, 1) })
        let weighted = streets.map { (value: $0.code, weight: weight(of: $0)) }
        for _ in 0..<max(total - streets.count, 0) {
            // No place has more than ten, or its pools would run dry.
            var code = chance.pick(weighted)
            while counts[code, default: 0] >= 10 { code = chance.pick(weighted) }
            counts[code, default: 0] += 1
        }
        return streets.flatMap { street in
            let stem = stem(of: street, among: streets)
            return unions(of: street, stem: stem, count: counts[street.code, default: 1], using: &chance)
        }
    }

    private static func unions(
        of street: StreetFact, stem: String, count: Int, using chance: inout some RandomNumberGenerator
    ) -> [SubUnionFact] {
        var made: [SubUnionFact] = street.code == juxinPark.streetCode ? [juxinPark] : []
        var names = Set(made.map(\.name))
        while made.count < count {
            let kind = chance.pick(kinds(in: street.kind))
            let words = pools[kind]!
            let name = stem + words[Int.random(in: 0..<words.count, using: &chance)] + ending(of: kind)
            if names.insert(name).inserted {
                made.append(SubUnionFact(streetCode: street.code, kind: kind, name: name))
            }
        }
        return made
    }

    private static func weight(of street: StreetFact) -> Int {
        switch street.kind {
        case .street: 10
        case .town: 11
        case .zone: 7
        case .farm: 1
        }
    }

    /// How often each kind occurs: buildings are 13 % of all, villages only where there are fields.
    private static func kinds(in place: StreetFact.Kind) -> [(value: SubUnionKind, weight: Int)] {
        switch place {
        case .street: [(.park, 18), (.building, 24), (.businessCircle, 13), (.industry, 15), (.neighbourhood, 30)]
        case .town:
            [(.park, 28), (.building, 4), (.businessCircle, 6), (.industry, 17), (.neighbourhood, 20), (.village, 25)]
        case .zone: [(.park, 60), (.building, 15), (.industry, 25)]
        case .farm: [(.park, 40), (.industry, 60)]
        }
    }

    /// 漕河泾街道 → 漕河泾; the whole name where another place has the same stem (虹桥街道, 虹桥镇).
    private static func stem(of street: StreetFact, among streets: [StreetFact]) -> String {
        let stem = shortened(street.name)
        let isShared = streets.contains { $0.code != street.code && shortened($0.name) == stem }
        return isShared ? street.name : stem
    }

    private static func shortened(_ name: String) -> String {
        if let given = givenStems[name] { return given }
        for kind in ["新村街道", "镇街道", "街道", "新镇", "新城镇", "镇", "乡"] where name.hasSuffix(kind) {
            let stem = String(name.dropLast(kind.count))
            if stem.count > 1 { return stem }
        }
        return name
    }

    private static func ending(of kind: SubUnionKind) -> String {
        switch kind {
        case .park: "园区工会联合会"
        case .building: "楼宇工会联合会"
        case .businessCircle: "商圈工会联合会"
        case .industry: "行业工会联合会"
        case .neighbourhood: "居民区工会联合会"
        case .village: "村工会联合会"
        }
    }

    private static let givenStems = [
        "中国（上海）自由贸易试验区（保税片区）": "保税片区", "漕河泾新兴技术开发区": "漕河泾开发区", "金桥经济技术开发区": "金桥开发区",
        "张江高科技园区": "张江高科", "上海湾区高新技术产业开发区": "湾区高新区", "上海松江出口加工区": "松江出口加工区",
        "上实现代农业园区": "上实农业园",
    ]

    private static let pools: [SubUnionKind: [String]] = [
        .park: words("智谷 科创 众创 汇智 启航 星火 腾飞 云谷 创智 联创 信息 文创 新材料 智造 生物医药 绿谷 华实 同创 金穗 海纳"),
        .building: words("汇川 恒源 新世纪 国信 银都 金源 万隆 中环 瑞祥 嘉华 东晟 远洋 鼎新 双子 天元 汇银 锦鸿 三和 明珠 富海"),
        .businessCircle: words("中央 南广场 北广场 滨江 老街 新天地 地铁站 万象 欢乐 龙汇 星光 假日"),
        .industry: words("餐饮 物业 快递 家政 美容美发 保安 建筑 零售 物流 养老服务 汽修 环卫 网约配送 教育培训 商贸 电子信息"),
        .neighbourhood: words(
            "第一 第二 第三 锦苑 馨苑 新苑 春晓 晨光 安居 文华 金桂 紫藤 翠竹 秀园 怡景 和平 丰泽 华苑 阳光 河滨 兰亭 梅园 桃源 育才 康乐"),
        .village: words("新建 联合 红星 前进 星火 勤丰 民主 东方 光明 永丰 卫星 先锋 幸福 团结 跃进 新民 长春 爱国 胜利 曙光 友好 北新"),
    ]

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
