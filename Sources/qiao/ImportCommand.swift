import App
import ArgumentParser
import Core
import Foundation
import Rosters

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: told("导入文件"), subcommands: [Roster.self, Units.self, Enterprises.self, Headcounts.self])

    struct Roster: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: told("导入社工花名册：正确的行进来，有问题的行写明原因"))

        @OptionGroup var options: FileOptions

        func run() async throws { try await options.run(.roster) }
    }

    struct Units: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: told("导入单位：新的登记，已有的更新名称、地名和代码"))

        @OptionGroup var options: FileOptions

        func run() async throws { try await options.run(.units) }
    }

    struct Enterprises: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: told("导入企业：新的登记，已有的更新，也可以带人数"))

        @OptionGroup var options: FileOptions

        func run() async throws { try await options.run(.enterprises) }
    }

    struct Headcounts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: told("导入企业人数：某一天的职工和会员各多少人"))

        @OptionGroup var options: FileOptions

        func run() async throws { try await options.run(.headcounts) }
    }

    /// What every import is given.
    struct FileOptions: ParsableArguments {
        @OptionGroup var house: HouseOptions
        @OptionGroup var actor: ActorOptions
        @Flag(help: "\(told("只说会怎样，什么都不改"))") var dryRun = false
        @Flag(help: "\(told("输出 JSON"))") var json = false
        @Argument(help: ArgumentHelp(told("xlsx 或 CSV 文件"), valueName: "FILE"), completion: .file()) var file: String

        func run(_ kind: ImportKind) async throws {
            try await house.with { open in
                let words = terminalWords(open.parts.phrasebook)
                do {
                    let who = try await open.actor(as: actor.user)
                    let report = try await FileImporter.run(
                        kind, path: file, dryRun: dryRun, house: open.house, actor: who)
                    if json {
                        tell(String(decoding: try printedJSON(report), as: UTF8.self))
                    } else {
                        summarize(report, words)
                    }
                } catch let problem as Problem {
                    throw problem.told(words, field: "file", asJSON: json)
                }
            }
        }

        private func summarize(_ report: ImportReport, _ words: Words) {
            func count(_ outcome: RowOutcome) -> Int { report.accepted.count { $0.outcome == outcome } }
            tell(
                words(
                    "共 \(report.rows) 行：新增 \(count(.new))，更新 \(count(.updated))，没有变化 \(count(.unchanged))，退回 \(report.rejected.count)，跳过 \(report.skipped)"
                ))
            for row in report.rejected {
                let place = row.sheet.isEmpty ? "\(row.row)" : "\(row.sheet) \(row.row)"
                tell("  \(place)  \(row.column)  \(row.message)")
            }
            for warning in report.warnings { tell(warning) }
            if !report.absent.isEmpty { tell(words("在任而名单里没有的：\(report.absent.count) 人")) }
        }
    }
}
