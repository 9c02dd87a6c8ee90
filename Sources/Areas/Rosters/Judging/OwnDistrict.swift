import Core
import Organization
import Storage

/// The district of rows that name none: that of whoever imports, where all that is hers lies in one.
enum OwnDistrict {
    /// Its place name; nil for whoever imports for several districts or the whole city.
    static func name(_ scope: Scope, _ tx: Transaction) throws -> String? {
        let districts = Set(scope.roots.map(\.district))
        guard !scope.isEverything, districts.count == 1, let id = districts.first,
            let district = try UnitStore.find(id, tx), district.kind.isDistrict
        else { return nil }
        return district.placeName
    }
}

extension [ImportLine] {
    /// Those that name no district lie in this one.
    func lying(in district: String?) -> [ImportLine] {
        guard let district else { return self }
        return map { line in
            guard line.values.district.isEmpty else { return line }
            var line = line
            line.values.district = district
            return line
        }
    }
}
