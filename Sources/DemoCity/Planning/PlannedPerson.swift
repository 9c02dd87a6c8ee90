import ChineseText
import Core

/// Somebody who does not exist, as she will be registered.
package struct PlannedPerson: Hashable, Sendable {
    package var name: String
    package let sex: ResidentIdentityNumber.Sex
    package let birthDay: Day
    package let identityNumber: String
    package let phone: String?
}

/// Invents people; no two have the same number or phone.
struct PersonPlanning {
    private var chance: SeededGenerator
    private var numbers: Set<String> = []
    private var phones: Set<String> = []
    private let taken = Set(DemoCity.cast.map(\.name))

    init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

    /// - Parameter name: of the cast; otherwise one is invented.
    mutating func person(
        _ sex: ResidentIdentityNumber.Sex, born birthDay: Day, named name: String? = nil
    ) -> PlannedPerson {
        let name = name ?? inventedName(sex, birthDay.year)
        return PlannedPerson(
            name: name, sex: sex, birthDay: birthDay,
            identityNumber: identityNumber(sex, birthDay, isUighur: name.contains("·")), phone: phone())
    }

    private mutating func inventedName(_ sex: ResidentIdentityNumber.Sex, _ year: Int) -> String {
        while true {
            let name = InventedNames.name(sex, bornIn: year, using: &chance)
            let hasSurname = name.contains("·") || Self.surname(of: name) != nil
            if hasSurname && !taken.contains(name) { return name }
        }
    }

    /// Valid by GB 11643; the sequence stays below 900, which test files use from there on.
    private mutating func identityNumber(
        _ sex: ResidentIdentityNumber.Sex, _ birthDay: Day, isUighur: Bool
    ) -> String {
        while true {
            let sequence = Int.random(in: 0...448, using: &chance) * 2 + (sex == .male ? 1 : 2)
            let padded = String(String(1000 + sequence).dropFirst())
            let body = area(birthDay.year, isUighur) + birthDay.description.filter { $0 != "-" } + padded
            guard let check = ResidentIdentityNumber.checkDigit(of: body) else { continue }
            let number = body + String(check)
            if numbers.insert(number).inserted { return number }
        }
    }

    /// Two of three were born in Shanghai, the elder ones in districts and counties that are no more.
    private mutating func area(_ year: Int, _ isUighur: Bool) -> String {
        if isUighur { return draw(["650102", "652901", "653101", "653201"]) }
        if Int.random(in: 0..<100, using: &chance) < 66 {
            return draw(year < 1993 ? Self.elderAreas : Self.newerAreas)
        }
        return draw(Self.otherProvinces)
    }

    private static let elderAreas = [
        "310101", "310102", "310103", "310104", "310105", "310106", "310107", "310108", "310109", "310110", "310221",
        "310222", "310223", "310224", "310225", "310226", "310227", "310228", "310229", "310230",
    ]
    private static let newerAreas = [
        "310101", "310103", "310104", "310105", "310106", "310107", "310108", "310109", "310110", "310112", "310113",
        "310114", "310115", "310115", "310226", "310227", "310228", "310229", "310230",
    ]
    private static let otherProvinces = [
        "320106", "320382", "320621", "320681", "320902", "321002", "321023", "330205", "330302", "330424", "330602",
        "340104", "340123", "340823", "341002", "341221", "350102", "360102", "360424", "362301", "370102", "370283",
        "410105", "411303", "413026", "420106", "421083", "422201", "430102", "430602", "510104", "511025", "520102",
        "530102", "610103", "620102", "130102", "140105", "210102", "220102", "230103", "440106", "450103", "460106",
    ]

    private mutating func phone() -> String? {
        // A few have left none.
        if Int.random(in: 0..<100, using: &chance) < 3 { return nil }
        let beginnings = [
            "133", "135", "136", "137", "138", "139", "150", "152", "153", "156", "158", "159", "177", "180", "181",
            "186",
            "188", "189", "198", "199",
        ]
        while true {
            let rest = String(String(100_000_000 + Int.random(in: 0..<100_000_000, using: &chance)).dropFirst())
            let phone = draw(beginnings) + rest
            if phones.insert(phone).inserted { return phone }
        }
    }

    private mutating func draw(_ values: [String]) -> String {
        values[Int.random(in: 0..<values.count, using: &chance)]
    }
}

extension PersonPlanning {
    private static let surnames = Set(InventedNames.surnames.map(\.value))

    /// nil for a name without one of the pool's surnames.
    private static func surname(of name: String) -> String? {
        [2, 1].lazy.map { String(name.prefix($0)) }.first { surnames.contains($0) }
    }

    /// Gives every surname of the pool to somebody, so that all that are read in an uncommon way can be searched for.
    static func spreadSurnames(over people: inout [PlannedPerson]) {
        var counts: [String: Int] = [:]
        for person in people { counts[surname(of: person.name) ?? "", default: 0] += 1 }
        let cast = Set(DemoCity.cast.map(\.name))
        var step = 0
        for wanted in InventedNames.surnames.map(\.value) where !wanted.isEmpty && counts[wanted] == nil {
            while step < people.count {
                // Steps of seven: they shall not all be of one street and year.
                let place = (step * 7) % people.count
                step += 1
                let name = people[place].name
                guard let own = surname(of: name), counts[own, default: 0] > 3, !name.contains("·"),
                    !cast.contains(name)
                else { continue }
                people[place].name = wanted + name.dropFirst(own.count)
                counts[own, default: 0] -= 1
                counts[wanted] = 1
                break
            }
        }
    }
}
