import ChineseText
import Core
import Storage

/// How enterprises are called.
enum EnterpriseName {
    static let longest = 80

    /// Blanks as in units' names; brackets in a Chinese name are full-width ones, so that one name is written one way.
    package static func normalized(_ raw: String) -> String {
        let name = UnitName.normalized(raw)
        guard name.contains(where: { !$0.isASCII }) else { return name }
        return String(name.map { $0 == "(" ? "（" : $0 == ")" ? "）" : $0 })
    }

    /// Sorts by pinyin.
    static func sortKey(_ name: String) -> String { UnitName.sortKey(name) }
}

/// What is written of an enterprise, made uniform.
struct EnterpriseWording: Sendable {
    let name: String
    let shortName: String?
    let creditCode: String?
    let override: String?
    let address: String?
    let ownership: Ownership?
    let industry: Industry?
    let openedOn: Day?

    init(
        name: String, shortName: String?, creditCode: String?, creditCodeOverride: String?, address: String?,
        ownership: Ownership?, industry: Industry?, openedOn: Day?
    ) {
        self.name = EnterpriseName.normalized(name)
        self.shortName = shortName.map(EnterpriseName.normalized)?.nonEmpty
        let code = creditCode.map(UnifiedCreditCode.normalized)?.nonEmpty
        self.creditCode = code
        // A reason is kept only where it is needed.
        let isRight = code.map { (try? UnifiedCreditCode($0)) != nil } ?? true
        override = isRight ? nil : creditCodeOverride.map(UnitName.normalized)?.nonEmpty
        self.address = address.map(UnitName.normalized)?.nonEmpty
        self.ownership = ownership
        self.industry = industry
        self.openedOn = openedOn
    }

    func problems(except own: Identifier?, _ act: Act) throws -> [FieldProblem] {
        let problems = ownProblems(act.today)
        return problems.contains { $0.field.hasPrefix("creditCode") }
            ? problems : problems + (try takenProblems(except: own, act))
    }

    /// What is wrong with it whatever is registered.
    func ownProblems(_ today: Day) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(2...EnterpriseName.longest).contains(name.count) {
            problems.append(FieldProblem("name", "企业名称请写 2 到 \(EnterpriseName.longest) 个字"))
        }
        if let shortName, shortName.count > 30 { problems.append(FieldProblem("shortName", "简称请不要超过 30 个字")) }
        if let address, address.count > 120 { problems.append(FieldProblem("address", "地址请不要超过 120 个字")) }
        if let openedOn, openedOn > today { problems.append(FieldProblem("openedOn", "成立日期不能晚于今天")) }
        return problems + codeProblems
    }

    private var codeProblems: [FieldProblem] {
        guard let creditCode else { return [] }
        do throws(UnifiedCreditCode.Fault) {
            _ = try UnifiedCreditCode(creditCode)
        } catch {
            switch error {
            case .wrongLength:
                return [
                    FieldProblem("creditCode", "统一社会信用代码是 18 位，现在是 \(creditCode.count) 位", code: "creditCodeLength")
                ]
            case .wrongCharacters:
                return [
                    FieldProblem(
                        "creditCode", "统一社会信用代码只有数字和大写字母，不用 I、O、S、V、Z", code: "creditCodeCharacters")
                ]
            case .wrongCheckCharacter:
                guard let override else {
                    return [
                        FieldProblem(
                            "creditCode", "最后一位校验码不对，请对照营业执照核对；确实如此的，请在下面写明原因", code: "creditCodeCheck")
                    ]
                }
                return Reason.problems(override, field: "creditCodeOverride")
            }
        }
        return []
    }

    private func takenProblems(except own: Identifier?, _ act: Act) throws -> [FieldProblem] {
        // One that is wrong and kept for a reason may stand in two certificates.
        guard let creditCode, override == nil,
            let other = try EnterpriseStore.identified(byCode: creditCode, act.tx), other.id != own
        else { return [] }
        let isSeen = act.actor.sees.contains(other.place)
        return [
            FieldProblem(
                "creditCode",
                isSeen ? "这个代码已登记在“\(other.name)”名下" : "这个代码已登记在您范围以外的一家企业名下，请与上级工会联系",
                code: "creditCodeTaken")
        ]
    }
}

extension String {
    var nonEmpty: String? { isEmpty ? nil : self }
}

extension EnterpriseStore {
    static func insert(_ id: Identifier, _ words: EnterpriseWording, at place: Place, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO enterprises (id, name, name_key, short_name, credit_code, credit_code_override, address,
                ownership, industry, unit_id, district_id, scope_key, opened_on, has_union, version, created_at,
                updated_at)
            VALUES (\(id), \(words.name), \(EnterpriseName.sortKey(words.name)), \(words.shortName),
                \(words.creditCode), \(words.override), \(words.address), \(words.ownership), \(words.industry),
                \(place.unit), \(place.district), \(place.key), \(words.openedOn), FALSE, 1, \(act.now), \(act.now))
            """)
        try index(id, [words.name, words.shortName], act.tx)
        try EnterpriseSums.follow(id, act.tx)
    }

    /// false: somebody has changed it since this version was read.
    static func correct(
        _ id: Identifier, version: Int, _ words: EnterpriseWording, _ act: Act
    ) throws -> Bool {
        let changed = try act.tx.execute(
            """
            UPDATE enterprises SET name = \(words.name), name_key = \(EnterpriseName.sortKey(words.name)),
                short_name = \(words.shortName), credit_code = \(words.creditCode),
                credit_code_override = \(words.override), address = \(words.address), ownership = \(words.ownership),
                industry = \(words.industry), opened_on = \(words.openedOn), version = version + 1,
                updated_at = \(act.now)
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { return false }
        let former = try formerNames(of: [id], act.tx)[id] ?? []
        try index(id, [words.name, words.shortName] + former, act.tx)
        return true
    }

    static func keepFormerName(_ name: String, of id: Identifier, until day: Day, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO enterprise_former_names (id, enterprise_id, name, until_on, recorded_by, recorded_at)
            VALUES (\(act.newIdentifier()), \(id), \(name), \(day), \(act.actor.account), \(act.now))
            """)
    }

    static func index(_ id: Identifier, _ names: [String?], _ tx: Transaction) throws {
        try tx.file(id, names, in: EnterpriseSchema.search)
    }

    // MARK: Where it lies

    /// Lies at this unit from now on, with its own union; its stays are written apart.
    static func place(_ id: Identifier, at place: Place, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE enterprises SET unit_id = \(place.unit), district_id = \(place.district),
                scope_key = \(place.key), version = version + 1, updated_at = \(act.now)
            WHERE id = \(id)
            """)
        try EnterpriseUnionStore.follow(enterprise: id, to: place, act)
        try EnterpriseSums.follow(id, act.tx)
    }

    static func startStay(
        _ id: Identifier, at place: Place, on day: Day, because reason: String?, _ act: Act
    ) throws {
        try act.tx.execute(
            """
            INSERT INTO enterprise_stays
                (id, enterprise_id, unit_id, district_id, scope_key, started_on, start_reason, started_by, started_at)
            VALUES (\(act.newIdentifier()), \(id), \(place.unit), \(place.district), \(place.key), \(day), \(reason),
                \(act.actor.account), \(act.now))
            """)
    }

    /// From this day the enterprise is no longer at its unit.
    static func endStay(
        of id: Identifier, on day: Day, _ ending: EnterpriseStay.Ending, because reason: String, _ act: Act
    ) throws {
        try act.tx.execute(
            """
            UPDATE enterprise_stays SET left_on = \(day), ending = \(ending), end_reason = \(reason),
                ended_by = \(act.actor.account), ended_at = \(act.now)
            WHERE enterprise_id = \(id) AND left_on IS NULL
            """)
    }

    /// All stays, the newest first.
    package static func stays(of id: Identifier, _ tx: Transaction) throws -> [EnterpriseStay] {
        try tx.all(
            """
            SELECT \(EnterpriseStay.columns) FROM enterprise_stays y WHERE y.enterprise_id = \(id)
            ORDER BY y.started_on DESC, y.id DESC
            """, EnterpriseStay.init(row:))
    }
}

/// At which unit an enterprise lay, from when to when.
package struct EnterpriseStay: Sendable {
    package enum Ending: String, Sendable, Codable, ColumnValue { case moved, closed }

    package let place: Place
    package let startedOn: Day
    package let startReason: String?
    /// The first day on which it was no longer there.
    package let leftOn: Day?
    package let ending: Ending?
    package let endReason: String?

    static let columns: SQL = """
        y.unit_id, y.district_id, y.scope_key, y.started_on, y.start_reason, y.left_on, y.ending, y.end_reason
        """

    init(row: Row) throws {
        place = try Place(row: row)
        startedOn = try row["started_on"]
        startReason = try row["start_reason"]
        leftOn = try row["left_on"]
        ending = try row["ending"]
        endReason = try row["end_reason"]
    }
}
