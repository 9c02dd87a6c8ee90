import Storage

/// What a copy of personal data is for. The house's own work rests on the contract and on rules by law (个人信息保护法
/// §13 no. 2); what goes beyond it needs a consent of the person's own.
package enum DataUse: String, Sendable, Codable, CaseIterable, ColumnValue {
    case ownWork
    /// Handed to somebody else who decides what to do with it (§23).
    case disclosure
    /// Shown to everybody: name and picture, never how to reach her (§25).
    case publicity

    package var needsConsent: Bool { self != .ownWork }

    package var title: Message {
        switch self {
        case .ownWork: "本单位工作使用"
        case .disclosure: "提供给其他单位"
        case .publicity: "公开宣传"
        }
    }
}

/// Who has agreed to a use of her data. The room of the people answers; whoever hands data out asks.
package struct ConsentGate: Sendable {
    /// Those of the people who have agreed at this moment; to a disclosure: to this recipient.
    package let agreed:
        @Sendable (_ people: [Identifier], _ use: DataUse, _ recipient: String?, Transaction) throws -> Set<Identifier>
    /// Whether somebody whom the scope sees has taken such a consent back since the moment.
    package let isWithdrawn: @Sendable (_ use: DataUse, _ since: Instant, _ scope: Scope, Transaction) throws -> Bool

    package init(
        agreed: @escaping @Sendable ([Identifier], DataUse, String?, Transaction) throws -> Set<Identifier>,
        isWithdrawn: @escaping @Sendable (DataUse, Instant, Scope, Transaction) throws -> Bool
    ) {
        self.agreed = agreed
        self.isWithdrawn = isWithdrawn
    }

    /// Where no room answers for consents: nobody has agreed to anything.
    package static let nobody = ConsentGate(
        agreed: { people, use, _, _ in use.needsConsent ? [] : Set(people) }, isWithdrawn: { _, _, _, _ in false })
}
