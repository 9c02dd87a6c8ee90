/// Finds the route of a path. A written segment goes before one that takes any text.
struct RouteTable: Sendable {
    enum Finding {
        case found(Route, parameters: [String: String])
        /// The path is there, for other methods.
        case otherMethods(Set<String>)
        case nothing
    }

    private struct Entry: Sendable {
        let route: Route
        let segments: [Substring]
    }

    private let bySize: [Int: [Entry]]

    /// Two routes of one name or one method and shape are a programming error.
    init(_ routes: [Route]) {
        var names: Set<String> = []
        var shapes: Set<String> = []
        var entries: [Int: [Entry]] = [:]
        for route in routes {
            let segments = Self.segments(route.path)
            let shape = segments.map { $0.hasPrefix(":") ? ":" : String($0) }.joined(separator: "/")
            precondition(names.insert(route.name).inserted, "two routes are named \(route.name)")
            precondition(
                shapes.insert(route.method.rawValue + " " + shape).inserted, "two routes for \(route.path)")
            entries[segments.count, default: []].append(Entry(route: route, segments: segments))
        }
        bySize = entries.mapValues { list in
            list.sorted { left, right in Self.rank(left.segments).lexicographicallyPrecedes(Self.rank(right.segments)) }
        }
    }

    /// - Parameter path: as it came, percent-encoded.
    func find(_ method: String, _ path: String) -> Finding {
        let segments = Self.segments(path)
        var others: Set<String> = []
        for entry in bySize[segments.count] ?? [] {
            guard let parameters = Self.match(entry.segments, segments) else { continue }
            if entry.route.method.rawValue == method { return .found(entry.route, parameters: parameters) }
            others.insert(entry.route.method.rawValue)
        }
        return others.isEmpty ? .nothing : .otherMethods(others)
    }

    private static func segments(_ path: String) -> [Substring] { path.split(separator: "/") }

    private static func rank(_ segments: [Substring]) -> [Int] { segments.map { $0.hasPrefix(":") ? 1 : 0 } }

    private static func match(_ pattern: [Substring], _ segments: [Substring]) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (wanted, given) in zip(pattern, segments) {
            if wanted.hasPrefix(":") {
                guard let text = percentDecoded(given) else { return nil }
                parameters[String(wanted.dropFirst())] = text
            } else if wanted != given {
                return nil
            }
        }
        return parameters
    }
}
