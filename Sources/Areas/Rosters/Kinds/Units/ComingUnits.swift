import Core
import Organization

/// What earlier rows of a file are going to make or to call otherwise, so that a later row is judged as it will be taken.
struct ComingUnits {
    /// The unit that a row lies below.
    struct Parent {
        /// nil: an earlier row makes it.
        let id: Identifier?
        let kind: UnitKind
        /// By which it is told from others.
        let mark: String

        init(_ id: Identifier?, _ kind: UnitKind, mark: String) {
            self.id = id
            self.kind = kind
            self.mark = mark
        }

        /// Where the kind says nothing.
        init(known id: Identifier) { self.init(id, .city, mark: id.description) }
    }

    /// Who is going to be called so, and what by; of one that is known its id.
    private struct Called {
        let name: String
        let unit: Identifier?
    }

    /// By district and name.
    private var made: [[String]: [(kind: UnitKind, mark: String)]] = [:]
    private var names: [[String]: Called] = [:]
    private var places: [[String]: Called] = [:]
    private var codes: [String: Identifier?] = [:]

    /// Of what kind those earlier rows' units are that a row names as the one above.
    func kinds(calledAs line: ImportLine) -> [UnitKind] {
        (made[[line.values.district, line.values.unit]] ?? []).map(\.kind)
    }

    func parent(_ known: Unit?, _ line: ImportLine) -> Parent {
        if let known { return Parent(known.id, known.kind, mark: known.id.description) }
        let coming = made[[line.values.district, line.values.unit]]?.first
        return Parent(nil, coming?.kind ?? .city, mark: coming?.mark ?? "")
    }

    mutating func expect(_ line: ImportLine, _ kind: UnitKind, below parent: Parent) {
        let words = line.words
        let mark = "\(line.position)"
        for name in Set([words.name, words.placeName]) {
            made[kind == .district ? [name, ""] : [line.values.district, name], default: []].append((kind, mark))
        }
        keep(words, kind, parent.mark, nil)
    }

    mutating func expect(_ line: ImportLine, changing known: Unit) {
        let command = CorrectUnit(known, line.values)
        let words = UnitWording(name: command.name, placeName: command.placeName, code: command.code)
        keep(words, known.kind, known.parent?.description ?? "", known.id)
    }

    private mutating func keep(_ words: UnitWording, _ kind: UnitKind, _ parent: String, _ unit: Identifier?) {
        let called = Called(name: words.name, unit: unit)
        names[[parent, words.name]] = called
        if !kind.isSubUnion { places[[parent, words.placeName]] = called }
        if let code = words.code { codes[code] = .some(unit) }
    }

    /// As the command will say it, once the earlier rows are in.
    func problems(
        _ words: UnitWording, _ kind: UnitKind, below parent: Parent, except unit: Identifier? = nil
    ) -> [FieldProblem] {
        func isOther(_ known: Identifier?) -> Bool { unit == nil || known != unit }
        var problems: [FieldProblem] = []
        if let other = names[[parent.mark, words.name]], isOther(other.unit) {
            problems.append(UnitWording.isCalled(other.name))
        }
        if !kind.isSubUnion, let other = places[[parent.mark, words.placeName]], isOther(other.unit) {
            problems.append(UnitWording.lies(words.placeName, other.name))
        }
        if let code = words.code, let other = codes[code], isOther(other) { problems.append(UnitWording.isCoded) }
        return problems
    }
}

extension ImportLine {
    /// What the row's unit is called.
    var words: UnitWording {
        UnitWording(name: values[.unitName] ?? "", placeName: values[.placeName], code: values[.code])
    }
}
