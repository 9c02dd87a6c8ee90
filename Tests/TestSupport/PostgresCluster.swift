import Foundation

/// A private PostgreSQL for this test process: in a temporary folder, behind a socket there, and gone afterwards.
struct PostgresCluster: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Started by the first test that needs it.
    static let running = Result { try PostgresCluster() }

    /// The folder of the socket.
    private let folder: String

    /// The address of one of its databases.
    func url(_ database: String) -> String {
        "postgresql://postgres@/\(database)?host=\(folder)"
    }

    private init() throws {
        guard let programs = Self.programs else {
            throw Failure(
                description: """
                    The tests need PostgreSQL's programs. Install them: apt-get install postgresql-15 \
                    (they are looked for in /usr/lib/postgresql/*/bin and in the folder that POSTGRES_BIN names).
                    """)
        }
        // Not Foundation's Process: it waits until the server, too, has closed what it inherited.
        let process = ProcessInfo.processInfo.processIdentifier
        let arguments = "set -- '\(programs)' \(process) '\(TestFolder.parent)'\n"
        guard let pipe = popen(arguments + Self.script, "r") else { throw Failure(description: "no shell") }
        var said: [UInt8] = []
        while case let byte = fgetc(pipe), byte != EOF { said.append(UInt8(truncatingIfNeeded: byte)) }
        let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
        guard pclose(pipe) == 0, let folder = lines.last else {
            throw Failure(
                description: "PostgreSQL for the tests did not start:\n\(lines.joined(separator: "\n"))")
        }
        self.folder = String(folder)
    }

    private static var programs: String? {
        if let named = ProcessInfo.processInfo.environment["POSTGRES_BIN"] { return named }
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return
            versions
            .compactMap(Int.init).sorted(by: >)
            .map { "/usr/lib/postgresql/\($0)/bin" }
            .first { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }
    }

    /// Prints the folder last. The database's own order is ICU's, so that a text column without a collation shows.
    /// A watching shell stops the server and removes the folder as soon as the test process is gone, however it went.
    private static let script = """
        set -e
        programs=$1
        parent=$2
        folder=$(mktemp -d "$3/qiao-pg-XXXXXX")
        as=
        if [ "$(id -u)" = 0 ]; then
            chown postgres "$folder"
            as='runuser -u postgres --'
        fi
        cd "$folder"
        $as "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-sync \
            --locale=C.UTF-8 --locale-provider=icu --icu-locale=zh >"$folder/initdb.out" 2>&1 \
            || { cat "$folder/initdb.out"; rm -rf "$folder"; exit 1; }
        $as "$programs/pg_ctl" -D "$folder/data" -w -s -l "$folder/server.out" -o "-c listen_addresses='' \
            -c unix_socket_directories='$folder' -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
            -c wal_level=minimal -c max_wal_senders=0 -c max_connections=300 -c shared_buffers=64MB -c autovacuum=off" start >/dev/null 2>&1 \
            || { cat "$folder/server.out"; rm -rf "$folder"; exit 1; }
        setsid sh -c '
            while kill -0 "$1" 2>/dev/null; do sleep 0.5; done
            $4 "$3/pg_ctl" -D "$2/data" -m immediate -s stop
            rm -rf "$2"
        ' watch "$parent" "$folder" "$programs" "$as" >/dev/null 2>&1 </dev/null &
        echo "$folder"
        """
}

enum TestFolder {
    /// Memory where there is enough of it: a new database then takes 10 ms instead of 300. (Containers often have 64 MB.)
    static let parent: String = {
        let memory = "/dev/shm"
        let enough = 1 << 30
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: memory)
        let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
        let isUsable = free >= enough && FileManager.default.isWritableFile(atPath: memory)
        return isUsable ? memory : FileManager.default.temporaryDirectory.path
    }()
}
