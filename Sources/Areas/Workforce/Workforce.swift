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
        migrations: Worker.migrations + Post.migrations + Responsibility.migrations + TransferRequest.migrations
            + PostCorrection.migrations,
        invariants: Post.invariants + Responsibility.invariants + UnitSuccession.invariants,
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
        ].flatMap(\.self),
        registry: Registry(
            placed: UnitSuccession.placed, contents: UnitSuccession.contents, personal: PersonMerging.contents))

    private static func form(_ path: String, _ kind: PostForm.Kind, _ submit: @escaping Route.Handler) -> [Route] {
        [
            .get("/people/:person/\(path)", "person.\(kind.rawValue).form") { visit in
                .page(try await PostForm.load(kind, visit, FormState(visit.query)))
            },
            .post("/people/:person/\(path)", "person.\(kind.rawValue)", submit),
        ]
    }
}

extension Workforce {
    /// What this room's commands did, for the stories of people and units.
    package static let acts: [String: Message] = [
        EmployWorker.name: "登记为工会社工或党群工作者", CorrectWorker.name: "更正了入职信息", AppointWorker.name: "任职",
        HireWorker.name: "登记入职", MoveWorker.name: "调动或更正岗位", EndPost.name: "离任",
        TakeResponsibility.name: "开始负责一个单位", EndResponsibility.name: "不再负责一个单位",
        TakeBackPost.name: "收回了误登记的岗位", TakeBackWorker.name: "收回了误登记的入职",
        PutBackWorker.name: "恢复了原来的入职信息", RequestTransfer.name: "提出了调入申请", DecideTransfer.name: "答复了调入申请",
    ]

    package static let fields: [String: Message] = [
        "category": "人员类别", "source": "来源", "sourceNote": "来源说明", "hiredOn": "入职日期", "unit": "单位",
        "startedOn": "到岗日期",
    ]
}
