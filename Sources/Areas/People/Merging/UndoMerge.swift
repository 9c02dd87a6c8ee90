import Core
import Storage

/// Makes two records of one again, each as it was.
package struct UndoMerge: Command {
    package static let name = "undoMerge"
    package var merge: Identifier
    package var reason: String

    package init(merge: Identifier, reason: String) {
        self.merge = merge
        self.reason = reason
    }

    package struct Outcome: Codable, Sendable {
        package let kept: Identifier
        package let merged: Identifier
    }

    package struct Subject {
        let merge: PersonMerge
        let kept: Person
        /// nil: too late, or the unit is gone.
        let before: Before?

        struct Before {
            let kept: PersonRecord
            let keptPlace: Place
            let merged: PersonRecord
            let mergedPlace: Place
        }
    }

    package func load(_ act: Act) throws -> Subject {
        try Self.subject(merge, act.actor, act.tx, act.vault)
    }

    static func subject(_ merge: Identifier, _ actor: Actor, _ tx: Transaction, _ vault: Vault) throws -> Subject {
        guard let merge = try PersonMerge.find(merge, tx),
            let kept = try PersonStore.find(merge.kept, actor.sees, tx, vault)
        else { throw Problem.notFound }
        var before: Subject.Before?
        if let records = try merge.records(tx, vault),
            let keptPlace = try ScopeTree.place(of: records.kept.unit, tx),
            let mergedPlace = try ScopeTree.place(of: records.merged.unit, tx)
        {
            before = Subject.Before(
                kept: records.kept, keptPlace: keptPlace, merged: records.merged, mergedPlace: mergedPlace)
        }
        return Subject(merge: merge, kept: kept, before: before)
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission { Self.mayRun(subject, act.actor) }

    static func mayRun(_ subject: Subject, _ actor: Actor) -> Permission {
        let places = [subject.kept.place] + (subject.before.map { [$0.keptPlace, $0.mergedPlace] } ?? [])
        return places.map { actor.may(.managePeople, at: $0) }.first { !$0.isAllowed } ?? .allowed
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        var problems = try Self.obstacles(subject, act.registry, act.today, act.tx, act.vault).map {
            FieldProblem("merge", $0)
        }
        if let problem = PersonChecks.problem(ofReason: reason, whenMissing: "请写明为什么撤销合并") { problems.append(problem) }
        return problems
    }

    /// What has happened since and stands in the way.
    static func obstacles(
        _ subject: Subject, _ registry: Registry, _ today: Day, _ tx: Transaction, _ vault: Vault
    ) throws -> [Message] {
        let merge = subject.merge
        guard today <= merge.lastDay, let before = subject.before else {
            return ["合并后超过 \(PersonMerge.daysToUndo) 天，不能再撤销"]
        }
        var obstacles: [Message] = []
        if try PersonMerge.into(merge.kept, tx).contains(where: { $0.id > merge.id }) {
            obstacles.append("此后又与别的记录合并过；请先撤销后来的合并")
        }
        if subject.kept.isErased { obstacles.append("个人信息已经删除") }
        if subject.kept.version != merge.version { obstacles.append("合并以后更正过此人的资料") }
        let digests = PersonDigests(vault: vault)
        let taken: Int? = try tx.value(
            """
            SELECT COUNT(*) FROM people WHERE id <> \(merge.kept) AND document_digest IN \(list: [
                digests.document(before.kept.number, before.kept.documentKind),
                digests.document(before.merged.number, before.merged.documentKind),
            ])
            """)
        if (taken ?? 0) > 0 { obstacles.append("原来的证件号码此后又登记给了别的记录") }
        let memos = try merge.memos(tx, vault)
        for content in registry.personal {
            guard let memo = memos[content.kind] else { continue }
            obstacles += try content.changes(memo, merge.merged, merge.kept, tx)
        }
        return obstacles
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Outcome {
        guard let before = subject.before else { preconditionFailure("checked before") }
        let (kept, merged) = (subject.merge.kept, subject.merge.merged)
        let memos = try subject.merge.memos(act.tx, act.vault)
        var keptRecord = before.kept
        keptRecord.version = subject.kept.version + 1
        try PersonStore.overwrite(kept, with: keptRecord, act)
        // Where she lies comes first: what rooms derive from it is made anew below.
        try PersonStore.place(kept, at: before.keptPlace, act)
        try PersonStore.bringBack(merged, before.merged, at: before.mergedPlace, act)
        let contents = act.registry.personal.filter { memos[$0.kind] != nil }
        for content in contents { try content.reclaim(memos[content.kind] ?? "", merged, kept, act) }
        for content in contents.reversed() { try content.restore(memos[content.kind] ?? "", merged, kept, act) }
        try Obligations.follow(kept, to: before.keptPlace, act)
        try Obligations.follow(merged, to: before.mergedPlace, act)
        try PersonMerge.markUndone(subject.merge.id, act)
        act.note("person", kept)
        act.note("person", merged)
        try PersonStore.keepReason(reason, Self.name, kept, act)
        return Outcome(kept: kept, merged: merged)
    }
}
