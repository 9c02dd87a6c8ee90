import Core
import Web

/// What the unions answer for beside their own units: the lists of these stand beside one another in one room.
package enum OrganizationTabs: String, Sendable, CaseIterable {
    case enterprises, unions, stations, partners

    package var title: Message {
        switch self {
        case .enterprises: "企业"
        case .unions: "基层工会"
        case .stations: "服务站"
        case .partners: "合作组织"
        }
    }

    package var path: String { "/\(rawValue)" }

    /// Above a list, with this one marked.
    package func view(_ words: Words) -> HTML {
        tabs(
            words, label: "企业和工会",
            Self.allCases.map { one in Tab(one.title, one.path, isCurrent: one == self) })
    }
}

extension Organization {
    /// Enterprises, their unions, stations and partners.
    package static let fieldRoom = Room(key: "enterprises", character: "企", name: "企业", path: "/enterprises") {
        $0.has(.see)
    }
}
