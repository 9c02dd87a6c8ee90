import Synchronization

/// Counts what a running house does, for whoever watches it.
///
/// By fixed names only (a route, a command, a kind of background work): nothing that somebody typed, no identifier.
package final class Meter: Sendable {
    package struct Metric: Sendable, Hashable {
        fileprivate let name: String
        fileprivate let help: String
        fileprivate let labels: [String]
        fileprivate let kind: Kind

        fileprivate enum Kind: String, Sendable { case counter, gauge, histogram }

        package static let requests = Metric(
            name: "qiao_requests_total", help: "Requests answered, by route and class of status.",
            labels: ["route", "status"], kind: .counter)
        package static let requestSeconds = Metric(
            name: "qiao_request_seconds", help: "Time until the answer began.", labels: ["route"], kind: .histogram)
        package static let commands = Metric(
            name: "qiao_commands_total", help: "Commands, by name and what became of them.",
            labels: ["command", "outcome"], kind: .counter)
        package static let databaseWait = Metric(
            name: "qiao_database_wait_seconds", help: "Time until a transaction could begin.", labels: ["kind"],
            kind: .histogram)
        package static let databaseTries = Metric(
            name: "qiao_database_retries_total", help: "Transactions run again because they collided.",
            labels: ["kind"], kind: .counter)
        package static let work = Metric(
            name: "qiao_background_steps_total", help: "Steps of background work.", labels: ["work", "outcome"],
            kind: .counter)
        package static let workDone = Metric(
            name: "qiao_background_last_success_timestamp_seconds", help: "When a step last went well.",
            labels: ["work"], kind: .gauge)
        package static let internalErrors = Metric(
            name: "qiao_internal_errors_total", help: "Errors that are the program's own.", labels: [], kind: .counter)

        package static let certificateUntil = Metric(
            name: "qiao_certificate_expires_timestamp_seconds",
            help: "Until when the certificate in use is valid; nothing where a proxy speaks TLS.", labels: [],
            kind: .gauge)

        fileprivate static let all = [
            requests, requestSeconds, commands, databaseWait, databaseTries, work, workDone, internalErrors,
            certificateUntil,
        ]
    }

    private struct Series: Hashable {
        let metric: Metric
        let labels: [String]
    }

    private struct Histogram {
        var buckets = [Int](repeating: 0, count: Meter.bounds.count)
        var count = 0
        var sum = 0.0
    }

    private struct State {
        var numbers: [Series: Double] = [:]
        var histograms: [Series: Histogram] = [:]
    }

    /// Upper bounds in seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    private let state = Mutex(State())

    package init() {}

    /// - Parameter labels: as many as the metric has, in its order.
    package func count(_ metric: Metric, _ labels: String...) {
        state.withLock { $0.numbers[Series(metric: metric, labels: labels), default: 0] += 1 }
    }

    package func set(_ metric: Metric, _ labels: String..., to value: Double) {
        state.withLock { $0.numbers[Series(metric: metric, labels: labels)] = value }
    }

    package func observe(_ metric: Metric, _ labels: String..., took: Duration) {
        let (seconds, attoseconds) = took.components
        let value = Double(seconds) + Double(attoseconds) / 1e18
        state.withLock { state in
            var histogram = state.histograms[Series(metric: metric, labels: labels)] ?? Histogram()
            if let bucket = Self.bounds.firstIndex(where: { value <= $0 }) { histogram.buckets[bucket] += 1 }
            histogram.count += 1
            histogram.sum += value
            state.histograms[Series(metric: metric, labels: labels)] = histogram
        }
    }

    /// Everything, in Prometheus' text format 0.0.4.
    package func text() -> String {
        let (numbers, histograms) = state.withLock { ($0.numbers, $0.histograms) }
        var lines: [String] = []
        for metric in Metric.all {
            lines += Self.head(metric.name, metric.help, metric.kind.rawValue)
            for (series, value) in Self.sorted(numbers, metric) {
                lines.append("\(metric.name)\(Self.braces(metric.labels, series.labels)) \(Self.number(value))")
            }
            for (series, histogram) in Self.sorted(histograms, metric) {
                var total = 0
                for (bound, count) in zip(Self.bounds, histogram.buckets) {
                    total += count
                    let labels = Self.braces(metric.labels + ["le"], series.labels + ["\(bound)"])
                    lines.append("\(metric.name)_bucket\(labels) \(total)")
                }
                let all = Self.braces(metric.labels + ["le"], series.labels + ["+Inf"])
                lines.append("\(metric.name)_bucket\(all) \(histogram.count)")
                let labels = Self.braces(metric.labels, series.labels)
                lines.append("\(metric.name)_sum\(labels) \(histogram.sum)")
                lines.append("\(metric.name)_count\(labels) \(histogram.count)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One number that is asked for when somebody looks.
    package static func gauge(_ name: String, _ help: String, _ value: Double) -> String {
        (head(name, help, "gauge") + ["\(name) \(number(value))"]).joined(separator: "\n") + "\n"
    }

    private static func head(_ name: String, _ help: String, _ kind: String) -> [String] {
        ["# HELP \(name) \(help)", "# TYPE \(name) \(kind)"]
    }

    private static func sorted<T>(_ all: [Series: T], _ metric: Metric) -> [(key: Series, value: T)] {
        all.filter { $0.key.metric == metric }.sorted { $0.key.labels.lexicographicallyPrecedes($1.key.labels) }
    }

    private static func braces(_ names: [String], _ values: [String]) -> String {
        names.isEmpty
            ? "" : "{" + zip(names, values).map { "\($0)=\"\(escaped($1))\"" }.joined(separator: ",") + "}"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private static func number(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
