import Core

let workforceEnglish: [String: String] = [:]
