let todayEnglish: [String: String] = [:]
