/// Surnames of two characters, and the readings a character has only as a surname.
enum Surnames {
    /// In use today; a name of three or more characters that begins with one of them has it as its surname.
    static let compound = Set(
        """
        欧阳 司马 诸葛 上官 司徒 司空 司寇 夏侯 东方 皇甫 尉迟 公孙 公羊 公冶 公良 公西 长孙 慕容 令狐 宇文 轩辕 端木 独孤 南宫
        西门 东郭 南郭 百里 呼延 闻人 赫连 澹台 濮阳 淳于 单于 太史 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 万俟 拓跋 拓拔 第五 左丘
        梁丘 谷梁 乐正 漆雕 巫马 宗政 颛孙 子车 壤驷 夹谷 宰父 段干 微生 羊舌 东门 羊角 呼衍 纳兰 完颜 叶赫 那拉 富察 爱新 歐陽
        司馬 諸葛 東方 尉遲 長孫 軒轅 獨孤 南宮 西門 東郭 鍾離
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Surname → its readings, the proper one first. Sources: 现代汉语词典 and 通用规范汉字字典, entries marked 姓.
    static let readings: [String: [[String]]] = {
        var table: [String: [[String]]] = [:]
        for entry in listed.split(whereSeparator: \.isWhitespace) {
            let parts = entry.split(separator: ":")
            table[String(parts[0])] = parts[1].split(separator: "-").map {
                $0.split(separator: "/").map(String.init)
            }
        }
        return table
    }()

    private static let listed = """
        单:shan 單:shan 仇:qiu 解:xie 盖:ge/gai 蓋:ge/gai 区:ou 區:ou 查:zha 曾:zeng 朴:piao 任:ren 华:hua 華:hua 尹:yin
        乐:yue/le 樂:yue/le 覃:qin/tan 缪:miao 繆:miao 翟:zhai/di 召:shao 员:yun 員:yun 郇:xun/huan 冼:xian 隗:wei/kui
        种:chong 逄:pang 晁:chao 谌:chen/shen 諶:chen/shen 秘:bi 薄:bo 卜:bu 晟:cheng 褚:chu 都:du 洗:xian 宓:mi/fu
        哈:ha 郝:hao 黑:he 纪:ji 紀:ji 靳:jin 阚:kan 闞:kan 蒯:kuai 麦:mai 佴:nai 能:nai 那:na 倪:ni 乜:nie 宁:ning 甯:ning
        繁:po 蒲:pu 亓:qi 戚:qi 漆:qi 瞿:qu 冉:ran 撒:sa 莎:sha 尚:shang 折:she 佘:she 沈:shen 盛:sheng 石:shi 殳:shu
        眭:sui 郯:tan 佟:tong 宛:wan 韦:wei 洼:wa 郗:xi/chi 冯:feng 洗:xian 相:xiang 星:xing 幸:xing 宿:su 禤:xuan
        燕:yan 幺:yao 叶:ye 葉:ye 应:ying 應:ying 尤:you 於:yu 余:yu 俞:yu/shu 郁:yu 喻:yu 苑:yuan 臧:zang 笮:ze 祭:zhai
        占:zhan 长:zhang 仉:zhang 中:zhong 竺:zhu 祝:zhu 卓:zhuo 訾:zi 宗:zong 句:gou 勾:gou 过:guo 過:guo 桂:gui 炅:gui
        观:guan 冠:guan 葛:ge 干:gan 费:fei/bi 費:fei/bi 藏:zang 车:che 車:che 呙:guo 呼:hu 桓:huan 郏:jia 贾:jia 賈:jia
        监:jian 降:jiang 将:jiang 角:jue 空:kong 匡:kuang 郎:lang 令:ling 陆:lu 陸:lu 吕:lv 呂:lv 闾:lv 率:shuai 迟:chi
        弥:mi 墨:mo 牟:mou/mu 南:nan 区:ou 潘:pan 番:pan 庞:pang 邳:pi 平:ping 强:qiang 桥:qiao 谯:qiao 郄:qie/xi 莘:shen/xin
        钻:zuan 行:xing 舍:she 似:si 佀:si 宋:song 粟:su 隋:sui 么:yao 要:yao 冮:gang 盍:he 郜:gao 妫:gui 嬴:ying 嵇:ji
        吾:wu 仝:tong 危:wei 镡:tan/xin/chan 鐔:tan/xin/chan 峗:wei 洺:ming 笪:da 厍:she 寻:xun 尋:xun 尉:wei 曲:qu 柏:bai/bo
        欧阳:ou-yang 尉迟:yu-chi 尉遲:yu-chi 万俟:mo-qi 令狐:ling-hu 长孙:zhang-sun 長孫:zhang-sun 澹台:tan-tai 单于:chan-yu
        宰父:zai-fu 亓官:qi-guan 淳于:chun-yu 夏侯:xia-hou 乐正:yue-zheng 拓跋:tuo-ba 拓拔:tuo-ba 颛孙:zhuan-sun
        子车:zi-ju/che 夹谷:jia-gu 呼延:hu-yan 鲜于:xian-yu 皇甫:huang-fu 谷梁:gu-liang 宗政:zong-zheng 第五:di-wu 曾:zeng
        """
}
