import Core
import Storage
import Web

/// A language or dialect beside standard Chinese in which somebody can talk with workers.
package enum SpokenLanguage: String, Sendable, CaseIterable, Codable, ColumnValue {
    case shanghainese, cantonese, minnan, sichuanese, uyghur, tibetan, english, japanese, korean, signLanguage

    package var title: Message {
        switch self {
        case .shanghainese: "沪语"
        case .cantonese: "粤语"
        case .minnan: "闽南语"
        case .sichuanese: "四川话"
        case .uyghur: "维吾尔语"
        case .tibetan: "藏语"
        case .english: "英语"
        case .japanese: "日语"
        case .korean: "韩语"
        case .signLanguage: "手语"
        }
    }
}

package enum LanguageLevel: String, Sendable, CaseIterable, Codable, ColumnValue {
    case understands, converses, fluent

    package var title: Message {
        switch self {
        case .understands: "能听懂"
        case .converses: "能交谈"
        case .fluent: "熟练"
        }
    }
}

package struct WorkerLanguage: Sendable, Encodable {
    package let id: Identifier
    package let language: SpokenLanguage
    package let level: LanguageLevel

    static let migrations = [
        Migration(
            "workforce-languages-1",
            [
                """
                CREATE TABLE worker_languages (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES workers (person_id),
                    language \(type: .text) NOT NULL,
                    level \(type: .text) NOT NULL
                        CONSTRAINT worker_languages_level CHECK (level IN ('understands', 'converses', 'fluent')),
                    \(WorkerEntryKind.columns)
                )\(SQL.tableOptions)
                """,
                """
                CREATE UNIQUE INDEX worker_languages_by_person ON worker_languages (person_id, language)
                WHERE withdrawn_at IS NULL
                """,
            ])
    ]

    package static func of(_ person: Identifier, _ tx: Transaction) throws -> [WorkerLanguage] {
        try tx.all(
            """
            SELECT id, language, level FROM worker_languages WHERE person_id = \(person) AND withdrawn_at IS NULL
            ORDER BY id
            """
        ) { WorkerLanguage(id: try $0["id"], language: try $0["language"], level: try $0["level"]) }
    }
}

/// Writes down which language somebody speaks, and how well; a new level takes the place of the earlier one.
package struct AddLanguage: WorkerCommand {
    package static let name = "addLanguage"
    package var person: Identifier
    package var language: SpokenLanguage
    package var level: LanguageLevel

    package init(person: Identifier, language: SpokenLanguage, level: LanguageLevel) {
        self.person = person
        self.language = language
        self.level = level
    }

    package func check(_ subject: WorkerSubject, _ act: Act) throws -> [FieldProblem] {
        let isSame = try WorkerLanguage.of(person, act.tx).contains { $0.language == language && $0.level == level }
        return isSame ? [FieldProblem("language", "这种语言和水平已经登记过")] : []
    }

    package func perform(_ subject: WorkerSubject, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            UPDATE worker_languages SET withdrawn_at = \(act.now), withdrawn_by = \(act.actor.account),
                withdrawal_reason = 'new level'
            WHERE person_id = \(person) AND language = \(language) AND withdrawn_at IS NULL
            """)
        try act.tx.execute(
            """
            INSERT INTO worker_languages (id, person_id, language, level, made_at, made_by)
            VALUES (\(act.newIdentifier()), \(person), \(language), \(level), \(act.now), \(act.actor.account))
            """)
        act.note("person", person, fields: ["language"])
        try WorkerEntries.follow(person, act)
        return Done()
    }
}

extension WorkerFormKind where C == AddLanguage {
    static var language: WorkerFormKind<AddLanguage> {
        WorkerFormKind(
            path: "languages", name: "language", title: "登记语言", submitLabel: "登记", said: "已登记语言",
            begin: { _, _, _, _ in Beginning() },
            fields: { view, _ in
                [
                    view.select(
                        "language", "语言或方言", SpokenLanguage.allCases.map { Choice($0.rawValue, $0.title) }),
                    view.radios("level", "水平", LanguageLevel.allCases.map { Choice($0.rawValue, $0.title) }),
                ]
            })
    }
}
