import Core
import Foundation

/// A file that somebody sent, on disk under a name that only the server's user may read. Deleted when the answer is made.
package struct Upload: Sendable {
    /// The form's field.
    package let field: String
    /// As the sender calls it, without folders.
    package let fileName: String
    package let contentType: String?
    package let size: Int
    package let path: String

    package func read() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}

/// Takes a file piece by piece.
final class UploadSink {
    let path: String
    private let descriptor: Int32
    private(set) var size = 0

    init(in folder: String) throws {
        path = folder + "/qiao-upload-" + randomHex(bytes: 16)
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Problem.unavailable("无法保存上传的文件，请联系系统管理员") }
    }

    deinit { close(descriptor) }

    func write(_ bytes: ArraySlice<UInt8>) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw Problem.unavailable("磁盘已满，文件没有保存；请联系系统管理员") }
            rest = rest.dropFirst(written)
            size += written
        }
    }
}
