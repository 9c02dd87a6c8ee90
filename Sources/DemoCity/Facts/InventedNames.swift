import ChineseText

/// Names for people who do not exist, as common as such names are in the city; well-known people are left out.
package enum InventedNames {
    /// A name that fits sex and year of birth. The same generator state gives the same name.
    package static func name(
        _ sex: ResidentIdentityNumber.Sex, bornIn year: Int, using chance: inout some RandomNumberGenerator
    ) -> String {
        if Int.random(in: 0..<200, using: &chance) == 0 {
            return draw(from: sex == .male ? minorityMen : minorityWomen, using: &chance) + "·"
                + draw(from: minorityMen, using: &chance)
        }
        let pool = pool(sex, bornIn: year)
        // Of those born in the 1980s every fourth has a given name of one character, else fewer.
        let single = (1978...1992).contains(year) ? 25 : 10
        while true {
            let surname = chance.pick(surnames)
            var given: String
            if Int.random(in: 0..<100, using: &chance) < single {
                given = draw(from: pool.single, using: &chance)
            } else {
                given = draw(from: pool.first, using: &chance)
                given += draw(from: pool.second, using: &chance)
            }
            let isDoubled = given.count == 2 && given.first == given.last
            if !isDoubled && !wellKnown.contains(surname + given) { return surname + given }
        }
    }

    private static func draw(from values: [String], using chance: inout some RandomNumberGenerator) -> String {
        values[Int.random(in: 0..<values.count, using: &chance)]
    }

    private static func pool(_ sex: ResidentIdentityNumber.Sex, bornIn year: Int) -> Pool {
        switch (sex, year) {
        case (.male, ..<1978): olderMen
        case (.male, ..<1993): men
        case (.male, _): youngerMen
        case (.female, ..<1978): olderWomen
        case (.female, ..<1993): women
        case (.female, _): youngerWomen
        }
    }

    /// Surname and how many of ten thousand have it; those with readings of their own are a little more frequent
    /// than in life, because search must find them.
    package static let surnames: [(value: String, weight: Int)] = weighted(
        """
        王720 李690 张680 刘520 陈530 杨300 赵210 黄220 周250 吴210 徐210 孙150 胡130 朱180 高110 林100 何100 郭90 马90 罗80
        梁60 宋80 郑80 谢70 韩60 唐70 冯60 于50 董60 萧20 程60 曹60 袁60 邓40 许70 傅40 沈120 彭50 吕50 苏50 卢40 蒋70 蔡50 贾40
        丁60 魏40 薛40 叶60 阎20 余50 潘60 杜40 戴50 夏50 钟40 汪60 田40 姜40 范40 方50 石30 姚60 谭30 廖30 邹30 熊30 金80 陆100
        郝20 孔20 白20 崔30 康20 毛30 邱30 秦40 江40 史30 顾100 侯30 邵50 孟20 龙20 万20 段20 钱60 汤30 尹20 黎20 易20 常20 武20
        乔20 贺20 赖10 龚30 文10 庞10 樊20 殷20 施40 陶40 洪30 翁30 俞40 严40 倪40 瞿20 奚15 闵15 费15 诸15 宣10 计10 郁10
        单20 仇15 解15 盖12 区12 查15 曾40 朴8 任50 华25 乐12 覃10 缪12 翟15 员5 冼8 隗5 种4 逄4 晁5 谌6 召3 郇3 卜8 薄4 褚10
        曲8 佘6 柏8 宁10 郗3 燕6 应15 车8 干5 过6 牟6 尉4 纪12 葛20 祝15 宓3 洪20 盛20 凌20 季20 包15 沙8 裘8 虞8
        欧阳18 司马6 诸葛5 上官6 司徒4 夏侯2 皇甫4 尉迟3 令狐3 慕容2 端木2 公孙2 东方2 万俟1 长孙1 闻人2 澹台1 淳于2
        """)

    private static func weighted(_ text: String) -> [(value: String, weight: Int)] {
        text.split(whereSeparator: \.isWhitespace).map { entry in
            let name = entry.prefix { !("0"..."9").contains($0) }
            return (String(name), Int(entry.dropFirst(name.count)) ?? 1)
        }
    }
}

/// The characters of given names of one sex and generation.
private struct Pool: Sendable {
    let first: [String]
    let second: [String]
    let single: [String]

    init(_ first: String, _ second: String, single: String) {
        self.first = first.map { String($0) }
        self.second = second.map { String($0) }
        self.single = single.map { String($0) }
    }
}

private let olderMen = Pool(
    "建国志永德文明海春伟新根福荣家正宝长卫学光庆祥兴忠振玉少", "华军平明强民良发根生林荣祥兴忠伟康成龙福昌弟宝刚", single: "军伟刚勇斌平明华强建健")
private let men = Pool(
    "晓志俊建嘉伟海文家春鹏振宇翔亮旭永凯彦世佳君思冬立", "杰斌峰辉磊明伟东华超军鹏亮飞浩波栋俊健勇敏刚毅琪琦", single: "伟磊峰斌超浩杰鹏俊飞骏亮晨毅昊骅赟")
private let youngerMen = Pool(
    "子梓浩宇嘉俊一思天逸文奕晨佳皓泽承煜铭睿知博书", "轩涵杰豪睿辰宇阳泽博诚昊恒凡远然乐哲彦钧言安霖", single: "睿昊轩逸博翔辰恺晟炜")
private let olderWomen = Pool(
    "丽秀玉美桂惠凤慧雅素爱月红彩建金春静佩莉", "华英芳珍琴萍娟芬妹珠兰霞敏红琳芝凤娣仙菊", single: "红萍敏芳琴英霞娟珍莉")
private let women = Pool(
    "晓丽佳燕婷雯静莉海文春慧嘉雅君思颖娟倩艳蓓玲", "婷雯静敏燕萍莉娜芸蕾琳倩玲华妍菁芳洁蓉怡青慧", single: "静婷敏燕倩莉颖洁雯琳丹娜艳蓉芸蕾")
private let youngerWomen = Pool(
    "欣雨思佳梓诗子嘉雅怡晨语艺心若可依沐梦奕书", "怡涵萱妍彤琪悦婷雯瑶宁颖文洁桐欣玥汐淇雪", single: "怡悦雯婷颖瑶妍玥欣萱")

private let minorityMen = words("买买提 艾合买提 玉素甫 吐尔逊 热合曼 卡德尔 阿不都 依明 木沙 肉孜 库尔班 亚森")
private let minorityWomen = words("阿依古丽 帕提古丽 古丽仙 热依汗 阿孜古丽 米娜瓦 玛依努尔 祖丽皮亚 阿依夏木 茹仙")

/// Heads of state and of trade unions, athletes, singers, actors and others whom the pools could make by chance.
private let wellKnown = Set(
    words(
        """
        曹颖 李鹏 李强 王勇 周强 王晨 张军 应勇 王毅 韩正 张德江 江泽民 胡春华 邓小平 朱德 李先念 华国锋 王震 万里 陈云 王兆国 王东明 徐留平 孙春兰
        王明 王洪文 张春桥 姚文元 林彪 林立果 彭真 乔石 李岚清 温家宝 李建国 王建 张文宏 李德生 陈永贵 汪东兴 张玉凤 叶飞 罗荣桓 张爱萍
        马云 雷军 李宁 姚明 刘翔 李娜 林丹 王楠 王皓 马琳 马龙 朱婷 陈梦 杨威 郑洁 孙悦 刘洋 孙杨 张杰 王凯 李健 李晨 陈晓 杨洋 杨颖 韩磊 韩红 刘涛
        邓超 胡军 王刚 陈红 蔡明 张亮 田亮 秦凯 何洁 李静 王静 张静 周杰 王杰 吴敏霞 黄晓明 林志玲 林志颖 张国强 王志文 梁静 梁文道 李雪 李雨桐 张雨绮
        陈建斌 李玉刚 杨丽萍 李春平 高秀敏 刘诗雯 刘亦菲 陈嘉桦 李海波 张海波 罗志祥 王俊凯 易烊千玺 陈伟霆 张嘉文 李文亮 钱学森 邓稼先 华春莹
        张丹 李丹 张燕 王燕 杨倩 陈倩 赵丽 赵丽颖 张颖 佟大为 王一博 李一桐 王子文 陈思诚 陈一冰 刘雯 张梓琳 王梓轩 张艺凡 马思纯 周冬雨 王嘉尔 王思聪
        马天宇 王雨馨 张一山 王伟 李雅 张惠妹 汤唯 陈美玲 李秀英 陈凯 金星 金晨 邱晨 唐嫣 倪妮 周深 毛不易 华晨宇 华子 张艺兴 王宝强 叶青 陆毅 陆川
        """))

private func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }
