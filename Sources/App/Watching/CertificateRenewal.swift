import Core
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import Web

/// Reads the certificate again when its files have changed, and at once on SIGHUP.
///
/// Without a certificate SIGHUP does nothing: whoever renews a proxy's does not end the house.
struct CertificateRenewal: Service {
    let certificate: ServerCertificate?
    let house: House
    /// Trapped before anybody is told that the house is open.
    let hangups: UnixSignalsSequence
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            tellValidity()
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in hangups { renew() } }
                group.addTask {
                    while !Task.isCancelled {
                        if let certificate, certificate.hasChangedFiles { renew() }
                        try? await Task.sleep(for: .seconds(5))
                    }
                }
            }
        }
    }

    private func renew() {
        guard let certificate else { return }
        do {
            try certificate.renew(now: house.clock.now())
            logger.notice("certificate renewed", metadata: ["until": "\(until(certificate))"])
            tellValidity()
        } catch {
            logger.error("certificate not renewed, the one in use stays", metadata: ["error": "\(loggable(error))"])
        }
    }

    private func tellValidity() {
        guard let certificate else { return }
        house.meter.set(.certificateUntil, to: Double(certificate.validUntil.milliseconds) / 1000)
        if certificate.validUntil <= house.clock.now() {
            logger.warning("the certificate is no longer valid", metadata: ["until": "\(until(certificate))"])
        }
    }

    private func until(_ certificate: ServerCertificate) -> String {
        Date(timeIntervalSince1970: Double(certificate.validUntil.milliseconds) / 1000).formatted(.iso8601)
    }
}
