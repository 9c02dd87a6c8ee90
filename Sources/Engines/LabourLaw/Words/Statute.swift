/// A text of law in one revision: numbering moves between revisions, so an article is never cited without it.
package struct Statute: Hashable, Sendable {
    package let id: String
    /// With its book-title marks, as it is cited.
    package let title: String
    /// The day of this revision, or of promulgation where it has never been revised; to the year where no more is known.
    package let revision: String
    /// Read in the text itself; else known from others' words only, and to be confirmed before it is relied on.
    package let isConfirmed: Bool

    private init(_ id: String, _ title: String, _ revision: String, isConfirmed: Bool = true) {
        (self.id, self.title, self.revision, self.isConfirmed) = (id, title, revision, isConfirmed)
    }

    package static let contractLaw = Statute("labour-contract-law", "《劳动合同法》", "2012-12-28")
    package static let contractRegulation = Statute("contract-law-regulation", "《劳动合同法实施条例》", "2008-09-18")
    package static let labourLaw = Statute("labour-law", "《劳动法》", "2018-12-29")
    package static let arbitrationLaw = Statute("mediation-arbitration-law", "《劳动争议调解仲裁法》", "2007-12-29")
    package static let disputesOne = Statute(
        "labour-disputes-interpretation-1", "《最高人民法院关于审理劳动争议案件适用法律问题的解释（一）》", "2020-12-25")
    package static let disputesTwo = Statute(
        "labour-disputes-interpretation-2", "《最高人民法院关于审理劳动争议案件适用法律问题的解释（二）》（法释〔2025〕12号）", "2025-09-01",
        isConfirmed: false)
    package static let unionLaw = Statute("trade-union-law", "《工会法》", "2021-12-24")
    package static let civilCode = Statute("civil-code", "《民法典》", "2020-05-28")
    package static let civilProcedure = Statute("civil-procedure-law", "《民事诉讼法》", "2023-09-01")
    package static let lateInterest = Statute(
        "late-performance-interest", "《最高人民法院关于执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释》", "2014")
    package static let inspection = Statute("labour-inspection", "《劳动保障监察条例》", "2004-11-01")
    package static let legalAid = Statute("legal-aid-law", "《法律援助法》", "2021-08-20")
    package static let annualLeave = Statute("paid-annual-leave", "《职工带薪年休假条例》", "2007-12-14")
    package static let annualLeaveMeasures = Statute(
        "paid-annual-leave-measures", "《企业职工带薪年休假实施办法》", "2008-09-18", isConfirmed: false)
    package static let wagePayment = Statute("wage-payment", "《工资支付暂行规定》", "1994")
    package static let wageComposition = Statute("total-wages", "《关于工资总额组成的规定》", "1990-01-01")
    package static let holidays2013 = Statute("public-holidays-2013", "《全国年节及纪念日放假办法》", "2013-12-11")
    package static let holidays2024 = Statute("public-holidays-2024", "《全国年节及纪念日放假办法》", "2024-11-10")
    package static let workingHours2025 = Statute(
        "working-hours-2025", "《人力资源社会保障部关于职工全年月平均工作时间和工资折算问题的通知》（人社部发〔2025〕2号）", "2025-01-01",
        isConfirmed: false)
    package static let shanghaiContracts = Statute("shanghai-labour-contracts", "《上海市劳动合同条例》", "2001")
    package static let measures481 = Statute(
        "severance-measures-481", "《违反和解除劳动合同的经济补偿办法》（劳部发〔1994〕481号，2017年废止）", "1994-12-03", isConfirmed: false)
    package static let refusalToPay = Statute(
        "refusal-to-pay", "《最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释》", "2013-01-16")
    package static let arbitrationRules = Statute(
        "arbitration-rules", "《劳动人事争议仲裁办案规则》", "2017", isConfirmed: false)
    package static let procedureInterpretation = Statute(
        "civil-procedure-interpretation", "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》", "2022-03-22")
}
