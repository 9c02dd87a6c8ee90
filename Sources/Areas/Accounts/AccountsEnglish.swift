/// The room's sentences in English.
let accountsEnglish: [String: String] = [
    "在这个单位的账号角色": "Account roles at this unit",
    "等待本人设密码": "Waiting for its owner to set a password",
    "正常": "In use",
    "已停用": "Disabled",
    "登录名须为 3 到 40 个字符": "A sign-in name has 3 to 40 characters",
    "登录名只用字母、数字和 . - _ @": "A sign-in name has only letters, digits and . - _ @",
    "账号": "Accounts",
    "审计": "Audit",
    "不能停用自己的账号": "You cannot disable your own account",
    "账号已经停用了": "The account is disabled already",
    "请写明停用的原因": "Please say why the account is disabled",
    "账号没有停用": "The account is not disabled",
    "已经有账号了；首次设置只能做一次，请直接登录":
        "There are accounts already. The first set-up is done only once; please sign in",
    "请填写总工会的名称": "Please give the name of the federation",
    "总工会的名称请写 2 到 60 个字": "The name of the federation has 2 to 60 characters",
    "三名管理员须是三个不同的人": "The three administrators must be three different people",
    "三个登录名不能相同": "The three sign-in names must differ",
    "账号已停用；请先由安全管理员启用":
        "The account is disabled; the security administrator has to enable it first",
    "本人已经设好密码；忘记了请用“重置密码”":
        "She has set her password already; if it is forgotten, use “Reset password”",
    "账号已停用，请联系安全管理员":
        "The account is disabled; please ask the security administrator",
    "您正用另一个账号登录；请先退出，再打开这个链接":
        "You are signed in with another account; sign out first, then open this link",
    "这个链接已经用过了；每个链接只能用一次":
        "This link has been used; each link works only once",
    "这个链接已经作废，后来发过新的链接": "This link is void; a newer one has been made",
    "这个链接已经过期；请系统管理员再发一个":
        "This link has expired; please ask the system administrator for another",
    "管理员的密码不由另一位管理员重置，否则一人就掌握了两种管理权限；请服务器的维护人员在命令行重置":
        "No administrator resets another administrator's password, or one person would hold two offices; whoever keeps the server resets it at the command line",
    "密码由本人通过邀请链接设置": "The owner sets the password herself, by invitation",
    "这个登录名已经有人用了": "This sign-in name is taken",
    "请填写姓名": "Enter the name",
    "姓名最长 60 个字符": "The name has at most 60 characters",
    "自己的密码请在“我的登录”里修改": "Change your own password under “My sign-ins”",
    "请先登录": "Please sign in first",
    "密码只由本人修改": "Only the owner changes her password",
    "密码刚才已在别处修改，请用新的密码登录":
        "The password was changed elsewhere a moment ago; please sign in with the new one",
    "请从列表中选择单位": "Choose a unit from the list",
    "不能给自己授予角色": "You cannot grant a role to yourself",
    "账号已停用；请先启用，再授予角色":
        "The account is disabled; enable it before granting a role",
    "管理员角色只设在最上级单位": "Administrators' roles are held only at the uppermost unit",
    "请等本人设好自己的密码，再授予管理员角色":
        "Please wait until the owner has set her own password before granting an administrator's role",
    "同一个人不能既是{}又是{}：系统、安全、审计由三个人分管":
        "One person cannot be both {} and {}: system, security and audit are three people",
    "{}不能同时有业务角色（现有：{}）；请先结束业务角色，或另设账号给另一个人":
        "A {} cannot hold a role of the work too (now: {}); end that role first, or use an account of another person",
    "管理员（{}）不能同时有业务角色": "An administrator ({}) cannot hold a role of the work too",
    "这个账号在这个单位已经有这个角色": "The account holds this role at this unit already",
    "这个角色已经结束了": "This role has ended already",
    "不能结束自己的角色，请另一位安全管理员办理":
        "You cannot end a role of your own; please ask another security administrator",
    "这是最后一名安全管理员；没有安全管理员，就没有人能授予角色了。请先给另一个人授予安全管理员":
        "This is the last security administrator; without one, nobody could grant roles. Grant the role to someone else first",
    "只有本人可以登录": "Only the owner can sign in",
    "只在登录时记录": "Recorded only at sign-in",
    "账号已开设；下一步：发邀请链接给本人":
        "The account is made; next: send its owner an invitation",
    "账号已停用，登录都已结束": "The account is disabled and its sign-ins have ended",
    "账号已启用": "The account is enabled",
    "开设账号": "Make an account",
    "一个账号只给一个人用。开设后分两步：您发邀请链接给本人设密码；安全管理员给账号授予角色。":
        "An account is for one person. Two steps follow: you send its owner an invitation to set a password; the security administrator grants the account its roles.",
    "使用人的姓名": "Name of the user",
    "登录名": "Sign-in name",
    "3 到 40 个字母、数字或 . - _ @，例如姓名的拼音":
        "3 to 40 letters, digits or . - _ @, for instance the name in pinyin",
    "停用 {} 的账号": "Disable the account of {}",
    "停用后 {} 立刻不能登录，现在的登录也马上结束。账号做过的事都保留，以后可以再启用。":
        "{} can no longer sign in from that moment, and present sign-ins end. All that the account did is kept; it can be enabled again.",
    "停用账号": "Disable the account",
    "原因": "Reason",
    "例如：调离、退休、账号可能被别人用过":
        "For instance: moved, retired, or someone else may have used the account",
    "启用 {} 的账号": "Enable the account of {}",
    "启用后本人可以用原来的密码登录，原来的角色都还在。请先核对角色是否还合适。":
        "The owner can sign in with the former password and has the former roles. Please check first that the roles are still right.",
    "启用账号": "Enable the account",
    "停用原因": "Disabled because",
    "姓名或登录名": "Name or sign-in name",
    "角色": "Role",
    "全部角色": "All roles",
    "状态": "State",
    "全部状态": "All states",
    "姓名": "Name",
    "最近登录": "Last sign-in",
    "还没有角色": "No role yet",
    "没有符合条件的账号": "No account fits",
    "还没有账号": "There are no accounts yet",
    "换一个条件，或者清除后再看。": "Try another condition, or clear the filter.",
    "演示": "Demo",
    "自己的角色和停用，由另一位安全管理员办理":
        "Your own roles and disabling are the business of another security administrator",
    "授予角色和停用账号由安全管理员办理":
        "Granting roles and disabling accounts is for the security administrator",
    "开设账号和重置密码由系统管理员办理":
        "Making accounts and resetting passwords is for the system administrator",
    "发邀请链接": "Send an invitation",
    "重新发邀请链接": "Send another invitation",
    "重置密码": "Reset password",
    "授予角色": "Grant a role",
    "停用": "Disable",
    "启用": "Enable",
    "开设于": "Made",
    "密码设于": "Password set",
    "密码": "Password",
    "是临时的，下次登录时须修改": "temporary; to be changed at the next sign-in",
    "邀请链接有效至": "Invitation valid until",
    "停用于": "Disabled",
    "停用人": "Disabled by",
    "从": "From",
    "授予人": "Granted by",
    "到": "Until",
    "结束人": "Ended by",
    "操作": "Acts",
    "现在有效": "In force",
    "结束": "End",
    "没有角色的账号可以登录，但什么也看不到。":
        "An account without a role can sign in but sees nothing.",
    "审计记录": "Audit log",
    "记录里只有编号和项目名称，没有个人内容。查看本页也会留下记录。":
        "The log has only numbers and field names, nothing personal. Looking at this page is recorded too.",
    "全部操作": "All acts",
    "结果": "Result",
    "全部结果": "All results",
    "时间": "Time",
    "谁": "Who",
    "对象": "Record",
    "项目": "Fields",
    "没有符合条件的记录": "No entry fits",
    "（经命令行）": "(at the command line)",
    "已办": "Done",
    "被拒绝": "Refused",
    "查看": "Show",
    "未登录的人": "Someone not signed in",
    "服务器维护人员": "Keeper of the server",
    "系统初建": "Founding of the house",
    "系统到期自动办理": "The house itself, on the day",
    "用链接设密码": "Set a password by invitation",
    "修改密码": "Change password",
    "结束角色": "End a role",
    "启动码": "Start code",
    "写在启动 Qiao 的终端里，证明您就是启动它的人": "It stands in the terminal where Qiao was started, and proves that it was you",
    "启动码不对；它写在启动 Qiao 的终端里": "The start code is wrong; it stands in the terminal where Qiao was started",
    "首次设置": "First set-up",
    "登录": "Sign in",
    "登录失败": "Failed sign-in",
    "查看审计记录": "Read the audit log",
    "您已退出": "You have signed out",
    "已结束那一次登录": "That sign-in has ended",
    "已结束其他所有登录": "All other sign-ins have ended",
    "密码已修改；其他地方的登录都已结束":
        "The password is changed; sign-ins elsewhere have ended",
    "请填写现在的密码": "Please give the present password",
    "新密码不能和现在的密码一样": "The new password must differ from the present one",
    "我的登录": "My sign-ins",
    "结束其他所有登录": "End all other sign-ins",
    "不认识的登录，请马上结束它，并修改密码。":
        "If you do not know one of these sign-ins, end it at once and change your password.",
    "我的账号": "My account",
    "密码修改于": "Password changed",
    "最近的登录": "Latest sign-ins",
    "设备": "Device",
    "登录时间": "Signed in",
    "最后活动": "Last active",
    "网络地址": "Network address",
    "情况": "State",
    "就是这里": "This one",
    "登录中": "Signed in",
    "请先修改初始密码": "Please change your first password",
    "现在的密码别人也知道（是别人替您设的）。改成只有自己知道的密码后，就可以开始工作。":
        "Others know the present password, since somebody set it for you. Choose one that only you know, and you can begin.",
    "现在的密码": "Present password",
    "新密码": "New password",
    "再填一次新密码": "New password again",
    "已退出": "Signed out",
    "已重新登录": "Signed in again",
    "久未操作，自动退出": "Ended after a time without activity",
    "到时自动退出": "Ended after its full time",
    "已结束": "Ended",
    "账号停用时结束": "Ended when the account was disabled",
    "微信": "WeChat",
    "{} 上的 {}": "{2} on {1}",
    "其他设备": "Another device",
    "密码已设好，请登录": "The password is set; please sign in",
    "请选择怎样交给本人": "Please choose how to hand it over",
    "邀请 {} 设密码": "Invite {} to set a password",
    "系统会生成一个链接，只显示一次，七天内有效，只能用一次。以前发过的链接随即作废。":
        "This makes a link that is shown once, is valid for seven days and works once. Earlier links become void.",
    "生成邀请链接": "Make the invitation",
    "请把下面的内容交给 {}": "Please hand this to {}",
    "只显示这一次，离开本页后看不到了。请当面、打电话或用只有本人能看到的消息交给本人，不要发在群里。":
        "Shown only this once: it cannot be seen again after leaving this page. Hand it over in person, by telephone or by a message that only she can read, never in a group.",
    "链接": "Link",
    "临时密码": "Temporary password",
    "本人用临时密码登录后，须马上改成自己的密码。":
        "After signing in with the temporary password, the owner has to change it at once.",
    "本人打开链接，自己设密码。链接七天内有效，只能用一次。":
        "The owner opens the link and sets her own password. It is valid for seven days and works once.",
    "已经交给本人": "I have handed it over",
    "重置 {} 的密码": "Reset the password of {}",
    "原来的密码马上失效，现在的登录也马上结束。请先确认是本人要求的。":
        "The present password stops working at once and present sign-ins end. Make sure that the owner herself asked for it.",
    "怎样交给本人": "How to hand it over",
    "本人打开链接自己设密码；适合用消息发给本人":
        "The owner opens the link and sets a password herself; good for sending by message",
    "电话里念给本人，登录后须马上修改":
        "Read out over the telephone; has to be changed after signing in",
    "设置您的密码": "Set your password",
    "您好，{}。设好密码后，用下面的登录名登录。":
        "Welcome, {}. Set a password, then sign in with the name below.",
    "设好密码": "Set the password",
    "再填一次密码": "Password again",
    "角色已授予，本人下一次点击就生效":
        "The role is granted and acts from the owner's next click",
    "角色已结束": "The role has ended",
    "给 {} 授予角色": "Grant {} a role",
    "角色管到这个单位和它下面的所有单位。":
        "A role reaches the unit and all units below it.",
    "单位名称或代码": "Name or code of a unit",
    "先在这里找单位": "Find the unit here first",
    "没有找到这个单位": "No such unit was found",
    "换一个名称或代码；只列出您可以办理的范围内的单位。":
        "Try another name or code; only units within your own reach are listed.",
    "单位": "Unit",
    "人员": "People",
    "结束 {} 的角色": "End a role of {}",
    "本人下一次点击就不能再用这个角色。以后需要时可以重新授予。":
        "The role no longer acts from the owner's next click. It can be granted again later.",
    "三名管理员的账号已建好，请各自登录并修改密码":
        "The three administrators' accounts are made; each of them signs in and changes her password",
    "三个人的密码不能相同": "The three passwords must differ",
    "开设账号、发邀请链接、重置密码。看不到人员和单位，也不能给任何人权限。":
        "Makes accounts, sends invitations, resets passwords. Sees no people or units and gives nobody any right.",
    "给账号授予角色、停用账号。不能开设账号，也不能给自己权限。":
        "Grants roles to accounts and disables accounts. Cannot make accounts, nor give herself any right.",
    "查看谁在什么时候做了什么。不能改动任何内容。":
        "Sees who did what, and when. Cannot change anything.",
    "系统里还没有账号。请填写总工会的名称，并指定三名管理员。":
        "There are no accounts yet. Please give the name of the federation and three administrators.",
    "为什么要三个人：按网络安全等级保护的要求，开设账号、授予权限、查看审计由三个人分管。一个人单独做不成坏事，出了问题也查得清。":
        "Why three people: the rules for protecting networks by grade ask that making accounts, granting rights and reading the audit log lie with three people. No one can do harm alone, and what went wrong can be found out.",
    "建立三个管理员账号": "Make the three accounts",
    "总工会的名称": "Name of the federation",
    "例如：上海市总工会": "For instance: 上海市总工会",
    "{}的姓名": "Name of the {}",
    "{}的登录名": "Sign-in name of the {}",
    "用字母和数字，例如姓名的拼音": "Letters and digits, for instance the name in pinyin",
    "{}的初始密码": "First password of the {}",
    "再填一次{}的密码": "Password of the {} again",
    "两次填写的密码不一样": "The two passwords differ",
    "现在登录的人太多，请稍等片刻再试":
        "Too many people are signing in just now; please try again in a moment",
    "至少 {} 个字符；用几个词连成一句最好记，不要求大小写和符号":
        "At least {} characters; a few words that make a sentence are easiest to remember; capitals and signs are not asked for",
    "请填写密码": "Please give a password",
    "密码至少要 {} 个字符，现在是 {} 个":
        "A password has at least {1} characters; this one has {2}",
    "密码最长 {} 个字符": "A password has at most {} characters",
    "密码不能是登录名，也不能只在登录名上加几个字符":
        "The password must not be the sign-in name, nor that name with a few characters added",
    "密码不能是姓名，也不能只在姓名上加几个字符":
        "The password must not be your name, nor your name with a few characters added",
    "密码里重复的字符太多，容易被猜中":
        "The password repeats too few characters and is easily guessed",
    "密码是键盘或数字上连着的一串，容易被猜中":
        "The password is a run of keys or digits and is easily guessed",
    "这是最常见的密码之一，容易被猜中，请换一个":
        "This is one of the commonest passwords and easily guessed; please choose another",
    "登录失败的次数太多，请等 {} 分钟再试":
        "Too many failed sign-ins; please wait a minute|Too many failed sign-ins; please wait {} minutes",
    "登录名或密码不对": "The sign-in name or the password is wrong",
    "这个账号已停用，请联系安全管理员":
        "This account is disabled; please ask the security administrator",
    "演示账号只能在本机试用时登录；这个系统对外开放，请用自己的账号":
        "Demo accounts work only on one's own machine; this house is open to others, please use your own account",
    "这个账号现在不能登录，请联系系统管理员":
        "This account cannot sign in now; please ask the system administrator",
    "现在的密码不对": "The present password is wrong",
    "请填写登录名": "Please give your sign-in name",
    "不用登录：算一算劳动权益": "No account needed: what am I owed at work?",
    "忘记密码，或者还没有账号，请找本单位的系统管理员。":
        "If you have forgotten your password or have no account yet, please ask the system administrator of your unit.",
    "登录账号": "Account",
    "两份记录各有登录账号；请先请系统管理员处理其中一个": "Both records have an account; ask the system administrator to settle one first",
    "此人还有登录账号；请先请安全管理员停用": "The person still has an account; ask the security administrator to disable it first",
    "开设时间": "Opened at",
    "停用时间": "Disabled at",
    "停用的理由": "Reason for disabling",
    "账号的角色": "Roles of the account",
    "从何时起": "Since",
    "到何时止": "Until",
]
