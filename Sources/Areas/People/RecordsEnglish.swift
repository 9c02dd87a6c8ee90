/// The English of merging, consent, requests and erasing.
let recordsEnglish: [String: String] = [:]
