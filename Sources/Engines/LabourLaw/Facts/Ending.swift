/// How the employment ended, and who said what.
package enum Ending: String, Codable, Sendable, CaseIterable {
    case resignedFreely = "resigned_freely"
    /// Because the employer did not pay, insure or protect.
    case resignedForDefault = "resigned_for_default"
    case employerProposed = "employer_proposed"
    case workerProposed = "worker_proposed"
    /// The employer says that the worker was at fault.
    case faultDismissal = "fault_dismissal"
    case medicalPeriodOver = "medical_period_over"
    case incompetent
    case circumstancesChanged = "circumstances_changed"
    case layOff = "lay_off"
    case termExpired = "term_expired"
    /// Bankrupt, closed, licence revoked, dissolved early.
    case employerClosed = "employer_closed"
    case taskFinished = "task_finished"
    case retired
    /// The employer gave no reason, or one that the law does not know.
    case dismissedWithoutGround = "dismissed_without_ground"

    package var sentence: Sentence {
        switch self {
        case .resignedFreely: "劳动者自己辞职"
        case .resignedForDefault: "因单位欠薪、不缴社保、不提供劳动保护等，劳动者提出解除"
        case .employerProposed: "单位提出，双方协商一致解除"
        case .workerProposed: "劳动者提出，双方协商一致解除"
        case .faultDismissal: "单位以劳动者有过失为由解除"
        case .medicalPeriodOver: "医疗期满不能工作，单位解除"
        case .incompetent: "培训或者调岗后仍不能胜任，单位解除"
        case .circumstancesChanged: "客观情况发生重大变化，单位解除"
        case .layOff: "经济性裁员"
        case .termExpired: "合同期满终止"
        case .employerClosed: "单位破产、关闭、被吊销执照或者提前解散"
        case .taskFinished: "以完成一定工作任务为期限的合同，任务完成"
        case .retired: "退休或者开始领取养老金"
        case .dismissedWithoutGround: "单位没有说明理由，或者理由不合法，就解除了"
        }
    }

    /// By which articles the ending is what it is.
    package var articles: [Article] {
        switch self {
        case .resignedFreely: [.contractLaw(37)]
        case .resignedForDefault: [.contractLaw(38), .contractLaw(46, item: 1)]
        case .employerProposed: [.contractLaw(36), .contractLaw(46, item: 2)]
        case .workerProposed: [.contractLaw(36), .contractLaw(46, item: 2)]
        case .faultDismissal: [.contractLaw(39)]
        case .medicalPeriodOver: [.contractLaw(40, item: 1), .contractLaw(46, item: 3)]
        case .incompetent: [.contractLaw(40, item: 2), .contractLaw(46, item: 3)]
        case .circumstancesChanged: [.contractLaw(40, item: 3), .contractLaw(46, item: 3)]
        case .layOff: [.contractLaw(41, 1), .contractLaw(46, item: 4)]
        case .termExpired: [.contractLaw(44, item: 1), .contractLaw(46, item: 5)]
        case .employerClosed: [.contractLaw(44, item: 4), .contractLaw(44, item: 5), .contractLaw(46, item: 6)]
        case .taskFinished: [.contractRegulation(22)]
        case .retired: [.contractLaw(44, item: 2), .contractRegulation(21)]
        case .dismissedWithoutGround: [.contractLaw(48), .contractLaw(87)]
        }
    }

    /// If it was lawful, severance is due.
    package var givesSeverance: Bool {
        switch self {
        case .resignedFreely, .workerProposed, .faultDismissal, .retired, .dismissedWithoutGround: false
        default: true
        }
    }

    /// Thirty days' written notice or another month's wage (LCL §40).
    package var needsNotice: Bool { [.medicalPeriodOver, .incompetent, .circumstancesChanged].contains(self) }

    /// The employer ended it by its own word, for a reason that it has to prove.
    package var isDismissal: Bool { needsNotice || [.faultDismissal, .layOff, .dismissedWithoutGround].contains(self) }

    /// Protected workers must not be dismissed this way, nor let go when the term is over (LCL §42, §45).
    package var isBarredForProtected: Bool { needsNotice || self == .layOff || self == .termExpired }

    /// By the rules before 2008 no more than twelve months, where the end came about like this.
    package func isEarlierCapped(_ rule: EarlierServiceRule) -> Bool {
        switch rule {
        case .none: false
        case .national481: [.employerProposed, .incompetent].contains(self)
        case .shanghai2001: [.employerProposed, .resignedForDefault, .incompetent].contains(self)
        }
    }

    /// A term that ran out gave nothing before 2008.
    package var givesNothingBefore2008: Bool { self == .termExpired || self == .taskFinished }
}
