import Core
import Storage
import Web

/// The unit below which a list is narrowed; its address carries it as `unit`.
struct PlaceFilter: Sendable, Encodable {
    let unit: Identifier?
    let unitName: String?
    let districts: [DistrictChoice]
    let place: Place?

    private enum CodingKeys: String, CodingKey { case unit, unitName, districts }

    static func load(_ text: String?, _ scope: Scope, _ tx: Transaction) throws -> PlaceFilter {
        let districts = try UnitStore.districts(tx).filter { scope.contains($0.place) }
            .map { DistrictChoice(id: $0.id, name: $0.placeName) }
        guard let text else { return PlaceFilter(unit: nil, unitName: nil, districts: districts, place: nil) }
        guard let id = Identifier(text), let unit = try UnitStore.find(id, scope, tx) else { throw Problem.notFound }
        return PlaceFilter(unit: id, unitName: unit.name, districts: districts, place: unit.place)
    }

    /// A district is chosen from a list; a smaller unit comes with a link and is kept.
    var field: Filter? {
        let isDistrict = districts.contains { $0.id == unit }
        if unit != nil, !isDistrict { return .kept("unit", unit?.description) }
        guard districts.count > 1 else { return nil }
        return .select(
            "unit", "区", districts.map { Choice($0.id.description, .verbatim($0.name)) }, unit?.description,
            all: "全部区")
    }

    /// Says so where the fields do not.
    func view(_ words: Words) -> HTML? {
        guard let unitName, let unit, !districts.contains(where: { $0.id == unit }) else { return nil }
        return notice(
            words, .information, "只列出“\(unitName)”和它下面的", "<p><a href=\"/units/\(unit)\">\(words("看这个单位"))</a></p>")
    }
}
