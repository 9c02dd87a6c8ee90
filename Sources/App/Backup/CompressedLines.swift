import CZlib
import Crypto
import Foundation

/// What can go wrong with the file of a backup.
package enum BackupFailure: Error, Equatable {
    case alreadyThere(String)
    case cannotWrite(String)
    case diskFull(String)
    /// Another backup is being written to this name.
    case beingWritten(String)
    case cannotRead(String)
    case noBackup(String)
    /// It ends before its last line, or does not say what it said when it was written.
    case damaged(String)
    case newerFormat
    case newerSchema(String)
    case missingKeys(String)
    case wrongKeys(String)
    /// The keys are the house's, but older than the backup.
    case olderKeys(String)
    case houseThere(String)
    case houseInDatabase
    /// Restored, but not what was backed up.
    case unsound(String)
}

/// Writes gzipped lines under a name that nobody takes for the finished file, and gives them the name at the end.
///
/// Not for several tasks at once.
final class CompressedWriter {
    private let path: String
    private let place: String
    private let descriptor: Int32
    private var stream: gzFile?
    private var buffer: [UInt8] = []
    private var hash = SHA256()

    init(path: String) throws(BackupFailure) {
        self.path = path
        place = path + ".unfinished"
        guard access(path, F_OK) != 0 else { throw .alreadyThere(path) }
        descriptor = open(place, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw errno == ENOSPC ? .diskFull(path) : .cannotWrite(path) }
        // What a backup that was cut off left is written over; one that is still being written is not.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .beingWritten(path)
        }
        fchmod(descriptor, 0o600)
    }

    deinit {
        if let stream { gzclose(stream) }
        close(descriptor)
    }

    /// Forgets what was written: a reading that collided begins again.
    func begin() throws(BackupFailure) {
        if let stream { gzclose(stream) }
        stream = nil
        buffer = []
        buffer.reserveCapacity(1 << 18)
        hash = SHA256()
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0, case let copy = dup(descriptor),
            copy >= 0, let opened = gzdopen(copy, "wb3")
        else { throw .cannotWrite(path) }
        stream = opened
        gzbuffer(opened, 1 << 17)
    }

    func write(_ fill: (inout [UInt8]) throws -> Void) throws {
        try fill(&buffer)
        if buffer.count >= 1 << 18 { try flush() }
    }

    /// Of everything so far, in hexadecimal.
    func digest() throws -> String {
        try flush()
        return hash.finalize().map { String(format: "%02x", $0) }.joined()
    }

    private func flush() throws(BackupFailure) {
        guard !buffer.isEmpty, let stream else { return }
        hash.update(data: buffer)
        let written = buffer.withUnsafeBytes { gzwrite(stream, $0.baseAddress, UInt32($0.count)) }
        guard written == buffer.count else { throw errno == ENOSPC ? .diskFull(path) : .cannotWrite(path) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Puts it on disk, then gives it its name; never over another file.
    func finish() throws(BackupFailure) {
        try flush()
        if let stream {
            self.stream = nil
            guard gzclose(stream) == Z_OK else { throw errno == ENOSPC ? .diskFull(path) : .cannotWrite(path) }
        }
        guard fsync(descriptor) == 0 else { throw errno == ENOSPC ? .diskFull(path) : .cannotWrite(path) }
        if link(place, path) == 0 {
            unlink(place)
        } else if errno == EEXIST {
            throw .alreadyThere(path)
        } else if rename(place, path) != 0 {
            // Some file systems know no second name.
            throw .cannotWrite(path)
        }
        syncFolder(of: path)
    }

    func abandon() { unlink(place) }
}

/// Puts a folder's list of names on disk.
func syncFolder(of path: String) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
}

/// Reads gzipped lines, a piece at a time.
final class CompressedReader {
    private let path: String
    private let stream: gzFile
    private var buffer: [UInt8] = []
    private var start = 0
    private var hash = SHA256()

    init(path: String) throws(BackupFailure) {
        self.path = path
        guard let opened = gzopen(path, "rb") else { throw .cannotRead(path) }
        stream = opened
        gzbuffer(opened, 1 << 17)
    }

    deinit { gzclose(stream) }

    /// Of every line read before the last one.
    private(set) var digestBefore = ""

    /// The next line without its line feed; nil at the end. A line that does not end is damage.
    func next() throws(BackupFailure) -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[start..<end]
                // The last line is outside the digest that it tells.
                if line.first == UInt8(ascii: "{"), start > 0 || !digestBefore.isEmpty || hasBegun {
                    digestBefore = hash.finalize().map { String(format: "%02x", $0) }.joined()
                }
                hash.update(data: buffer[start...end])
                hasBegun = true
                start = end + 1
                return line
            }
            searched = buffer.count - start
            buffer.removeSubrange(..<start)
            start = 0
            guard try fill() else {
                guard buffer.isEmpty else { throw .damaged(path) }
                return nil
            }
        }
    }

    private var hasBegun = false

    private func fill() throws(BackupFailure) -> Bool {
        let size = 1 << 18
        let known = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: size))
        let count = buffer.withUnsafeMutableBytes { gzread(stream, $0.baseAddress?.advanced(by: known), UInt32(size)) }
        buffer.removeLast(size - max(0, Int(count)))
        guard count >= 0 else { throw .damaged(path) }
        return count > 0
    }
}
