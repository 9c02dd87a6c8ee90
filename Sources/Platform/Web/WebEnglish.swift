/// The English of the web's own sentences.
let webEnglish: [String: String] = [:]
