import Core
import LabourLaw
import Web

extension Questions {
    static let aboutWork = [
        Question("contract", "书面劳动合同签了没有？", when: { $0.isAbout("contract") }) { _ in
            [
                AskedField(
                    "contract", "请选一项",
                    .one([
                        Choice("never", "一直没有签"), Choice("later", "上班以后过了一阵才签"),
                        Choice("expired", "签过，到期以后没有续签，还在上班或者又上了一阵班"),
                        Choice("open_ended", "要求签无固定期限的合同，单位不签", hint: "已经连签两次，或者连续干满十年"),
                        Choice("unknown", "不知道，想不起来"),
                    ]), isRequired: true)
            ]
        },
        Question(
            "contract_day", "是哪一天？", about: "看合同上写的日子。",
            when: { $0.isAbout("contract") && contractDay($0) != nil }
        ) { given in
            contractDay(given).map { [AskedField($0.name, $0.label, .day, isRequired: true)] } ?? []
        },
        Question(
            "monthly_wage", "说好每个月多少工资？", about: "合同上写的，或者每个月固定发的，不算加班费。说不清可以空着，那就只告诉您有没有、不算多少。",
            when: { $0.isAbout("contract") || $0.isAbout("overtime") }
        ) { _ in
            [AskedField("monthly_wage", "每月工资（元）", .money(.wage), hint: "例如 6500")]
        },
        Question(
            "avg_monthly_wage", "离开以前的十二个月，平均每个月应发多少？",
            about: "应发：奖金、津贴都算，扣社保和个人所得税以前。十二个月加起来除以12。说不清可以空着，那就只告诉您有没有、不算多少。",
            when: { countsByAverage($0) || $0.isAbout("leave") }
        ) { _ in
            [AskedField("avg_monthly_wage", "平均每月应发工资（元）", .money(.wage), hint: "例如 7200.50")]
        },
        Question(
            "last_month_wage", "离开以前的最后一个整月，应发多少工资？",
            when: { $0.ending?.needsNotice == true && $0["notice_given"] != "yes" }
        ) { _ in
            [AskedField("last_month_wage", "上一个月的工资（元）", .money(.wage), hint: "例如 6800")]
        },
        Question("unpaid_wages", "一共欠了多少工资？", about: "把没有发的各个月加起来，不算加班费。", when: { $0.isAbout("wages") }) { _ in
            [AskedField("unpaid_wages", "欠的工资（元）", .money(.sum), hint: "例如 15000", isRequired: true)]
        },
        Question(
            "order_lapsed", "劳动部门有没有下过限期支付的文书，单位到期还没有付？",
            about: "先向劳动监察投诉，文书下来还不付的，可以多要一半到一倍。没有这回事就空着。", when: { $0.isAbout("wages") }
        ) { _ in
            [AskedField("order_lapsed", "到期没有付的金额（元）", .money(.sum))]
        },
        Question(
            "overtime", "有多少加班没有给钱？", about: "没有的就空着。休息日加了班、后来补休了的，不算。",
            when: { $0.isAbout("overtime") }
        ) { _ in
            [
                AskedField("weekday_hours", "平时下班以后，一共多少小时", .number(atMost: 20_000), hint: "例如每月20小时，干了10个月，写 200"),
                AskedField("restday_days", "休息日（周末），一共多少天", .number(atMost: 5_000)),
                AskedField(
                    "statutory_days", "法定节日，一共多少天", .number(atMost: 500), hint: "一年13天（2025年以前11天）：只算节日本身，不是整个长假"),
            ]
        },
        Question(
            "leave", "年休假休了没有？", about: "工作满1年不满10年的，一年5天；满10年不满20年的10天；满20年的15天。",
            when: { $0.isAbout("leave") }
        ) { given in
            (given.isAbout("left")
                ? [
                    AskedField(
                        "years_of_work", "从第一次参加工作起，一共工作了几年", .number(atMost: 60), hint: "在别的单位工作的也算"),
                    AskedField("taken", "离开的那一年已经休了几天", .number(atMost: 60)),
                ] : [])
                + [AskedField("earlier_unused_days", "以前年份没有休、也没有补钱的，一共几天", .number(atMost: 300))]
        },
        Question(
            "demanded", "向单位要过钱，或者投诉、申请过调解吗？最近一次是哪一天？",
            about: "要留下凭证：微信、短信、书面材料、受理单。从那一天起，申请仲裁的一年重新算。没有就空着；离开一年以上的，把以前的也写上，因为每次都要在一年以内。",
            when: { $0.isAbout("left") || $0.isAbout("contract") }
        ) { _ in
            [
                AskedField("demanded", "最近一次", .day), AskedField("demanded_before", "再以前一次", .day),
                AskedField("demanded_first", "更早的一次", .day),
            ]
        },
        Question("stage", "已经走到哪一步了？", about: "选最近的一步。", when: { $0.isAbout("procedure") }) { _ in
            [AskedField("stage", "请选一项", .one(stages), isRequired: true)]
        },
        Question("stage_day", "这一步是哪一天？", when: { $0.isAbout("procedure") }) { _ in
            [AskedField("stage_day", "哪一天", .day, isRequired: true)]
        },
    ]

    private static let stages = [
        Choice("mediation_requested", "调解组织收到了我的申请"), Choice("mediation_agreed", "签了调解协议"),
        Choice("payment_order_received", "单位收到了法院的支付令"), Choice("arbitration_filed", "仲裁委收到了我的申请"),
        Choice("arbitration_accepted", "仲裁委受理了"), Choice("award_received", "收到了裁决书"),
        Choice("performance_due", "裁决或者判决写的付款日子已经到了"), Choice("inspection_filed", "劳动监察立案了"),
        Choice("legal_aid_requested", "申请了法律援助"),
    ]

    static let stageNames = Set(stages.map(\.value))

    /// Which day the answer about the contract calls for.
    private static func contractDay(_ given: Given) -> (name: String, label: Message)? {
        switch given["contract"] {
        case "later": ("signed_date", "合同是哪一天签的")
        case "expired": ("contract_expired", "合同是哪一天到期的")
        case "open_ended": ("open_ended_due", "哪一天起应当签无固定期限的合同")
        default: nil
        }
    }

    private static func countsByAverage(_ given: Given) -> Bool {
        given.ending.map { ![.resignedFreely, .workerProposed, .retired].contains($0) } == true
    }
}
