/// The English of what the program says about running a house: backup, keys, watching.
let operationsEnglish: [String: String] = [
    // Backup
    "{} 已经存在，没有改动；请换一个文件名": "{} is there already and nothing was changed; take another name",
    "不能写 {}；请核对目录和权限": "{} cannot be written; check the folder and its mode",
    "磁盘已满，{} 没有写成；数据没有损坏。请腾出空间后再试":
        "The disk is full and {} was not written; the house is intact. Make room and try again",
    "另一个备份正在写 {}；请等它结束，或换一个文件名": "Another backup is being written to {}; wait for it, or take another name",
    "读不到备份文件 {}；请核对文件名和权限": "The backup {} cannot be read; check its name and mode",
    "{} 不是 Qiao 的备份。没有改动": "{} is not a backup of Qiao. Nothing was changed",
    "备份文件 {} 不完整或已损坏；请换另一份备份。没有改动":
        "The backup {} is not whole, or damaged; take another one. Nothing was changed",
    "备份由更新版本的 Qiao 写成，这个版本读不了；请升级程序。没有改动":
        "A newer Qiao made this backup; this one cannot read it. Upgrade the program. Nothing was changed",
    "备份由更新版本的 Qiao 写成（{}），这个版本读不了；请升级程序。没有改动":
        "A newer Qiao made this backup ({}); this one cannot read it. Upgrade the program. Nothing was changed",
    "找不到密钥文件 {}。备份里没有密钥；请用 --keys 指明另处保存的密钥文件。没有改动":
        "The key file {} is missing. Keys are not in a backup; name the file that you kept elsewhere with --keys. Nothing was changed",
    "密钥文件 {} 不是这份备份的密钥；请换上正确的密钥文件。没有改动":
        "The key file {} is not the one of this backup; take the right one. Nothing was changed",
    "密钥文件 {} 比这份备份旧，少了轮换后的密钥；请换上最新的密钥文件。没有改动":
        "The key file {} is older than this backup and lacks the keys of a rotation; take the newest one. Nothing was changed",
    "{} 已经存在，没有改动；要恢复，请换一个空目录":
        "{} is there already and nothing was changed; to restore, take an empty folder",
    "数据库里已经有数据，没有改动；要恢复，请换一个空的数据库":
        "There is a house in the database already and nothing was changed; to restore, take an empty database",
    "恢复的内容没有通过检查（{}），已经取消；请换另一份备份，并把这一行交给维护人员":
        "What was restored failed a check ({}) and was taken away; take another backup, and hand this line to whoever maintains the program",
    "上次恢复备份时中断了；请再运行一次 ./qiao restore，它会重新恢复":
        "The last restore was cut short; run ./qiao restore again, which begins anew",
    "密钥文件 {} 是轮换以前的，打不开后来的内容；请换上最新的密钥文件。数据没有改动":
        "The key file {} is from before the keys were rotated and cannot open what came later; put the newest one in its place. Nothing was changed",
    "已备份到 {}：{} 行，{} 字节": "Backed up to {}: {} rows, {} bytes",
    "请把上面的链头和密钥文件 {} 另处保存：没有密钥，备份打不开":
        "Keep the head above and the key file {} elsewhere: without the keys nobody can open the backup",
    "备份作于 {}：{} 张表，{} 行": "Backup made at {}: {} tables, {} rows",
    "备份完整，密钥正确；没有改动": "The backup is whole and the keys are right; nothing was changed",
    "注意：原来的链头比备份新，备份以后的 {} 次封存没有恢复；原来的链头保存在 audit-head.before-restore":
        "Attention: the head that lay here is newer than the backup; {} seals made after it are not restored. The head is kept in audit-head.before-restore",
    "已恢复到 {}，审计记录和全部检查都通过": "Restored to {}; the audit log is whole and every check passed",

    // Keys
    "密钥来自环境变量 QIAO_KEYS，不在文件里；请在那里换上新的密钥，再运行 ./qiao keys reseal":
        "The keys come from the environment (QIAO_KEYS), not from a file; add the new one there, then run ./qiao keys reseal",
    "现用密钥：{}；共有：{}": "Current key: {}; all: {}",
    "密钥已复制到 {}；请离开这台机器妥善保存": "The keys were copied to {}; keep them safe, away from this machine",
    "新密钥：{}；请马上再备份密钥文件 {}": "New key: {}; copy the key file {} elsewhere again now",
    "  {}：看过 {}，改封 {}": "  {}: seen {}, sealed anew {}",
    "全部内容都用密钥 {} 封存": "Everything is sealed under key {}",

    // Help
    "把全部数据备份成一个文件；服务可以照常运行": "Back everything up into one file, while the server runs.",
    "备份里没有密钥，请另处保存：./qiao keys export": "The keys are not in it; keep them elsewhere: ./qiao keys export",
    "备份文件": "The backup.",
    "由备份恢复到空的目录或数据库；不会覆盖已有的数据": "Restore a backup into an empty folder or database; never over a house.",
    "密钥文件；不写就用数据目录里的": "The key file; otherwise the one in the data folder.",
    "只检查备份是否完整、密钥是否正确，什么都不写": "Only prove that the backup is whole and the keys are right; write nothing.",
    "密钥：查看、导出、轮换": "The keys: look, copy, rotate.",
    "有哪些密钥，各封存了多少内容": "Which keys there are, and how much is sealed under each.",
    "把密钥复制到一个只有您能读的文件": "Copy the keys to a file that only you may read.",
    "要写的文件": "The file to write.",
    "换一把新密钥，并把已有内容改用它封存；服务可以照常运行":
        "Make a new key and seal everything anew under it, while the server runs.",
    "查找用的摘要和审计记录仍用第一把密钥，所以旧密钥也要留着":
        "Digests for searching and the audit log stay under the first key: keep the old ones too",
    "把还用旧密钥封存的内容改用现用密钥；轮换中断以后用":
        "Seal what is still under an older key anew; for a rotation that was cut off.",

    "在这个端口提供运行指标（Prometheus）": "Serve metrics (Prometheus) on this port.",
    "运行指标的地址": "The address to serve metrics on.",
    "日志格式：logfmt 或 json": "The form of the log: logfmt or json.",
    "开发用：在本机多一页“组件一览”，/gallery": "For development: one more page on this machine, the gallery of components, /gallery",
    "每次访问记一行日志：只记页面名称，不记网址和内容": "A log line for each request: the page's name, never its address or content.",

    // Damage
    "数据库文件已损坏：{} 处。请停止服务，用最近的备份恢复到另一个目录，并保留这个目录":
        "The database file is damaged in {} places. Stop the server, restore the newest backup into another folder, and keep this one",

    // Serving
    "这台机器上的端口：{}": "On this machine: {}",
    "运行指标：{}": "Metrics: {}",

    // What the auditor reads
    "做了备份": "Made a backup",
    "由备份恢复": "Restored from a backup",
    "换了密钥": "Rotated the keys",
    "导出了密钥": "Copied the keys",
]
