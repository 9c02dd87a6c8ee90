import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle

/// Why the server could not begin.
package enum ServerFailure: Error, Equatable {
    case portBusy(host: String, port: Int)
    /// Ports below 1024 belong to the system's administrator.
    case portForbidden(host: String, port: Int)
    case hostUnknown(host: String)
    case certificateMissing(path: String)
    case keyReadableByOthers(path: String)
    case certificateUnreadable(path: String)
    case certificateAndKeyDiffer(path: String)
    /// A renewed one is no longer valid.
    case certificateExpired(path: String)
}

extension QiaoServer {
    /// Serves until its group is told to stop; requests under way are finished first.
    /// - Parameter running: called with the port once connections are accepted.
    /// - Throws: from `run()`, `ServerFailure` where the address cannot be had.
    package func service(
        host: String, port: Int, running: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> any Service {
        ServerService(server: self, host: host, port: port, running: running)
    }
}

private struct ServerService: Service {
    let server: QiaoServer
    let host: String
    let port: Int
    let running: @Sendable (Int) async -> Void

    func run() async throws {
        var quiet = server.logger
        quiet.logLevel = max(quiet.logLevel, .warning)
        let application = Application(
            responder: SocketResponder(server: server),
            // Whoever connects and says nothing does not stay in others' way.
            server: try server.options.certificate.map { certificate in
                try .tls(
                    .http1(configuration: .init(idleTimeout: .seconds(60))),
                    tlsConfiguration: certificate.configuration()
                )
            } ?? .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in await running(channel.localAddress?.port ?? port) }, logger: quiet)
        try await serving(host: host, port: port) { try await application.run() }
    }
}

/// Says in words of our own why an address cannot be had.
package func serving(host: String, port: Int, _ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as IOError {
        switch error.errnoCode {
        case EADDRINUSE: throw ServerFailure.portBusy(host: host, port: port)
        case EACCES, EPERM: throw ServerFailure.portForbidden(host: host, port: port)
        case EADDRNOTAVAIL: throw ServerFailure.hostUnknown(host: host)
        default: throw error
        }
    } catch is SocketAddressError {
        throw ServerFailure.hostUnknown(host: host)
    }
}

/// Brings requests from sockets.
private struct SocketResponder: HTTPResponder {
    let server: QiaoServer

    func respond(to request: Request, context: SocketContext) async throws -> Response {
        await server.respond(to: request, from: context.address)
    }
}

private struct SocketContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let address: String

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}
