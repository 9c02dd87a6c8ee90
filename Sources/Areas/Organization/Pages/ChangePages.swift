import Core
import People
import Storage
import Web

/// The forms that move a unit or merge it into another: who takes it, from when, why; then a question that says what will
/// happen; then the act.
enum ChangePages {
    enum Kind: String, Sendable, Encodable {
        case move, merge

        /// The field of the other unit.
        var field: String { self == .move ? "parent" : "into" }
    }

    static func form(_ kind: Kind) -> Route.Handler {
        { visit in .page(try await page(kind, visit, FormState(values: ["on": visit.house.today.description]))) }
    }

    static func submit(_ kind: Kind) -> Route.Handler {
        { visit in
            let id = try visit.identifier("unit")
            return try await visit.submit {
                let scope = visit.actor.scope(for: .manageUnits)
                let other = try await visit.house.database.read { [fields = visit.fields] tx in
                    try UnitField.resolve(fields, scope, tx)
                }
                let known = ["unit": id.description, kind.field: other.description]
                switch kind {
                case .move:
                    let command = try visit.decode(MoveUnit.self, with: known)
                    guard visit.fields["confirmed"] != nil else {
                        return .page(try await question(kind, visit, other, command.on, command.reason))
                    }
                    try await visit.run(command)
                case .merge:
                    let command = try visit.decode(MergeUnits.self, with: known)
                    guard visit.fields["confirmed"] != nil else {
                        return .page(try await question(kind, visit, other, command.on, command.reason))
                    }
                    try await visit.run(command)
                }
                return .redirect("/units/\(kind == .move ? id : other)", saying: kind == .move ? "已移动" : "已合并")
            } orShow: { form in
                try await page(kind, visit, form)
            }
        }
    }

    private static func page(_ kind: Kind, _ visit: Visit, _ form: FormState) async throws -> ChangeFormPage {
        let id = try visit.identifier("unit")
        let actor = visit.actor
        return try await visit.house.database.read { tx in
            let unit = try UnitStore.changeable(id, actor, tx)
            let others = try UnitField.offer(form["unitName"], actor.scope(for: .manageUnits), tx)
            var form = form
            // In the form the other unit is THE unit.
            form.problems = form.problems.map { problem in
                guard problem.field == kind.field else { return problem }
                return FieldProblem(others.asksForName ? "unitName" : "unit", problem.message)
            }
            let above = try unit.parent.flatMap { try UnitStore.find($0, tx) }
            return ChangeFormPage(
                kind: kind, unit: unit.id, unitName: unit.name, parentName: above?.name,
                others: others, hasOther: try UnitStore.hasOther(for: kind, unit, actor.scope(for: .manageUnits), tx),
                form: form)
        }
    }

    private static func question(
        _ kind: Kind, _ visit: Visit, _ other: Identifier, _ day: Day, _ reason: String
    ) async throws -> ChangeQuestionPage {
        let id = try visit.identifier("unit")
        let (actor, today, registry) = (visit.actor, visit.house.today, visit.house.registry)
        return try await visit.house.database.read { tx in
            let unit = try UnitStore.changeable(id, actor, tx)
            guard let other = try UnitStore.find(other, actor.sees, tx) else { throw Problem.notFound }
            try actor.may(.manageUnits, at: other.place).orThrow()
            var problems = Reason.problems(reason)
            switch kind {
            case .move: problems += try MoveUnit.problems(moving: unit, below: other, on: day, today: today, tx)
            case .merge: problems += try MergeUnits.problems(merging: unit, into: other, on: day, today: today, tx)
            }
            guard problems.isEmpty else { throw Problem.invalid(problems) }
            return try ChangeQuestionPage(kind, unit, other, day, reason, registry, tx)
        }
    }
}

extension Unit {
    /// Can there be a unit in this scope to put this one below, or to merge it into? Asks nobody.
    func mayHaveOther(for change: ChangePages.Kind, _ scope: Scope) -> Bool {
        // All else that is hers lies below her uppermost unit.
        if scope.roots.count == 1, scope.roots[0].unit == id { return false }
        let hasSeveralDistricts = scope.isEverything || Set(scope.roots.map(\.district)).count > 1
        switch kind {
        case .city: return false
        case .district: return change == .merge && hasSeveralDistricts
        case .street, .town, .zone: return change == .merge || hasSeveralDistricts
        default: return true
        }
    }
}

extension UnitStore {
    /// Is there a unit that this one could be put below, or merged into, where she may change the tree?
    static func hasOther(
        for kind: ChangePages.Kind, _ unit: Unit, _ scope: Scope, _ tx: Transaction
    ) throws -> Bool {
        let kinds = UnitKind.allCases.filter { other in
            kind == .move ? other.kindsBelow.contains(unit.kind) : unit.kind.mayMerge(into: other)
        }
        guard !kinds.isEmpty else { return false }
        let found: Int? = try tx.value(
            """
            SELECT 1 FROM units u WHERE u.closed_on IS NULL AND u.kind IN \(list: kinds) AND u.id <> \(unit.id)
                AND u.id <> \(kind == .move ? unit.parent ?? unit.id : unit.id)
                AND NOT (u.scope_key >= \(unit.place.key) AND u.scope_key < \(unit.place.key.end))
                AND \(scope.predicate(Unit.scopeColumns)) LIMIT 1
            """)
        return found != nil
    }

    /// A unit that this actor may change the tree around; the reason where she may not.
    static func changeable(_ id: Identifier, _ actor: Actor, _ tx: Transaction) throws -> Unit {
        guard let unit = try find(id, actor.sees, tx) else { throw Problem.notFound }
        try actor.may(.manageUnits, at: unit.place).orThrow()
        if let conflict = UnitChangeRules.conflict(changing: unit) { throw conflict }
        return unit
    }
}

struct ChangeFormPage: Page {
    let kind: ChangePages.Kind
    let unit: Identifier
    let unitName: String
    let parentName: String?
    let others: UnitField
    /// There is a unit that may be chosen.
    let hasOther: Bool
    let form: FormState

    var room: Room? { Organization.room }
    var title: Message { kind == .move ? "移到别的上级单位" : "并入别的单位" }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let note: Message =
            kind == .move
            ? "“\(unitName)”现在在“\(parentName ?? "")”下面；下级单位、人员和岗位会一起移动"
            : "“\(unitName)”会撤销，它的下级单位、人员和岗位都转到另一个单位；从旧名称也能找到"
        let header = pageHeader(words, title, note: "\(words(note))", crumbs: unitCrumbs(unit, unitName))
        guard hasOther || form.isRefused else {
            return """
                \(header)
                \(emptyState(
                    words, kind == .move ? "您的范围内没有可以移到的上级单位" : "您的范围内没有可以并入的单位",
                    advice: "请联系上级工会办理", acts: [.link("回到这个单位", to: "/units/\(unit)")]))
                """
        }
        return """
            \(header)
            \(view.wrapped(
                to: "/units/\(unit)/\(kind.rawValue)", submit: "下一步：看看会有什么变化", cancel: "/units/\(unit)",
                [
                    others.view(view, kind == .move ? "移到哪个单位下面" : "并入哪个单位"),
                    view.day("on", "从哪一天起"),
                    view.text("reason", "原因", hint: "例如：行政区划调整；文件号", width: .full),
                ]))
            """
    }
}

func unitCrumbs(_ unit: Identifier, _ name: String) -> [Crumb] {
    [Crumb("各单位", "/units"), Crumb(.verbatim(name), "/units/\(unit)")]
}

/// What will happen, before it does.
struct ChangeQuestionPage: Page {
    let kind: ChangePages.Kind
    let unit: Identifier
    let unitName: String
    let other: Identifier
    let otherName: String
    let on: Day
    let reason: String
    /// Units below that go along.
    let below: Int
    let touched: [UnitTouched]
    /// From which district to which, where that changes.
    let districts: [String]

    var room: Room? { Organization.room }
    var title: Message { kind == .move ? "确认移动" : "确认合并" }

    init(
        _ kind: ChangePages.Kind, _ unit: Unit, _ other: Unit, _ day: Day, _ reason: String, _ registry: Registry,
        _ tx: Transaction
    ) throws {
        self.kind = kind
        self.unit = unit.id
        unitName = unit.name
        self.other = other.id
        otherName = other.name
        on = day
        self.reason = reason
        below = try UnitStore.counts(below: [unit], tx)[unit.id] ?? 0
        touched =
            kind == .move
            ? try UnitTouched.allBelow(unit, registry, tx) : try UnitTouched.all(of: unit.place, registry, tx)
        let isDistrict = unit.kind.isDistrict
        let changes = unit.place.district != other.place.district && !(kind == .move && isDistrict)
        districts =
            changes
            ? try [unit.place.district, other.place.district].map { try UnitStore.find($0, tx)?.placeName ?? "" } : []
    }

    func body(_ words: Words) -> HTML {
        let lead: Message =
            switch kind {
            case .move where below == 0: "从 \(on) 起，“\(unitName)”移到“\(otherName)”下面"
            case .move: "从 \(on) 起，“\(unitName)”和下面的 \(below) 个单位移到“\(otherName)”下面"
            case .merge: "从 \(on) 起，“\(unitName)”并入“\(otherName)”，“\(unitName)”撤销"
            }
        let district: HTML? =
            districts.isEmpty
            ? nil
            : notice(
                words, .warning,
                "区也从“\(districts[0])”变为“\(districts[1])”：以前那个区的人从此看不到，现在这个区的人可以看到")
        return """
            \(pageHeader(words, title, crumbs: unitCrumbs(unit, unitName)))
            \(notice(words, .warning, lead))\(district)
            \(touchedTable(words, touched, caption: kind == .move ? "一起移动的有" : "转到“\(otherName)”的有"))
            \(kind == .merge && touched.contains(where: \.stays)
                ? notice(words, .information, "账号角色不会自动转到“\(otherName)”，需要的请安全管理员另行授予") : nil)
            \(facts(words, [.text("原因", reason)]))
            <form method="post" action="/units/\(unit)/\(kind.rawValue)" class="act">\(hiddenProofs)\
            \(hiddenField("unit", other.description))\(hiddenField("unitName", otherName))\
            \(hiddenField("on", on.description))\(hiddenField("reason", reason))\(hiddenField("confirmed", "yes"))\
            <div class="acts form-acts"><button class="button danger" type="submit">\(words(title))</button>\
            <a class="button" href="/units/\(unit)">\(words("返回，不做改动"))</a></div></form>
            """
    }
}

/// What a change touches, each with its number and where it can be read.
func touchedTable(_ words: Words, _ touched: [UnitTouched], caption: Message) -> HTML {
    guard !touched.isEmpty else { return "<p class=\"quiet\">\(words("没有其他内容受影响"))</p>" }
    return dataTable(
        words, caption: caption, showsCaption: true, columns: [Column("影响到的内容", .heading), Column("数量", .number)],
        rows: touched.map { one in
            let count: HTML = one.opens.map { "<a href=\"\($0)\">\(words(one.count))</a>" } ?? "\(words(one.count))"
            return TableRow(["\(words(one.title))", count], isUrgent: false)
        })
}
