import Accounts
import App
import ArgumentParser
import Core
import Foundation

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: told("检查数据是否处处相符"))

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await house.with { open in
            let words = terminalWords(open.parts.phrasebook)
            let damage = try await open.damage()
            guard damage == 0 else {
                warn(words("数据库文件已损坏：\("\(damage)") 处。请停止服务，用最近的备份恢复到另一个目录，并保留这个目录"))
                throw ExitCode(1)
            }
            let invariants = open.parts.invariants
            let violations = try await Invariant.violations(of: invariants, in: open.house.database)
            guard violations.isEmpty else {
                for violation in violations { tell("\(violation.invariant): \(violation.count)") }
                throw ExitCode(1)
            }
            tell(words("\(invariants.count) 项检查都通过"))
        }
    }
}

struct AuditGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: told("核对审计记录"), subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: told("证明审计记录没有被改动、塞入或截去"))

        @OptionGroup var house: HouseOptions

        @Option(
            help: ArgumentHelp(told("另处保存的链头；不写就用数据目录里的"), valueName: "NUMBER:HASH")
        )
        var head: String?

        func validate() throws {
            if let head, DataFolder.head(head) == nil { throw ValidationError("--head NUMBER:HASH") }
        }

        func run() async throws {
            // Opened without sealing first: what is there is what is proved.
            try await speaking { words in
                let open = try await house.folder.open(founding: nil, parts: Parts(demoAccountsAllowed: true))
                let kept = head.flatMap(DataFolder.head) ?? house.folder.keptHead()
                let found = try await AuditVerification.verify(
                    open.house.database, open.house.vault, keptHead: kept)
                await open.close()
                tell(words("封存 \(found.seals) 次，共 \(found.sealedEntries) 条；还没有封存的 \(found.unsealedEntries) 条"))
                if kept == nil { tell(words("没有库外保存的链头可以对照，看不出末尾是否被截去")) }
                if let fault = found.fault {
                    tell(words(fault.message))
                    throw ExitCode(1)
                }
                if let head = found.head { tell("head \(head)") }
                if found.unsealedEntries > 0 { tell(words("还没有封存的记录若被删去，查不出来")) }
                tell(words("审计记录完整"))
            }
        }
    }
}

extension AuditVerification.Fault {
    var message: Message {
        switch self {
        case .brokenEntry(let id): "第一条被改动的记录：\(id.description)"
        case .wrongEntries(let seal): "第 \(seal) 次封存的记录有缺失或多出"
        case .brokenSeal(let number): "第 \(number) 次封存被改动"
        case .cutTail(let kept, let found): "末尾被截去，或者恢复了较旧的备份：库外保存的链头是第 \(kept) 次封存，库里只有 \(found) 次"
        case .otherChain(0): "库外保存的链头读不出来，可能已损坏"
        case .otherChain(let number): "第 \(number) 次封存与库外保存的链头不符"
        }
    }
}

struct AccountsGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: told("账号，供维护服务器的人使用"), subcommands: [ResetPassword.self])

    struct ResetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-password",
            abstract: told("给登录不了的账号一个临时密码"))

        @OptionGroup var house: HouseOptions
        @Argument(help: ArgumentHelp(told("账号的登录名"), valueName: "LOGIN"))
        var login: String

        func run() async throws {
            try await house.with { open in
                let password = try await Accounts.resetPassword(login: login, in: open.house)
                let words = terminalWords(open.parts.phrasebook)
                tell(words("临时密码（只显示这一次，登录后须修改）：\(password)"))
            }
        }
    }
}
