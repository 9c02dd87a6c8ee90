/// 一函两书: until when an employer or an authority has to answer the union's letter, by the place's own period.
enum LetterReply {
    enum Letter: String, CaseIterable {
        case reminder, opinion, recommendation
    }

    static let computation = Computation(
        "letter_reply", "一函两书的答复期",
        [
            InputField("letter", "提示函、意见书还是建议书", .choice(Letter.allCases.map(\.rawValue)), required: true),
            InputField("received", "对方收到之日", .day, required: true),
            InputField("reply_days", "给几个工作日答复", .number),
        ]
    ) { inputs, settings in
        let letter: Letter = try inputs.choice("letter")
        let received = try inputs.day("received")
        var answer = Answer()
        let days: Int
        if let given = try inputs.optionalCount("reply_days", in: 1...1000) {
            days = given
        } else {
            guard let place = try inputs.optionalText(InputField.place.key).flatMap(settings.place) else {
                throw Refusal("reply_days", "请填写给几个工作日答复，或者写明地方，按当地的规定")
            }
            guard let entry = settings.replyPeriods.entry(at: place.code, on: received), let periods = entry.value
            else {
                throw Refusal("reply_days", "当地没有规定答复期，请填写给几个工作日")
            }
            days =
                switch letter {
                case .reminder: periods.reminder
                case .opinion: periods.opinion
                case .recommendation: periods.recommendation
                }
            answer.assume("setting", "答复期按\(place.name)的设置：\(entry.source)（\(entry.confirmation.chinese)）")
        }
        let end = Period(days, .workday).end(after: received, settings.calendar)
        answer["reply_days"] = .count(days)
        answer["deadline"] = .day(end.day)
        answer["safe_day"] = .day(end.safeDay(settings.calendar))
        answer["provisional"] = .flag(end.isProvisional)
        answer.step("答复期届满", "收到当天不算，只数工作日", "\(received) + \(days) 个工作日", .day(end.day))
        answer.cite(Article(.unionLaw, 23))
        if end.isProvisional { answer.warn("provisional", "这一年的放假安排尚未公布或未录入，公布后要重新计算") }
        return answer
    }
}
