/// A street, town, township or zone, with its code of nine digits (GB/T 10114).
package struct StreetFact: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// 街道
        case street
        /// 镇, 乡
        case town
        /// 工业区, 开发区, 园区 and the like
        case zone
        /// 农场, 林场
        case farm
    }

    package let code: String
    package let name: String

    package var kind: Kind {
        if name.hasSuffix("街道") { return .street }
        if name.hasSuffix("镇") || name.hasSuffix("乡") { return .town }
        return name.hasSuffix("农场") || name.hasSuffix("林场") ? .farm : .zone
    }
}

/// A district with its code of six digits (GB/T 2260) and all that lies in it.
package struct DistrictFact: Hashable, Sendable {
    package let code: String
    package let name: String
    package let streets: [StreetFact]
}

/// The real shape of Shanghai in 2024: its 16 districts and 234 streets, towns and zones.
package enum ShanghaiFacts {
    package static let districts: [DistrictFact] = parse(table)

    /// The city itself.
    package static let code = "310000"
    package static let name = "上海市"

    private static func parse(_ table: String) -> [DistrictFact] {
        var districts: [DistrictFact] = []
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.first != " " {
                districts.append(DistrictFact(code: String(words[0]), name: String(words[1]), streets: []))
            } else if let district = districts.popLast() {
                let streets = words.map { word in
                    StreetFact(code: district.code + word.prefix(3), name: String(word.dropFirst(3)))
                }
                districts.append(
                    DistrictFact(code: district.code, name: district.name, streets: district.streets + streets))
            }
        }
        return districts
    }

    /// A line a district; below it, indented, the last three digits of each code and the name.
    private static let table = #"""
        310101 黄浦区
            002南京东路街道 013外滩街道 015半淞园路街道 017小东门街道 018豫园街道 019老西门街道 020五里桥街道
            021打浦桥街道 022淮海中路街道 023瑞金二路街道
        310104 徐汇区
            003天平路街道 004湖南路街道 007斜土路街道 008枫林路街道 010长桥街道 011田林街道 012虹梅路街道
            013康健新村街道 014徐家汇街道 015凌云路街道 016龙华街道 017漕河泾街道 103华泾镇
            501漕河泾新兴技术开发区
        310105 长宁区
            001华阳路街道 002江苏路街道 004新华路街道 005周家桥街道 006天山路街道 008仙霞新村街道 009虹桥街道
            010程家桥街道 011北新泾街道 102新泾镇
        310106 静安区
            006江宁路街道 011石门二路街道 012南京西路街道 013静安寺街道 014曹家渡街道 015天目西路街道
            016北站街道 017宝山路街道 018共和新路街道 019大宁路街道 020彭浦新村街道 021临汾路街道
            022芷江西路街道 101彭浦镇
        310107 普陀区
            005曹杨新村街道 014长风新村街道 015长寿路街道 016甘泉路街道 017石泉路街道 020宜川路街道 021万里街道
            022真如镇街道 102长征镇 103桃浦镇
        310109 虹口区
            009欧阳路街道 010曲阳路街道 011广中路街道 014嘉兴路街道 016凉城新村街道 017四川北路街道
            018北外滩街道 019江湾镇街道
        310110 杨浦区
            001定海路街道 006平凉路街道 008江浦路街道 009四平路街道 012控江路街道 013长白新村街道
            015延吉新村街道 016殷行街道 018大桥街道 019五角场街道 020新江湾城街道 021长海路街道
        310112 闵行区
            001江川路街道 006古美街道 008新虹街道 009浦锦街道 101莘庄镇 102七宝镇 103颛桥镇 106华漕镇 107虹桥镇
            108梅陇镇 110吴泾镇 112马桥镇 114浦江镇 501莘庄工业区
        310113 宝山区
            003友谊路街道 007吴淞街道 008张庙街道 101罗店镇 102大场镇 103杨行镇 104月浦镇 106罗泾镇 109顾村镇
            111高境镇 112庙行镇 113淞南镇 501宝山工业园区
        310114 嘉定区
            001新成路街道 002真新街道 004嘉定镇街道 102南翔镇 103安亭镇 106马陆镇 109徐行镇 111华亭镇 114外冈镇
            118江桥镇 401菊园新区 501嘉定工业区
        310115 浦东新区
            004潍坊新村街道 005陆家嘴街道 007周家渡街道 008塘桥街道 009上钢新村街道 010南码头路街道
            011沪东新村街道 012金杨新村街道 013洋泾街道 014浦兴路街道 015东明路街道 016花木街道 103川沙新镇
            104高桥镇 105北蔡镇 110合庆镇 114唐镇 117曹路镇 120金桥镇 121高行镇 123高东镇 125张江镇 130三林镇
            131惠南镇 132周浦镇 133新场镇 134大团镇 136康桥镇 137航头镇 139祝桥镇 140泥城镇 141宣桥镇 142书院镇
            143万祥镇 144老港镇 145南汇新城镇 401芦潮港农场 402东海农场 403朝阳农场
            501中国（上海）自由贸易试验区（保税片区） 502金桥经济技术开发区 503张江高科技园区
        310116 金山区
            001石化街道 101朱泾镇 102枫泾镇 103张堰镇 104亭林镇 105吕巷镇 107廊下镇 109金山卫镇 112漕泾镇
            113山阳镇 503上海湾区高新技术产业开发区
        310117 松江区
            001岳阳街道 002永丰街道 003方松街道 004中山街道 005广富林街道 006九里亭街道 102泗泾镇 103佘山镇
            104车墩镇 105新桥镇 106洞泾镇 107九亭镇 109泖港镇 116石湖荡镇 117新浜镇 120叶榭镇 121小昆山镇
            501松江工业区 504佘山度假区 507上海松江出口加工区
        310118 青浦区
            001夏阳街道 002盈浦街道 003香花桥街道 102朱家角镇 103练塘镇 104金泽镇 105赵巷镇 106徐泾镇 107华新镇
            109重固镇 110白鹤镇
        310120 奉贤区
            001西渡街道 002奉浦街道 003金海街道 101南桥镇 102奉城镇 104庄行镇 106金汇镇 109四团镇 111青村镇
            118柘林镇 123海湾镇 503海湾旅游区
        310151 崇明区
            101城桥镇 102堡镇 103新河镇 104庙镇 105竖新镇 106向化镇 107三星镇 108港沿镇 109中兴镇 110陈家镇
            111绿华镇 112港西镇 113建设镇 114新海镇 115东平镇 116长兴镇 201新村乡 202横沙乡 401前卫农场
            402东平林场 501上实现代农业园区
        """#
}
