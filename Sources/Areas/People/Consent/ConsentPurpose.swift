import Core
import Storage

/// What personal data are used for, and on what ground (个人信息保护法 §13).
package enum ConsentPurpose: String, Sendable, CaseIterable, Codable, ColumnValue {
    /// The staff record: needed for the contract and for managing staff by lawful rules (§13 no. 2); no consent is asked.
    case staffRecord
    /// Name and picture in news of trainings and contests: publishing needs a consent of its own (§25).
    case publicity
    /// Handing data to somebody else who decides what to do with them: an agency, a college (§23).
    case disclosure
    /// Sensitive data beyond what the work itself needs: health, hardship, bank account, whereabouts (§28–29).
    case sensitive

    package var needsConsent: Bool { self != .staffRecord }

    package var title: Message {
        switch self {
        case .staffRecord: "人事档案"
        case .publicity: "公开宣传（姓名、照片）"
        case .disclosure: "提供给其他单位"
        case .sensitive: "使用敏感个人信息"
        }
    }

    package var basis: Message {
        switch self {
        case .staffRecord: "订立和履行劳动合同、依法管理人事所必需，不需要另外同意（个人信息保护法第十三条第一款第二项）"
        case .publicity: "须单独同意（第二十五条）"
        case .disclosure: "须告知接收方并单独同意（第二十三条）"
        case .sensitive: "须单独同意（第二十九条）"
        }
    }

    /// What she agrees to, as it is read out or signed.
    package var text: Message {
        switch self {
        case .staffRecord: "为签订和履行合同、安排岗位和培训，登记姓名、证件、联系方式和任职情况。"
        case .publicity: "我同意在培训、竞赛和工会活动的报道中使用我的姓名和照片。我可以随时撤回，撤回后不再使用。"
        case .disclosure: "我同意把我的姓名、联系方式和任职情况提供给下面写明的单位，用于写明的用途。我可以随时撤回。"
        case .sensitive: "我同意为写明的用途使用我的健康、家庭困难、银行账户或行踪信息。我知道不同意不影响我的岗位，可以随时撤回。"
        }
    }

    /// Of the text: a new wording has a new version, and earlier consents keep theirs.
    package var textVersion: String { "2026-1" }
}

/// How somebody said yes or no.
package enum ConsentWay: String, Sendable, CaseIterable, Codable, ColumnValue {
    case paper, inPerson, page

    package var title: Message {
        switch self {
        case .paper: "书面签字"
        case .inPerson: "当面"
        case .page: "网上"
        }
    }
}
