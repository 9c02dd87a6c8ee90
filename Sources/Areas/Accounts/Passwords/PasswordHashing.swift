import Core
import CryptoExtras
import Foundation
import NIOPosix
import Synchronization

/// Makes and checks password hashes with scrypt, two at a time, on threads of its own.
package final class PasswordHashing: Sendable {
    /// N = 2^`logRounds`, r = `blockSize`, p = `parallelism`.
    package struct Cost: Sendable, Hashable {
        package let logRounds: Int
        package let blockSize: Int
        package let parallelism: Int

        package init(logRounds: Int, blockSize: Int, parallelism: Int) {
            self.logRounds = logRounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// OWASP Password Storage Cheat Sheet: scrypt with N=2^15, r=8, p=3 (32 MiB).
        package static let full = Cost(logRounds: 15, blockSize: 8, parallelism: 3)
        /// For tests that sign in often.
        package static let least = Cost(logRounds: 4, blockSize: 8, parallelism: 1)
    }

    private let cost: Cost
    private let threads = NIOThreadPool(numberOfThreads: 2)
    private let waiting = Mutex(0)
    /// Compared with where there is no account, so that it takes as long.
    private let nobodys: String

    package init(cost: Cost = .full) {
        self.cost = cost
        threads.start()
        nobodys = PasswordHash(cost: cost, salt: Self.bytes(16), key: Self.bytes(32)).text
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func hash(_ password: String) async throws -> String {
        let (cost, salt) = (cost, Self.bytes(16))
        return try await atMostTwo {
            PasswordHash(cost: cost, salt: salt, key: try Self.key(password, salt, cost)).text
        }
    }

    /// - Parameter text: nil where there is no such account: takes as long, and is never right.
    package func verify(_ password: String, against text: String?) async throws -> Bool {
        let hash = PasswordHash(text: text ?? nobodys) ?? PasswordHash(text: nobodys)
        guard let hash else { return false }
        let isRight = try await atMostTwo {
            Self.isEqual(try Self.key(password, hash.salt, hash.cost), hash.key)
        }
        return isRight && text != nil
    }

    private func atMostTwo<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        let isTooFull = waiting.withLock { waiting in
            waiting += 1
            return waiting > 60
        }
        defer { waiting.withLock { $0 -= 1 } }
        guard !isTooFull else { throw Problem.tooMany("现在登录的人太多，请稍等片刻再试", retryAfterSeconds: 10) }
        return try await threads.runIfActive(work)
    }

    private static func key(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        let text = password.precomposedStringWithCompatibilityMapping
        let key = try KDF.Scrypt.deriveKey(
            from: Array(text.utf8), salt: salt, outputByteCount: 32, rounds: 1 << cost.logRounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        return key.withUnsafeBytes { Array($0) }
    }

    /// Takes as long wherever the first difference is.
    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func bytes(_ count: Int) -> [UInt8] {
        var source = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    }
}

/// A hash as it is kept, with what is needed to make it again: `$scrypt$ln=15,r=8,p=3$salt$key`.
struct PasswordHash: Sendable {
    let cost: PasswordHashing.Cost
    let salt: [UInt8]
    let key: [UInt8]

    init(cost: PasswordHashing.Cost, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    var text: String {
        let parameters = "ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
        return "$scrypt$\(parameters)$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
    }

    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let salt = Data(base64Encoded: parts[3]), let key = Data(base64Encoded: parts[4]), key.count == 32
        else { return nil }
        let numbers = parts[2].split(separator: ",").map { $0.split(separator: "=") }
        guard numbers.count == 3, numbers.map({ $0.first ?? "" }) == ["ln", "r", "p"],
            let logRounds = numbers[0].last.flatMap({ Int($0) }), let blockSize = numbers[1].last.flatMap({ Int($0) }),
            let parallelism = numbers[2].last.flatMap({ Int($0) }),
            (1...20).contains(logRounds), (1...32).contains(blockSize), (1...16).contains(parallelism)
        else { return nil }
        self.init(
            cost: PasswordHashing.Cost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism),
            salt: Array(salt), key: Array(key))
    }
}
