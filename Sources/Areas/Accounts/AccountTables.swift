import Core
import Storage

/// What the room keeps.
enum AccountTables {
    static let migrations = [
        Migration(
            "accounts-1",
            [
                """
                CREATE TABLE accounts (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    login \(type: .text) NOT NULL,
                    login_key \(type: .text) NOT NULL UNIQUE,
                    name \(type: .text) NOT NULL CONSTRAINT accounts_have_a_name CHECK (length(name) > 0),
                    person_id \(type: .integer),
                    password_hash \(type: .text),
                    must_change \(type: .bool) NOT NULL,
                    is_demo \(type: .bool) NOT NULL,
                    made_at \(type: .integer) NOT NULL,
                    made_by \(type: .integer),
                    password_set_at \(type: .integer),
                    signed_in_at \(type: .integer),
                    disabled_at \(type: .integer),
                    disabled_by \(type: .integer),
                    disabled_why \(type: .text),
                    CONSTRAINT accounts_disabled_with_reason CHECK ((disabled_at IS NULL) = (disabled_why IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX accounts_by_person ON accounts (person_id)",
                """
                CREATE TABLE role_holdings (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    account_id \(type: .integer) NOT NULL REFERENCES accounts (id),
                    role \(type: .text) NOT NULL CONSTRAINT role_holdings_known_role CHECK (role IN (
                        'socialWorker', 'viewer', 'officer', 'systemAdministrator', 'securityAdministrator', 'auditor')),
                    unit_id \(type: .integer) NOT NULL REFERENCES scope_units (unit_id),
                    since_at \(type: .integer) NOT NULL,
                    granted_by \(type: .integer),
                    ended_at \(type: .integer),
                    ended_by \(type: .integer)
                )\(SQL.tableOptions)
                """,
                """
                CREATE UNIQUE INDEX role_holdings_open ON role_holdings (account_id, role, unit_id)
                WHERE ended_at IS NULL
                """,
                "CREATE INDEX role_holdings_by_account ON role_holdings (account_id, id)",
                "CREATE INDEX role_holdings_by_role ON role_holdings (role, account_id)",
                """
                CREATE TABLE invitations (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    account_id \(type: .integer) NOT NULL REFERENCES accounts (id),
                    digest \(type: .text) NOT NULL UNIQUE,
                    made_at \(type: .integer) NOT NULL,
                    made_by \(type: .integer),
                    expires_at \(type: .integer) NOT NULL,
                    used_at \(type: .integer),
                    withdrawn_at \(type: .integer)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX invitations_by_account ON invitations (account_id, id)",
                """
                CREATE TABLE sign_in_failures (
                    key \(type: .text) NOT NULL PRIMARY KEY,
                    failures \(type: .integer) NOT NULL,
                    last_at \(type: .integer) NOT NULL,
                    locked_until \(type: .integer)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX sign_in_failures_by_age ON sign_in_failures (last_at)",
            ] + AccountStore.index.create),
        Migration(
            "accounts-audit-lists-1",
            [
                // By these the auditor's list is read: newest first, of a day, of a command.
                "CREATE INDEX audit_entries_by_time ON audit_entries (at, id)",
                "CREATE INDEX audit_entries_by_actor_and_time ON audit_entries (actor_id, at, id)",
                "CREATE INDEX audit_entries_by_command ON audit_entries (command, at, id)",
            ]),
    ]

    /// Roles at a unit are neither given nor taken by whoever closes it: they stay, and reach what the unit still holds.
    static let content = UnitContent(
        title: "在这个单位的账号角色", onClosing: .stays,
        count: { place, tx in
            try tx.value("SELECT COUNT(*) FROM role_holdings WHERE unit_id = \(place.unit) AND ended_at IS NULL") ?? 0
        },
        opens: { _ in nil }, succeed: { _, _, _, _ in })

    /// Whoever signs in is somebody: her account goes with her record, and is closed before her data are erased.
    static let ofPerson = PersonContent.rows("accounts", title: "登录账号", of: "accounts").with { content in
        content.conflicts = { from, to, tx in
            let count: Int? = try tx.value(
                "SELECT COUNT(DISTINCT person_id) FROM accounts WHERE person_id IN (\(from), \(to))")
            return (count ?? 0) < 2 ? [] : ["两份记录各有登录账号；请先请系统管理员处理其中一个"]
        }
        content.holds = { person, tx in
            let open: Int? = try tx.value(
                "SELECT COUNT(*) FROM accounts WHERE person_id = \(person) AND disabled_at IS NULL")
            return (open ?? 0) == 0 ? [] : ["此人还有登录账号；请先请安全管理员停用"]
        }
        content.erase = { person, act in
            try act.tx.execute("UPDATE accounts SET person_id = NULL WHERE person_id = \(person)")
        }
    }.telling(["accounts"], ["登录名", "姓名", "开设时间", "最近登录", "停用时间", "停用的理由"]) { person in
        """
        SELECT login, name, made_at, signed_in_at, disabled_at, disabled_why FROM accounts
        WHERE person_id = \(person) ORDER BY id
        """
    } row: { row in
        [
            .cell(try row["login"] as String?), .cell(try row["name"] as String?),
            .cell(try row["made_at"] as Instant?), .cell(try row["signed_in_at"] as Instant?),
            .cell(try row["disabled_at"] as Instant?), .cell(try row["disabled_why"] as String?),
        ]
    }.telling(["role_holdings"], "账号的角色", ["角色", "单位", "从何时起", "到何时止"]) { person in
        """
        SELECT h.role, n.name AS unit, h.since_at, h.ended_at FROM role_holdings h
        JOIN accounts a ON a.id = h.account_id LEFT JOIN unit_names n ON n.unit_id = h.unit_id
        WHERE a.person_id = \(person) ORDER BY h.id
        """
    } row: { row in
        [
            (try row["role"] as Role).title, .cell(try row["unit"] as String?),
            .cell(try row["since_at"] as Instant?), .cell(try row["ended_at"] as Instant?),
        ]
    }

    static let invariants = [
        Invariant(
            "accounts: one open holding for each account, role and unit",
            """
            SELECT account_id FROM role_holdings WHERE ended_at IS NULL
            GROUP BY account_id, role, unit_id HAVING COUNT(*) > 1
            """),
        Invariant(
            "accounts: system, security and audit are three accounts without other roles",
            """
            SELECT a.id FROM role_holdings a JOIN role_holdings b ON b.account_id = a.account_id AND b.role <> a.role
            WHERE a.ended_at IS NULL AND b.ended_at IS NULL
              AND a.role IN ('systemAdministrator', 'securityAdministrator', 'auditor')
            """),
        Invariant(
            "accounts: system, security and audit are three people",
            """
            SELECT a.id FROM role_holdings a
            JOIN accounts x ON x.id = a.account_id
            JOIN accounts y ON y.person_id = x.person_id AND y.id <> x.id
            JOIN role_holdings b ON b.account_id = y.id AND b.role <> a.role
            WHERE a.ended_at IS NULL AND b.ended_at IS NULL
              AND a.role IN ('systemAdministrator', 'securityAdministrator', 'auditor')
            """),
        Invariant(
            "accounts: every open holding's unit is in the tree",
            """
            SELECT h.id FROM role_holdings h LEFT JOIN scope_units u ON u.unit_id = h.unit_id
            WHERE h.ended_at IS NULL AND u.unit_id IS NULL
            """),
        Invariant(
            "accounts: an administrator's role is held at the root",
            """
            SELECT h.id FROM role_holdings h JOIN scope_units u ON u.unit_id = h.unit_id
            WHERE h.ended_at IS NULL AND u.parent_id IS NOT NULL
              AND h.role IN ('systemAdministrator', 'securityAdministrator', 'auditor')
            """),
        Invariant(
            "accounts: where there are accounts, someone can grant roles",
            """
            SELECT COUNT(*) FROM accounts WHERE NOT EXISTS (
                SELECT 1 FROM role_holdings h JOIN accounts a ON a.id = h.account_id
                WHERE h.role = 'securityAdministrator' AND h.ended_at IS NULL AND a.disabled_at IS NULL)
            HAVING COUNT(*) > 0
            """),
        Invariant(
            "accounts: at most one open invitation for each account",
            """
            SELECT account_id FROM invitations WHERE used_at IS NULL AND withdrawn_at IS NULL
            GROUP BY account_id HAVING COUNT(*) > 1
            """),
        Invariant(
            "accounts: an invitation was not both used and withdrawn",
            "SELECT id FROM invitations WHERE used_at IS NOT NULL AND withdrawn_at IS NOT NULL"),
    ]
}
