import ChineseText
import Core

/// What is written of a union, made uniform.
struct UnionWording {
    let name: String
    let foundedOn: Day
    let legalPersonCode: String?
    let electedOn: Day
    let termYears: Int

    init(name: String, foundedOn: Day, legalPersonCode: String?, electedOn: Day, termYears: Int) {
        self.name = EnterpriseName.normalized(name)
        self.foundedOn = foundedOn
        self.legalPersonCode = legalPersonCode.map(UnifiedCreditCode.normalized)?.nonEmpty
        self.electedOn = electedOn
        self.termYears = termYears
    }

    /// The day on which the term ends.
    var nextElectionOn: Day { Self.end(of: termYears, from: electedOn) }

    /// After so many years, on the same day; 29 February becomes 28 February.
    static func end(of years: Int, from day: Day) -> Day {
        Day(day.year + years, day.month, day.day) ?? Day(day.year + years, day.month, day.day - 1) ?? day
    }

    func problems(_ today: Day) -> [FieldProblem] {
        var problems = Self.namingProblems(name, legalPersonCode)
        if foundedOn > today { problems.append(FieldProblem("foundedOn", "建会日期不能晚于今天")) }
        return problems + Self.electionProblems(electedOn, termYears, after: foundedOn, today)
    }

    static func namingProblems(_ name: String, _ code: String?) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(2...EnterpriseName.longest).contains(name.count) {
            problems.append(FieldProblem("name", "工会名称请写 2 到 \(EnterpriseName.longest) 个字"))
        }
        if code.map(UnifiedCreditCode.isMisshapen) == true {
            problems.append(FieldProblem("legalPersonCode", "法人统一社会信用代码是 18 位数字和大写字母"))
        }
        return problems
    }

    static func electionProblems(
        _ electedOn: Day, _ years: Int, after founded: Day?, _ today: Day
    ) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if ![3, 5].contains(years) {
            problems.append(FieldProblem("termYears", "每届任期三年或者五年（《工会法》2021 年修正，第十六条）"))
        }
        if electedOn > today { problems.append(FieldProblem("electedOn", "选举日期不能晚于今天")) }
        if let founded, electedOn < founded.adding(days: -366) {
            problems.append(FieldProblem("electedOn", "选举日期比建会日期早了一年多，请核对"))
        }
        return problems
    }
}
