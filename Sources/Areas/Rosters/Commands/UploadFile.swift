import Core
import Foundation
import Storage

/// Keeps a file as it was sent. Nothing in it is taken over yet.
package struct UploadFile: Command {
    package static let name = "uploadRoster"
    package static let mostBytes = 25 << 20

    package var kind: ImportKind
    package var fileName: String
    package var file: Data

    package init(_ kind: ImportKind = .roster, fileName: String, file: Data) {
        self.kind = kind
        self.fileName = String(fileName.prefix(200))
        self.file = file
    }

    package struct Outcome: Codable, Sendable {
        package let roster: Identifier
    }

    private enum Key: String, CodingKey { case kind, fileName, file, fingerprint }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            try container.decodeIfPresent(ImportKind.self, forKey: .kind) ?? .roster,
            fileName: try container.decode(String.self, forKey: .fileName),
            file: try container.decode(Data.self, forKey: .file))
    }

    /// Encoded only to be compared with a repeated call: a fingerprint stands for the megabytes.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(fileName, forKey: .fileName)
        try container.encode("\(file.count) \(fingerprint)", forKey: .fingerprint)
    }

    /// FNV-1a, 64 bits.
    private var fingerprint: UInt64 {
        file.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// The import belongs to the unit for which somebody imports; of several, the first.
    package func load(_ act: Act) throws -> Place {
        let scope = act.actor.scope(for: .importRosters)
        let root = try ScopeTree.root(act.tx)
        guard let place = scope.isEverything ? root : scope.roots.first ?? root else {
            throw Problem.conflict("还没有建立单位，请先登记市总工会再导入")
        }
        return place
    }

    package func mayRun(_ place: Place, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func check(_ place: Place, _ act: Act) throws -> [FieldProblem] {
        if file.isEmpty { return [FieldProblem("file", "请选择要导入的文件")] }
        guard file.count <= Self.mostBytes else { throw Problem.tooLarge("文件太大，最多 \(Self.mostBytes >> 20) MB") }
        return []
    }

    package func perform(_ place: Place, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        try ImportStore.insert(id, self, at: place, act)
        act.note("roster", id)
        return Outcome(roster: id)
    }
}

/// Loads an import that somebody may work on.
enum ImportSubject {
    static func load(_ id: Identifier, _ act: Act) throws -> FileImport {
        let scope = act.actor.scope(for: .importRosters)
        guard let found = try ImportStore.find(id, scope, act.tx, act.vault) else { throw Problem.notFound }
        return found
    }

    static func changedMeanwhile() -> Problem { .conflict("刚才有人改过这次导入，请刷新后再看") }
}
