import App
import ArgumentParser
import Core
import Foundation

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the house; the first time, found it with the demo city.")

    @OptionGroup var house: HouseOptions

    @Option(help: "The port to serve on.")
    var port = 8080

    @Option(help: "The address to serve on.")
    var host = "127.0.0.1"

    @Flag(help: "Start without the demo city: the first page makes the first administrators.")
    var empty = false

    @Option(help: ArgumentHelp("The name under which a proxy serves the house over TLS.", valueName: "NAME"))
    var publicHost: String?

    @Flag(help: "Believe X-Forwarded-For: only behind a proxy of your own.")
    var trustForwarded = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port: 0 … 65535") }
        guard !host.isEmpty else { throw ValidationError("--host") }
    }

    func run() async throws {
        try await speaking { _ in
            var running = Running(folder: house.folder)
            running.port = port
            running.host = host
            running.publicHost = publicHost
            running.trustForwarded = trustForwarded
            running.startsEmpty = empty
            try await running.serve(terminalWords) { tell($0) }
        }
    }
}

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a data folder with the demo city, and stop.")

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await speaking { words in
            try await house.folder.foundDemoCity(
                Parts(demoAccountsAllowed: true), onlyIfFresh: false, words
            ) { warn($0) }
            tell(words("示范城市已建立在 \(house.data)"))
        }
    }
}
