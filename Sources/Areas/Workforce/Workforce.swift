import Core
import Organization
import People
import Storage
import Web

/// The room of the force: who serves, since when, posted where, answering for what.
package enum Workforce {
    package static let personSection = PersonPosts.section
    package static let unitSection = UnitWorkers.section

    /// Its pages lie on the way from a person's page.
    static let peopleRoom: Room? = nil

    package static let area = Area(
        name: "Workforce",
        migrations: Worker.migrations + Post.migrations + Responsibility.migrations + TransferRequest.migrations,
        invariants: Post.invariants + Responsibility.invariants,
        english: workforceEnglish,
        routes: [
            form("hire", .hire, PostForm.hire),
            form("appoint", .appoint, PostForm.appoint),
            form("second-post", .second, PostForm.appointSecond),
            form("move", .move, PostForm.move),
            form("responsibilities", .responsibility, PostForm.takeResponsibility),
            [
                .get("/posts/:post/end", "post.end.form") { .page(try await EndForm.loadPost($0, FormState())) },
                .post("/posts/:post/end", "post.end", EndForm.endPost),
                .get("/responsibilities/:responsibility/end", "responsibility.end.form") {
                    .page(try await EndForm.loadResponsibility($0, FormState()))
                },
                .post("/responsibilities/:responsibility/end", "responsibility.end", EndForm.endResponsibility),
                .get("/transfers", "transfers", TransferList.load),
                .get("/transfers/:request", "transfer") { .page(try await TransferPage.load($0, FormState())) },
                .post("/transfers/:request", "transfer.decide", TransferPage.decide),
            ],
        ].flatMap(\.self))

    private static func form(_ path: String, _ kind: PostForm.Kind, _ submit: @escaping Route.Handler) -> [Route] {
        [
            .get("/people/:person/\(path)", "person.\(kind.rawValue).form") { visit in
                .page(try await PostForm.load(kind, visit, FormState(visit.query)))
            },
            .post("/people/:person/\(path)", "person.\(kind.rawValue)", submit),
        ]
    }
}
