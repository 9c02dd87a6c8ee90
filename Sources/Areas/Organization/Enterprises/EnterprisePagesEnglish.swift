let enterprisePagesEnglish: [String: String] = [:]
