// swift-tools-version: 6.2
import PackageDescription

// The map of the house: a target may know only what it lists here.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A part of the platform: knows no area.
func platform(_ name: String, knows: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: knows, path: "Sources/Platform/\(name)", swiftSettings: settings)
}

/// A pure library: no database, no web, no clock.
func engine(_ name: String, knows: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: knows, path: "Sources/Engines/\(name)", swiftSettings: settings)
}

/// A room: one part of the work, with the rooms it stands on.
func area(_ name: String, on rooms: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: ["Storage", "Core", "Web"] + rooms,
        path: "Sources/Areas/\(name)", swiftSettings: settings)
}

func tests(_ name: String, of targets: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: targets, path: "Tests/\(name)", swiftSettings: settings)
}

/// A C library that Debian packages; its header is behind one module.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/Platform/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let ssl: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let nio: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "qiao",
    products: [.executable(name: "qiao", targets: ["qiao"])],
    dependencies: [
        // One trait, named: two default traits arrive in random order and recompile Hummingbird every second time.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1",
            traits: ["FullFoundation"]),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        system("CLibPQ", pkgConfig: "libpq", apt: "libpq-dev"),
        system("CLibZip", pkgConfig: "libzip", apt: "libzip-dev"),
        system("CExpat", pkgConfig: "expat", apt: "libexpat1-dev"),
        system("CXLSXWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
        system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),

        engine("ChineseText"),
        engine("Exact"),
        engine("LabourLaw", knows: ["Exact"]),
        engine("Assessment", knows: ["Exact", crypto]),

        platform("Storage"),
        platform("StorageSQLite", knows: ["Storage", .product(name: "GRDB", package: "GRDB.swift"), nio]),
        platform("StoragePostgres", knows: ["Storage", "CLibPQ", nio]),
        platform("Core", knows: ["Storage", crypto, logging]),
        platform("Spreadsheets", knows: ["CLibZip", "CExpat", "CXLSXWriter"]),
        platform(
            "Web",
            knows: ["Storage", "Core", hummingbird, hummingbirdTLS, ssl, crypto, cryptoExtras, logging, lifecycle, nio]),

        area("Accounts", on: [cryptoExtras, nio]),
        area("People", on: ["ChineseText", "Spreadsheets"]),
        area("Organization", on: ["People", "ChineseText"]),
        area("Workforce", on: ["People", "Organization", "ChineseText"]),
        area("Deployment", on: ["People", "Organization", "Workforce"]),
        area("Rosters", on: ["People", "Organization", "Workforce", "ChineseText", "Spreadsheets"]),
        area("Deadlines", on: ["People", "Organization", "Workforce", crypto]),
        area("Exports", on: ["Spreadsheets", crypto]),
        area("Law", on: ["LabourLaw"]),
        area("Insights", on: ["People", "Organization", "Workforce", "Deployment"]),
        area("Today", on: ["Accounts", "People", "Organization", "Workforce", "Deployment", "Rosters", "Deadlines"]),
        area("Gallery", on: ["Workforce", "Deployment"]),

        .target(
            name: "DemoCity",
            dependencies: [
                "Storage", "Core", "ChineseText", "Accounts", "People", "Organization", "Workforce",
            ], path: "Sources/DemoCity", swiftSettings: settings),
        .target(
            name: "App",
            dependencies: [
                "Storage", "StorageSQLite", "StoragePostgres", "Core", "Web", "DemoCity", "Accounts", "People",
                "Organization", "Workforce", "Deployment", "Rosters", "Deadlines", "Exports", "Insights", "Today",
                "Gallery", "Law", "CZlib", hummingbird, crypto, logging, lifecycle, signals,
            ], path: "Sources/App", swiftSettings: settings),
        .executableTarget(
            name: "qiao",
            dependencies: ["App", "Core", "Web", "DemoCity", "Rosters", "Law", "LabourLaw", "Assessment", arguments],
            path: "Sources/qiao", swiftSettings: settings),

        .target(
            name: "TestSupport",
            dependencies: ["Storage", "StorageSQLite", "StoragePostgres", "Core", "Web", hummingbird],
            path: "Tests/TestSupport", swiftSettings: settings),
        // A city with people to post, for the rooms that stand on the force.
        .target(
            name: "TestForce",
            dependencies: [
                "Workforce", "Organization", "People", "ChineseText", "Web", "Core", "Storage", "TestSupport", logging,
            ], path: "Tests/TestForce", swiftSettings: settings),
        tests("ChineseTextTests", of: ["ChineseText"]),
        tests("LabourLawTests", of: ["LabourLaw"]),
        tests("AssessmentTests", of: ["Assessment", "TestSupport"]),
        tests("SpreadsheetsTests", of: ["Spreadsheets", "CLibZip"]),
        tests("StorageTests", of: ["Storage", "StorageSQLite", "StoragePostgres", "TestSupport"]),
        tests("CoreTests", of: ["Core", "Storage", "TestSupport"]),
        tests("WebTests", of: ["Web", "Core", "Storage", "TestSupport", hummingbird]),
        tests("AccountsTests", of: ["Accounts", "Web", "Core", "Storage", "TestSupport"]),
        tests("PeopleTests", of: ["People", "ChineseText", "Web", "Core", "Storage", "TestSupport"]),
        tests(
            "OrganizationTests", of: ["Organization", "People", "ChineseText", "Web", "Core", "Storage", "TestSupport"]),
        tests(
            "WorkforceTests",
            of: ["Workforce", "Organization", "People", "Web", "Core", "Storage", "TestForce", "TestSupport"]),
        tests(
            "DeploymentTests",
            of: [
                "Deployment", "Workforce", "Organization", "People", "Web", "Core", "Storage", "TestForce",
                "TestSupport",
            ]),
        tests(
            "DeadlinesTests",
            of: [
                "Deadlines", "Accounts", "Workforce", "Organization", "People", "Web", "Core", "Storage", "TestForce",
                "TestSupport",
            ]),
        tests(
            "ExportsTests",
            of: [
                "Exports", "Accounts", "Workforce", "Organization", "People", "Spreadsheets", "Web", "Core", "Storage",
                "TestForce", "TestSupport",
            ]),
        tests(
            "LawTests",
            of: [
                "Law", "LabourLaw", "Workforce", "Organization", "People", "Web", "Core", "Storage", "TestForce",
                "TestSupport",
            ]),
        tests(
            "InsightsTests",
            of: [
                "Insights", "Deployment", "Workforce", "Organization", "People", "Web", "Core", "Storage", "TestForce",
                "TestSupport",
            ]),
        tests(
            "TodayTests",
            of: [
                "Today", "Rosters", "Deployment", "Workforce", "Organization", "People", "Web", "Core", "Storage",
                "TestForce",
                "TestSupport",
            ]),
        tests(
            "RostersTests",
            of: [
                "Rosters", "Workforce", "Organization", "People", "ChineseText", "Spreadsheets", "Web", "Core",
                "Storage", "TestSupport",
            ]),
        tests(
            "DemoCityTests", of: ["DemoCity", "App", "ChineseText", "Core", "Storage", "StorageSQLite", "TestSupport"]),
        tests(
            "AppTests",
            of: [
                "App", "DemoCity", "Accounts", "People", "Organization", "Workforce", "Deployment", "Rosters", "Today",
                "Deadlines", "Exports", "Insights", "Law", "Gallery", "Web", "Core", "Storage", "StorageSQLite",
                "TestSupport",
                hummingbird,
                logging,
            ]),
    ]
)
