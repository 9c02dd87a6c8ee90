import Core
import Workforce

/// Invents what is written down about the force; of a hundred promises two or three are overdue.
struct RecordPlanning {
    private var chance: SeededGenerator
    private let today: Day

    init(on today: Day, seed: UInt64) {
        self.today = today
        chance = SeededGenerator(seed: seed)
    }

    mutating func record(of career: Career) -> WorkRecord {
        var record = WorkRecord()
        guard career.category != .cadre else {
            record.speeches = speeches()
            return record
        }
        record.agreements = agreements(of: career)
        record.rungs = rungs(of: career)
        guard career.isInPost else { return record }
        record.certificates = certificates(of: career)
        record.speeches = speeches()
        record.skills = skills()
        return record
    }

    /// Terms of three years; after two of them one without a term, as the labour contract law §14 has it.
    private mutating func agreements(of career: Career) -> [WorkRecord.Agreement] {
        let isAgency = [.purchasedService, .purchasedPost].contains(career.source)
        let agency = isAgency ? career.sourceNote : nil
        let last = career.leaving?.lastDay ?? today
        let served = last.number - career.hiredOn.number
        // Ended some weeks ago and not renewed: an officer has to see to it.
        let isLate = career.isInPost && (300..<2_100).contains(served) && Int.random(in: 0..<28, using: &chance) == 0
        var found: [WorkRecord.Agreement] = []
        var start = career.hiredOn
        for number in 0..<2 where start <= last {
            let end = start.years(3).adding(days: -1)
            if isLate, end >= today || number == 1 {
                let ended = today.adding(days: -Int.random(in: 4...45, using: &chance))
                if ended > start { found.append(.init(startsOn: start, endsOn: ended, agency: agency)) }
                return found
            }
            found.append(.init(startsOn: start, endsOn: end, agency: agency))
            start = end.adding(days: 1)
        }
        if start <= last { found.append(.init(startsOn: start, endsOn: nil, agency: agency)) }
        return found
    }

    /// A step every two years or so; the last three are known.
    private mutating func rungs(of career: Career) -> [WorkRecord.Rung] {
        let last = career.leaving?.lastDay ?? today
        var ladder: [WorkRecord.Rung] = []
        var day = career.hiredOn
        for grade in WorkerGrade.allCases {
            for step in 1...3 where day <= last {
                let reason = ladder.isEmpty ? "入职定级" : step == 1 ? "任职年限和考核合格，晋级" : "年度考核合格，晋档"
                ladder.append(.init(grade: grade, step: step, startsOn: day, reason: reason))
                day = Day(day.year + Int.random(in: 2...3, using: &chance), 1, 1) ?? day.adding(days: 800)
            }
        }
        return Array(ladder.suffix(3))
    }

    private mutating func certificates(of career: Career) -> [WorkRecord.Certificate] {
        let years = (today.number - career.hiredOn.number) / 365
        let throwing = Int.random(in: 0..<100, using: &chance)
        var kinds: [LicenceKind] = []
        if throwing < 27 {
            kinds.append(.assistantSocialWorker)
        } else if throwing < 27 + min(years * 3, 22) {
            kinds.append(.socialWorker)
        }
        if Int.random(in: 0..<100, using: &chance) < 9 { kinds.append(.labourRelations) }
        if Int.random(in: 0..<100, using: &chance) < 4 { kinds.append(.counsellor) }
        return kinds.map { kind in
            // Three years each time; one in forty has let it run out.
            let isLate = Int.random(in: 0..<40, using: &chance) == 0
            let left =
                isLate ? -Int.random(in: 5...90, using: &chance) : Int.random(in: 8...1_080, using: &chance)
            let until = today.adding(days: left)
            let from = until.years(-3).adding(days: 1)
            let done = [12, 24, 36, 18, 30].shuffled(using: &chance).prefix(left < 700 ? 2 : 1)
            return WorkRecord.Certificate(
                kind: kind, issuedOn: from.adding(days: -Int.random(in: 20...200, using: &chance)),
                registeredFrom: from, registeredUntil: until, hours: Array(done))
        }
    }

    private mutating func speeches() -> [WorkRecord.Speech] {
        var found: [WorkRecord.Speech] = []
        if Int.random(in: 0..<100, using: &chance) < 64 {
            let level: LanguageLevel = chance.pick([(.fluent, 60), (.converses, 25), (.understands, 15)])
            found.append(.init(language: .shanghainese, level: level))
        }
        if Int.random(in: 0..<100, using: &chance) < 22 {
            let language: SpokenLanguage = chance.pick([
                (.english, 60), (.sichuanese, 16), (.cantonese, 9), (.minnan, 7), (.japanese, 8), (.signLanguage, 3),
                (.uyghur, 1), (.korean, 1),
            ])
            found.append(.init(language: language, level: chance.pick([(.converses, 60), (.fluent, 40)])))
        }
        return found
    }

    private mutating func skills() -> [WorkerSkill] {
        let usual = WorkerSkill.allCases.filter { $0 != .other }
        return Array(usual.shuffled(using: &chance).prefix(chance.pick([(0, 20), (1, 45), (2, 35)])))
    }
}

extension Day {
    /// The same day so many years later; 29 February becomes 28 February.
    func years(_ count: Int) -> Day {
        Day(year + count, month, day) ?? Day(year + count, month, day - 1) ?? self
    }
}
