import Organization

/// What enterprises of an invented name do, and how such names are made: a fancy name before the trade.
enum EnterpriseNames {
    struct Trade: Sendable {
        /// 电子科技
        let word: String
        let industry: Industry
    }

    /// Two characters that nobody need know: 沪瑞, 泽康.
    static func fancy(using chance: inout SeededGenerator) -> String {
        let first = heads[Int.random(in: 0..<heads.count, using: &chance)]
        return String(first) + String(tails[Int.random(in: 0..<tails.count, using: &chance)])
    }

    /// Towers have offices, parks workshops and technology, neighbourhoods shops and services.
    static func trade(in kind: UnitKind, using chance: inout SeededGenerator) -> Trade {
        let trades =
            switch kind {
            case .building: offices
            case .park, .zone: workshops
            case .businessCircle: shops
            case .neighbourhood, .street: services
            case .village, .town: villages
            case .industry: offices + workshops + shops + services
            case .city, .district: offices
            }
        return trades[Int.random(in: 0..<trades.count, using: &chance)]
    }

    private static let heads = Array("沪瑞泽博宏盛嘉鼎恒华中锦荣凯诚信德正永兴安百利金鑫源海天云启智卓优尚品汇联创新科捷迅")
    private static let tails = Array("康达远通和泰明辉峰林洋宇航捷丰茂腾越顺成祥润益生隆昌元景邦泓杰彦宁岳川润禾")

    private static let offices = trades([
        (.software, "信息技术 软件 网络科技 数据服务"), (.business, "管理咨询 人力资源 广告传媒 会计服务 商务服务"),
        (.finance, "融资租赁 保险代理 投资管理"), (.culture, "文化传播 展览服务"), (.trade, "国际贸易 供应链管理"),
    ])
    private static let workshops = trades([
        (.manufacturing, "电子科技 精密机械 新材料 汽车零部件 食品 包装制品 医疗器械 生物技术 仪器仪表 服装"),
        (.software, "智能科技 信息技术"), (.transport, "物流 仓储服务"), (.trade, "工贸"),
    ])
    private static let shops = trades([
        (.catering, "餐饮管理 酒店管理 食品经营"), (.trade, "商贸 百货 服饰 珠宝"), (.household, "美容服务 健身服务"),
        (.culture, "影院管理"), (.education, "教育培训"),
    ])
    private static let services = trades([
        (.property, "物业管理 房地产经纪"), (.household, "家政服务 养老服务 洗涤服务"), (.trade, "超市 便利店 商贸"),
        (.catering, "餐饮管理"), (.transport, "快递服务"), (.health, "口腔门诊 护理服务"), (.construction, "装饰工程"),
    ])
    private static let villages = trades([
        (.manufacturing, "五金制品 塑料制品 木业 模具 食品"), (.construction, "建筑工程 园林绿化"),
        (.transport, "货物运输"), (.trade, "农产品 工贸"), (.household, "环卫服务"),
    ])

    private static func trades(_ words: [(Industry, String)]) -> [Trade] {
        words.flatMap { industry, text in
            text.split(separator: " ").map { Trade(word: String($0), industry: industry) }
        }
    }
}
