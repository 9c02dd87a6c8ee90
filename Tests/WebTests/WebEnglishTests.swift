import Foundation
import Testing
import TestSupport
import Web

@Suite("English of the web")
struct WebEnglishTests {
    @Test("every sentence of the web has its English")
    func complete() throws {
        let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().appending(
            path: "../../../Sources/Platform/Web"
        ).standardized
        let sentences = try chineseSentences(in: folder)
        #expect(sentences.contains("本页 {} 条，共 {} 条"))
        let missing = sentences.filter { WebParts.area.english[$0] == nil && !marks.contains($0) }
        #expect(missing.sorted() == [])
    }

    /// Signs that are pictures rather than words.
    private let marks: Set<String> = ["注", "成", "慎", "误", "中文"]
}
