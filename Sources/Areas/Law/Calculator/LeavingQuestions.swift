import Core
import LabourLaw
import Web

extension Questions {
    static let aboutLeaving = [
        Question("leaving", "是怎样离开的？", about: "选最接近的一种。", when: { $0.isAbout("left") }) { _ in
            [
                AskedField(
                    "leaving", "请选一项",
                    .one([
                        Choice("employer", "单位不要我了", hint: "辞退、开除、裁员、口头说不用来了"),
                        Choice("self", "我自己走的"),
                        Choice("agreed", "双方商量好的", hint: "签了协商解除的协议"),
                        Choice("expired", "合同到期了"),
                        Choice("task", "说好做完一件工程，做完了"),
                        Choice("closed", "单位破产、关门、被吊销执照或者解散"),
                        Choice("retired", "到年龄退休，或者开始领养老金"),
                    ]), isRequired: true)
            ]
        },
        Question(
            "ending", "是什么原因？", about: "看单位给的通知上写的理由；没有通知的，看当时是怎么说的。",
            when: { $0.isAbout("left") && !endings($0).isEmpty }
        ) { given in
            [AskedField("ending", "请选一项", .one(endings(given)), isRequired: true)]
        },
        Question(
            "end_date", "最后一天上班是哪一天？", about: "单位写了解除日期的，写那一天。", when: { $0.isAbout("left") }
        ) { _ in
            [AskedField("end_date", "最后一天上班", .day, isRequired: true)]
        },
        Question(
            "protected", "离开的时候，有没有下面的情况？",
            about: "怀孕、产假、哺乳（孩子不满一岁）；正在治病的医疗期；工伤或者职业病；在这家单位连续干满十五年、离退休不到五年。",
            when: { $0.ending?.isBarredForProtected == true }
        ) { _ in
            [.whether("protected")]
        },
        Question(
            "ground_proved", "单位说的理由，拿得出证据吗？", about: "例如签过字的规章制度、考勤、培训记录、裁员的材料。理由要由单位来证明。",
            when: { $0.ending.map { $0.isDismissal && $0 != .dismissedWithoutGround } == true }
        ) { _ in
            [.whether("ground_proved", "拿得出", "拿不出")]
        },
        Question(
            "notice_given", "单位有没有提前三十天书面通知？", about: "口头说的不算。", when: { $0.ending?.needsNotice == true }
        ) { _ in
            [.whether("notice_given")]
        },
        Question(
            "layoff_procedure_followed", "裁员以前，单位有没有向工会或者全体职工说明情况，并报告劳动部门？",
            when: { $0.ending == .layOff }
        ) { _ in
            [.whether("layoff_procedure_followed")]
        },
        Question(
            "renewal_refused", "到期的时候，单位要不要续签？", about: "“条件不变”包括工资、岗位、地点都不比原来差。",
            when: { $0.ending == .termExpired }
        ) { _ in
            [.whether("renewal_refused", "单位要续签，条件不变或者更好，是我不愿意", "单位不续签，或者条件变差了")]
        },
        Question(
            "employer_has_union", "单位有没有工会？", about: "单位有工会的，解除合同以前要先通知工会。", when: dependsOnUnion
        ) { _ in
            [.whether("employer_has_union")]
        },
        Question(
            "union_told", "解除以前，单位有没有通知工会？", about: "可以去问单位工会。",
            when: { dependsOnUnion($0) && $0["employer_has_union"] == "yes" }
        ) { _ in
            [.whether("union_told", "通知了")]
        },
    ]

    private static func dependsOnUnion(_ given: Given) -> Bool {
        given.ending.map { $0 == .faultDismissal || $0.needsNotice } == true
    }

    /// The reasons that can be meant by who ended it.
    static func endings(_ given: Given) -> [Choice] {
        switch given["leaving"] {
        case "employer":
            [
                choice(.dismissedWithoutGround, "没有说理由，或者理由不像话", hint: "例如“公司不需要你了”"),
                choice(.faultDismissal, "说我犯了错", hint: "违反规章、失职、试用期不合格"),
                choice(.incompetent, "说我干不了，培训或者换岗以后还是干不了"),
                choice(.medicalPeriodOver, "病假的医疗期满了，回不到岗位上"),
                choice(.circumstancesChanged, "单位搬迁、撤部门等大变化", hint: "商量换岗没有谈成"),
                choice(.layOff, "裁员", hint: "一次裁二十人以上，或者十分之一以上"),
            ]
        case "self":
            [
                choice(.resignedForDefault, "因为单位拖欠工资、不缴社保或者不安全", hint: "辞职时说了或者写了这个原因"),
                choice(.resignedFreely, "自己不想干了，或者没有写原因"),
            ]
        case "agreed":
            [choice(.employerProposed, "单位先提出来的"), choice(.workerProposed, "我先提出来的")]
        default: []
        }
    }

    private static func choice(_ ending: Ending, _ label: Message, hint: Message? = nil) -> Choice {
        Choice(ending.rawValue, label, hint: hint)
    }
}
