import App
import ArgumentParser
import Core
import Foundation

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: told("把全部数据备份成一个文件；服务可以照常运行"), discussion: told("备份里没有密钥，请另处保存：./qiao keys export"))

    @OptionGroup var house: HouseOptions
    @Argument(help: ArgumentHelp(told("备份文件"), valueName: "FILE"), completion: .file()) var file: String

    func run() async throws {
        try await house.with { open in
            let words = terminalWords(open.parts.phrasebook)
            let report = try await open.backUp(to: file)
            tell(words("已备份到 \(file)：\("\(report.rows)") 行，\("\(report.bytes)") 字节"))
            if let head = report.head { tell("head \(head)") }
            tell(words("请把上面的链头和密钥文件 \(open.folder.keysPath) 另处保存：没有密钥，备份打不开"))
        }
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: told("由备份恢复到空的目录或数据库；不会覆盖已有的数据"))

    @OptionGroup var house: HouseOptions
    @Option(help: ArgumentHelp(told("密钥文件；不写就用数据目录里的"), valueName: "FILE"), completion: .file())
    var keys: String?
    @Flag(help: "\(told("只检查备份是否完整、密钥是否正确，什么都不写"))") var dryRun = false
    @Argument(help: ArgumentHelp(told("备份文件"), valueName: "FILE"), completion: .file()) var file: String

    func run() async throws {
        try await speaking { words in
            let restoring = Restoring(
                into: house.folder, from: file, keysPath: keys, parts: Parts(demoAccountsAllowed: true))
            let report = try await (dryRun ? restoring.verify() : restoring.restore())
            let made = Date(timeIntervalSince1970: Double(report.madeAt.milliseconds / 1000)).formatted(.iso8601)
            tell(words("备份作于 \(made)：\("\(report.tables)") 张表，\("\(report.rows)") 行"))
            if let head = report.head { tell("head \(head)") }
            guard !dryRun else {
                tell(words("备份完整，密钥正确；没有改动"))
                return
            }
            if report.lostSeals > 0 {
                tell(words("注意：原来的链头比备份新，备份以后的 \("\(report.lostSeals)") 次封存没有恢复；原来的链头保存在 audit-head.before-restore"))
            }
            tell(words("已恢复到 \(house.database == nil ? house.data : "PostgreSQL")，审计记录和全部检查都通过"))
        }
    }
}

struct KeysGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: told("密钥：查看、导出、轮换"),
        subcommands: [Status.self, Export.self, Rotate.self, Reseal.self])

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: told("有哪些密钥，各封存了多少内容"))

        @OptionGroup var house: HouseOptions

        func run() async throws {
            try await house.with { open in
                let words = terminalWords(open.parts.phrasebook)
                tell(words("现用密钥：\(open.currentKey)；共有：\(open.keyNames.joined(separator: " "))"))
                for use in try await open.keyUses() {
                    let counts = use.counts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    tell("  \(use.column)  \(counts.isEmpty ? "-" : counts.joined(separator: " "))")
                }
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: told("把密钥复制到一个只有您能读的文件"))

        @OptionGroup var house: HouseOptions
        @Argument(help: ArgumentHelp(told("要写的文件"), valueName: "FILE"), completion: .file()) var file: String

        func run() async throws {
            try await house.with { open in
                try await open.exportKeys(to: file)
                tell(terminalWords(open.parts.phrasebook)("密钥已复制到 \(file)；请离开这台机器妥善保存"))
            }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: told("换一把新密钥，并把已有内容改用它封存；服务可以照常运行"),
            discussion: told("查找用的摘要和审计记录仍用第一把密钥，所以旧密钥也要留着"))

        @OptionGroup var house: HouseOptions

        func run() async throws {
            try await house.with { open in
                let words = terminalWords(open.parts.phrasebook)
                tell(words("新密钥：\(try await open.rotateKeys())；请马上再备份密钥文件 \(open.folder.keysPath)"))
                try await resealAll(open, words)
            }
        }
    }

    struct Reseal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: told("把还用旧密钥封存的内容改用现用密钥；轮换中断以后用"))

        @OptionGroup var house: HouseOptions

        func run() async throws {
            try await house.with { open in try await resealAll(open, terminalWords(open.parts.phrasebook)) }
        }
    }
}

private func resealAll(_ open: OpenHouse, _ words: Words) async throws {
    try await open.reseal(following: OpenHouse.followingSeconds * 2) { column, seen, resealed in
        tell(words("  \(column)：看过 \("\(seen)")，改封 \("\(resealed)")"))
    }
    tell(words("全部内容都用密钥 \(open.currentKey) 封存"))
}
