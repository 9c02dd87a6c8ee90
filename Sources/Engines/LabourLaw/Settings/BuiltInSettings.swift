extension Settings {
    /// What the house knows by itself; whatever nobody has confirmed says so.
    package static let builtIn = Settings(
        places: [
            .country, Place("110000", "北京市"), Place("310000", "上海市"), Place("320000", "江苏省"),
            Place("440000", "广东省"),
        ],
        calendar: .announced, statutoryDays: .byLaw,
        averageWage: PlaceTable([
            shanghaiAverage(11_396, of: 2021), shanghaiAverage(12_183, of: 2022), shanghaiAverage(12_307, of: 2023),
            shanghaiAverage(12_434, of: 2024),
        ]),
        minimumWage: PlaceTable([
            shanghaiMinimum(2_590, since: day(2021, 7)), shanghaiMinimum(2_690, since: day(2023, 7)),
            shanghaiMinimum(2_740, since: day(2025, 7)),
        ]),
        earlierServiceRule: PlaceTable([
            DatedEntry("000000", from: since2008, .national481, source: "劳部发〔1994〕481号（2017年废止）", .unconfirmed),
            DatedEntry("310000", from: since2008, .shanghai2001, source: "《上海市劳动合同条例》第四十二条、第四十五条", .statute),
        ]),
        doubleWagePractice: PlaceTable([
            DatedEntry("000000", from: since2008, .lookBack, source: "多地按申请仲裁之日往前推一年", .unconfirmed),
            DatedEntry("110000", from: since2008, .lookBack, source: "京高法发〔2024〕534号，据他处转述", .reported),
            DatedEntry("440000", from: since2008, .lookBack, source: "广东省座谈会纪要第十五条，据他处转述", .reported),
            DatedEntry("310000", from: since2008, .monthByMonth, source: "从每月应发工资之日起逐月计算", .unconfirmed),
        ]),
        doubleWageMonths: PlaceTable([
            DatedEntry("000000", from: since2008, .anniversary, source: "法释〔2025〕12号第六条没有写明按哪种月", .unconfirmed)
        ]),
        overtimeInSeveranceBase: PlaceTable([
            DatedEntry("000000", from: since2008, true, source: "《关于工资总额组成的规定》第四条第（五）项", .statute),
            DatedEntry("310000", from: since2008, false, source: "上海市高级人民法院2013年问答", .unconfirmed),
        ]),
        overtimeBaseShare: PlaceTable([
            DatedEntry("310000", from: since2008, share(7), source: "上海市企业工资支付办法，据他处转述", .reported)
        ]),
        replyPeriods: PlaceTable([
            DatedEntry(
                "000000", from: since2008, ReplyPeriods(reminder: 15, opinion: 15, recommendation: 15),
                source: "各地多为10到15日", .unconfirmed)
        ]),
        refusalThresholds: PlaceTable([
            DatedEntry(
                "000000", from: day(2013, 1), RefusalThresholds(one: 5_000, ten: 30_000),
                source: "法释〔2013〕3号第三条的下限；各省可在5000元至2万元、3万元至10万元之间另定", .statute)
        ]))

    private static let since2008 = day(2008, 1)

    private static func day(_ year: Int, _ month: Int) -> CalendarDay {
        CalendarDay(known: year, month, 1)
    }

    /// Shanghai publishes in the middle of the year after.
    private static func shanghaiAverage(_ yuan: Int, of year: Int) -> DatedEntry<Rational> {
        DatedEntry(
            "310000", from: day(year + 1, 7), Rational(yuan), source: "上海市上年度职工月平均工资，从7月1日起用", .unconfirmed)
    }

    private static func shanghaiMinimum(_ yuan: Int, since: CalendarDay) -> DatedEntry<Rational> {
        DatedEntry("310000", from: since, Rational(yuan), source: "上海市月最低工资标准", .unconfirmed)
    }

    private static func share(_ tenths: Int) -> Rational { (try? Rational(tenths) / 10) ?? .half }
}
