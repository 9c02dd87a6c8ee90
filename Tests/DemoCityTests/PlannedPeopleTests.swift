import ChineseText
import Core
import DemoCity
import Testing
import Workforce

@Suite("The people of the demo city")
struct PlannedPeopleTests {
    private let careers = CityPlanTests.city.careers

    @Test("have valid identity numbers with a sequence below 900, each their own")
    func identityNumbers() throws {
        let today = try #require(CivilDay(year: 2026, month: 3, day: 2))
        for person in careers.map(\.person) {
            let number = try ResidentIdentityNumber(person.identityNumber, today: today)
            #expect(number.sex == person.sex)
            #expect(Day(number.birthDay.year, number.birthDay.month, number.birthDay.day) == person.birthDay)
            let sequence = try #require(Int(person.identityNumber.dropFirst(14).prefix(3)))
            #expect((1..<900).contains(sequence))
        }
        #expect(Set(careers.map(\.person.identityNumber)).count == careers.count)
        let born = careers.count { $0.person.identityNumber.hasPrefix("31") }
        #expect(born > careers.count / 2 && born < careers.count)
    }

    @Test("have mobile numbers that nobody else has")
    func phones() {
        let phones = careers.compactMap(\.person.phone)
        #expect(phones.allSatisfy { PhoneNumber($0)?.isMobile == true })
        #expect(Set(phones).count == phones.count)
        #expect(phones.count > careers.count * 9 / 10)
    }

    @Test("are between 23 and 58, and were grown up when they were hired", arguments: CityPlanTests.days)
    func ages(_ day: Day) throws {
        let city = try CityPlanTests.city(on: day)
        func age(_ person: PlannedPerson, on day: Day) -> Int {
            let hasHadBirthday = (day.month, day.day) >= (person.birthDay.month, person.birthDay.day)
            return day.year - person.birthDay.year - (hasHadBirthday ? 0 : 1)
        }
        for career in city.careers {
            #expect((23...58).contains(age(career.person, on: city.today)))
            #expect((21...50).contains(age(career.person, on: career.hiredOn)))
            if career.source == .graduate { #expect(age(career.person, on: career.hiredOn) <= 27) }
        }
    }

    @Test(
        "have surnames of every kind",
        arguments: ["单", "仇", "解", "盖", "区", "查", "曾", "朴", "任", "华", "乐", "缪", "翟", "员", "冼", "欧阳", "尉迟", "令狐", "长孙"])
    func surnames(_ surname: String) {
        #expect(careers.contains { $0.person.name.hasPrefix(surname) })
    }

    @Test("share names here and there, and some have names from Xinjiang")
    func names() {
        let shared = Dictionary(grouping: careers.map(\.person.name), by: { $0 }).values.filter { $0.count > 1 }
        #expect(shared.count > 5)
        #expect(careers.contains { $0.person.name.contains("·") })
        #expect(careers.allSatisfy { PersonName($0.person.name)?.text == $0.person.name })
        #expect(careers.allSatisfy { $0.person.name.count >= 2 })
    }
}
