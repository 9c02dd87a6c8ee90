import App
import ArgumentParser
import Core
import Foundation

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: told("启动服务；第一次会先建立示范城市"))

    @OptionGroup var house: HouseOptions

    @Option(help: "\(told("端口"))")
    var port = 8080

    @Option(help: "\(told("地址"))")
    var host = "127.0.0.1"

    @Flag(help: "\(told("不要示范城市：第一个页面建立第一批管理员"))")
    var empty = false

    @Option(help: ArgumentHelp(told("代理以 TLS 对外服务时用的主机名"), valueName: "NAME"))
    var publicHost: String?

    @Flag(help: "\(told("相信 X-Forwarded-For：只用在自己的代理后面"))")
    var trustForwarded = false

    @Option(help: ArgumentHelp(told("自己用 TLS 服务时的证书（PEM，含中间证书）"), valueName: "FILE"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp(told("证书的私钥（PEM）"), valueName: "FILE"))
    var tlsKey: String?

    @Option(help: ArgumentHelp(told("在这个端口提供运行指标（Prometheus）"), valueName: "PORT"))
    var metricsPort: Int?

    @Option(help: ArgumentHelp(told("运行指标的地址"), valueName: "HOST"))
    var metricsHost = "127.0.0.1"

    @Option(help: ArgumentHelp(told("日志格式：logfmt 或 json"), valueName: "FORMAT"))
    var log = LogFormat.logfmt

    @Flag(help: "\(told("每次访问记一行日志：只记页面名称，不记网址和内容"))")
    var logRequests = false

    @Flag(help: "\(told("开发用：在本机多一页“组件一览”，/gallery"))")
    var development = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port: 0 … 65535") }
        guard (0...65_535).contains(metricsPort ?? 0) else { throw ValidationError("--metrics-port: 0 … 65535") }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate FILE --tls-key FILE")
        }
        guard !host.isEmpty else { throw ValidationError("--host") }
    }

    func run() async throws {
        try await speaking { _ in
            var running = Running(folder: house.folder)
            running.port = port
            running.host = host
            running.publicHost = publicHost
            running.trustForwarded = trustForwarded
            running.certificate = tlsCertificate.flatMap { chain in tlsKey.map { (chain, $0) } }
            running.startsEmpty = empty
            running.metricsPort = metricsPort
            running.metricsHost = metricsHost
            running.logFormat = log
            running.logsRequests = logRequests
            running.isDevelopment = development
            try await running.serve(terminalWords) { tell($0) }
        }
    }
}

extension LogFormat: ExpressibleByArgument {}

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: told("建立一个装有示范城市的数据目录，然后结束"))

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
