import Foundation
import HummingbirdTLS
import NIOSSL

/// The certificate with which the server itself speaks TLS, read from files when it starts.
package struct ServerCertificate: Sendable {
    let configuration: TLSConfiguration

    /// - Parameters:
    ///   - chain: a PEM file, the server's own certificate first, then those between it and the root.
    ///   - key: a PEM file with its private key, without a passphrase; nobody else may read it.
    /// - Throws: `ServerFailure` that names the file.
    package init(chain: String, key: String) throws {
        for path in [chain, key] where !FileManager.default.isReadableFile(atPath: path) {
            throw ServerFailure.certificateMissing(path: path)
        }
        let mode = try? FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
        guard (mode ?? 0) & 0o007 == 0 else { throw ServerFailure.keyReadableByOthers(path: key) }
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(chain), !certificates.isEmpty else {
            throw ServerFailure.certificateUnreadable(path: chain)
        }
        guard let privateKey = try? NIOSSLPrivateKey(file: key, format: .pem) else {
            throw ServerFailure.certificateUnreadable(path: key)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        // A key that is not this certificate's shows here, and not at the first visitor.
        guard (try? NIOSSLContext(configuration: configuration)) != nil else {
            throw ServerFailure.certificateAndKeyDiffer(path: chain)
        }
        self.configuration = configuration
    }
}
