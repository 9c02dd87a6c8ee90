import Core
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Storage
import Web

/// Metrics, on a port of their own: whoever watches the house need not be let into it, and a proxy never shows them.
struct WatchService: Service {
    let open: OpenHouse
    let readiness: Readiness
    let host: String
    let port: Int
    let running: @Sendable (Int) async -> Void

    func run() async throws {
        try await serving(host: host, port: port) {
            try await Application(
                responder: CallbackResponder { (request: Request, _: BasicRequestContext) in await respond(to: request)
                },
                server: .http1(configuration: .init(idleTimeout: .seconds(60))),
                configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
                onServerRunning: { channel in await running(channel.localAddress?.port ?? port) },
                logger: Logger(label: "watch") { _ in SwiftLogNoOpLogHandler() }
            ).run()
        }
    }

    private func respond(to request: Request) async -> Response {
        guard request.method == .get || request.method == .head else { return Response(status: .methodNotAllowed) }
        switch request.head.path?.prefix(while: { $0 != "?" }) {
        case "/metrics": return plain(await metrics(), .ok)
        case "/health": return plain("ok\n", .ok)
        case "/ready":
            let faults = await readiness.faults()
            return faults.isEmpty
                ? plain("ready\n", .ok)
                : plain("not ready: \(faults.joined(separator: ", "))\n", .serviceUnavailable)
        default: return plain("not found\n", .notFound)
        }
    }

    private func plain(_ text: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// What was counted, and what is asked for now.
    func metrics() async -> String {
        var text = open.house.meter.text()
        let unsealed: Int? = try? await open.house.database.read { tx in
            // Never more than some seconds' worth, unless the sealer is stuck.
            try tx.value(
                "SELECT COUNT(*) FROM (SELECT id FROM audit_entries WHERE seal IS NULL LIMIT 100000) AS unsealed")
        }
        if let unsealed {
            text += Meter.gauge("qiao_audit_unsealed_entries", "Audit entries in no seal yet.", Double(unsealed))
        }
        text += Meter.gauge("qiao_database_up", "Whether the database answers.", unsealed == nil ? 0 : 1)
        if let free = readiness.freeBytes {
            text += Meter.gauge("qiao_disk_free_bytes", "Free space for the data folder.", Double(free))
        }
        if let memory = Self.residentBytes {
            text += Meter.gauge("process_resident_memory_bytes", "Resident memory size in bytes.", Double(memory))
        }
        return text
    }

    private static var residentBytes: Int? {
        // Total and resident size in pages.
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let words = text.split(separator: " ")
        return words.count > 1 ? Int(words[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }
}
