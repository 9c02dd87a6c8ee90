import Foundation
import Storage

/// A column of sealed values, for sealing them anew under another key.
package struct SealedColumn: Sendable {
    /// `people.phone_sealed`
    package let name: String
    private let table: SQL
    private let id: SQL
    /// The second part of the key, where there is one.
    private let number: SQL
    private let column: SQL
    private let address: @Sendable (Identifier, Int) -> FieldAddress

    /// - Parameters:
    ///   - id: the row's identifier, or the first part of its key.
    ///   - number: the second part of its key, a number; nil where the identifier is all.
    ///   - atOnce: how many make one transaction; fewer where values are large.
    ///   - address: where the value lives, as it was sealed.
    package init(
        _ table: StaticString, _ column: StaticString, id: StaticString = "id", number: StaticString? = nil,
        atOnce: Int = 200, address: @escaping @Sendable (Identifier, Int) -> FieldAddress
    ) {
        name = "\(table).\(column)"
        self.table = "\(raw: table)"
        self.id = "\(raw: id)"
        self.number = number.map { "\(raw: $0)" } ?? "0"
        hasNumber = number != nil
        self.column = "\(raw: column)"
        self.atOnce = atOnce
        self.address = address
    }

    private let hasNumber: Bool
    private let atOnce: Int

    package struct Position: Sendable {
        fileprivate let id: Identifier
        fileprivate let number: Int
        package static let start = Position(id: Identifier(rawValue: .min), number: .min)
    }

    package struct Step: Sendable {
        /// Where the next step begins; nil at the end of the table.
        package let next: Position?
        package let seen: Int
        package let resealed: Int
    }

    private struct Value: Sendable {
        let id: Identifier
        let number: Int
        let sealed: String

        var key: String { String(sealed.prefix { $0 != ":" }) }
    }

    private func page(after position: Position, size: Int, _ tx: Transaction) throws -> [Value] {
        let after: SQL =
            hasNumber
            ? "(\(id), \(number)) > (\(position.id), \(position.number))" : "\(id) > \(position.id)"
        let order: SQL = hasNumber ? "\(id), \(number)" : id
        return try tx.all(
            """
            SELECT \(id) AS row_id, \(number) AS row_number, \(column) AS sealed FROM \(table)
            WHERE \(after) AND \(column) IS NOT NULL ORDER BY \(order) LIMIT \(size)
            """
        ) { Value(id: try $0["row_id"], number: try $0["row_number"], sealed: try $0["sealed"]) }
    }

    /// Seals one stretch of values anew where they are under another key than the current one, in one transaction.
    package func reseal(after position: Position, in house: House) async throws -> Step {
        let (vault, size) = (house.vault, atOnce)
        let seen = try await house.database.read { tx in try page(after: position, size: size, tx) }
        let next = seen.count < size ? nil : seen.last.map { Position(id: $0.id, number: $0.number) }
        let (known, current) = (Set(vault.keyMarks.keys), vault.currentKey)
        // What is under no key was written open, in the first houses' days.
        @Sendable func isOld(_ value: Value) -> Bool { value.key != current && known.contains(value.key) }
        guard seen.contains(where: isOld) else {
            return Step(next: next, seen: seen.count, resealed: 0)
        }
        let resealed = try await house.database.write { tx in
            var count = 0
            for value in try page(after: position, size: size, tx) where isOld(value) {
                let place = address(value.id, value.number)
                let new = vault.seal(try vault.openData(value.sealed, at: place), at: place)
                var rows: SQL = "\(id) = \(value.id)"
                if hasNumber { rows = "\(rows) AND \(number) = \(value.number)" }
                count += try tx.execute("UPDATE \(table) SET \(column) = \(new) WHERE \(rows)")
            }
            return count
        }
        return Step(next: next, seen: seen.count, resealed: resealed)
    }

    /// How many values are under which key.
    package func count(_ database: any Database) async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        var position: Position? = .start
        while let after = position {
            let size = atOnce * 5
            let seen = try await database.read { tx in try page(after: after, size: size, tx) }
            for value in seen { counts[value.key, default: 0] += 1 }
            position = seen.count < size ? nil : seen.last.map { Position(id: $0.id, number: $0.number) }
        }
        return counts
    }
}
