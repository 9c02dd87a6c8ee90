/// Laws, places, and where settings come from.
let statuteEnglish: [String: String] = [
    "{1}（{2}）{3}": "{1} ({2}), Art. {4}",
    "《劳动合同法》": "Labour Contract Law",
    "《劳动合同法实施条例》": "Implementing Regulations of the Labour Contract Law",
    "《劳动法》": "Labour Law",
    "《劳动争议调解仲裁法》": "Labour Dispute Mediation and Arbitration Law",
    "《最高人民法院关于审理劳动争议案件适用法律问题的解释（一）》": "Supreme People's Court, Interpretation (I) on labour disputes",
    "《最高人民法院关于审理劳动争议案件适用法律问题的解释（二）》（法释〔2025〕12号）":
        "Supreme People's Court, Interpretation (II) on labour disputes (Fashi [2025] No. 12)",
    "《工会法》": "Trade Union Law",
    "《民法典》": "Civil Code",
    "《民事诉讼法》": "Civil Procedure Law",
    "《最高人民法院关于执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释》":
        "Supreme People's Court, Interpretation on interest for late performance",
    "《劳动保障监察条例》": "Regulations on Labour Security Supervision",
    "《法律援助法》": "Legal Aid Law",
    "《职工带薪年休假条例》": "Regulations on Paid Annual Leave",
    "《企业职工带薪年休假实施办法》": "Measures on Paid Annual Leave in Enterprises",
    "《工资支付暂行规定》": "Interim Provisions on Payment of Wages",
    "《关于工资总额组成的规定》": "Provisions on the Composition of Total Wages",
    "《全国年节及纪念日放假办法》": "Measures on Public Holidays",
    "《人力资源社会保障部关于职工全年月平均工作时间和工资折算问题的通知》（人社部发〔2025〕2号）":
        "Ministry of Human Resources, Notice on average monthly working time (Renshebufa [2025] No. 2)",
    "《上海市劳动合同条例》": "Shanghai Labour Contract Regulations",
    "《违反和解除劳动合同的经济补偿办法》（劳部发〔1994〕481号，2017年废止）":
        "Measures on Severance (Laobufa [1994] No. 481, repealed 2017)",
    "《最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释》":
        "Supreme People's Court, Interpretation on the crime of refusing to pay wages",
    "《劳动人事争议仲裁办案规则》": "Rules of Labour and Personnel Arbitration",
    "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》":
        "Supreme People's Court, Interpretation of the Civil Procedure Law",

    // Places and their settings
    "全国": "the whole country",
    "北京市": "Beijing",
    "上海市": "Shanghai",
    "江苏省": "Jiangsu",
    "广东省": "Guangdong",
    "法律原文": "Text of the law",
    "官方公布": "officially published",
    "据他处转述": "as others report",
    "尚未核实": "not confirmed yet",
    "劳部发〔1994〕481号（2017年废止）": "Laobufa [1994] No. 481 (repealed 2017)",
    "《上海市劳动合同条例》第四十二条、第四十五条": "Shanghai Labour Contract Regulations, Art. 42 and 45",
    "多地按申请仲裁之日往前推一年": "in many places, one year back from the filing",
    "京高法发〔2024〕534号，据他处转述": "Jinggaofafa [2024] No. 534, as others report",
    "广东省座谈会纪要第十五条，据他处转述": "Guangdong meeting minutes, Art. 15, as others report",
    "从每月应发工资之日起逐月计算": "month by month from each pay day",
    "法释〔2025〕12号第六条没有写明按哪种月": "Fashi [2025] No. 12, Art. 6, does not say which kind of month",
    "《关于工资总额组成的规定》第四条第（五）项": "Provisions on the Composition of Total Wages, Art. 4(5)",
    "上海市高级人民法院2013年问答": "Shanghai High People's Court, questions and answers of 2013",
    "上海市企业工资支付办法，据他处转述": "Shanghai measures on payment of wages, as others report",
    "各地多为10到15日": "10 to 15 days in most places",
    "法释〔2013〕3号第三条的下限；各省可在5000元至2万元、3万元至10万元之间另定":
        "the lower limits of Fashi [2013] No. 3, Art. 3; provinces may set 5,000–20,000 and 30,000–100,000",
    "上海市上年度职工月平均工资，从7月1日起用": "Shanghai's average monthly wage of the year before, used from 1 July",
    "上海市月最低工资标准": "Shanghai's monthly minimum wage",
    "没有“{}”这个地方的设置，请写区划代码，例如 310000": "Nothing is set for “{}”; give the area code, for example 310000",
    "{}没有 {} 的设置，按没有填写计算": "{}: nothing is set for {}; reckoned as if it were not given",
    "{} 按{} {} 起的设置填写：{}（{}）": "{}: as set for {} since {}, by {} ({})",
    "{}；没有写是哪一天，用最新的一条": "{}; no day was given, so the newest is used",
    "{}；距今已久，请核对有没有新的标准": "{}; that is long ago, check whether there is a newer one",
    "；": "; ",
    "、": ", ",
    "以下依据未见原文，按他处转述计算，引用前请核对：{}":
        "The texts of these were not at hand; reckoned as others report, check before you cite: {}",
    "{} 不影响这一项计算，没有用到": "{} has no bearing on this and was not used",
]
