import ArgumentParser
import Core
import Foundation
import LabourLaw
import Law

struct LawGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "law", abstract: told("劳动法计算：应得多少钱，最晚到哪一天"), subcommands: [Compute.self, Kinds.self])

    struct Compute: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: told("读入一列问题的 JSON，按同样的次序给出答案、步骤和法律依据"))

        @Argument(help: ArgumentHelp(told("JSON 文件；不写就读标准输入"), valueName: "FILE"), completion: .file())
        var file: String?

        @Option(help: ArgumentHelp(told("按这个目录里的数据库所登记的各地标准计算；不写就用系统自带的"), valueName: "DIR"))
        var data: String?

        func run() async throws {
            let text: String
            do {
                text = String(decoding: try Self.read(file), as: UTF8.self)
            } catch {
                tellFailure(field: "file", told("读不了这个文件，请核对文件名和权限"))
                throw ExitCode(2)
            }
            let settings = try await settings()
            do throws(Refusal) {
                tell(try Cases.compute(text, settings: settings).text)
            } catch {
                tellFailure(field: error.field, error.sentence.chinese)
                throw ExitCode(2)
            }
        }

        private func settings() async throws -> Settings {
            guard let data else { return .builtIn }
            return try await HouseOptions.parse(["--data", data]).with { open in
                try await open.house.database.read { tx in try LawSettings.current(tx) }
            }
        }

        private static func read(_ file: String?) throws -> Data {
            guard let file else { return FileHandle.standardInput.readDataToEndOfFile() }
            return try Data(contentsOf: URL(filePath: file))
        }
    }

    struct Kinds: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: told("列出可以算的种类，各要哪些内容（JSON）"))

        func run() { tell(Categories.described.text) }
    }
}
