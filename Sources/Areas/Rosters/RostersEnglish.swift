let rostersEnglish: [String: String] = [:]
