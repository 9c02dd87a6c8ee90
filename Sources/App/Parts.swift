import Accounts
import Core
import Deadlines
import DemoCity
import Deployment
import Exports
import Gallery
import Insights
import Law
import Organization
import People
import Rosters
import Storage
import Today
import Web
import Workforce

/// Which rooms the house has, in which order, and what they tell one another.
package struct Parts: Sendable {
    package let areas: [Area]
    package let rooms: [Room]
    package let gate: Gate

    /// - Parameters:
    ///   - demoAccountsAllowed: false wherever the house can be reached from outside.
    ///   - address: scheme and host for links that are handed over.
    ///   - startCode: asked for on the first page of an empty house that others could reach.
    ///   - isDevelopment: with the gallery of components.
    package init(
        demoAccountsAllowed: Bool, address: String = "", startCode: String? = nil, isDevelopment: Bool = false
    ) {
        gate = AccountGate.make(demoAccountsAllowed: demoAccountsAllowed)
        rooms = [
            Today.room, Deadlines.room, People.room, Organization.room, Organization.fieldRoom, Deployment.room,
            Insights.room, Law.room,
            Rosters.room, Accounts.room,
            Accounts.auditRoom,
        ]
        let always: [Area] = [
            WebParts.area,
            People.area(
                sections: Workforce.personSections, views: Workforce.peopleViews,
                units: UnitStore.choices,
                story: StoryWords(
                    acts: Self.acts, fields: Workforce.fields, names: Accounts.names)),
            Organization.area(
                sections: [Workforce.unitSection], partners: [Workforce.partnerSection],
                story: StoryWords(acts: Self.acts, names: Accounts.names)),
            Workforce.area,
            Deployment.area,
            Rosters.area,
            Deadlines.area(address: address),
            Insights.area,
            Law.area(names: Accounts.names),
            Exports.area,
            Accounts.area(
                units: AccountsUnits(
                    search: { text, scope, tx in
                        try UnitStore.search(text, scope, tx).map { .init(id: $0.unit.id, label: $0.label) }
                    },
                    labels: { ids, tx in try UnitStore.labels(ids, tx) }),
                demoAccountsAllowed: demoAccountsAllowed, address: address, auditTitles: Self.auditTitles,
                startCode: startCode,
                founded: { act, outcome in
                    // An empty house's first unit: the federation that its founders named.
                    try act.run(CreateUnit(parent: nil, kind: .city, name: outcome.federation))
                }),
            Today.area,
        ]
        areas = isDevelopment ? always + [Gallery.area] : always
    }

    /// What commands did, for the stories of people and units.
    private static let acts = [
        Organization.acts, Deployment.acts, Organization.records, Workforce.acts, Rosters.acts, Accounts.acts,
        Deadlines.acts,
        Exports.acts, Law.acts,
    ].reduce(into: [:]) {
        all, some in
        all.merge(some) { first, _ in first }
    }

    /// What the auditor reads for commands and records of rooms that keep their own words for stories.
    private static let auditTitles: [String: Message] = acts.merging(Organization.records) { first, _ in first }
        .merging(Law.records) { first, _ in first }
        .merging([
            RegisterPerson.name: "登记了人员", CorrectPerson.name: "更正了人员信息", RevealField.name: "查看了完整号码",
            PersonSearch.name: "按号码查找过", CreateUnit.name: "登记了单位", CorrectUnit.name: "更正了单位信息",
            TakeBackEnterprise.name: "收回了误登记的企业", TakeBackHeadcount.name: "收回了误登记的人数",
            TakeBackPerson.name: "收回了误登记的人员", TakeBackUnit.name: "收回了误登记的单位",
            ConfirmAlias.name: "记住了单位的一个写法", ForgetAlias.name: "取消了单位的一个写法", "person": "人员", "unit": "单位",
            "post": "岗位", "unitAlias": "单位写法", "roster": "导入", "obligation": "期限", "handover": "交接",
            "backUp": "做了备份", "restore": "由备份恢复", "rotateKeys": "换了密钥", "exportKeys": "导出了密钥",
        ]) { first, _ in first }.merging(People.auditTitles) { first, _ in first }

    package var migrations: [Migration] { CoreParts.migrations + areas.flatMap(\.migrations) }
    package var invariants: [Invariant] { CoreParts.invariants + areas.flatMap(\.invariants) }
    package var work: [BackgroundWork] { CoreParts.work + areas.flatMap(\.work) }
    package var routes: [Route] { areas.flatMap(\.routes) }
    package var registry: Registry { Registry([CoreParts.registry] + areas.map(\.registry)) }
    /// What every list offers beside its page.
    package var tools: ListTools { Exports.tools }
    package var phrasebook: Phrasebook {
        Phrasebook([CoreParts.english, DemoCity.english, appEnglish] + areas.map(\.english))
    }
}
