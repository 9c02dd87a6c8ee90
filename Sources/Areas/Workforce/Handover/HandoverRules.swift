import Core
import Organization
import Storage

/// What is wrong with a hand-over or stands in its way.
enum HandoverRules {
    /// A leave can be planned for so many days ahead.
    static let daysAhead = 366

    static func problems(
        with post: Post, _ kind: HandoverKind, to unit: Unit?, lastDay: Day, _ act: Act
    ) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if lastDay < post.startedOn { problems.append(FieldProblem("lastDay", "早于到岗日期 \(post.startedOn)")) }
        if lastDay > act.today.adding(days: daysAhead) { problems.append(FieldProblem("lastDay", "最后一天最多写到一年以后")) }
        switch kind {
        case .leaving:
            if try hasSecondPosts(post, act.tx) { problems.append(FieldProblem("kind", "请先结束兼任的第二岗位")) }
        case .moving:
            guard post.isPrimary else { return problems + [FieldProblem("kind", "兼任的岗位不能调动，只能结束")] }
            guard let unit else { return problems + [FieldProblem("unit", "请选择调到哪个单位")] }
            problems += try MoveRules.problems(
                moving: post, to: unit, on: lastDay.adding(days: 1), isCorrection: false, mayBeAhead: true, act
            ).map { $0.field == "startedOn" ? FieldProblem("lastDay", $0.message) : $0 }
        }
        return problems
    }

    /// Why it cannot be finished today; nil: it can.
    static func hindrance(
        _ handover: Handover, _ items: [HandoverItem], _ tx: Transaction
    ) throws -> Message? {
        if handover.endedAt != nil { return "这次交接已经结束" }
        let left = items.filter { !$0.hasOwner }
        if let first = left.first { return "还有 \(left.count) 项没有人接手，包括“\(first.label)”" }
        if let late = items.compactMap(\.live?.fromDay).max(), late > Day(of: tx.now) {
            return "有的事项到 \(late) 才交出，那一天会自动办结"
        }
        guard let post = try PostStore.current(of: handover.person, tx).first(where: { $0.id == handover.post }) else {
            return nil
        }
        if Day(of: tx.now) <= handover.lastDay { return "都有人接手了；过了最后一天 \(handover.lastDay)，会自动办结" }
        if handover.kind == .leaving {
            return try hasSecondPosts(post, tx) ? "请先结束兼任的第二岗位" : nil
        }
        guard let unit = try handover.newUnit.flatMap({ try UnitStore.find($0, tx) }), unit.closedOn == nil else {
            return "要调去的单位已经撤销；请取消这次交接，另行办理"
        }
        let there = try PostStore.history(of: handover.person, tx).contains {
            $0.place.unit == unit.id && $0.id != post.id && ($0.endedOn ?? .distantFuture) > handover.lastDay
        }
        return there ? "此人已经在要调去的单位任职；请取消这次交接，另行办理" : nil
    }

    private static func hasSecondPosts(_ post: Post, _ tx: Transaction) throws -> Bool {
        try post.isPrimary && PostStore.current(of: post.person, tx).contains { !$0.isPrimary }
    }
}
