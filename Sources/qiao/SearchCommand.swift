import Accounts
import App
import ArgumentParser
import Core
import Foundation
import People

struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: told("查找人员"), subcommands: [PeopleSearch.self])

    struct PeopleSearch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "people",
            abstract: told("按姓名的一部分、拼音、首字母，或者号码的全部或末四位"))

        @OptionGroup var house: HouseOptions
        @OptionGroup var actor: ActorOptions
        @Flag(help: "\(told("输出 JSON"))") var json = false
        @Argument(help: ArgumentHelp(told("要找的内容"), valueName: "TEXT")) var text: String

        func run() async throws {
            try await house.with { open in
                let words = terminalWords(open.parts.phrasebook)
                let found: PersonHits
                do {
                    found = try await PersonSearch.search(text, try await open.actor(as: actor.user), open.house)
                } catch let problem as Problem {
                    throw problem.told(words, field: "text", asJSON: json)
                }
                if json {
                    tell(String(decoding: try printedJSON(found), as: UTF8.self))
                    return
                }
                tell(words(found.capped ? "找到 \(found.total) 人以上" : "找到 \(found.total) 人"))
                for hit in found.hits {
                    tell([hit.name, hit.district, hit.unit, hit.phone ?? ""].joined(separator: "  "))
                }
            }
        }
    }
}

extension OpenHouse {
    /// The operator, or an account as which she acts.
    func actor(as login: String?) async throws -> Actor {
        guard let login else { return .operator }
        let found = try await house.database.read { [gate = house.gate] tx -> Actor? in
            guard let account = try AccountStore.find(login: login, tx) else { return nil }
            return try gate.actor(account.id, tx)
        }
        guard let found else { throw Problem.invalid("as", "没有叫 \(login) 的账号，或者它已停用") }
        return found.asOperator()
    }
}
