import Core
import People
import Storage
import Workforce

/// What Qiao knows of the people in some rows, asked for in a few statements.
struct KnownPeople {
    struct Known {
        let person: Person
        let phoneDigest: String?
        let worker: Worker?
        let post: Post?
        /// Where she has a second post.
        let alsoAt: Set<Identifier>
        /// Her post is being handed over: nobody but the hand-over ends or moves it.
        let isHandingOver: Bool

        /// Who holds her: her current post, or where she is registered.
        var place: Place { post?.place ?? person.place }
    }

    private let byNumber: [String: Known]

    init(_ numbers: [String], _ tx: Transaction, _ vault: Vault) throws {
        let people = try PersonStore.identified(byNumbers: numbers, tx, vault)
        let ids = people.values.map(\.id)
        guard !ids.isEmpty else {
            byNumber = [:]
            return
        }
        let phones = try tx.all("SELECT id, phone_digest FROM people WHERE id IN \(list: ids)") { row in
            (try row["id"] as Identifier, try row["phone_digest"] as String?)
        }
        let phoneByPerson = Dictionary(uniqueKeysWithValues: phones)
        let workers = try WorkerStore.find(ids, tx)
        let posts = try PostStore.primary(of: ids, tx)
        let seconds = try tx.all(
            """
            SELECT person_id, unit_id FROM posts
            WHERE person_id IN \(list: ids) AND ended_on IS NULL AND NOT is_primary
            """
        ) { row in (try row["person_id"] as Identifier, try row["unit_id"] as Identifier) }
        let handedOver = try Set(HandoverStore.open(of: posts.values.map(\.id), tx))
        let secondUnits = Dictionary(grouping: seconds, by: \.0).mapValues { Set($0.map(\.1)) }
        byNumber = people.mapValues { person in
            Known(
                person: person, phoneDigest: phoneByPerson[person.id] ?? nil, worker: workers[person.id],
                post: posts[person.id], alsoAt: secondUnits[person.id] ?? [],
                isHandingOver: posts[person.id].map { handedOver.contains($0.id) } ?? false)
        }
    }

    subscript(number: String) -> Known? { byNumber[number] }

    /// The digests under which `people` keeps numbers (`document_digest`) and phones (`phone_digest`).
    static func digest(ofNumber number: String, _ vault: Vault) -> String {
        vault.digest("document.residentIdentityCard", number)
    }

    static func digest(ofPhone digits: String, _ vault: Vault) -> String { vault.digest("phone", digits) }
}
