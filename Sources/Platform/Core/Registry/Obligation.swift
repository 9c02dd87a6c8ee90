import Storage

/// A kind of promise with a clock: a licence that expires, a contract that ends, a request that must be answered.
package struct ObligationKind: Sendable {
    /// What an obligation is about, as the reader may see it.
    package struct Subject: Sendable {
        /// As data: 周敏 · 助理社会工作师.
        package let label: String
        package let opens: String

        package init(label: String, opens: String) {
            self.label = label
            self.opens = opens
        }
    }

    /// Stable, as stored: `licenceExpiry`.
    package let kind: String
    package let title: Message
    /// What to do, in one sentence.
    package let advice: Message
    /// From so many days before the day on it stands on the page of today.
    package let daysAhead: Int
    /// Whoever answers for it may close it herself, with evidence; all others are closed by the act that they wait for.
    package let closesByHand: Bool
    /// Who may open the subject's page, where the obligation lies.
    package let opensFor: Power
    /// The subjects' labels and pages, by subject id.
    package let subjects: @Sendable ([Identifier], Transaction) throws -> [Identifier: Subject]

    package init(
        _ kind: String, title: Message, advice: Message, daysAhead: Int, closesByHand: Bool = false,
        opensFor: Power = .see,
        subjects: @escaping @Sendable ([Identifier], Transaction) throws -> [Identifier: Subject]
    ) {
        self.kind = kind
        self.title = title
        self.advice = advice
        self.daysAhead = daysAhead
        self.closesByHand = closesByHand
        self.opensFor = opensFor
        self.subjects = subjects
    }

    /// Whether a link to the subject's page would lead there. Who sees the promise may mostly see what it is about.
    package func mayOpen(_ one: Obligation, _ actor: Actor) -> Bool {
        opensFor == .see || actor.may(opensFor, at: one.place).isAllowed
    }
}

/// One promise: what, until when, who answers for it, and how it ended.
package struct Obligation: Sendable {
    /// How an obligation ended. The closing rule: kept needs evidence, waived a reason.
    package enum Ending: String, Sendable, Codable, ColumnValue {
        case kept
        case waived
        /// Its subject is gone.
        case lapsed
    }

    package let id: Identifier
    package let kind: String
    package let subject: Identifier
    /// The person whom it is about, if any: it lies where she lies.
    package let person: Identifier?
    /// The person who answers for it; nil: whoever is responsible for the unit.
    package let holder: Identifier?
    package let place: Place
    package let dueOn: Day
    package let openedAt: Instant
    package let closedAt: Instant?
    package let ending: Ending?
    /// What proves it, or why it was waived.
    package let evidence: String?

    package init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        subject = try row["subject_id"]
        person = try row["person_id"]
        holder = try row["holder_id"]
        place = try Place(row: row)
        dueOn = try row["due_on"]
        openedAt = try row["opened_at"]
        closedAt = try row["closed_at"]
        ending = try row["ending"]
        evidence = try row["evidence"]
    }

    package static let columns: SQL = """
        o.id, o.kind, o.subject_id, o.person_id, o.holder_id, o.unit_id, o.district_id, o.scope_key, o.due_on,
        o.opened_at, o.closed_at, o.ending, o.evidence
        """

    package static let scopeColumns = Scope.Columns(
        key: "o.scope_key", district: "o.district_id", record: ("person", "o.person_id"))

    static let migrations = [
        Migration(
            "core-obligations-1",
            [
                """
                CREATE TABLE obligations (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    kind \(type: .text) NOT NULL,
                    subject_id \(type: .integer) NOT NULL,
                    person_id \(type: .integer),
                    holder_id \(type: .integer),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    due_on \(type: .text) NOT NULL,
                    opened_at \(type: .integer) NOT NULL,
                    closed_at \(type: .integer),
                    closed_by \(type: .integer),
                    ending \(type: .text),
                    evidence \(type: .text),
                    CONSTRAINT obligations_closing CHECK ((closed_at IS NULL) = (ending IS NULL)),
                    CONSTRAINT obligations_evidence CHECK (ending IS NULL OR ending = 'lapsed' OR evidence IS NOT NULL)
                )\(SQL.tableOptions)
                """,
                "CREATE UNIQUE INDEX obligations_open ON obligations (kind, subject_id) WHERE closed_at IS NULL",
                "CREATE INDEX obligations_by_scope ON obligations (scope_key, due_on) WHERE closed_at IS NULL",
                "CREATE INDEX obligations_by_district ON obligations (district_id, due_on, id) WHERE closed_at IS NULL",
                "CREATE INDEX obligations_by_day ON obligations (due_on, id) WHERE closed_at IS NULL",
                "CREATE INDEX obligations_by_holder ON obligations (holder_id, due_on) WHERE closed_at IS NULL",
                "CREATE INDEX obligations_by_person ON obligations (person_id) WHERE closed_at IS NULL",
                "CREATE INDEX obligations_by_subject ON obligations (kind, subject_id)",
            ]),
        // The lists: narrowed to a kind, and of what is closed, newest first.
        Migration(
            "core-obligations-2",
            [
                "CREATE INDEX obligations_by_kind ON obligations (kind, due_on, id) WHERE closed_at IS NULL",
                """
                CREATE INDEX obligations_by_district_kind ON obligations (district_id, kind, due_on, id)
                WHERE closed_at IS NULL
                """,
                "CREATE INDEX obligations_closed ON obligations (closed_at, id) WHERE closed_at IS NOT NULL",
                """
                CREATE INDEX obligations_closed_by_district ON obligations (district_id, closed_at, id)
                WHERE closed_at IS NOT NULL
                """,
                "CREATE INDEX obligations_closed_by_scope ON obligations (scope_key) WHERE closed_at IS NOT NULL",
                "CREATE INDEX obligations_closed_by_holder ON obligations (holder_id, closed_at) WHERE closed_at IS NOT NULL",
            ]),
    ]

    static let placed = PlacedTable("obligations")

    static let content = UnitContent(
        title: "待办事项", onClosing: .passesUp,
        count: { place, tx in
            try tx.value(
                "SELECT COUNT(*) FROM obligations WHERE unit_id = \(place.unit) AND closed_at IS NULL") ?? 0
        },
        opens: { "/deadlines?unit=\($0)" },
        succeed: { from, to, _, act in
            try act.tx.execute(
                """
                UPDATE obligations SET unit_id = \(to.unit), district_id = \(to.district), scope_key = \(to.key)
                WHERE unit_id = \(from.unit) AND closed_at IS NULL
                """)
        })

    static let invariants = [
        Invariant.placed("obligations: lie where their unit lies", in: "obligations")
    ]
}

/// Opens, changes and closes promises as part of a command; who may, that command decides.
package enum Obligations {
    /// Opens the obligation of this kind about this subject; where one is open, its day, holder and place become these.
    @discardableResult
    package static func set(
        _ kind: String, about subject: Identifier, person: Identifier? = nil, holder: Identifier? = nil,
        at place: Place, dueOn: Day, _ act: Act
    ) throws -> Identifier {
        let open: Identifier? = try act.tx.value(
            "SELECT id FROM obligations WHERE kind = \(kind) AND subject_id = \(subject) AND closed_at IS NULL")
        if let open {
            try act.tx.execute(
                """
                UPDATE obligations SET due_on = \(dueOn), person_id = \(person), holder_id = \(holder),
                    unit_id = \(place.unit), district_id = \(place.district), scope_key = \(place.key)
                WHERE id = \(open)
                """)
            return open
        }
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO obligations
                (id, kind, subject_id, person_id, holder_id, unit_id, district_id, scope_key, due_on, opened_at)
            VALUES (\(id), \(kind), \(subject), \(person), \(holder), \(place.unit), \(place.district), \(place.key),
                \(dueOn), \(act.now))
            """)
        return id
    }

    /// Closes the open obligation of this kind about this subject, if there is one.
    ///
    /// - Parameter evidence: what proves it (kept) or why (waived); never empty there.
    package static func close(
        _ kind: String, about subject: Identifier, _ ending: Obligation.Ending, evidence: String? = nil, _ act: Act
    ) throws {
        try act.tx.execute(
            """
            UPDATE obligations SET closed_at = \(act.now), closed_by = \(act.actor.account), ending = \(ending),
                evidence = \(evidence)
            WHERE kind = \(kind) AND subject_id = \(subject) AND closed_at IS NULL
            """)
    }

    /// What is open about a person goes with her to another unit.
    package static func follow(_ person: Identifier, to place: Place, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE obligations SET unit_id = \(place.unit), district_id = \(place.district), scope_key = \(place.key)
            WHERE person_id = \(person) AND closed_at IS NULL
            """)
    }
}
