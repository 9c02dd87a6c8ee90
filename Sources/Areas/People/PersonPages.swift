import Core
import Storage
import Web

/// Everything about one person.
struct PersonRecordPage: Page {
    var title: Message { .verbatim(name) }
    var room: Room? { People.room }

    let id: Identifier
    let name: String
    let sex: Sex?
    let birthDay: Day?
    let age: Int?
    let documentKind: String
    let documentTitle: Message
    let idNumber: String
    let phone: String?
    let unit: Identifier
    let unitName: String
    let district: String
    let version: Int
    let mayCorrect: Bool
    let mayReveal: Bool
    let isErased: Bool
    let story: PersonStory
    let sections: [any Section]

    init(
        _ line: PersonLine, today: Day, mayCorrect: Bool, mayReveal: Bool, story: PersonStory, sections: [any Section]
    ) {
        let person = line.person
        id = person.id
        name = person.name
        sex = person.sex
        birthDay = person.birthDay
        age = person.age(on: today)
        documentKind = person.documentKind.rawValue
        documentTitle = person.documentKind.title
        idNumber = person.maskedNumber
        phone = person.maskedPhone
        unit = person.place.unit
        unitName = line.unitName
        district = line.districtName
        version = person.version
        self.mayCorrect = mayCorrect
        self.mayReveal = mayReveal
        isErased = person.isErased
        self.story = story
        self.sections = sections
    }

    private enum Key: String, CodingKey {
        case id, name, sex, birthDay, age, documentKind, documentTitle, idNumber, phone, unit, unitName, district,
            version
        case mayCorrect, mayReveal, isErased, story
    }

    private struct SectionKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(sex, forKey: .sex)
        try container.encodeIfPresent(birthDay, forKey: .birthDay)
        try container.encodeIfPresent(age, forKey: .age)
        try container.encode(documentKind, forKey: .documentKind)
        try container.encode(documentTitle, forKey: .documentTitle)
        try container.encode(idNumber, forKey: .idNumber)
        try container.encodeIfPresent(phone, forKey: .phone)
        try container.encode(unit, forKey: .unit)
        try container.encode(unitName, forKey: .unitName)
        try container.encode(district, forKey: .district)
        try container.encode(version, forKey: .version)
        try container.encode(mayCorrect, forKey: .mayCorrect)
        try container.encode(mayReveal, forKey: .mayReveal)
        try container.encode(isErased, forKey: .isErased)
        try container.encode(story, forKey: .story)
        var others = encoder.container(keyedBy: SectionKey.self)
        for section in sections {
            try section.encode(to: others.superEncoder(forKey: SectionKey(stringValue: type(of: section).key)))
        }
    }

    func body(_ words: Words) -> HTML { PersonView(page: self, words: words).html }
}

struct PersonPages: Sendable {
    let sections: [PersonSection]
    let story: StoryWords

    var routes: [Route] { [.get("/people/:person", "person", show)] }

    @Sendable private func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("person")
        let older = visit.query["before"].flatMap { Identifier($0) }
        let page = try await visit.house.database.read { tx -> Result<PersonRecordPage, Moved> in
            let filter = PersonFilter(visit.actor.sees)
            guard let line = try PersonStore.lines(of: [id], filter, tx, visit.house.vault).first else {
                return try Self.successor(of: id, visit.actor.sees, tx)
            }
            let place = line.person.place
            let isErased = line.person.isErased
            let mayCorrect = !isErased && visit.actor.may(.managePeople, at: place).isAllowed
            return .success(
                PersonRecordPage(
                    line, today: visit.house.today, mayCorrect: mayCorrect,
                    mayReveal: !isErased && visit.actor.may(.reveal, at: place).isAllowed,
                    story: try PersonStory.read(of: id, before: older, withReasons: mayCorrect, story, tx),
                    sections: try sections.compactMap { try $0.load(visit, id, tx) }))
        }
        switch page {
        case .success(let page): return .page(page)
        case .failure(let moved): return .redirect("/people/\(moved.to)", saying: "这份记录已经合并到这里")
        }
    }

    private struct Moved: Error { let to: Identifier }

    /// An id that was given up in a merge leads to the one that was kept, for whoever may see her there.
    private static func successor(
        of id: Identifier, _ scope: Scope, _ tx: Transaction
    ) throws -> Result<PersonRecordPage, Moved> {
        guard let next = try PersonMerge.successor(of: id, tx), try PersonStore.place(of: next, scope, tx) != nil else {
            throw Problem.notFound
        }
        return .failure(Moved(to: next))
    }
}
