import ChineseText
import Core
import Storage

package enum Sex: String, Sendable, Hashable, CaseIterable, Codable, ColumnValue {
    case female, male

    package var title: Message {
        switch self {
        case .female: "女"
        case .male: "男"
        }
    }
}

extension IdentityDocumentKind: ColumnValue, Codable {
    package var title: Message {
        switch self {
        case .residentIdentityCard: "居民身份证"
        case .passport: "护照"
        case .hongKongMacaoPermit: "港澳居民来往内地通行证"
        case .taiwanPermit: "台湾居民来往大陆通行证"
        case .hongKongMacaoTaiwanResidencePermit: "港澳台居民居住证"
        case .foreignPermanentResidenceCard: "外国人永久居留身份证"
        case .other: "其他证件"
        }
    }
}

/// Somebody, once in the whole house, however many posts she has had. Numbers are masked; see `RevealField`.
package struct Person: Sendable {
    package let id: Identifier
    package let name: String
    package let sex: Sex?
    package let birthDay: Day?
    package let documentKind: IdentityDocumentKind
    /// The unit that holds her now.
    package let place: Place
    package let version: Int
    /// Only the first character of the number: `3*****************`.
    package let maskedNumber: String
    /// `138****1234`.
    package let maskedPhone: String?
    /// Her data were erased: what is left is a row without a name, on which posts and papers stand.
    package let isErased: Bool

    static let columns: SQL = """
        p.id, p.name, p.sex, p.birth_day, p.document_kind, p.document_sealed, p.phone_sealed, p.unit_id, p.district_id,
        p.scope_key, p.version, p.name_key
        """

    init(row: Row, _ vault: Vault) throws {
        id = try row["id"]
        name = try row["name"]
        sex = try row["sex"]
        birthDay = try row["birth_day"]
        documentKind = try row["document_kind"]
        place = try Place(row: row)
        version = try row["version"]
        let nameKey: String = try row["name_key"]
        isErased = nameKey == PersonErasure.nameKey
        let number = try vault.open(row["document_sealed"], at: SensitiveField.documentNumber.address(of: id))
        maskedNumber = IdentityDocumentKind.mask(number)
        let sealedPhone: String? = try row["phone_sealed"]
        if let sealedPhone {
            let digits = try vault.open(sealedPhone, at: SensitiveField.phone.address(of: id))
            maskedPhone = PhoneNumber(digits)?.masked ?? "****"
        } else {
            maskedPhone = nil
        }
    }

    /// Whole years on a day.
    package func age(on day: Day) -> Int? {
        birthDay.map { birth in
            day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day) ? 1 : 0)
        }
    }
}

/// A value that is kept sealed and shown masked.
package enum SensitiveField: String, Sendable, Hashable, CaseIterable, Codable {
    case phone, documentNumber

    package var title: Message {
        switch self {
        case .phone: "联系电话"
        case .documentNumber: "证件号码"
        }
    }

    func address(of person: Identifier) -> FieldAddress {
        switch self {
        case .phone: FieldAddress("people", person, "phone_sealed")
        case .documentNumber: FieldAddress("people", person, "document_sealed")
        }
    }
}

/// The names under which a person is looked up: of each sensitive value a digest, and one of its last four characters.
package struct PersonDigests: Sendable {
    let vault: Vault

    package init(vault: Vault) { self.vault = vault }

    /// Of a number made uniform (`IdentityDocumentKind.normalized`), as `people.document_digest` has it.
    package func document(_ number: String, _ kind: IdentityDocumentKind) -> String {
        vault.digest("document.\(kind.rawValue)", number)
    }

    func documentTail(_ number: String) -> String { vault.digest("document.tail", String(number.suffix(4))) }

    /// Of `PhoneNumber.digits`, as `people.phone_digest` has it.
    package func phone(_ digits: String) -> String { vault.digest("phone", digits) }
    func phoneTail(_ digits: String) -> String { vault.digest("phone.tail", String(digits.suffix(4))) }
}
