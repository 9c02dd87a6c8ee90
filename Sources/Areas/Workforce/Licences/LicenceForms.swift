import Core
import Storage
import Web

extension WorkerFormKind where C == RegisterLicence {
    static var licence: WorkerFormKind<RegisterLicence> {
        WorkerFormKind(
            path: "licences", name: "licence", title: "登记证书", submitLabel: "登记", said: "已登记证书",
            begin: { _, _, _, _ in Beginning() },
            fields: { view, _ in
                [
                    view.select("kind", "证书", LicenceKind.allCases.map { Choice($0.rawValue, $0.title) }),
                    view.text("otherName", "证书名称", hint: "选“其他证书”时填写", isOptional: true),
                    view.text("number", "证书编号", isOptional: true),
                    view.day("issuedOn", "发证日期"),
                    view.day("registeredFrom", "登记从哪天起", hint: "社会工作者职业资格每三年登记一次", isOptional: true),
                    view.day("registeredUntil", "登记有效到哪天", hint: "到期前 90 天会提醒", isOptional: true),
                ]
            })
    }
}

extension WorkerFormKind where C == RenewLicence {
    static var renewal: WorkerFormKind<RenewLicence> {
        WorkerFormKind(
            path: "licences/:entry/renewal", name: "licence.renew", title: "证书再登记", submitLabel: "登记", said: "已再登记",
            begin: { worker, entry, _, tx in
                guard let licence = try LicenceStore.of(worker.person, tx).first(where: { $0.id == entry }) else {
                    throw Problem.notFound
                }
                let from = licence.registeredUntil?.adding(days: 1) ?? licence.issuedOn
                let until = Day(from.year + 3, from.month, min(from.day, 28))?.adding(days: from.day > 28 ? 0 : -1)
                return Beginning(values: [
                    "registeredFrom": from.description, "registeredUntil": until?.description ?? "",
                ])
            },
            fields: { view, _ in
                [view.day("registeredFrom", "登记从哪天起"), view.day("registeredUntil", "登记有效到哪天")]
            })
    }
}

extension WorkerFormKind where C == AddLicenceHours {
    static var hours: WorkerFormKind<AddLicenceHours> {
        WorkerFormKind(
            path: "licences/:entry/hours", name: "licence.hours", title: "登记继续教育学时", submitLabel: "登记", said: "已登记学时",
            begin: { worker, entry, _, tx in
                guard let entry, try WorkerEntries.isOpen(entry, .licence, of: worker.person, tx) else {
                    throw Problem.notFound
                }
                return Beginning()
            },
            fields: { view, _ in
                [
                    view.text("title", "学了什么", hint: "例如：劳动争议调解实务", width: .full),
                    view.number("hours", "学时", hint: "按实际学时，整数"),
                    view.day("earnedOn", "完成日期"),
                ]
            })
    }
}
