import Core
import Organization
import People
import Storage
import Web

/// The room of the force: who serves, since when, posted where, answering for what.
package enum Workforce {
    package static let personSections = [PersonPosts.section, PersonEmployment.section, PersonQualifications.section]
    package static let peopleViews = [
        PeopleView("在岗人员", WorkersPage.path), PeopleView("来源与批次", CohortsPage.path),
        PeopleView("交接", HandoverListPage.path),
    ]
    package static let unitSection = UnitWorkers.section
    /// On a partner's page: who came through it.
    package static let partnerSection = PartnerCohorts.section

    /// Its pages lie on the way from a person's page.
    static let peopleRoom: Room? = nil

    package static let area = Area(
        name: "Workforce",
        migrations: migrations,
        invariants: invariants,
        work: [HandoverWork.work],
        english: workforceEnglish.merging(recordsEnglish) { first, _ in first }
            .merging(workforceFiguresEnglish) { first, _ in first }.merging(copyEnglish) { first, _ in first },
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
                .get("/posts/:post/handover", "handover.start.form") {
                    .page(try await StartForm.load($0, FormState($0.query)))
                },
                .post("/posts/:post/handover", "handover.start", StartForm.start),
                .get(HandoverListPage.path, "handovers", HandoverListPage.load),
                .get("/handovers/mine", "handovers.mine", OwnOffers.load),
                .get("/handovers/answers/:assignment", "handover.answer.form") {
                    .page(try await AnswerForm.load($0, FormState()))
                },
                .post("/handovers/answers/:assignment", "handover.answer", AnswerForm.answer),
                .get("/handovers/:handover", "handover", HandoverPage.load),
                .post("/handovers/:handover/finish", "handover.finish", HandoverPage.finish),
                .get("/handovers/:handover/cancel", "handover.cancel.form") {
                    .page(try await CancelForm.load($0, FormState()))
                },
                .post("/handovers/:handover/cancel", "handover.cancel", CancelForm.cancel),
                .get("/handovers/:handover/items/:holdable/:held", "handover.assign.form") {
                    .page(try await AssignForm.load($0, FormState($0.query)))
                },
                .post("/handovers/:handover/items/:holdable/:held", "handover.assign", AssignForm.assign),
                .get("/transfers", "transfers", TransferList.load),
                .get("/transfers/:request", "transfer") { .page(try await TransferPage.load($0, FormState())) },
                .post("/transfers/:request", "transfer.decide", TransferPage.decide),
            ],
            recordRoutes,
        ].flatMap(\.self),
        registry: Registry(
            obligations: WorkerPromises.kinds + [Handover.obligation], figures: WorkforceFigures.all,
            holdables: [.responsibilities],
            placed: UnitSuccession.placed + [WorkerFacet.placed, WorkerSpell.placed, Cohort.placed, Handover.placed],
            contents: UnitSuccession.contents + [WorkerSpell.content, CohortStore.content, Handover.content],
            listings: [
                WorkersListing.inPost, WorkersListing.retention, TransferListing.listing,
                HandoverListPage.listing,
            ],
            personal: RecordsOfPerson.personal + Handover.personal))

    private static let migrations = [
        Worker.migrations, Post.migrations, Responsibility.migrations, TransferRequest.migrations,
        PostCorrection.migrations, CadreOffice.migrations, Contract.migrations, GradeStep.migrations,
        Licence.migrations, WorkerLanguage.migrations, WorkerSkillEntry.migrations, WorkerCorrection.migrations,
        Cohort.migrations, WorkerFacet.migrations, WorkerSpell.migrations, PostStore.migrationsByDay,
        Handover.migrations,
        CarriedUnits.migrations,
    ].flatMap(\.self)

    private static let invariants = [
        Post.invariants, Responsibility.invariants, UnitSuccession.invariants, CadreOffice.invariants,
        Contract.invariants, Licence.invariants, Cohort.invariants, WorkerFacet.invariants, WorkerSpell.invariants,
        Handover.invariants,
        CarriedUnits.invariants,
    ].flatMap(\.self)

    private static let recordRoutes: [Route] = [
        [
            .get(WorkersPage.path, "workers", WorkersPage.load),
            .get(CohortsPage.path, "cohorts", CohortsPage.load),
            .get(RetentionPeople.path, "retention.people", RetentionPeople.load),
        ] + LicenceRulesPage.routes + [
            .get(CohortForm.path, "cohort.new") { .page(try await CohortForm.load($0, FormState($0.query))) },
            .post(CohortForm.path, "cohort.form", CohortForm.submit),
        ],
        WorkerFormKind<CorrectWorkerByHand>.correction.routes, WorkerFormKind<AppointCadre>.cadre.routes,
        WorkerFormKind<EndCadreOffice>.cadreEnd.routes, WorkerFormKind<SignContract>.contract.routes,
        WorkerFormKind<EndContract>.contractEnd.routes, WorkerFormKind<SetGradeStep>.grade.routes,
        WorkerFormKind<RegisterLicence>.licence.routes, WorkerFormKind<RenewLicence>.renewal.routes,
        WorkerFormKind<AddLicenceHours>.hours.routes, WorkerFormKind<AddLanguage>.language.routes,
        WorkerFormKind<AddSkill>.skill.routes, WorkerFormKind<JoinCohort>.cohort.routes,
        WorkerFormKind<WithdrawEntry>.withdrawal.routes,
    ].flatMap(\.self)

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
        StartHandover.name: "开始了交接", FinishHandover.name: "办结了交接", CancelHandover.name: "取消了交接",
        AssignItem.name: "安排了接手的人", AnswerItem.name: "答复了交接", PassItem.name: "事项交出", RecordMove.name: "记下了调动",
        TakeBackPost.name: "收回了误登记的岗位", TakeBackCorrection.name: "恢复了更正以前的岗位",
        SetLicenceHourRule.name: "设定了继续教育的规定", TakeBackWorker.name: "收回了误登记的入职",
        PutBackWorker.name: "恢复了原来的入职信息", RequestTransfer.name: "提出了调入申请", DecideTransfer.name: "答复了调入申请",
        CorrectWorkerByHand.name: "更正了入职信息", AppointCadre.name: "登记了干部任用", EndCadreOffice.name: "结束了干部任用",
        SignContract.name: "登记了合同", EndContract.name: "提前结束了合同", SetGradeStep.name: "登记了职级",
        RegisterLicence.name: "登记了证书", RenewLicence.name: "证书再登记", AddLicenceHours.name: "登记了继续教育学时",
        AddLanguage.name: "登记了语言", AddSkill.name: "登记了特长", FormCohort.name: "登记了批次", JoinCohort.name: "加入了批次",
        WithdrawEntry.name: "作废了一条登记",
    ]

    package static let fields: [String: Message] = [
        "category": "人员类别", "source": "来源", "sourceNote": "来源说明", "hiredOn": "入职日期", "unit": "单位",
        "startedOn": "到岗日期", "contract": "合同", "grade": "职级", "step": "档次", "licence": "证书",
        "licenceHours": "继续教育学时", "language": "语言", "skill": "特长", "appointment": "任用方式", "office": "职务",
        "cohort": "批次", "gradeStep": "职级", "cadreOffice": "干部任用", "cohortMember": "所属批次",
    ]
}
