/// A limit that a statute sets, by the label under which programs and records keep it.
package struct DeadlineRule: Hashable, Sendable {
    package let label: String
    /// What has to be done by its end, and by whom.
    package let sentence: Sentence
    /// From what it runs.
    package let start: Sentence
    package let period: Period
    package let articles: [Article]

    private init(
        _ label: String, _ sentence: Sentence, from start: Sentence, _ count: Int, _ unit: Period.Unit,
        _ articles: Article...
    ) {
        (self.label, self.sentence, self.start) = (label, sentence, start)
        (period, self.articles) = (Period(count, unit), articles)
    }

    package static func named(_ label: String) -> DeadlineRule? { byLabel[label] }

    private static let byLabel = Dictionary(uniqueKeysWithValues: all.map { ($0.label, $0) })

    package static let all: [DeadlineRule] = afterEnding + mediation + arbitration + court + authorities

    package static let afterEnding: [DeadlineRule] = [
        DeadlineRule(
            "transfer_15d", "用人单位办完档案和社会保险关系转移", from: "解除或者终止劳动合同之日", 15, .day, .contractLaw(50, 1)),
        DeadlineRule("keep_contract_2y", "用人单位保存合同文本", from: "解除或者终止劳动合同之日", 2, .year, .contractLaw(50, 3)),
        DeadlineRule(
            "arbitration_1y", "申请劳动仲裁", from: "知道或者应当知道权利被侵害之日", 1, .year, .arbitration(27, 1)),
        DeadlineRule(
            "wages_1y_after_end", "为拖欠的工资申请仲裁", from: "劳动关系终止之日", 1, .year, .arbitration(27, 4)),
    ]

    package static let mediation: [DeadlineRule] = [
        DeadlineRule("mediation_15d", "调解组织达成调解协议，否则可以仲裁", from: "调解组织收到申请之日", 15, .day, .arbitration(14, 3)),
        DeadlineRule(
            "judicial_confirmation_30d", "双方共同申请司法确认", from: "调解协议生效之日", 30, .day, .civilProcedure(205)),
        DeadlineRule("payment_order_acceptance_5d", "法院通知是否受理支付令申请", from: "提出申请之日", 5, .day, .civilProcedure(226)),
        DeadlineRule(
            "payment_order_issue_15d", "法院发出支付令", from: "受理之日", 15, .day, .civilProcedure(227, 1),
            .arbitration(16)),
        DeadlineRule(
            "payment_order_objection_15d", "用人单位清偿或者提出书面异议", from: "收到支付令之日", 15, .day,
            .civilProcedure(227, 2)),
        DeadlineRule(
            "payment_order_service_30d", "支付令送达，否则终结督促程序", from: "发出支付令之日", 30, .day,
            Article(.procedureInterpretation, 430)),
    ]

    package static let arbitration: [DeadlineRule] = [
        DeadlineRule(
            "arbitration_acceptance_5wd", "仲裁委决定是否受理", from: "收到仲裁申请之日", 5, .workday, .arbitration(29),
            Article(.arbitrationRules, 80)),
        DeadlineRule(
            "arbitration_copy_5wd", "仲裁委把申请书副本送达被申请人", from: "受理之日", 5, .workday, .arbitration(30, 1),
            Article(.arbitrationRules, 80)),
        DeadlineRule(
            "arbitration_defence_10wd", "被申请人提交答辩书", from: "收到申请书副本之日", 10, .workday, .arbitration(30, 2),
            Article(.arbitrationRules, 80)),
        DeadlineRule(
            "arbitration_panel_5wd", "仲裁委通知仲裁庭的组成", from: "受理之日", 5, .workday, .arbitration(32),
            Article(.arbitrationRules, 80)),
        DeadlineRule("award_45d", "仲裁庭作出裁决，否则可以起诉", from: "受理之日", 45, .day, .arbitration(43, 1)),
        DeadlineRule("award_60d", "延期后仲裁庭作出裁决，否则可以起诉", from: "受理之日", 60, .day, .arbitration(43, 1)),
        DeadlineRule(
            "sue_after_award_15d", "不服裁决，向法院起诉", from: "收到裁决书之日", 15, .day, .arbitration(48),
            .arbitration(50)),
        DeadlineRule("set_aside_30d", "用人单位申请撤销终局裁决", from: "收到裁决书之日", 30, .day, .arbitration(49)),
    ]

    package static let court: [DeadlineRule] = [
        DeadlineRule(
            "enforcement_2y", "申请强制执行", from: "履行期间（分期的为最后一期）的最后一日", 24, .month,
            .civilProcedure(250)),
        DeadlineRule("preservation_3m", "财产保全后申请执行", from: "裁判文书生效之日", 3, .month, .disputesOne(49, 2)),
    ]

    package static let authorities: [DeadlineRule] = [
        DeadlineRule(
            "inspection_complaint_2y", "向劳动保障监察投诉", from: "违法行为发生（连续的为终了）之日", 2, .year, Article(.inspection, 20)),
        DeadlineRule("inspection_60wd", "劳动保障监察完成调查", from: "立案之日", 60, .workday, Article(.inspection, 17)),
        DeadlineRule("inspection_90wd", "延长后劳动保障监察完成调查", from: "立案之日", 90, .workday, Article(.inspection, 17)),
        DeadlineRule("legal_aid_7d", "法律援助机构作出决定", from: "收到申请之日", 7, .day, Article(.legalAid, 43)),
        DeadlineRule("legal_aid_lawyer_3d", "指派法律援助人员", from: "作出决定之日", 3, .day, Article(.legalAid, 43)),
    ]
}
