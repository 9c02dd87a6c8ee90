extension CoreParts {
    /// The English of what this target says.
    package static let english: [String: String] = [
        "有内容需要改正": "Some entries need correcting",
        "没有找到，或者不在您可以查看的范围内": "Not found, or outside what you may see",
        "请填写": "Please fill this in",
        "请填写整数": "Please enter a whole number",
        "请选择是或否": "Please choose yes or no",
        "请填写日期，例如 2026-03-01": "Please enter a date, such as 2026-03-01",
        "请从列表中选择": "Please choose from the list",
        "有不能保存的字符，请重新输入": "There are characters that cannot be stored; please type it again",
        "请选择": "Please choose",
        "请从列出的项目中选择": "Please choose one of those listed",
        "请求标识须为 8 到 200 个字符": "The request key must have 8 to 200 characters",
        "这个请求标识已经用于另一项操作": "This request key was already used for something else",
        "刚才已有相同的记录，请刷新后再看": "The same record has just been made; please reload and look again",
        "系统正忙，请稍后再试": "The system is busy; please try again in a moment",
        "磁盘已满，没有保存；请联系系统管理员": "The disk is full and nothing was saved; please tell the system administrator",
        "数据库暂时连不上，可能没有保存；请稍后看过再试":
            "The database cannot be reached and perhaps nothing was saved; please look again later before you repeat it",
        "直接下级单位已满 32,767 个，请先在中间增设一级":
            "It has 32,767 units directly below it, which is the most; please add a tier between",
        "工会社工": "Union social worker",
        "查看人员": "Viewer",
        "经办干部": "Officer",
        "系统管理员": "System administrator",
        "安全管理员": "Security administrator",
        "审计员": "Auditor",
        "这个单位不在您可以办理的范围内": "This unit lies outside the part where you may act",
        "您的账号还没有查看人员和单位的角色，请联系安全管理员":
            "Your account has no role for seeing people and units yet; please ask the security administrator",
        "登记和修改人员由经办干部办理": "Registering and correcting people is for officers",
        "登记和修改单位由经办干部办理": "Registering and correcting units is for officers",
        "任职、调动和离任由经办干部办理": "Appointing, moving and ending posts is for officers",
        "导入花名册由经办干部办理": "Importing rosters is for officers",
        "查看完整号码由经办干部本人办理，并会留下记录": "Reading whole numbers is for officers themselves, and is recorded",
        "按号码查找由经办干部办理": "Searching by number is for officers",
        "账号由系统管理员和安全管理员管理": "Accounts are kept by the system and security administrators",
        "开设账号和重置密码由系统管理员办理": "Making accounts and resetting passwords is for the system administrator",
        "授予角色和停用账号由安全管理员办理": "Granting roles and disabling accounts is for the security administrator",
        "查看审计记录由审计员办理": "Reading the audit log is for the auditor",
    ]
}
