import Core
import People
import Storage
import Web

extension UnitStore {
    /// The units in use, as forms and filters offer them.
    package static let choices = UnitChoices { text, scope, tx, limit in
        try search(text, scope, tx, limit: limit).map { hit in
            UnitChoices.Unit(id: hit.unit.id, label: hit.label, names: [hit.unit.name, hit.unit.placeName])
        }
    }
}

/// For the rooms that stand on this one.
extension UnitField {
    package static func offer(_ text: String?, _ scope: Scope, _ tx: Transaction) throws -> UnitField {
        try offer(text, scope, tx, from: UnitStore.choices)
    }

    package static func resolve(_ fields: Fields, _ scope: Scope, _ tx: Transaction) throws -> Identifier {
        try resolve(fields, scope, tx, from: UnitStore.choices)
    }
}
