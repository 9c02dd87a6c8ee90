import Core
import Foundation
import Glibc
import Storage
import StoragePostgres
import StorageSQLite

/// Why a house cannot be opened, in a sentence for whoever started it.
package enum OpeningFailure: Error {
    case cannotMakeFolder(String)
    case noHouse(String)
    case missingKeys(String)
    case keysReadableByOthers(String)
    case damagedKeys(String)
    case wrongKeys(String)
    case newerSchema(String)
    case notADatabase(String)
    case diskFull(String)
    case unavailable(String)
    case busy
    case halfFounded
    /// The same in the embedded database, where the next start begins again by itself.
    case unfinished(String)
    /// Nobody may read and write here, whoever owns the folder.
    case noRight(String)
    /// The keys are the house's, but made before they were rotated.
    case olderKeys(String)
    /// A restore was cut short.
    case halfRestored
    /// The head of an audit chain is kept here, but the database never had one.
    case lostDatabase(String)

    package var message: Message {
        switch self {
        case .cannotMakeFolder(let path): "不能建立数据目录 \(path)：同名的文件占了位置，或者路径不对；请换一个目录"
        case .noHouse(let path): "\(path) 里还没有数据；先运行 ./qiao run 或 ./qiao demo --data \(path)"
        case .missingKeys(let path): "找不到密钥文件 \(path)。数据库还在，但没有密钥打不开；请把备份的密钥文件放回原处"
        case .keysReadableByOthers(let path): "密钥文件 \(path) 别人也能读。请先运行：chmod 600 '\(path)'"
        case .damagedKeys(let path): "密钥文件 \(path) 已损坏，请换上备份的密钥文件"
        case .wrongKeys(let path): "密钥文件 \(path) 不是这个数据库的密钥，请换上正确的密钥文件；数据没有改动"
        case .olderKeys(let path): "密钥文件 \(path) 是轮换以前的，打不开后来的内容；请换上最新的密钥文件。数据没有改动"
        case .halfRestored: "上次恢复备份时中断了；请再运行一次 ./qiao restore，它会重新恢复"
        case .newerSchema(let names): "数据库由更新版本的 Qiao 写过（\(names)），这个版本不能打开；请升级程序。数据没有改动"
        case .notADatabase(let path): "\(path) 不是 Qiao 的数据库文件，或者已经损坏；请换上备份的数据库文件"
        case .diskFull(let path): "磁盘已满，无法写入 \(path)；请腾出空间后再启动。已有数据没有损坏"
        case .unavailable(let reason): "数据库连不上：\(reason)"
        case .busy: "另一个程序正占用数据库，请稍后再试"
        case .halfFounded: "上次在这个数据库里建立示范城市时中断了；请先运行 ./qiao run，它会重新建立"
        case .unfinished(let path): "上次在 \(path) 建立示范城市时中断了；请先运行 ./qiao run，它会重新建立"
        case .noRight(let path): "没有读写 \(path) 的权限，或者它所在的磁盘只读；请核对它的所有者和权限。没有改动"
        case .lostDatabase(let path):
            "\(path) 里有以前的审计链头 audit-head，数据库却是空的。请放回数据库的备份；要另建新的，请换一个空目录。没有改动"
        }
    }
}

/// Where a house keeps what is its own: the database, the keys, the head of the audit chain.
package struct DataFolder: Sendable {
    package let path: String
    /// nil: the embedded database in the folder.
    package let databaseURL: String?

    package init(path: String, databaseURL: String? = nil) {
        self.path = path
        self.databaseURL = databaseURL
    }

    var databasePath: String { path + "/qiao.db" }
    package var keysPath: String { path + "/keys.json" }
    package var headPath: String { path + "/audit-head" }

    package func make() throws(OpeningFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            switch (error as? CocoaError)?.code {
            case .fileWriteNoPermission?, .fileWriteVolumeReadOnly?: throw .noRight(path)
            case .fileWriteOutOfSpace?: throw .diskFull(path)
            default: throw .cannotMakeFolder(path)
            }
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw .noRight(path) }
    }

    var holdsDatabase: Bool { databaseURL != nil || FileManager.default.fileExists(atPath: databasePath) }

    func openDatabase(clock: any Clock) throws -> any Database {
        if let databaseURL { return try PostgresDatabase(url: databaseURL, clock: clock) }
        return try SQLiteDatabase(path: databasePath, clock: clock)
    }

    /// Takes away the embedded database; for a demo city whose building was cut short, in which nobody has worked yet.
    func removeDatabase() {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: databasePath + suffix) }
    }

    /// Whether it is there and may be read and written; a folder that may not be entered has nothing to show.
    func checkRights() throws(OpeningFailure) {
        guard access(path, F_OK) == 0 || errno != EACCES else { throw .noRight(path) }
        for name in databaseURL == nil ? [path, databasePath] : [] where access(name, F_OK) == 0 || errno == EACCES {
            guard access(name, R_OK | W_OK) == 0 else { throw .noRight(name) }
        }
    }

    /// Waits until no other process is founding a house in this folder, and keeps others from it until the end.
    ///
    /// The lock is the system's: it ends with the process, however that ends.
    func whileFounding<T>(_ body: () async throws -> T) async throws -> T {
        let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw OpeningFailure.noRight(path) }
        defer { Glibc.close(folder) }
        while flock(folder, LOCK_EX | LOCK_NB) != 0 {
            // A file system that knows no locks has no second process on it either.
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        return try await body()
    }

    // MARK: - The head of the audit chain

    func keepHead(_ seal: Seal) {
        let line = "\(seal.number):\(seal.head)\n"
        try? Data(line.utf8).write(to: URL(fileURLWithPath: headPath), options: .atomic)
    }

    /// The head in the folder; one that cannot be read is of no seal, so that nothing agrees with it.
    package func keptHead() -> (number: Int, head: String)? {
        guard let data = FileManager.default.contents(atPath: headPath) else { return nil }
        return Self.head(String(decoding: data, as: UTF8.self)) ?? (0, "")
    }

    /// Reads `12:9f3c…`.
    package static func head(_ text: String) -> (number: Int, head: String)? {
        let parts = text.split(whereSeparator: { $0 == ":" || $0.isWhitespace })
        guard parts.count == 2, let number = Int(parts[0]) else { return nil }
        return (number, String(parts[1]))
    }
}
