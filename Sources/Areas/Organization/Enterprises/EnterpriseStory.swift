import Core
import Storage
import Web

extension RecordStory {
    /// Of an enterprise or a union, which has been loaded through the scope.
    static func load(
        _ kind: String, _ id: Identifier, at path: String, _ visit: Visit, _ words: StoryWords, _ tx: Transaction
    ) throws -> RecordStory {
        try load(
            kind, id, at: path, before: visit.query["before"].flatMap { Identifier($0) }, fields: enterpriseFields, words,
            tx)
    }

    private static let enterpriseFields: [String: Message] = [
        "name": "名称", "shortName": "简称", "creditCode": "信用代码", "creditCodeOverride": "代码说明", "address": "所在地址",
        "ownership": "性质", "industry": "行业", "openedOn": "成立日期", "foundedOn": "建会日期", "legalPersonCode": "法人代码",
    ]
}
