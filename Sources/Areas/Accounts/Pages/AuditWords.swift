import Core

/// What stands in the audit log, in words.
enum AuditWords {
    static let outcomes: [(String, Message)] = [("done", "已办"), ("refused", "被拒绝"), ("read", "查看")]

    static func outcome(_ name: String) -> Message { outcomes.first { $0.0 == name }?.1 ?? .verbatim(name) }

    static func actor(_ kind: String) -> Message {
        switch kind {
        case "nobody": "未登录的人"
        case "operator": "服务器维护人员"
        case "founder": "系统初建"
        case "house": "系统到期自动办理"
        default: .verbatim(kind)
        }
    }

    /// What this room's commands and records are called; other rooms hand in theirs.
    static let titles: [String: Message] = [
        "account": "账号", "unit": "单位", "person": "人员",
        "makeAccount": "开设账号", "inviteAccount": "发邀请链接", "acceptInvitation": "用链接设密码",
        "resetPassword": "重置密码", "changePassword": "修改密码", "grantRole": "授予角色", "endRole": "结束角色",
        "disableAccount": "停用账号", "enableAccount": "启用账号", "foundFirstAdministrators": "首次设置",
        "signIn": "登录", "failSignIn": "登录失败", "readAudit": "查看审计记录",
    ]
}
