/// How much of a file is taken in before it is refused.
package struct ReadingLimits: Sendable {
    /// Of the file itself.
    package var fileBytes = 64 << 20
    /// Of all parts of the workbook that are read, unpacked.
    package var unpackedBytes = 512 << 20
    /// A part that grows beyond this many times its packed size, once it has passed `ratioFloor`, is a bomb.
    package var ratio = 300
    package var ratioFloor = 16 << 20
    package var zipEntries = 10_000
    package var sheets = 500
    /// Rows that are not blank, in all sheets.
    package var rows = 200_000
    package var columns = 512
    /// Of all sheets, counted densely up to the last cell of each row.
    package var cells = 5_000_000
    /// UTF-16 units of one text, which is Excel's own limit.
    package var cellText = 32_767
    package var sharedStrings = 2_000_000
    package var mergedRanges = 100_000
    package var styles = 100_000
    package var xmlDepth = 200
    /// One tag, comment or value of XML without an end.
    package var xmlToken = 4 << 20

    package init() {}
    package static let standard = ReadingLimits()
}
