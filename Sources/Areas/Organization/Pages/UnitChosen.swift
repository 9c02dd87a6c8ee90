import Core
import People
import Storage
import Web

/// The unit to which a list is narrowed: by its id in the address, or by what somebody wrote.
package struct UnitChosen: Sendable, Encodable {
    package let unit: Identifier?
    /// What the chosen unit is called, or what was written.
    package let name: String?
    let field: UnitField
    package let place: Place?

    private enum CodingKeys: String, CodingKey { case unit, name, field }

    /// - Throws: `notFound` for a unit that neither lies in the scope nor holds a part of it.
    package static func load(_ visit: Visit, _ tx: Transaction) throws -> UnitChosen {
        let scope = visit.actor.sees
        let place = try place(visit.query["unit"], scope, tx)
        let text = place == nil ? visit.query["unitName"] : nil
        let field = try UnitField.offer(text, scope, tx)
        if let place {
            return UnitChosen(
                unit: place.unit, name: try UnitStore.find(place.unit, tx)?.name, field: field, place: place)
        }
        // A name that fits several or none is told above the list.
        guard text != nil, let only = try? UnitField.resolve(visit.query, scope, tx) else {
            return UnitChosen(unit: nil, name: text, field: field, place: nil)
        }
        return UnitChosen(unit: only, name: text, field: field, place: try ScopeTree.place(of: only, tx))
    }

    package static func place(_ text: String?, _ scope: Scope, _ tx: Transaction) throws -> Place? {
        guard let text else { return nil }
        guard let unit = Identifier(text), let place = try ScopeTree.place(of: unit, tx),
            scope.contains(place) || scope.roots.contains(where: { place.key.contains($0.key) })
        else { throw Problem.notFound }
        return place
    }

    package var isChosen: Bool { unit != nil || name != nil }

    /// The field above a list; few units are offered all.
    package var filter: Filter? {
        if field.asksForName { return .search("unitName", "单位", name, placeholder: "名称的一部分、拼音或首字母") }
        guard field.options.count > 1 || unit != nil else { return nil }
        var choices = field.options.map { Choice($0.id.description, .verbatim($0.label)) }
        if let unit, let name, !choices.contains(where: { $0.value == unit.description }) {
            choices.append(Choice(unit.description, .verbatim(name)))
        }
        return .select("unit", "单位", choices, unit?.description, all: "全部单位")
    }

    /// What was written fits several units, or none.
    package func advice(_ words: Words, to list: (Identifier) -> String) -> HTML? {
        guard field.asksForName, unit == nil, let name else { return nil }
        guard !field.options.isEmpty else { return notice(words, .information, "没有叫“\(name)”的单位，显示的是全部单位的") }
        return notice(
            words, .information, "有几个单位符合“\(name)”，请选一个",
            lineList(field.options.map { "<a href=\"\(list($0.id))\">\($0.label)</a>" }))
    }
}
