/// The English of this room's sentences.
let organizationEnglish: [String: String] = [:]
