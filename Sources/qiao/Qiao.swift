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
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            warn(fullMessage(for: error))
            exit(withError: ExitCode(2))
        }
    }
}

/// Where the house is, for every command that works on one.
struct HouseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of the database and the keys.", valueName: "DIR"))
    var data = "data"

    @Option(help: ArgumentHelp("Use PostgreSQL instead of the embedded database.", valueName: "postgres://…"))
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
    @Option(name: .customLong("as"), help: ArgumentHelp("Act within this account's scope.", valueName: "USER"))
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
