import Core
import Storage
import Testing

@Suite("Actors: who may what, where")
struct ActorTests {
    private static let city = Place(unit: id(1), district: id(1), key: .root)
    private static let xuhui = Place(unit: id(2), district: id(2), key: ScopeKey.root.child(1))
    private static let pudong = Place(unit: id(3), district: id(3), key: ScopeKey.root.child(2))

    private static func id(_ number: Int64) -> Identifier { Identifier(rawValue: number) }

    private static func actor(_ holdings: [Holding], granted: [String: [Identifier]] = [:]) -> Actor {
        Actor(account: id(9), name: "陈静", person: nil, holdings: holdings, granted: granted)
    }

    @Test(arguments: Role.allCases, Power.allCases)
    func powersAreThoseOfTheRole(role: Role, power: Power) {
        let actor = Self.actor([Holding(role: role, place: Self.xuhui)])
        let has = role.powers.contains(power)
        #expect(actor.has(power) == has)
        #expect(actor.may(power).isAllowed == has)
        #expect(actor.may(power, at: Self.xuhui).isAllowed == has)
        #expect(!actor.may(power, at: Self.pudong).isAllowed)
        #expect(actor.scope(for: power).isEmpty == !has)
    }

    @Test func theThreeAdministratorsShareNoPower() {
        #expect(Role.systemAdministrator.powers.intersection(Role.securityAdministrator.powers) == [.seeAccounts])
        for administrator in Role.allCases.filter(\.isAdministrator) {
            #expect(administrator.powers.isDisjoint(with: Role.officer.powers))
        }
        #expect(Role.auditor.powers == [.readAudit])
    }

    @Test func eachHoldingReachesItsOwnUnit() {
        let actor = Self.actor([
            Holding(role: .officer, place: Self.xuhui), Holding(role: .viewer, place: Self.pudong),
        ])
        #expect(actor.may(.see, at: Self.pudong).isAllowed)
        #expect(actor.may(.post, at: Self.xuhui).isAllowed)
        #expect(!actor.may(.post, at: Self.pudong).isAllowed)
        #expect(!actor.may(.see, at: Self.city).isAllowed)
    }

    @Test func grantsAreForSeeing() {
        let actor = Self.actor([Holding(role: .officer, place: Self.xuhui)], granted: ["person": [Self.id(50)]])
        let withoutPlace = Self.actor([], granted: ["person": [Self.id(50)]])
        #expect(actor.sees.predicateText != actor.scope(for: .post).predicateText)
        #expect(withoutPlace.scope(for: .post).isEmpty)
    }

    @Test func nobodyMayNothing() {
        for power in Power.allCases {
            #expect(!Actor.nobody.has(power))
            #expect(Actor.nobody.scope(for: power).isEmpty)
            #expect(Actor.founder.scope(for: power).isEverything)
        }
    }

    static let ofNamedPeople: Set<Power> = [.grantRoles, .readAudit, .reveal]

    @Test(arguments: Power.allCases)
    func theOperatorHasNotWhatBelongsToNamedPeople(power: Power) {
        #expect(Actor.operator.has(power) == !Self.ofNamedPeople.contains(power))
        #expect(Actor.operator.scope(for: power).isEverything == !Self.ofNamedPeople.contains(power))
    }

    /// Nor does she get it by acting in somebody's name.
    @Test(arguments: Power.allCases)
    func actingThroughTheOperator(power: Power) {
        let all = Role.allCases.map { Holding(role: $0, place: Self.xuhui) }
        let through = Self.actor(all).asOperator()
        #expect(through.throughOperator)
        #expect(through.has(power) == !Self.ofNamedPeople.contains(power))
        #expect(through.may(power, at: Self.xuhui).isAllowed == !Self.ofNamedPeople.contains(power))
        #expect(through.scope(for: power).isEmpty == Self.ofNamedPeople.contains(power))
    }
}

extension Scope {
    /// A predicate as text.
    fileprivate var predicateText: String {
        let columns = Columns(key: "k", record: ("person", "id"))
        return (try? Statement(predicate(columns), for: .sqlite).text) ?? ""
    }
}
