import Core
import Foundation
import Synchronization

/// A file that somebody sent, on disk without a name: nobody else can open it, and nothing of it stays, even when the
/// server is killed. Gone when the answer is made.
package struct Upload: Sendable {
    /// The form's field.
    package let field: String
    /// As the sender calls it, without folders.
    package let fileName: String
    package let contentType: String?
    package let size: Int
    let sink: UploadSink

    /// Good as long as the upload is.
    package var path: String { sink.path }

    package func read() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}

/// Takes a file piece by piece.
final class UploadSink: Sendable {
    private let descriptor: Int32
    private let written = Atomic(0)

    /// The open file by its number, since it has no name of its own.
    var path: String { "/proc/self/fd/\(descriptor)" }
    var size: Int { written.load(ordering: .relaxed) }

    init(in folder: String) throws {
        let name = folder + "/qiao-upload-" + randomHex(bytes: 16)
        descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Problem.unavailable("无法保存上传的文件，请联系系统管理员") }
        unlink(name)
    }

    deinit { close(descriptor) }

    func write(_ bytes: ArraySlice<UInt8>) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Problem.unavailable("磁盘已满，文件没有保存；请联系系统管理员") }
            rest = rest.dropFirst(count)
            written.add(count, ordering: .relaxed)
        }
    }
}
