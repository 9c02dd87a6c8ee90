import Core
import Storage

extension Handover {
    static let migrations = [
        Migration(
            "workforce-handovers-1",
            [
                """
                CREATE TABLE handovers (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES people (id),
                    post_id \(type: .integer) NOT NULL REFERENCES posts (id),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    kind \(type: .text) NOT NULL,
                    new_unit_id \(type: .integer),
                    last_day \(type: .text) NOT NULL,
                    reason \(type: .text) NOT NULL,
                    started_at \(type: .integer) NOT NULL,
                    started_by \(type: .integer),
                    ended_at \(type: .integer),
                    ended_by \(type: .integer),
                    ending \(type: .text),
                    ending_reason \(type: .text),
                    CONSTRAINT handovers_kind CHECK (kind IN ('leaving', 'moving')),
                    CONSTRAINT handovers_reason CHECK (length(reason) > 0),
                    CONSTRAINT handovers_ending CHECK ((ended_at IS NULL) = (ending IS NULL)),
                    CONSTRAINT handovers_cancelled CHECK (ending IS NULL OR ending = 'finished' OR ending_reason IS NOT NULL)
                )\(SQL.tableOptions)
                """,
                "CREATE UNIQUE INDEX handovers_open ON handovers (post_id) WHERE ended_at IS NULL",
                "CREATE INDEX handovers_by_person ON handovers (person_id)",
                "CREATE INDEX handovers_by_day ON handovers (last_day, id) WHERE ended_at IS NULL",
                "CREATE INDEX handovers_by_scope ON handovers (scope_key, last_day)",
                "CREATE INDEX handovers_by_district ON handovers (district_id, last_day, id)",
                // What was left without an owner when the post ended before anybody had taken it.
                """
                CREATE TABLE handover_remains (
                    handover_id \(type: .integer) NOT NULL REFERENCES handovers (id),
                    kind \(type: .text) NOT NULL,
                    held_id \(type: .integer) NOT NULL,
                    label \(type: .text) NOT NULL,
                    unit_id \(type: .integer) NOT NULL,
                    PRIMARY KEY (handover_id, kind, held_id)
                )\(SQL.tableOptions)
                """,
                """
                CREATE TABLE handover_assignments (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    handover_id \(type: .integer) NOT NULL REFERENCES handovers (id),
                    kind \(type: .text) NOT NULL,
                    held_id \(type: .integer) NOT NULL,
                    label \(type: .text) NOT NULL,
                    unit_id \(type: .integer) NOT NULL,
                    person_id \(type: .integer) NOT NULL REFERENCES people (id),
                    post_id \(type: .integer) NOT NULL REFERENCES posts (id),
                    from_day \(type: .text) NOT NULL,
                    assigned_at \(type: .integer) NOT NULL,
                    assigned_by \(type: .integer),
                    answer \(type: .text),
                    answer_reason \(type: .text),
                    answered_at \(type: .integer),
                    answered_by \(type: .integer),
                    is_on_behalf \(type: .bool) NOT NULL DEFAULT FALSE,
                    given_at \(type: .integer),
                    CONSTRAINT handover_assignments_answer CHECK (answer IN ('accepted', 'refused', 'withdrawn')),
                    CONSTRAINT handover_assignments_answered CHECK ((answered_at IS NULL) = (answer IS NULL)),
                    CONSTRAINT handover_assignments_refused CHECK (answer <> 'refused' OR answer_reason IS NOT NULL),
                    CONSTRAINT handover_assignments_given CHECK (given_at IS NULL OR answer = 'accepted')
                )\(SQL.tableOptions)
                """,
                """
                CREATE UNIQUE INDEX handover_assignments_live ON handover_assignments (handover_id, kind, held_id)
                WHERE answer IS NULL OR answer = 'accepted'
                """,
                "CREATE INDEX handover_assignments_by_handover ON handover_assignments (handover_id, id)",
                "CREATE INDEX handover_assignments_by_person ON handover_assignments (person_id, id)",
                "CREATE INDEX handover_assignments_by_post ON handover_assignments (post_id) WHERE given_at IS NULL",
                "CREATE INDEX handover_assignments_waiting ON handover_assignments (id) WHERE answer IS NULL",
                """
                CREATE INDEX handover_assignments_to_give ON handover_assignments (from_day)
                WHERE answer = 'accepted' AND given_at IS NULL
                """,
            ])
    ]

    static let invariants = [
        Invariant.placed("handovers: lie where their unit lies", in: "handovers"),
        Invariant(
            "handovers: a planned one that is finished has ended its post",
            """
            SELECT h.id FROM handovers h JOIN posts po ON po.id = h.post_id
            WHERE h.ending = 'finished' AND po.ended_on IS NULL
            """),
        Invariant(
            "handovers: an open one is due, and a closed one is not",
            """
            SELECT h.id FROM handovers h
            WHERE (h.ended_at IS NULL) <> EXISTS (
                SELECT 1 FROM obligations o
                WHERE o.kind = 'handover' AND o.subject_id = h.id AND o.closed_at IS NULL AND o.due_on = h.last_day
                    AND o.unit_id = h.unit_id)
            """),
        Invariant(
            "handovers: nobody takes over from herself",
            """
            SELECT a.id FROM handover_assignments a JOIN handovers h ON h.id = a.handover_id
            WHERE a.person_id = h.person_id
            """),
        Invariant(
            "handovers: nothing waits for anybody in one that is closed, or through a post that has ended",
            """
            SELECT a.id FROM handover_assignments a JOIN handovers h ON h.id = a.handover_id
            JOIN posts po ON po.id = a.post_id
            WHERE a.given_at IS NULL AND (a.answer IS NULL OR a.answer = 'accepted')
                AND (h.ended_at IS NOT NULL OR po.ended_on IS NOT NULL)
            """),
    ]
}
