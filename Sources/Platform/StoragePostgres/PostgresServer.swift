import Storage

/// A server as such (PostgreSQL 15 or newer): makes and drops whole databases. One task at a time.
package final class PostgresServer {
    private let connection: Connection

    /// - Parameter url: of any database of the server, with the right to make others.
    package init(url: String) throws {
        connection = try Connection(url: url)
    }

    /// Makes a database as a copy of another, to which nobody may be connected.
    package func createDatabase(_ name: String, copying template: String) throws {
        // For small databases copying the files is several times as fast as writing them to the log.
        try run(
            "CREATE DATABASE \(try identifier(name)) TEMPLATE \(try identifier(template)) STRATEGY file_copy")
    }

    /// Drops a database; whoever is connected to it is cut off.
    package func dropDatabase(_ name: String) throws {
        try run("DROP DATABASE \(try identifier(name)) WITH (FORCE)")
    }

    private func run(_ text: String) throws {
        if connection.isBroken { try connection.reopen() }
        try connection.command(text)
    }

    /// Names cannot be bound, so they are small letters, digits and underscores only.
    private func identifier(_ name: String) throws -> String {
        let isPlain = name.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "_")
        }
        guard isPlain, !name.isEmpty else { throw StorageError.failed("“\(name)” is no name for a database") }
        return name
    }
}
