import Core
import Foundation
import HummingbirdTLS
import NIOSSL
import Storage
import Synchronization

/// The certificate with which the server itself speaks TLS: read from files when it starts, and again when they change.
///
/// A connection keeps the certificate with which it began; a new file that cannot be used leaves the old one in use.
package final class ServerCertificate: Sendable {
    private let chain: String
    private let key: String
    private let pair: Mutex<Pair>
    /// What was last found in the files, whether it could be used or not.
    private let seen: Mutex<[Data?]>

    /// - Parameters:
    ///   - chain: a PEM file, the server's own certificate first, then those between it and the root.
    ///   - key: a PEM file with its private key, without a passphrase; nobody else may read it.
    /// - Throws: `ServerFailure` that names the file.
    package init(chain: String, key: String) throws {
        (self.chain, self.key) = (chain, key)
        let files = Self.files(chain, key)
        seen = Mutex(files)
        pair = Mutex(try Pair(chain: chain, key: key, files))
    }

    /// Until when it is valid.
    package var validUntil: Instant { pair.withLock { $0.validUntil } }

    /// Whether the files are not what they were when somebody last looked.
    package var hasChangedFiles: Bool { Self.files(chain, key) != seen.withLock { $0 } }

    /// Takes what is in the files now for every connection that begins from here on.
    /// - Throws: `ServerFailure`; the certificate in use then stays.
    package func renew(now: Instant) throws {
        let files = Self.files(chain, key)
        seen.withLock { $0 = files }
        let new = try Pair(chain: chain, key: key, files)
        guard new.validUntil > now else { throw ServerFailure.certificateExpired(path: chain) }
        pair.withLock { $0 = new }
    }

    /// Asks for the certificate anew at the beginning of each connection.
    func configuration() -> TLSConfiguration {
        var configuration = pair.withLock { $0.configuration }
        configuration.sslContextCallback = { _, promise in
            promise.succeed(self.pair.withLock { $0.override })
        }
        return configuration
    }

    private static func files(_ chain: String, _ key: String) -> [Data?] {
        [chain, key].map { FileManager.default.contents(atPath: $0) }
    }
}

/// A chain of certificates and the key that belongs to it.
private struct Pair: Sendable {
    let certificates: [NIOSSLCertificate]
    let privateKey: NIOSSLPrivateKey

    init(chain: String, key: String, _ files: [Data?]) throws(ServerFailure) {
        guard let chainFile = files[0] else { throw .certificateMissing(path: chain) }
        guard let keyFile = files[1] else { throw .certificateMissing(path: key) }
        let mode = try? FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
        guard (mode ?? 0) & 0o007 == 0 else { throw .keyReadableByOthers(path: key) }
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(chainFile)), !certificates.isEmpty else {
            throw .certificateUnreadable(path: chain)
        }
        guard let privateKey = try? NIOSSLPrivateKey(bytes: Array(keyFile), format: .pem) else {
            throw .certificateUnreadable(path: key)
        }
        (self.certificates, self.privateKey) = (certificates, privateKey)
        // A key that is not this certificate's shows here, and not at the first visitor.
        guard (try? NIOSSLContext(configuration: configuration)) != nil else {
            throw .certificateAndKeyDiffer(path: chain)
        }
    }

    var validUntil: Instant { Instant(milliseconds: Int64(certificates[0].notValidAfter) * 1000) }

    var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }

    var override: NIOSSLContextConfigurationOverride {
        var override = NIOSSLContextConfigurationOverride()
        override.certificateChain = certificates.map { .certificate($0) }
        override.privateKey = .privateKey(privateKey)
        return override
    }
}
