import App
import ArgumentParser
import Core
import Foundation

@main
struct Qiao: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qiao",
        abstract: "桥 Qiao: the system for a city's force of trade-union social workers.",
        discussion: """
            ./qiao run     sets up, builds and serves        ./qiao test    passes every test
            Exit codes: 0 it ran; 1 nothing could be done, or a check found something; 2 wrong use or unusable input.
            """,
        subcommands: [Run.self, Demo.self, Import.self, Search.self, Check.self, AuditGroup.self, AccountsGroup.self])
}

/// Where the house is, for every command that works on one.
struct HouseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of the database and the keys.", valueName: "DIR"))
    var data = "data"

    @Option(help: ArgumentHelp("Use PostgreSQL instead of the embedded database.", valueName: "postgres://…"))
    var database: String?

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
    @Option(name: .customLong("as"), help: ArgumentHelp("Act within this account's scope.", valueName: "USER"))
    var user: String?
}

/// The language of the person at the terminal: Chinese, unless the environment says English.
func terminalWords(_ phrasebook: Phrasebook) -> Words {
    let environment = ProcessInfo.processInfo.environment
    let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
    return Words(locale.hasPrefix("en") ? .english : .chinese, phrasebook)
}

func tell(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

func warn(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
