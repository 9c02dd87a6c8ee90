/// The room's sentences in English.
let accountsEnglish: [String: String] = [:]
