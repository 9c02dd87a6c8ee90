import Core
import Storage

/// What a worker reads in the copy of her data of her membership of the force, her posts and what she answered for.
extension PersonMerging {
    static func told(by content: PersonContent) -> PersonContent {
        content.telling(["workers"], "入职信息", ["人员类别", "来源", "来源说明", "入职日期"]) { person in
            "SELECT \(Worker.columns) FROM workers w WHERE w.person_id = \(person)"
        } row: { row in
            let worker = try Worker(row: row)
            return [
                worker.category.title, worker.source?.title ?? "—", .cell(worker.sourceNote), .cell(worker.hiredOn),
            ]
        }.telling(["posts"], "任职经历", ["单位", "起", "止", "原因", "是不是主要岗位"]) { person in
            """
            SELECT \(Post.columns), n.name AS unit FROM posts po LEFT JOIN unit_names n ON n.unit_id = po.unit_id
            WHERE po.person_id = \(person) ORDER BY po.started_on, po.id
            """
        } row: { row in
            let post = try Post(row: row)
            return [
                .cell(try row["unit"] as String?), .cell(post.startedOn), .cell(post.endedOn), .cell(post.endReason),
                post.isPrimary ? "是" : "兼任",
            ]
        }.telling(["post_corrections"], "任职记录的更正", ["更正时间", "原来的单位", "原来的起始日期", "理由"]) { person in
            """
            SELECT k.corrected_at, k.started_on, k.reason, n.name AS unit FROM post_corrections k
            JOIN posts po ON po.id = k.post_id LEFT JOIN unit_names n ON n.unit_id = k.unit_id
            WHERE po.person_id = \(person) ORDER BY k.id
            """
        } row: { row in
            [
                .cell(try row["corrected_at"] as Instant?), .cell(try row["unit"] as String?),
                .cell(try row["started_on"] as Day?), .cell(try row["reason"] as String?),
            ]
        }.telling(["responsibilities"], "负责的单位", ["单位", "起", "止"]) { person in
            """
            SELECT \(Responsibility.columns), n.name AS unit FROM responsibilities r
            LEFT JOIN unit_names n ON n.unit_id = r.unit_id
            WHERE r.person_id = \(person) ORDER BY r.started_on, r.id
            """
        } row: { row in
            let one = try Responsibility(row: row)
            return [.cell(try row["unit"] as String?), .cell(one.startedOn), .cell(one.endedOn)]
        }
    }

    static func toldOfTransfers(by content: PersonContent) -> PersonContent {
        content.telling(["transfer_requests"], ["申请单位", "申请时间", "理由", "答复", "答复时间", "答复的理由"]) { person in
            """
            SELECT n.name AS unit, t.requested_at, t.reason, t.decision, t.decided_at, t.decision_reason
            FROM transfer_requests t LEFT JOIN unit_names n ON n.unit_id = t.to_unit_id
            WHERE t.person_id = \(person) ORDER BY t.id
            """
        } row: { row in
            let decision: Message =
                switch try row["decision"] as TransferDecision? {
                case .accepted: "同意调入"
                case .refused: "不同意调入"
                case nil: "等待答复"
                }
            return [
                .cell(try row["unit"] as String?), .cell(try row["requested_at"] as Instant?),
                .cell(try row["reason"] as String?), decision, .cell(try row["decided_at"] as Instant?),
                .cell(try row["decision_reason"] as String?),
            ]
        }
    }
}

extension Handover {
    static func told(by content: PersonContent) -> PersonContent {
        content.telling(["handovers"], ["种类", "单位", "调往", "最后一天", "理由", "结果", "结束的理由"]) { person in
            """
            SELECT \(columns), n.name AS unit, x.name AS elsewhere FROM handovers h
            LEFT JOIN unit_names n ON n.unit_id = h.unit_id LEFT JOIN unit_names x ON x.unit_id = h.new_unit_id
            WHERE h.person_id = \(person) ORDER BY h.id
            """
        } row: { row in
            let one = try Handover(row: row)
            let ending: Message =
                switch one.ending {
                case .finished: "已完成"
                case .cancelled: "已取消"
                case nil: "正在办理"
                }
            return [
                one.kind == .leaving ? "离任" : "调动", .cell(try row["unit"] as String?),
                .cell(try row["elsewhere"] as String?), .cell(one.lastDay), .cell(one.reason), ending,
                .cell(one.endingReason),
            ]
        }.telling(["handover_remains"], "离任时还没有人接手的事项", ["事项", "最后一天"]) { person in
            """
            SELECT m.label, h.last_day FROM handover_remains m JOIN handovers h ON h.id = m.handover_id
            WHERE h.person_id = \(person) ORDER BY h.id, m.kind, m.held_id
            """
        } row: { row in
            [.cell(try row["label"] as String?), .cell(try row["last_day"] as Day?)]
        }
    }

    static func toldOfTaking(by content: PersonContent) -> PersonContent {
        content.telling(["handover_assignments"], ["事项", "从哪天起", "答复", "答复的理由", "接手时间"]) { person in
            """
            SELECT label, from_day, answer, answer_reason, given_at FROM handover_assignments
            WHERE person_id = \(person) ORDER BY id
            """
        } row: { row in
            let answer: Message =
                switch try row["answer"] as HandoverAssignment.Answer? {
                case .accepted: "已接受"
                case .refused: "没有接受"
                case .withdrawn: "已改交别人"
                case nil: "等待答复"
                }
            return [
                .cell(try row["label"] as String?), .cell(try row["from_day"] as Day?), answer,
                .cell(try row["answer_reason"] as String?), .cell(try row["given_at"] as Instant?),
            ]
        }
    }
}
