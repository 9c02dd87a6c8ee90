import App
import ArgumentParser
import Core
import Foundation

@main
struct Qiao: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qiao",
        abstract: told("桥 Qiao：一座城市的工会社工队伍管理系统"),
        discussion: [
            told("./qiao run 安装、编译并启动；./qiao test 运行全部测试"),
            told("退出码：0 已办；1 办不了，或者检查发现问题；2 用法不对，或者输入的文件不能用"),
        ].joined(separator: "\n"),
        subcommands: [
            Run.self, Demo.self, Import.self, Search.self, Generate.self, Check.self, AuditGroup.self,
            AccountsGroup.self, Backup.self, Restore.self, KeysGroup.self, LawGroup.self, ScoreCommand.self,
            SeverityCommand.self, AgreementCommand.self, DrawCommand.self,
        ])

    static func main() async {
        // What the house keeps is nobody else's to read, also in a folder that others may enter.
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            switch exitCode(for: error) {
            case .success: tell(inTerminalLanguage(fullMessage(for: error)))
            case .validationFailure:
                let said = inTerminalLanguage(fullMessage(for: error))
                warn(said)
                if CommandLine.arguments.contains("--json") {
                    tellFailure(field: "arguments", said.prefix { !$0.isNewline }.description)
                }
                exit(withError: ExitCode(2))
            default: exit(withError: error)
            }
        }
    }
}

/// Where the house is, for every command that works on one.
struct HouseOptions: ParsableArguments {
    @Option(help: ArgumentHelp(told("数据库和密钥所在的目录"), valueName: "DIR"))
    var data = "data"

    @Option(help: ArgumentHelp(told("用 PostgreSQL，不用内嵌的数据库"), valueName: "postgres://…"))
    var database: String?

    func validate() throws {
        guard !data.isEmpty else { throw ValidationError("--data DIR") }
        guard database.map({ $0.hasPrefix("postgres://") || $0.hasPrefix("postgresql://") }) ?? true else {
            throw ValidationError("--database postgres://…")
        }
    }

    var folder: DataFolder { DataFolder(path: data, databaseURL: database) }

    /// Opens an existing house, does the work, seals the audit log and closes.
    func with<T>(_ body: (OpenHouse) async throws -> T) async throws -> T {
        try await speaking { _ in
            let open = try await folder.open(founding: nil, parts: Parts(demoAccountsAllowed: true))
            do {
                let result = try await body(open)
                try await open.seal()
                await open.close()
                return result
            } catch {
                // A refusal has been written too.
                try? await open.seal()
                await open.close()
                throw error
            }
        }
    }
}

/// For whom a command acts.
struct ActorOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp(told("在这个账号的范围内办理"), valueName: "USER"))
    var user: String?
}

/// The language of the person at the terminal: Chinese, unless the environment says English.
func terminalWords(_ phrasebook: Phrasebook) -> Words {
    let environment = ProcessInfo.processInfo.environment
    // One that is set to nothing counts as not set.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return Words(locale.hasPrefix("en") ? .english : .chinese, phrasebook)
}

func tell(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

func warn(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
