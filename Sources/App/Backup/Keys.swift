import Core
import Foundation
import Storage

/// The keys of an open house: told, copied, rotated.
extension OpenHouse {
    package enum KeysFailure: Error {
        /// They are in the environment, where this program cannot change them.
        case inEnvironment
        case alreadyThere(String)
        case cannotWrite(String)

        package var message: Message {
            switch self {
            case .inEnvironment: "密钥来自环境变量 QIAO_KEYS，不在文件里；请在那里换上新的密钥，再运行 ./qiao keys reseal"
            case .alreadyThere(let path): "\(path) 已经存在，没有改动；请换一个文件名"
            case .cannotWrite(let path): "不能写 \(path)；请核对目录和权限"
            }
        }
    }

    /// How many values of each column are sealed under which key.
    package struct KeyUse: Sendable {
        package let column: String
        package let counts: [String: Int]
    }

    package var currentKey: String { house.vault.currentKey }
    package var keyNames: [String] { house.vault.keyMarks.keys.sorted { ($0.count, $0) < ($1.count, $1) } }

    package func keyUses() async throws -> [KeyUse] {
        var uses: [KeyUse] = []
        for column in parts.registry.sealed {
            uses.append(KeyUse(column: column.name, counts: try await column.count(house.database)))
        }
        return uses
    }

    /// Writes a copy of the keys, for its owner only; on audit. Never over an existing file.
    package func exportKeys(to path: String) async throws {
        guard let ring = folder.readKeys() else { throw OpeningFailure.missingKeys(folder.keysPath) }
        guard access(path, F_OK) != 0 else { throw KeysFailure.alreadyThere(path) }
        try await house.runner.recordReading("exportKeys", of: [], fields: [], by: .operator)
        do { try ring.write(path: path, replacing: false) } catch {
            throw access(path, F_OK) == 0 ? KeysFailure.alreadyThere(path) : KeysFailure.cannotWrite(path)
        }
        syncFolder(of: path)
    }

    /// Adds a key, with which everything is sealed from now on; also by servers that run, within some seconds.
    ///
    /// Digests and the chain of the audit log stay under the first key: they must be comparable for ever.
    /// - Returns: the name of the new key.
    package func rotateKeys() async throws -> String {
        guard ProcessInfo.processInfo.environment["QIAO_KEYS"] == nil else { throw KeysFailure.inEnvironment }
        return try await folder.whileFounding {
            guard let ring = folder.readKeys() else { throw OpeningFailure.missingKeys(folder.keysPath) }
            let new = ring.rotated()
            // The key is on disk before anything is sealed with it or says that it is there.
            do { try new.write(path: folder.keysPath, replacing: true) } catch {
                throw KeysFailure.cannotWrite(folder.keysPath)
            }
            syncFolder(of: folder.keysPath)
            try await house.database.write { tx in
                try HouseFact.newestKey.set(new.marks[new.current] ?? "", tx)
            }
            try await house.runner.recordReading("rotateKeys", of: [], fields: [], by: .operator)
            house.vault.followKeys()
            return new.current
        }
    }

    /// Seals everything that is under an older key anew, in short transactions; may be cut off and begun again.
    ///
    /// A server that runs learns of a new key within `following` seconds and may seal with the old one until then: the
    /// last look begins after that.
    /// - Parameter progress: told the column, how many values were seen and how many sealed anew.
    package func reseal(
        following: Double, progress: @Sendable (_ column: String, _ seen: Int, _ resealed: Int) -> Void
    ) async throws {
        let settled = ContinuousClock.now + .seconds(following)
        var isLastLook = false
        while true {
            var changed = 0
            for column in parts.registry.sealed {
                var (seen, resealed) = (0, 0)
                var position: SealedColumn.Position? = .start
                while let after = position {
                    let step = try await column.reseal(after: after, in: house)
                    seen += step.seen
                    resealed += step.resealed
                    position = step.next
                    if seen % 20_000 < step.seen, step.next != nil { progress(column.name, seen, resealed) }
                }
                changed += resealed
                if !isLastLook || resealed > 0 { progress(column.name, seen, resealed) }
            }
            if isLastLook, changed == 0 { return }
            if ContinuousClock.now < settled { try await Task.sleep(until: settled) }
            isLastLook = true
        }
    }

    /// A server follows the key file this often.
    package static let followingSeconds = 3.0

    /// Takes over keys that another process made.
    var followingKeys: BackgroundWork {
        BackgroundWork("follow the keys", everySeconds: Self.followingSeconds) { house in
            house.vault.followKeys()
            return false
        }
    }
}
