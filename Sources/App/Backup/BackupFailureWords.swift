import Core

extension BackupFailure {
    package var message: Message {
        switch self {
        case .alreadyThere(let path): "\(path) 已经存在，没有改动；请换一个文件名"
        case .cannotWrite(let path): "不能写 \(path)；请核对目录和权限"
        case .diskFull(let path): "磁盘已满，\(path) 没有写成；数据没有损坏。请腾出空间后再试"
        case .beingWritten(let path): "另一个备份正在写 \(path)；请等它结束，或换一个文件名"
        case .cannotRead(let path): "读不到备份文件 \(path)；请核对文件名和权限"
        case .noBackup(let path): "\(path) 不是 Qiao 的备份。没有改动"
        case .damaged(let path): "备份文件 \(path) 不完整或已损坏；请换另一份备份。没有改动"
        case .newerFormat: "备份由更新版本的 Qiao 写成，这个版本读不了；请升级程序。没有改动"
        case .newerSchema(let names): "备份由更新版本的 Qiao 写成（\(names)），这个版本读不了；请升级程序。没有改动"
        case .missingKeys(let path): "找不到密钥文件 \(path)。备份里没有密钥；请用 --keys 指明另处保存的密钥文件。没有改动"
        case .wrongKeys(let path): "密钥文件 \(path) 不是这份备份的密钥；请换上正确的密钥文件。没有改动"
        case .olderKeys(let path): "密钥文件 \(path) 比这份备份旧，少了轮换后的密钥；请换上最新的密钥文件。没有改动"
        case .houseThere(let path): "\(path) 已经存在，没有改动；要恢复，请换一个空目录"
        case .houseInDatabase: "数据库里已经有数据，没有改动；要恢复，请换一个空的数据库"
        case .unsound(let what): "恢复的内容没有通过检查（\(what)），已经取消；请换另一份备份，并把这一行交给维护人员"
        }
    }
}
