import CLibZip

/// A zip in memory, read part by part and never written to a disk: what its names point to does not matter.
final class ZipArchive {
    private let archive: OpaquePointer
    private let limits: ReadingLimits
    private var entries: [String: UInt64] = [:]
    private var unpackedBytes = 0

    /// The bytes must outlive the archive.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ limits: ReadingLimits) throws(SpreadsheetError) {
        self.limits = limits
        var failure = zip_error_t()
        zip_error_init(&failure)
        defer { zip_error_fini(&failure) }
        guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &failure) else {
            throw .damaged("zip source")
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &failure) else {
            zip_source_free(source)
            throw .damaged("zip directory")
        }
        self.archive = archive
        let count = zip_get_num_entries(archive, 0)
        guard count <= limits.zipEntries else { throw .bomb }
        for index in 0..<UInt64(max(0, count)) {
            guard let name = zip_get_name(archive, index, 0) else { continue }
            let key = Self.key(String(cString: name))
            // Of two parts by one name the first counts.
            if entries[key] == nil { entries[key] = index }
        }
    }

    deinit { zip_discard(archive) }

    func has(_ part: String) -> Bool { entries[Self.key(part)] != nil }

    /// Hands over a part in chunks; counts what comes out, whatever the directory says about sizes.
    func read(
        _ part: String, each chunk: (UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) -> Void
    ) throws(SpreadsheetError) {
        guard let index = entries[Self.key(part)] else { throw .damaged("\(part): missing") }
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        guard zip_stat_index(archive, index, 0, &stat) == 0 else { throw .damaged("\(part): directory") }
        guard stat.encryption_method == UInt16(ZIP_EM_NONE) else { throw .passwordProtected }
        if stat.size > UInt64(limits.unpackedBytes) { throw refusal(stat.size, packed: stat.comp_size) }
        // Told before anything is read: what such a part holds is mostly no workbook, and would be called damaged.
        if stat.size > UInt64(limits.ratioFloor), stat.size / max(1, stat.comp_size) >= UInt64(limits.ratio) {
            throw .bomb
        }
        guard let file = zip_fopen_index(archive, index, 0) else { throw .damaged("\(part): unpacking") }
        defer { zip_fclose(file) }

        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
        defer { buffer.deallocate() }
        var size = 0
        while true {
            let count = Int(zip_fread(file, buffer.baseAddress!, UInt64(buffer.count)))
            // Covers a wrong checksum too, which is known at the end only.
            guard count >= 0 else { throw .damaged("\(part): unpacking") }
            if count == 0 { return }
            size += count
            unpackedBytes += count
            if size > limits.ratioFloor, UInt64(size) / max(1, stat.comp_size) >= UInt64(limits.ratio) { throw .bomb }
            if unpackedBytes > limits.unpackedBytes { throw refusal(UInt64(size), packed: stat.comp_size) }
            try chunk(UnsafeBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private func refusal(_ size: UInt64, packed: UInt64) -> SpreadsheetError {
        size / max(1, packed) >= UInt64(limits.ratio)
            ? .bomb : .tooLarge(.unpackedBytes, limit: limits.unpackedBytes)
    }

    /// Some writers use backslashes, a leading slash or another case than the relations name.
    private static func key(_ name: String) -> String {
        String(
            decoding: name.utf8.lazy.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }.drop {
                $0 == UInt8(ascii: "/")
            }, as: UTF8.self
        )
        .lowercased()
    }
}
