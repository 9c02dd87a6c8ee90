import Core
import Foundation
import Logging
import Storage

/// How a line of the log looks.
package enum LogFormat: String, Sendable, CaseIterable {
    /// `time=… level=… message="…" key=value`
    case logfmt
    case json
}

/// Writes one line for each event to standard error.
struct LogLines: LogHandler {
    let format: LogFormat
    var logLevel = Logger.Level.notice
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(_ format: LogFormat) { self.format = format }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
        var pairs = [
            ("time", Date().formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))),
            ("level", event.level.rawValue), ("message", event.message.description),
        ]
        pairs += fields.map { ($0.key, $0.value.description) }
        let line = Self.line(pairs, format) + "\n"
        // One call, so that lines of several threads never mix.
        FileHandle.standardError.write(Data(line.utf8))
    }

    static func line(_ pairs: [(String, String)], _ format: LogFormat) -> String {
        switch format {
        case .json:
            "{" + pairs.map { "\(quoted($0.0)):\(Int($0.1).map(String.init) ?? quoted($0.1))" }.joined(separator: ",")
                + "}"
        case .logfmt: pairs.map { "\($0.0)=\(isPlain($0.1) ? $0.1 : quoted($0.1))" }.joined(separator: " ")
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "=") && $0 != 0x7F }
    }

    private static func quoted(_ text: String) -> String {
        var said = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": said += "\\\""
            case "\\": said += "\\\\"
            case "\n": said += "\\n"
            case _ where scalar.value < 0x20: said += String(format: "\\u%04x", scalar.value)
            default: said.unicodeScalars.append(scalar)
            }
        }
        return said + "\""
    }
}
