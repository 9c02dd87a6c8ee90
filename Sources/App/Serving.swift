import Accounts
import Core
import DemoCity
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import Web

/// Whether this machine can make an address of the name.
private func isKnown(_ host: String) -> Bool {
    var found: UnsafeMutablePointer<addrinfo>?
    guard !host.isEmpty, getaddrinfo(host, nil, nil, &found) == 0 else { return false }
    freeaddrinfo(found)
    return true
}

/// How a house is run.
package struct Running: Sendable {
    package var folder: DataFolder
    package var host = "127.0.0.1"
    package var port = 8080
    /// The name under which a proxy serves it: `qiao.example.cn`.
    package var publicHost: String?
    package var trustForwarded = false
    /// PEM files with which the server speaks TLS itself: the chain of certificates and its key.
    package var certificate: (chain: String, key: String)?
    /// Without the demo city, for real work.
    package var startsEmpty = false
    /// Where metrics are served, on a port of their own; nil: nowhere.
    package var metricsPort: Int?
    package var metricsHost = "127.0.0.1"
    package var logFormat = LogFormat.logfmt
    /// A line for every request: its route's name, never its address.
    package var logsRequests = false
    /// With the gallery of components; only where nobody outside this machine comes.
    package var isDevelopment = false

    package init(folder: DataFolder) { self.folder = folder }

    /// Only a house that nobody outside this machine can reach has demo accounts.
    var isLocal: Bool {
        publicHost == nil && !trustForwarded && ["127.0.0.1", "localhost", "::1"].contains(host)
    }

    private func address(_ port: Int) -> String {
        if let publicHost { return "https://\(publicHost)" }
        return localAddress(port)
    }

    private func localAddress(_ port: Int) -> String {
        "\(certificate == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Opens the house, founds what is missing, and serves until it is told to stop.
    ///
    /// - Parameter say: tells whoever started it, one line at a time.
    package func serve(_ words: @escaping @Sendable (Phrasebook) -> Words, say: @escaping @Sendable (String) -> Void)
        async throws
    {
        guard isKnown(host) else { throw ServerFailure.hostUnknown(host: host) }
        let certificate = try certificate.map { try ServerCertificate(chain: $0.chain, key: $0.key) }
        // Whoever reaches the first page of an empty house founds it: from outside only with what the terminal says.
        let startCode = isLocal ? nil : (0..<8).map { _ in String(Int.random(in: 0...9)) }.joined()
        let parts = Parts(
            demoAccountsAllowed: isLocal, address: address(port), startCode: startCode,
            isDevelopment: isDevelopment && isLocal)
        let words = words(parts.phrasebook)
        if !startsEmpty { try await folder.foundDemoCity(parts, onlyIfFresh: true, words, say: say) }
        LeftBehind.sweep()
        let open = try await folder.openEmpty(parts)
        let hasDemo = try await open.city() == .demo
        let isUnfounded = try await open.house.database.read { tx in try !AccountStore.hasAny(tx) }
        if startsEmpty, hasDemo { say(words("\(folder.path) 里已经有示范城市，--empty 没有作用；要空的，请换一个目录")) }
        if try await !open.keepHead() {
            say(words("注意：数据库的审计记录与 audit-head 里保存的链头接不上：恢复了较旧的备份，或者记录被删去"))
            say(words("链头没有改写；请用 ./qiao audit verify 查看。若是您自己恢复的备份，请把 \(folder.headPath) 移到别处保存"))
        }
        var options = ServerOptions()
        options.publicHost = publicHost
        options.trustForwarded = trustForwarded
        options.certificate = certificate
        var logger = Logger(label: "qiao") { [logFormat] _ in LogLines(logFormat) }
        logger.logLevel = logsRequests ? .info : .notice
        let readiness = Readiness(open)
        let server = QiaoServer(
            house: open.house, routes: parts.routes, rooms: parts.rooms, options: options, logger: logger,
            tools: parts.tools, readiness: { await readiness.faults() })
        let isLocal = isLocal
        let service = server.service(host: host, port: port) { [self] port in
            say(words("Qiao 已启动：\(address(port))"))
            if publicHost != nil { say(words("这台机器上的端口：\(localAddress(port))")) }
            if hasDemo { Self.tellCast(isLocal: isLocal, words, say) }
            if let startCode, isUnfounded { say(words("第一次使用时要填写的启动码：\(startCode)")) }
            say(words("按 Ctrl-C 停止"))
        }
        let background = Background(
            open: open, work: parts.work + [open.keepingHead, open.followingKeys], logger: logger)
        // Told to stop in the opposite order: first no more visitors, last the work behind the pages.
        var services: [any Service] = [background]
        // Where a terminal started it, closing that ends it, as ever.
        if certificate != nil || isatty(STDIN_FILENO) == 0 {
            let hangups = await UnixSignalsSequence(trapping: .sighup)
            services.append(
                CertificateRenewal(certificate: certificate, house: open.house, hangups: hangups, logger: logger))
        }
        if let metricsPort {
            services.append(
                WatchService(open: open, readiness: readiness, host: metricsHost, port: metricsPort) { port in
                    say(words("运行指标：\("http://\(metricsHost):\(port)/metrics")"))
                })
        }
        var configuration = ServiceGroupConfiguration(
            services: (services + [service]).map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "qiao") { _ in SwiftLogNoOpLogHandler() })
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            // Somebody's request took longer than that; it was cut off.
        } catch {
            await open.close()
            throw error
        }
        // What stays unsealed when the database is away is sealed by the next start.
        try? await open.seal()
        await open.close()
    }

    private static func tellCast(isLocal: Bool, _ words: Words, _ say: (String) -> Void) {
        guard isLocal else {
            say(words("这里能从外面访问，示范账号已停用"))
            return
        }
        say(words("示范账号（密码都是 \(DemoCity.password)）："))
        for account in DemoCity.cast {
            let padding = String(repeating: " ", count: max(1, 14 - account.login.count))
            say("  \(account.login)\(padding)\(words(account.title))")
        }
    }
}

extension OpenHouse {
    /// Keeps the head of the audit chain outside the database, as soon as there is a new one.
    var keepingHead: BackgroundWork {
        let open = self
        return BackgroundWork("keep the audit head", everySeconds: 1) { _ in
            try await open.keepHead()
            return false
        }
    }
}
