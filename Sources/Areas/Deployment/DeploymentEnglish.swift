let deploymentEnglish: [String: String] = [:]
