import ChineseText
import Core
import Storage

/// From which of two records a field is taken.
package enum MergeSide: String, Sendable, CaseIterable, Codable {
    case kept, merged
}

/// Makes one person of two records: one id stays, everything that hung on the other goes to it.
package struct MergePeople: Command {
    package static let name = "mergePeople"
    package var kept: Identifier
    package var merged: Identifier
    /// As the officer saw both.
    package var keptVersion: Int
    package var mergedVersion: Int
    package var fullName: MergeSide
    /// Kind and number, and with them what a resident's number says.
    package var document: MergeSide
    package var phone: MergeSide
    package var sex: MergeSide?
    package var birthDay: MergeSide?
    package var reason: String

    package init(
        kept: Identifier, merged: Identifier, keptVersion: Int, mergedVersion: Int, fullName: MergeSide = .kept,
        document: MergeSide = .kept, phone: MergeSide = .kept, sex: MergeSide? = nil, birthDay: MergeSide? = nil,
        reason: String
    ) {
        self.kept = kept
        self.merged = merged
        self.keptVersion = keptVersion
        self.mergedVersion = mergedVersion
        self.fullName = fullName
        self.document = document
        self.phone = phone
        self.sex = sex
        self.birthDay = birthDay
        self.reason = reason
    }

    package struct Outcome: Codable, Sendable {
        package let merge: Identifier
        package let person: Identifier
    }

    package struct Subject {
        let kept: Person
        let merged: Person
        let keptRecord: PersonRecord
        let mergedRecord: PersonRecord
    }

    package func load(_ act: Act) throws -> Subject {
        guard kept != merged, let one = try PersonStore.find(kept, act.actor.sees, act.tx, act.vault),
            let two = try PersonStore.find(merged, act.actor.sees, act.tx, act.vault),
            let oneRecord = try PersonStore.record(of: kept, act.tx, act.vault),
            let twoRecord = try PersonStore.record(of: merged, act.tx, act.vault)
        else { throw Problem.notFound }
        return Subject(kept: one, merged: two, keptRecord: oneRecord, mergedRecord: twoRecord)
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        let here = act.actor.may(.managePeople, at: subject.kept.place)
        return here.isAllowed ? act.actor.may(.managePeople, at: subject.merged.place) : here
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        guard subject.kept.version == keptVersion, subject.merged.version == mergedVersion else {
            throw Problem.conflict("在您比较期间，别人改过其中一人的资料；请重新比较")
        }
        if subject.kept.isErased || subject.merged.isErased { throw Problem.conflict("个人信息已经删除，不能再合并") }
        var problems = try Self.conflicts(merged, kept, act.registry, act.tx).map { FieldProblem("merged", $0) }
        if let problem = PersonChecks.problem(ofReason: reason, whenMissing: "请写明怎样确认是同一个人") {
            problems.append(problem)
        }
        return problems
    }

    /// What stands in the way, from every room.
    static func conflicts(
        _ from: Identifier, _ to: Identifier, _ registry: Registry, _ tx: Transaction
    ) throws -> [Message] {
        try registry.personal.flatMap { try $0.conflicts(from, to, tx) }
    }

    /// What will be known of the one person.
    func result(_ kept: PersonRecord, _ merged: PersonRecord, today: Day) -> PersonRecord {
        func side<T>(_ choice: MergeSide?, _ field: (PersonRecord) -> T) -> T {
            field(choice == .merged ? merged : kept)
        }
        var result = kept
        result.name = side(fullName, \.name)
        result.phone = side(phone, \.phone)
        result.documentKind = side(document, \.documentKind)
        result.number = side(document, \.number)
        let sexNow = sex.map { side($0, \.sex) } ?? side(document, \.sex)
        let birthNow = birthDay.map { side($0, \.birthDay) } ?? side(document, \.birthDay)
        if case .success(let read) = PersonDocument.read(
            result.documentKind, result.number, sex: sexNow, birthDay: birthNow, today: today)
        {
            (result.sex, result.birthDay) = (read.sex, read.birthDay)
        }
        result.version = max(kept.version, merged.version) + 1
        return result
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        let result = result(subject.keptRecord, subject.mergedRecord, today: act.today)
        try PersonMerge.keep(
            id, kept: (kept, subject.keptRecord), merged: (merged, subject.mergedRecord), version: result.version, act)
        do {
            for (position, content) in act.registry.personal.enumerated() {
                let memo = try content.absorb(merged, kept, act)
                try PersonMerge.keep(memo, of: content.kind, at: position, id, act)
            }
            for content in act.registry.personal.reversed() { try content.release(merged, kept, act) }
            try PersonStore.remove(merged, act)
        } catch StorageError.foreignKey {
            throw Problem.conflict("还有别的记录挂在其中一人名下，暂时不能合并；请联系系统维护人员")
        }
        try PersonStore.overwrite(kept, with: result, act)
        if let place = try PersonStore.place(of: kept, .everything, act.tx) {
            try Obligations.follow(kept, to: place, act)
        }
        act.note("person", kept)
        act.note("person", merged)
        try PersonStore.keepReason(reason, Self.name, kept, act)
        return Outcome(merge: id, person: kept)
    }
}
