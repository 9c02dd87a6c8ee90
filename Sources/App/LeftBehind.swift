import Foundation

/// Files on their way, which a program that was killed could not take away: they hold lists and uploads in the clear.
enum LeftBehind {
    /// How files on their way are called.
    private static let names = ["qiao-export-", "qiao-workbook-", "qiao-upload-"]
    /// No step takes that long: what is older is nobody's any more. By the files' own clock.
    private static let seconds = 3600.0

    static func sweep(_ folder: URL = FileManager.default.temporaryDirectory) {
        let files = FileManager.default
        let found = try? files.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
        for file in found ?? [] where names.contains(where: file.lastPathComponent.hasPrefix) {
            let changed = try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
            guard let changed, changed.timeIntervalSinceNow < -seconds else { continue }
            // Of another user's house: not ours to take away.
            try? files.removeItem(at: file)
        }
    }
}
