/// One full-text index of ready-made terms, keyed by the 64-bit id of what is found.
///
/// The terms are made in Swift, so that both engines find the same. A term is letters, digits and
/// non-ASCII characters only; ASCII capitals count as small letters.
package struct SearchIndex: Sendable {
    private let name: SQL

    package init(_ name: StaticString) {
        self.name = "\(raw: name)"
    }

    /// The statements of the migration that makes it.
    package var create: [SQL] {
        [
            .engine(
                sqlite: "CREATE VIRTUAL TABLE \(name) USING fts5(terms, tokenize = 'ascii', detail = none)",
                postgres: "CREATE TABLE \(name) (id BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL)"),
            // Without fastupdate, because its list of pending entries makes all serializable writers collide.
            .engine(
                sqlite: "SELECT 1",
                postgres: "CREATE INDEX \(name)_terms ON \(name) USING gin (terms) WITH (fastupdate = off)"),
        ]
    }

    /// A sub-select of the ids that have all the terms: `p.id IN (\(index.ids(matching: terms)))`.
    /// No term, or one that cannot be a term, makes the statement throw.
    ///
    /// - Parameter most: no more than so many of them, as `id`; which ones is not said.
    package func ids(matching terms: [SearchTerm], most: Int? = nil) -> SQL {
        if terms.isEmpty { return SQL(pieces: [.mistake("a search without terms")]) }
        guard terms.allSatisfy({ Self.isTerm($0.text) }) else {
            return SQL(pieces: [.mistake(Self.noTerm)])
        }
        let limit: SQL = most.map { " LIMIT \($0)" } ?? ""
        return .engine(
            sqlite: "SELECT rowid AS id FROM \(name) WHERE \(name) MATCH \(Self.sqliteQuery(terms))\(limit)",
            postgres: "SELECT id FROM \(name) WHERE terms @@ CAST(\(Self.postgresQuery(terms)) AS tsquery)\(limit)")
    }

    /// SQLite files in pieces, and every look-up asks each of them; PostgreSQL has no pieces.
    fileprivate var pieces: SQL {
        .engine(sqlite: "SELECT COUNT(DISTINCT segid) FROM \(name)_idx", postgres: "SELECT 0")
    }

    /// A negative number of pages: all pieces into one, as far as so many pages go; the next call goes on.
    fileprivate var joinPieces: SQL {
        .engine(sqlite: "INSERT INTO \(name) (\(name), rank) VALUES ('merge', -300)", postgres: "SELECT 1")
    }

    fileprivate func insert(_ id: Int64, _ terms: [String]) -> SQL {
        // Quoted, since PostgreSQL takes some non-ASCII characters for spaces.
        let quoted = terms.map { "'\($0)'" }.joined(separator: " ")
        return .engine(
            sqlite: "INSERT INTO \(name) (rowid, terms) VALUES (\(id), \(terms.joined(separator: " ")))",
            postgres: "INSERT INTO \(name) (id, terms) VALUES (\(id), CAST(\(quoted) AS tsvector))")
    }

    fileprivate func delete(_ id: Int64) -> SQL {
        .engine(
            sqlite: "DELETE FROM \(name) WHERE rowid = \(id)",
            postgres: "DELETE FROM \(name) WHERE id = \(id)")
    }

    /// Says nothing of the term itself: it may be personal, and errors are logged.
    fileprivate static let noTerm = "a search term has letters, digits and non-ASCII characters only"

    fileprivate static func isTerm(_ text: String) -> Bool {
        let isMadeOfTermCharacters = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: byte >= 0x80
            }
        }
        // PostgreSQL's lexemes are shorter than 2 kB.
        return isMadeOfTermCharacters && !text.isEmpty && text.utf8.count <= 1000
    }

    /// SQLite's tokenizer folds ASCII; the same is done for PostgreSQL, whose tsvector folds nothing.
    fileprivate static func folded(_ text: String) -> String {
        String(
            decoding: text.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 },
            as: UTF8.self)
    }

    private static func sqliteQuery(_ terms: [SearchTerm]) -> String {
        terms.map { term in
            switch term {
            case .word(let text): "\"\(folded(text))\""
            case .prefix(let text): "\"\(folded(text))\"*"
            }
        }.joined(separator: " AND ")
    }

    private static func postgresQuery(_ terms: [SearchTerm]) -> String {
        terms.map { term in
            switch term {
            case .word(let text): "'\(folded(text))'"
            case .prefix(let text): "'\(folded(text))':*"
            }
        }.joined(separator: " & ")
    }
}

/// What is looked for: a whole term or its beginning.
package enum SearchTerm: Sendable, Hashable {
    case word(String)
    case prefix(String)

    fileprivate var text: String {
        switch self {
        case .word(let text), .prefix(let text): text
        }
    }
}

extension Transaction {
    /// Puts the terms of an id into the index, in place of those it had. A string that is no term throws.
    ///
    /// - Parameter isNew: the id was made just now and has no terms yet.
    package func index(_ id: Int64, terms: [String], in index: SearchIndex, isNew: Bool = false) throws {
        guard terms.allSatisfy(SearchIndex.isTerm) else { throw StorageError.failed(SearchIndex.noTerm) }
        if !isNew { try unindex(id, in: index) }
        let folded = Set(terms.map(SearchIndex.folded)).sorted()
        if !folded.isEmpty { try execute(index.insert(id, folded)) }
    }

    /// Puts the pieces of the index together where they have become many: one step of some hundred pages.
    /// - Returns: whether there is more to do.
    package func tidy(_ index: SearchIndex) throws -> Bool {
        let pieces: Int = try value(index.pieces) ?? 0
        guard pieces > 8 else { return false }
        try execute(index.joinPieces)
        return true
    }

    /// Takes an id out of the index.
    package func unindex(_ id: Int64, in index: SearchIndex) throws {
        try execute(index.delete(id))
    }
}
