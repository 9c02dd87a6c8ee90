import Core
import Foundation
import Storage

/// A copy of a list that somebody asked for: first its rows are read part by part, then the file is written, then it
/// can be fetched until it dies.
package struct Export: Sendable {
    package enum Kind: String, Sendable, Codable, CaseIterable, ColumnValue { case xlsx, csv }

    package enum State: String, Sendable, Codable, ColumnValue {
        case running, writing, ready, stopped, deleted, expired
    }

    /// Why one came to no file.
    package enum Stop: String, Sendable, Codable, ColumnValue {
        /// Whoever asked may no longer take this list.
        case roleGone
        /// The list, or what it was narrowed to, is no longer there.
        case listGone
        case tooManyRows
        case failed
    }

    /// Rows read in one step.
    package static let partSize = 500
    /// Up to so many rows the file is there with the answer.
    package static let atOnce = 2000
    package static let mostRows = 1_000_000
    package static let lifetimeInHours = 24
    package static let mostDownloads = 10
    package static let mostInADay = 50
    package static let mostGoingOn = 3

    package let id: Identifier
    package let account: Identifier
    package let accountName: String
    package let list: String
    package let kind: Kind
    package let language: Language
    /// Path and query of the list.
    package let address: String
    package let purpose: String?
    /// For what it was made; beyond the house's own work only of those who agreed.
    package let use: DataUse
    package let recipient: String?
    /// People of the list who had not agreed.
    package let leftOut: Int
    package let state: State
    package let stoppedBecause: Stop?
    package let rows: Int
    package let parts: Int
    package let total: Int?
    /// Where the next part begins; nil before the first and after the last.
    let next: String?
    let attempt: Identifier?
    package let fileParts: Int?
    package let fileBytes: Int?
    /// The head of the audit chain when the file was written.
    package let auditHead: String?
    package let requestedAt: Instant
    package let readyAt: Instant?
    package let diesAt: Instant?
    package let endedAt: Instant?
    package let downloads: Int

    static let columns: SQL = """
        e.id, e.account_id, e.account_name, e.list, e.kind, e.language, e.address, e.purpose, e.data_use,
        e.recipient, e.left_out, e.state,
        e.stopped_because, e.row_count, e.parts, e.total, e.next_part, e.attempt_id, e.file_parts, e.file_bytes,
        e.audit_head, e.requested_at, e.ready_at, e.dies_at, e.ended_at,
        (SELECT COUNT(*) FROM export_downloads d WHERE d.export_id = e.id) AS downloads
        """

    init(row: Row, _ vault: Vault) throws {
        let id: Identifier = try row["id"]
        self.id = id
        func opened(_ column: String) throws -> String? {
            let sealed: String? = try row[column]
            return try sealed.map { try vault.open($0, at: Self.field(id, column)) }
        }
        account = try row["account_id"]
        accountName = try row["account_name"]
        list = try row["list"]
        kind = try row["kind"]
        language = Language(rawValue: try row["language"]) ?? .chinese
        address = try opened("address") ?? "/"
        purpose = try opened("purpose")
        use = try row["data_use"]
        recipient = try opened("recipient")
        leftOut = try row["left_out"]
        state = try row["state"]
        stoppedBecause = try row["stopped_because"]
        rows = try row["row_count"]
        parts = try row["parts"]
        total = try row["total"]
        next = try opened("next_part")
        attempt = try row["attempt_id"]
        fileParts = try row["file_parts"]
        fileBytes = try row["file_bytes"]
        auditHead = try row["audit_head"]
        requestedAt = try row["requested_at"]
        readyAt = try row["ready_at"]
        diesAt = try row["dies_at"]
        endedAt = try row["ended_at"]
        downloads = try row["downloads"]
    }

    static func field(_ id: Identifier, _ column: String) -> FieldAddress { FieldAddress("exports", id, column) }

    package var isGoingOn: Bool { state == .running || state == .writing }

    /// There is a file, or there was one.
    package var wasMade: Bool { state == .ready || state == .expired }

    /// Whether the file can be fetched at this moment.
    package func isAlive(at now: Instant) -> Bool {
        guard state == .ready, let diesAt else { return false }
        return now < diesAt && downloads < Self.mostDownloads
    }

    /// The list's own question, as whoever asks now.
    func asking(_ listing: Listing, _ actor: Actor, _ house: House) throws(Problem) -> Listing.Asking {
        let (path, query) = ListAddress.parts(address)
        guard let parameters = listing.parameters(of: path) else { throw .notFound }
        return Listing.Asking(actor: actor, house: house, parameters: parameters, query: query)
    }

    package var fileName: String {
        let day = Day(of: requestedAt).description
        return "\(list)-\(day)-\(id).\(kind.rawValue)"
    }
}

/// The address of a list, as a page's link has it.
enum ListAddress {
    static let longest = 2000

    static func path(_ address: String) -> String { String(address.prefix { $0 != "?" }) }

    /// Path and query, decoded; of a name that stands twice the first value.
    static func parts(_ address: String) -> (path: String, query: [String: String]) {
        let items = URLComponents(string: address)?.queryItems ?? []
        let given = items.compactMap { item in
            item.value.map { (item.name, $0.replacing("+", with: " ").trimmingCharacters(in: .whitespaces)) }
        }
        let query = Dictionary(given) { first, _ in first }.filter { !$0.value.isEmpty }
        return (path(address), query)
    }

    /// An address of this house that is of this list.
    static func isSound(_ address: String, of listing: Listing) -> Bool {
        address.hasPrefix("/") && !address.hasPrefix("//") && address.utf8.count <= longest
            && address.utf8.allSatisfy { $0 > 32 && $0 < 127 } && listing.parameters(of: path(address)) != nil
    }
}
