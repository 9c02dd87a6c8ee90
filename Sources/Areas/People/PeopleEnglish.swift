/// The room's sentences in English.
let peopleEnglish: [String: String] = [:]
