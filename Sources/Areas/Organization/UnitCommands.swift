import Core
import Storage

/// Puts a unit into the tree; without a parent it is the city's federation itself.
package struct CreateUnit: Command {
    package struct Outcome: Codable, Sendable { package let unit: Identifier }

    package static let name = "createUnit"

    package var parent: Identifier?
    package var kind: UnitKind
    package var name: String
    /// How rosters call the place; without it, the name without 总工会 or 工会联合会.
    package var placeName: String?
    package var code: String?
    package var openedOn: Day?

    package init(
        parent: Identifier?, kind: UnitKind, name: String, placeName: String? = nil, code: String? = nil,
        openedOn: Day? = nil
    ) {
        self.parent = parent
        self.kind = kind
        self.name = name
        self.placeName = placeName
        self.code = code
        self.openedOn = openedOn
    }

    package func load(_ act: Act) throws -> Unit? {
        guard let parent else { return nil }
        guard let unit = try UnitStore.find(parent, act.actor.sees, act.tx) else { throw Problem.notFound }
        return unit
    }

    package func mayRun(_ parent: Unit?, _ act: Act) -> Permission {
        guard let parent else {
            let scope = act.actor.scope(for: .manageUnits)
            return scope.isEverything ? .allowed : .refused("全市的总工会在启用系统时登记")
        }
        return parent.mayTakeUnits(act.actor)
    }

    package func check(_ parent: Unit?, _ act: Act) throws -> [FieldProblem] {
        if let parent { return try problems(below: parent.kind, parent.id, act.today, act.tx) }
        var problems: [FieldProblem] = []
        if kind != .city { problems.append(FieldProblem("kind", "最上级的单位是市总工会")) }
        if let root = try UnitStore.root(act.tx) {
            problems.append(FieldProblem("parent", "最上级的单位已经登记：\(root.name)，请选择上级单位"))
        }
        return try problems + ownProblems(nil, act.today, act.tx)
    }

    /// What is wrong with it below a unit of this kind; for imports, which say so before anything is written.
    ///
    /// - Parameter parent: nil: the unit above is yet to be made, and nothing lies below it.
    package func problems(
        below above: UnitKind, _ parent: Identifier?, _ today: Day, _ tx: Transaction
    ) throws -> [FieldProblem] {
        let misplaced =
            above.kindsBelow.contains(kind)
            ? [] : [FieldProblem("kind", "“\(above.title)”下面不能设“\(kind.title)”")]
        return try misplaced + ownProblems(parent, today, tx)
    }

    private func ownProblems(_ parent: Identifier?, _ today: Day, _ tx: Transaction) throws -> [FieldProblem] {
        let words = UnitWording(name: name, placeName: placeName, code: code)
        var problems = try words.problems(kind: kind, parent: parent, unit: nil, tx)
        if let openedOn, openedOn > today.adding(days: 366) {
            problems.append(FieldProblem("openedOn", "成立日期不能晚于一年以后"))
        }
        return problems
    }

    package func perform(_ parent: Unit?, _ act: Act) throws -> Outcome {
        let words = UnitWording(name: name, placeName: placeName, code: code)
        let place = try place(below: parent, act)
        try UnitStore.insert(
            .init(
                parent: parent?.id, kind: kind, name: words.name, placeName: words.placeName, code: words.code,
                openedOn: openedOn), at: place, act.tx)
        try UnitHistory.begin(place.unit, on: min(openedOn ?? UnitHistory.always, act.today), act.tx)
        act.note("unit", place.unit, fields: ["kind", "name", "placeName", "code", "openedOn"])
        if let parent { act.note("unit", parent.id) }
        return Outcome(unit: place.unit)
    }

    /// The root's place may stand already, without a name: the first administrators' roles needed it.
    private func place(below parent: Unit?, _ act: Act) throws -> Place {
        if parent == nil, let root = try ScopeTree.root(act.tx) { return root }
        return try ScopeTree.add(act.newIdentifier(), below: parent?.place, isDistrict: kind.isDistrict, act.tx)
    }
}

/// Corrects what a unit is called, or gives it a new name.
package struct CorrectUnit: Command {
    package struct Outcome: Codable, Sendable { package let changed: [String] }

    package static let name = "correctUnit"

    package var unit: Identifier
    /// As read before the change; somebody else's change in between is a conflict.
    package var version: Int
    package var name: String
    package var placeName: String?
    package var code: String?
    /// From this day it is called so; without it, it always was.
    package var renamedOn: Day?

    package init(
        unit: Identifier, version: Int, name: String, placeName: String? = nil, code: String? = nil,
        renamedOn: Day? = nil
    ) {
        self.renamedOn = renamedOn
        self.unit = unit
        self.version = version
        self.name = name
        self.placeName = placeName
        self.code = code
    }

    package func load(_ act: Act) throws -> Unit {
        guard let found = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ unit: Unit, _ act: Act) -> Permission { act.actor.may(.manageUnits, at: unit.place) }

    package func check(_ unit: Unit, _ act: Act) throws -> [FieldProblem] {
        guard version == unit.version else { throw Problem.conflict("这个单位刚被别人改过，请看过最新的内容再改") }
        var problems = try wordingProblems(unit, act.tx)
        if let renamedOn {
            let since = try UnitHistory.present(of: unit.id, act.tx)
            if renamedOn > act.today {
                problems.append(FieldProblem("renamedOn", "日期晚于今天；请到那一天再办理"))
            } else if let since, renamedOn < since {
                problems.append(FieldProblem("renamedOn", "\(unit.name)在 \(since) 有过变动，日期不能早于这一天"))
            } else if unit.isClosed {
                problems.append(FieldProblem("renamedOn", "\(unit.name)已经撤销，不能再改名"))
            }
        }
        return problems
    }

    /// What is wrong with the names and the code; for imports, as above.
    package func wordingProblems(_ unit: Unit, _ tx: Transaction) throws -> [FieldProblem] {
        try UnitWording(name: name, placeName: placeName, code: code)
            .problems(kind: unit.kind, parent: unit.parent, unit: unit.id, tx)
    }

    package func perform(_ unit: Unit, _ act: Act) throws -> Outcome {
        let words = UnitWording(name: name, placeName: placeName, code: code)
        var changed: [String] = []
        if words.name != unit.name { changed.append("name") }
        if words.placeName != unit.placeName { changed.append("placeName") }
        if words.code != unit.code { changed.append("code") }
        guard !changed.isEmpty else {
            act.note("unit", unit.id)
            return Outcome(changed: [])
        }
        guard
            try UnitStore.correct(
                unit.id, version: version, name: words.name, placeName: words.placeName, code: words.code, act.tx)
        else { throw Problem.conflict("这个单位刚被别人改过，请看过最新的内容再改") }
        if let renamedOn, words.name != unit.name || words.placeName != unit.placeName {
            try UnitHistory.renew(unit.id, on: renamedOn, act.tx)
            try UnitChange.write(.renamed, unit.id, was: unit.name, on: renamedOn, because: nil, act)
        } else {
            try UnitHistory.correct(unit.id, act.tx)
        }
        act.note("unit", unit.id, fields: changed)
        return Outcome(changed: changed)
    }
}

extension Unit {
    /// May somebody put units below this one?
    package func mayTakeUnits(_ actor: Actor) -> Permission {
        guard case .allowed = actor.may(.manageUnits, at: place) else { return actor.may(.manageUnits, at: place) }
        return isClosed ? .refused("\(name)已经撤销，下面不能再设单位") : .allowed
    }
}

/// What a unit is called, made uniform, and what is wrong with it.
package struct UnitWording: Sendable {
    package let name: String
    package let placeName: String
    package let code: String?

    package init(name: String, placeName: String?, code: String?) {
        self.name = UnitName.normalized(name)
        let given = UnitName.normalized(placeName ?? "")
        self.placeName = given.isEmpty ? UnitName.placeName(of: self.name) : given
        let code = (code ?? "").filter { !$0.isWhitespace }
        self.code = code.isEmpty ? nil : code
    }

    func problems(kind: UnitKind, parent: Identifier?, unit: Identifier?, _ tx: Transaction) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(2...UnitName.longest).contains(name.count) {
            problems.append(FieldProblem("name", "单位名称请写 2 到 \(UnitName.longest) 个字"))
        } else if let parent, let other = try UnitStore.namesake(of: name, below: parent, except: unit, tx) {
            problems.append(Self.isCalled(other.name))
        }
        if placeName.count > UnitName.longest {
            problems.append(FieldProblem("placeName", "地名请不要超过 \(UnitName.longest) 个字"))
        } else if !kind.isSubUnion, let parent,
            let other = try UnitStore.officeNamesake(ofPlace: placeName, below: parent, except: unit, tx)
        {
            problems.append(Self.lies(placeName, other.name))
        }
        if let code {
            if code.utf8.count > 20 || !code.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) {
                problems.append(FieldProblem("code", "代码只用数字和字母，最多 20 个"))
            } else if try UnitStore.hasCode(code, except: unit, tx) {
                problems.append(Self.isCoded)
            }
        }
        return problems
    }

    package static func isCalled(_ other: String) -> FieldProblem {
        FieldProblem("name", "同一个上级下面已有“\(other)”")
    }

    package static func lies(_ placeName: String, _ other: String) -> FieldProblem {
        FieldProblem("placeName", "“\(placeName)”已是“\(other)”的地名")
    }

    package static var isCoded: FieldProblem { FieldProblem("code", "这个代码已有单位使用") }
}
