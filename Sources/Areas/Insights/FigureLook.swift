import Core
import Organization
import People
import Storage
import Web

/// Where and when figures are looked at; the address says it.
struct FigureLook: Sendable, Encodable {
    let unit: Identifier?
    let unitName: String?
    /// What was written for a unit and fits none, with the reason.
    let wrongName: String?
    let problem: Message?
    let asOf: Day
    let since: Day
    let isNow: Bool
    let question: Figure.Question

    private enum CodingKeys: String, CodingKey { case unit, unitName, asOf, since, isNow }

    /// - Throws: `Problem.notFound` for a unit outside the scope.
    init(_ query: [String: String], _ actor: Actor, today: Day, _ tx: Transaction) throws {
        let scope = actor.sees
        var (found, wrong, reason): (Unit?, String?, Message?) = (nil, nil, nil)
        if let id = query["unit"] {
            guard let unit = try Identifier(id).flatMap({ try UnitStore.find($0, scope, tx) }) else {
                throw Problem.notFound
            }
            found = unit
        } else if let name = query["unitName"] {
            do {
                let id = try UnitField.resolve(Fields(["unitName": [name]]), scope, tx)
                found = try UnitStore.find(id, scope, tx)
            } catch Problem.invalid(let problems) {
                (wrong, reason) = (name, problems.first?.message)
            }
        }
        let last = query["asOf"].flatMap { Day($0) }.map { min($0, today) } ?? today
        let year = Day(last.year, 1, 1) ?? last
        since = query["since"].flatMap { Day($0) }.map { min($0, last) } ?? year
        asOf = last
        isNow = last >= today
        unit = found?.id
        unitName = found?.name
        (wrongName, problem) = (wrong, reason)
        question = Figure.Question(scope: scope, within: found?.place, asOf: last, since: since, today: today)
    }

    /// Of the address, as far as it says more than nothing.
    func query(of unit: Identifier? = nil, asOf day: Day? = nil, since first: Day? = nil) -> [(
        name: String, value: String?
    )] {
        let day = day ?? asOf
        let first = first ?? since
        return [
            ("unit", (unit ?? self.unit)?.description), ("asOf", day >= question.today ? nil : day.description),
            ("since", first == Day(day.year, 1, 1) ? nil : first.description),
        ]
    }

    func records(_ figure: Figure, of unit: Identifier? = nil, asOf day: Day? = nil, since first: Day? = nil) -> String
    {
        address(Figure.records(figure.key), query(of: unit, asOf: day, since: first))
    }

    func filters(_ words: Words, to path: String) -> HTML {
        """
        \(problem.map { notice(words, .failure, $0) })
        \(filterBar(
            words, to: path, isFiltered: unit != nil || !isNow || wrongName != nil || since != Day(asOf.year, 1, 1),
            [
                .search("unitName", "单位", unitName ?? wrongName, placeholder: "名称、拼音或首字母"),
                .day("asOf", "截至哪一天", asOf.description), .day("since", "期间从哪天起", since.description),
            ]))
        """
    }

    func note(_ words: Words) -> HTML {
        let place: HTML = unitName.map { HTML(text: $0) } ?? HTML(text: words("您可以查看的全部单位"))
        return "\(place) · \(words(isNow ? "截至今天" : "截至 \(asOf)"))"
    }
}

extension Visit {
    /// The first value of each name, trimmed; never empty.
    var firstValues: [String: String] {
        query.dictionary.keys.reduce(into: [:]) { values, name in values[name] = query[name] }
    }

    func figure() throws -> Figure {
        guard let figure = house.registry.figures.first(where: { $0.key == parameter("figure") }) else {
            throw Problem.notFound
        }
        return figure
    }
}

/// A number as pages show it: with the whole that it is a part of.
struct FigureValue: Sendable, Encodable {
    let number: Int
    let of: Int?

    /// 17 / 26, and the share without floating point.
    func text(_ words: Words) -> String {
        guard let of else { return words(number) }
        guard of > 0 else { return "—" }
        let tenths = (number * 1000 + of / 2) / of
        return "\(words(number)) / \(words(of)) (\(tenths / 10).\(tenths % 10)%)"
    }

    /// Of each figure and question, in as few statements as there can be.
    static func all(_ asked: [(Figure, Figure.Question)], _ tx: Transaction) throws -> [FigureValue] {
        let numbers = try Figure.values(asked.map { ($0.relation($1), $1) }, tx)
        let wholes = asked.enumerated().filter { $0.element.0.whole != nil }
        let totals = try Figure.values(
            wholes.compactMap { entry in entry.element.0.whole.map { ($0(entry.element.1), entry.element.1) } }, tx)
        let byPosition = Dictionary(uniqueKeysWithValues: zip(wholes.map(\.offset), totals))
        return numbers.enumerated().map { FigureValue(number: $1, of: byPosition[$0]) }
    }
}
