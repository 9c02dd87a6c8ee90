import ChineseText
import Core

/// A document that was read and found sound, with what its number says of its holder.
struct PersonDocument: Sendable {
    let kind: IdentityDocumentKind
    /// Uniform: half-width, capitals, no spaces.
    let number: String
    let sex: Sex?
    let birthDay: Day?

    /// - Parameters:
    ///   - sex, birthDay: what was said besides; a number with a check digit knows better.
    static func read(
        _ kind: IdentityDocumentKind, _ raw: String, sex: Sex?, birthDay: Day?, today: Day
    ) -> Result<PersonDocument, Fault> {
        let civil = CivilDay(today)
        guard let number = kind.normalized(raw, today: civil) else {
            guard kind == .residentIdentityCard else { return .failure(Fault(message: kind.refusal, code: "badId")) }
            return .failure(Fault(residentNumber: raw, today: civil))
        }
        if let birthDay, birthDay > today { return .failure(Fault(message: "出生日期不能晚于今天", code: "badBirthDate")) }
        let says = kind.saysSexAndBirth ? try? ResidentIdentityNumber(number, today: civil) : nil
        return .success(
            PersonDocument(
                kind: kind, number: number,
                sex: says.map { $0.sex == .female ? .female : .male } ?? sex,
                birthDay: says.flatMap { Day($0.birthDay.year, $0.birthDay.month, $0.birthDay.day) } ?? birthDay))
    }

    /// What is wrong with a number, in the words of the roster's contract.
    struct Fault: Error {
        let message: Message
        let code: String

        init(message: Message, code: String) {
            self.message = message
            self.code = code
        }

        init(residentNumber raw: String, today: CivilDay) {
            do throws(ResidentIdentityNumber.Fault) {
                _ = try ResidentIdentityNumber(raw, today: today)
                self.init(message: "身份证号不对，请核对原件", code: "idCheckDigit")
            } catch {
                switch error {
                case .wrongLength: self.init(message: "身份证号应为 18 位，请核对原件", code: "idCheckDigit")
                case .wrongCharacters:
                    self.init(message: "身份证号只能有数字，最后一位可以是 X", code: "idCheckDigit")
                case .wrongCheckDigit: self.init(message: "身份证号的最后一位校验码不对，请核对原件", code: "idCheckDigit")
                case .impossibleBirthDate: self.init(message: "身份证号里的出生日期不对，请核对原件", code: "badBirthDate")
                }
            }
        }
    }
}

extension IdentityDocumentKind {
    /// Whether the number is built like a resident's card.
    fileprivate var saysSexAndBirth: Bool {
        switch self {
        case .residentIdentityCard, .hongKongMacaoTaiwanResidencePermit, .foreignPermanentResidenceCard: true
        case .passport, .hongKongMacaoPermit, .taiwanPermit, .other: false
        }
    }

    fileprivate var refusal: Message { "这不像是一个\(title)号码，请核对原件" }
}
