import ArgumentParser
import Assessment
import Core
import Foundation

struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: told("按规则把评分表算成总分、名次和入围名单，写明由来"))

    @Argument(help: ArgumentHelp(told("JSON 文件；不写就读标准输入"), valueName: "FILE"), completion: .file())
    var file: String?

    @Flag(help: ArgumentHelp(told("写成公布用的文件：规则、评分表、结果和校验码")))
    var publish = false

    @Option(
        help: ArgumentHelp(told("核对公布的文件：重算一遍，逐字节比对"), valueName: "FILE"), completion: .file())
    var verify: String?

    @Option(
        help: ArgumentHelp(told("与另一份规则或评分表相比，说明改变了什么"), valueName: "FILE"), completion: .file())
    var against: String?

    @Flag(help: ArgumentHelp(told("去掉任何一位评委，结果会怎样")))
    var sensitivity = false

    @Flag(help: ArgumentHelp(told("只要结果，不要文字说明")))
    var brief = false

    @Flag(help: ArgumentHelp(told("在标准错误上写明计算用了多少毫秒")))
    var time = false

    func validate() throws {
        let asked = [publish, verify != nil, against != nil, sensitivity].count { $0 }
        guard asked < 2, verify == nil || file == nil else {
            throw ValidationError("qiao score [FILE] | --verify FILE")
        }
    }

    func run() throws {
        try answering {
            if let verify { return try Self.check(verify) }
            let document = try Contest.reading([UInt8](try readBytes(file)))
            if let against {
                let before = try Contest.reading([UInt8](try readBytes(against)))
                return tell(try Difference(before: before, after: document).json.text)
            }
            if sensitivity { return tell(try Sensitivity(document).json.text) }
            if publish {
                FileHandle.standardOutput.write(Data(try Publication.file(document).utf8))
                return
            }
            let contest = try Contest(Publication.input(document))
            let clock = ContinuousClock()
            let begun = clock.now
            let results = try contest.results()
            if time { warn("ranking \(milliseconds(clock.now - begun)) ms") }
            tell(JSONValue.object(contest.json(results, words: !brief)).text)
        }
    }

    private static func check(_ file: String) throws {
        let faults = try Publication.faults([UInt8](try readBytes(file)))
        let answer = JSONValue.object([
            "verified": .bool(faults.isEmpty), "problems": .array(faults.map { .string(inTerminalLanguage($0)) }),
        ])
        tell(answer.text)
        if !faults.isEmpty { throw ExitCode(1) }
    }
}

struct SeverityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "severity", abstract: told("评委宽严、参评对象水平、评分项难易放在一个尺度上（多面 Rasch 模型）"))

    @Argument(help: ArgumentHelp(told("JSON 文件；不写就读标准输入"), valueName: "FILE"), completion: .file())
    var file: String?

    @Flag(help: ArgumentHelp(told("在标准错误上写明计算用了多少毫秒")))
    var time = false

    func run() throws {
        try answering {
            let document = try Contest.reading([UInt8](try readBytes(file)))
            let clock = ContinuousClock()
            let begun = clock.now
            let severity = try Severity(document)
            if time { warn("severity \(milliseconds(clock.now - begun)) ms") }
            tell(severity.json.text)
        }
    }
}

struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: told("评委之间一致的程度，有没有偏向自己人"))

    @Argument(help: ArgumentHelp(told("JSON 文件；不写就读标准输入"), valueName: "FILE"), completion: .file())
    var file: String?

    func run() throws {
        try answering { tell(try Agreement(try Contest.reading([UInt8](try readBytes(file)))).json.text) }
    }
}

struct DrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: told("抽签：用事先封存的种子排出次序，谁都能重算"))

    @Option(help: ArgumentHelp(told("种子，十六进制"), valueName: "HEX"))
    var seed: String

    @Option(help: ArgumentHelp(told("名单，每行一个，UTF-8"), valueName: "FILE"), completion: .file())
    var entries: String

    @Flag(help: ArgumentHelp(told("只写种子和名单的 SHA-256，在抽签以前公布")))
    var commit = false

    func run() throws {
        try answering {
            let seed = try Draw.seed(hex: seed)
            let list = try DrawList([UInt8](try readBytes(entries, field: "entries")))
            if commit {
                tell(Draw.digest(seed))
                tell(Draw.digest(Array(list.text.utf8)))
            } else {
                for entry in Draw.order(list.entries, seed: seed) { tell(entry) }
            }
        }
    }
}

/// Says a refusal as programs read it, and ends with 2.
private func answering(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let refusal as Refusal {
        tellFailure(field: refusal.field, inTerminalLanguage(refusal.sentence))
        throw ExitCode(2)
    }
}

private func readBytes(_ file: String?, field: String = "file") throws -> Data {
    guard let file else { return FileHandle.standardInput.readDataToEndOfFile() }
    do {
        return try Data(contentsOf: URL(filePath: file))
    } catch {
        tellFailure(field: field, told("读不了这个文件，请核对文件名和权限"))
        throw ExitCode(2)
    }
}

private func inTerminalLanguage(_ sentence: Sentence) -> String {
    guard terminalWords(Phrasebook([])).language == .english else { return sentence.chinese }
    return sentence.english
}

private func milliseconds(_ duration: Duration) -> String {
    let parts = duration.components
    return String(format: "%.2f", Double(parts.seconds) * 1000 + Double(parts.attoseconds) / 1e15)
}
