/// The English of what the program says at the terminal.
package let appEnglish: [String: String] = openingEnglish.merging(operationsEnglish) { first, _ in first }

private let openingEnglish: [String: String] = [
    // Opening a house
    "不能建立数据目录 {}：同名的文件占了位置，或者路径不对；请换一个目录":
        "Cannot make the data folder {}: a file of that name is in the way, or the path is wrong; take another folder",
    "没有读写 {} 的权限，或者它所在的磁盘只读；请核对它的所有者和权限。没有改动":
        "{} may not be read and written, or its disk is read-only; check its owner and mode. Nothing was changed",
    "{} 里有以前的审计链头 audit-head，数据库却是空的。请放回数据库的备份；要另建新的，请换一个空目录。没有改动":
        "{} has the head of an earlier audit log (audit-head), but the database is empty. Put the database of your backup back; for a new house take an empty folder. Nothing was changed",
    "上次在 {} 建立示范城市时中断了；请先运行 ./qiao run，它会重新建立":
        "Building the demo city in {} was cut short last time; first run ./qiao run, which builds it again",
    "{} 里还没有数据；先运行 ./qiao run 或 ./qiao demo --data {}":
        "There is nothing in {} yet; first run ./qiao run or ./qiao demo --data {}",
    "找不到密钥文件 {}。数据库还在，但没有密钥打不开；请把备份的密钥文件放回原处":
        "The key file {} is missing. The database is there but cannot be opened without it; put the key file of your backup back",
    "密钥文件 {} 别人也能读。请先运行：chmod 600 '{}'": "Others can read the key file {}. First run: chmod 600 '{}'",
    "密钥文件 {} 已损坏，请换上备份的密钥文件": "The key file {} is damaged; put the one of your backup in its place",
    "密钥文件 {} 不是这个数据库的密钥，请换上正确的密钥文件；数据没有改动":
        "The key file {} is not the one of this database; put the right one in its place. Nothing was changed",
    "数据库由更新版本的 Qiao 写过（{}），这个版本不能打开；请升级程序。数据没有改动":
        "A newer Qiao has written to this database ({}); this one cannot open it. Upgrade the program. Nothing was changed",
    "{} 不是 Qiao 的数据库文件，或者已经损坏；请换上备份的数据库文件":
        "{} is not a database of Qiao, or it is damaged; put the database of your backup in its place",
    "磁盘已满，无法写入 {}；请腾出空间后再启动。已有数据没有损坏":
        "The disk is full and {} cannot be written; make room and start again. What is there is intact",
    "数据库连不上：{}": "The database cannot be reached: {}",
    "另一个程序正占用数据库，请稍后再试": "Another program is using the database; try again in a moment",
    "上次在这个数据库里建立示范城市时中断了；请先运行 ./qiao run，它会重新建立":
        "Building the demo city in this database was cut short last time; first run ./qiao run, which builds it again",
    "磁盘已满，示范城市没有建成；请腾出空间后再试，会重新建立":
        "The disk is full and the demo city was not finished; make room and try again, which builds it anew",
    "建立示范城市……": "Building the demo city …",
    "示范城市已建立在 {}": "The demo city stands in {}",
    "{} 里已经有数据，没有改动；要新的示范城市，请换一个空目录":
        "There is a house in {} already, and nothing was changed; for a new demo city take an empty folder",

    // Serving
    "Qiao 已启动：{}": "Qiao is running: {}",
    "第一次使用时要填写的启动码：{}": "The start code that the first page asks for: {}",
    "按 Ctrl-C 停止": "Ctrl-C stops it",
    "{} 里已经有示范城市，--empty 没有作用；要空的，请换一个目录":
        "The demo city is in {} already and --empty has no effect; for an empty house take another folder",
    "注意：数据库的审计记录与 audit-head 里保存的链头接不上：恢复了较旧的备份，或者记录被删去":
        "Attention: the audit log does not lead on from the head in audit-head: an older copy was put back, or entries removed",
    "链头没有改写；请用 ./qiao audit verify 查看。若是您自己恢复的备份，请把 {} 移到别处保存":
        "The head was not overwritten; look with ./qiao audit verify. If you put a backup back yourself, move {} elsewhere",
    "这里能从外面访问，示范账号已停用": "It can be reached from outside: the demo accounts are off",
    "示范账号（密码都是 {}）：": "Demo accounts (password of all: {}):",
    "端口 {} 正被别的程序使用。请先停止它，或换一个端口：./qiao run --port {}":
        "Another program is using port {}. Stop it first, or take another port: ./qiao run --port {}",
    "没有权限使用端口 {}。请换一个 1024 以上的端口：./qiao run --port 8080":
        "Port {} is not allowed here. Take one above 1024: ./qiao run --port 8080",
    "这台机器没有 {} 这个地址，请核对 --host": "This machine has no address {}; check --host",
    "找不到或读不了证书文件 {}，请核对 --tls-certificate 和 --tls-key":
        "The certificate's file {} is not there or may not be read; check --tls-certificate and --tls-key",
    "证书的私钥文件 {} 别人也能读。请先运行：chmod o-rwx '{}'":
        "The certificate's key {} can be read by others. First run: chmod o-rwx '{}'",
    "{} 不是 PEM 格式的证书或没有口令的私钥，请核对": "{} is no certificate in PEM, or no private key without a passphrase; check it",
    "证书 {} 和私钥不是一对，请核对 --tls-certificate 和 --tls-key":
        "The certificate {} and the key do not belong together; check --tls-certificate and --tls-key",
    "证书 {} 已经过期，请换上新的": "The certificate {} is no longer valid; put a new one in its place",
    "出了没有料到的错误（{}）；请把这一行交给维护人员": "Something unexpected failed ({}); hand this line to whoever maintains the program",
    "磁盘已满，没有写完；已有的数据没有损坏。请腾出空间后再试":
        "The disk is full and not all was written; what is there is intact. Make room and try again",
    "数据库出错：{}": "The database failed: {}",

    // Commands
    "{} 项检查都通过": "{} check passed|All {} checks passed",
    "封存 {} 次，共 {} 条；还没有封存的 {} 条": "Seals: {}, with {} entries; not sealed yet: {}",
    "没有库外保存的链头可以对照，看不出末尾是否被截去":
        "There is no head kept outside the database to compare with: a cut tail would not show",
    "还没有封存的记录若被删去，查不出来": "If entries that are not sealed yet were removed, that would not show",
    "审计记录完整": "The audit log is whole",
    "第一条被改动的记录：{}": "The first entry that was changed: {}",
    "第 {} 次封存的记录有缺失或多出": "Entries of seal {} are missing or too many",
    "第 {} 次封存被改动": "Seal {} was changed",
    "末尾被截去，或者恢复了较旧的备份：库外保存的链头是第 {} 次封存，库里只有 {} 次":
        "The tail was cut, or an older copy put back: the head kept outside is of seal {}, the database has only {}",
    "库外保存的链头读不出来，可能已损坏": "The head kept outside cannot be read; it may be damaged",
    "第 {} 次封存与库外保存的链头不符": "Seal {} is not the one whose head was kept outside",
    "临时密码（只显示这一次，登录后须修改）：{}": "Temporary password (shown this once; it has to be changed after sign-in): {}",
    "共 {} 行：新增 {}，更新 {}，没有变化 {}，退回 {}，跳过 {}":
        "Rows: {}; added {}, updated {}, unchanged {}, rejected {}, skipped {}",
    "在任而名单里没有的：{} 人": "In post but not in the list: {}",
    "找到 {} 人": "Found {} person|Found {} people",
    "找到 {} 人以上": "Found more than {} people",
    "没有叫 {} 的账号，或者它已停用": "There is no account {}, or it is disabled",

    // Help
    "检查数据是否处处相符": "Ask every question that must have no answer.",
    "核对审计记录": "The audit log.",
    "证明审计记录没有被改动、塞入或截去": "Prove that nothing in the audit log was changed, put in or cut off.",
    "另处保存的链头；不写就用数据目录里的": "A head kept elsewhere; otherwise the one in the data folder.",
    "账号，供维护服务器的人使用": "Accounts, for whoever keeps the server.",
    "给登录不了的账号一个临时密码": "Give an account that nobody can get into a temporary password.",
    "账号的登录名": "The account's login.",
    "导入文件": "Bring files in.",
    "导入单位：新的登记，已有的更新名称、地名和代码": "Bring in units: new ones, and names, places and codes of known ones.",
    "导入社工花名册：正确的行进来，有问题的行写明原因": "Bring in a roster of workers: good rows in, bad rows named with the reason.",
    "只说会怎样，什么都不改": "Say what would happen, change nothing.",
    "输出 JSON": "Print JSON.",
    "xlsx 或 CSV 文件": "An xlsx or CSV file.",
    "劳动法计算：应得多少钱，最晚到哪一天": "Labour law: what is owed, and until which day.",
    "读入一列问题的 JSON，按同样的次序给出答案、步骤和法律依据":
        "Read a JSON list of questions; give answers, steps and articles in the same order.",
    "列出可以算的种类，各要哪些内容（JSON）": "List what can be computed and what each needs, in JSON.",
    "按这个目录里的数据库所登记的各地标准计算；不写就用系统自带的":
        "Goes by the local standards entered in the house of this folder; otherwise by the built-in ones.",
    "按规则把评分表算成总分、名次和入围名单，写明由来": "Turn sheets into totals, ranks and who goes on, by a rule, and say how.",
    "写成公布用的文件：规则、评分表、结果和校验码": "Write the file to publish: rule, sheets, result, checksum.",
    "核对公布的文件：重算一遍，逐字节比对": "Check a published file: compute it again, compare byte for byte.",
    "与另一份规则或评分表相比，说明改变了什么": "Compare with another rule or other sheets, and say what changed.",
    "去掉任何一位评委，结果会怎样": "What leaving out any one judge would change.",
    "只要结果，不要文字说明": "The result alone, without words.",
    "在标准错误上写明计算用了多少毫秒": "Say on standard error how many milliseconds it took.",
    "评委宽严、参评对象水平、评分项难易放在一个尺度上（多面 Rasch 模型）":
        "Severity of judges, ability of entries, difficulty of items on one scale (many-facet Rasch).",
    "评委之间一致的程度，有没有偏向自己人": "How far judges agree, and whether one favours her own.",
    "抽签：用事先封存的种子排出次序，谁都能重算": "Draw lots by a seed that was committed before; anybody can repeat it.",
    "种子，十六进制": "The seed, in hexadecimal digits.",
    "名单，每行一个，UTF-8": "The list, one a line, in UTF-8.",
    "只写种子和名单的 SHA-256，在抽签以前公布": "Only the SHA-256 of seed and list, to be published before.",
    "JSON 文件；不写就读标准输入": "A JSON file; otherwise standard input.",
    "读不了这个文件，请核对文件名和权限": "The file cannot be read; check its name and mode.",
    "查找人员": "Find people.",
    "按姓名的一部分、拼音、首字母，或者号码的全部或末四位": "By part of a name, pinyin, initials, or a whole number or its last four.",
    "要找的内容": "What to look for.",
    "启动服务；第一次会先建立示范城市": "Serve the house; the first time, found it with the demo city.",
    "端口": "The port to serve on.",
    "地址": "The address to serve on.",
    "不要示范城市：第一个页面建立第一批管理员": "Start without the demo city: the first page makes the first administrators.",
    "代理以 TLS 对外服务时用的主机名": "The name under which a proxy serves the house over TLS.",
    "自己用 TLS 服务时的证书（PEM，含中间证书）": "The certificate to speak TLS with, in PEM, with those between it and the root.",
    "证书的私钥（PEM）": "The certificate's private key, in PEM.",
    "相信 X-Forwarded-For：只用在自己的代理后面": "Believe X-Forwarded-For: only behind a proxy of your own.",
    "建立一个装有示范城市的数据目录，然后结束": "Make a data folder with the demo city, and stop.",
    "桥 Qiao：一座城市的工会社工队伍管理系统": "桥 Qiao: the system for a city's force of trade-union social workers.",
    "数据库和密钥所在的目录": "The folder of the database and the keys.",
    "用 PostgreSQL，不用内嵌的数据库": "Use PostgreSQL instead of the embedded database.",
    "在示范城市里加上许多虚构的人员，供测量用": "Add many invented people to the demo city, to measure with.",
    "加多少人": "How many people to add.",
    "其中多少人在岗（不写：二十分之一）": "How many of them are in post (unless said, one in twenty).",
    "{} 里不是示范城市，不能加虚构的人员；没有改动": "{} does not hold the demo city: no invented people go there. Nothing was changed.",
    "加了 {} 人": "Added {} people.",
    "在这个账号的范围内办理": "Act within this account's scope.",
    "./qiao run 安装、编译并启动；./qiao test 运行全部测试": "./qiao run sets up, builds and serves; ./qiao test passes every test",
    "退出码：0 已办；1 办不了，或者检查发现问题；2 用法不对，或者输入的文件不能用":
        "Exit codes: 0 it ran; 1 nothing could be done, or a check found something; 2 wrong use or unusable input.",

    // What the auditor reads
    "登记了人员": "Registered a person",
    "更正了人员信息": "Corrected what is known of a person",
    "查看了完整号码": "Read a whole number",
    "按号码查找过": "Searched by number",
    "登记了单位": "Registered a unit",
    "更正了单位信息": "Corrected a unit",
    "记住了单位的一个写法": "Remembered a spelling of a unit",
    "取消了单位的一个写法": "Forgot a spelling of a unit",
    "人员": "People",
    "单位": "Unit",
    "岗位": "Posts",
    "单位写法": "Spelling of a unit",
    "期限": "Deadlines",
    "导入": "Import",
    "收回了误登记的人员": "took back a person registered by mistake",
    "收回了误登记的企业": "took back an enterprise registered by mistake",
    "收回了误登记的人数": "took back a headcount written down by mistake",
    "导入企业：新的登记，已有的更新，也可以带人数": "Bring in enterprises: new ones, what changed of known ones, and their headcounts.",
    "导入企业人数：某一天的职工和会员各多少人": "Bring in headcounts of enterprises: employees and members on a day.",
    "收回了误登记的单位": "took back a unit registered by mistake",
    "交接": "Hand-overs",
]
