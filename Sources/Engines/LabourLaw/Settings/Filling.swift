extension Settings {
    /// Fills in what a place lays down, where a place is given and the input is not; says what was taken and from where.
    func filling(_ inputs: Inputs, for computation: Computation) throws -> (Inputs, [Assumption]) {
        guard let text = try inputs.optionalText(InputField.place.key) else { return (inputs, []) }
        guard let place = place(text) else { throw Refusal("place", "没有“\(text)”这个地方的设置，请写区划代码，例如 310000") }
        let day = try referenceDay(inputs)
        var filled = inputs
        var notes: [Assumption] = []
        func wants(_ key: String) -> Bool { computation.fields.contains { $0.key == key } && !inputs.has(key) }
        func fill<Value>(
            _ key: String, _ table: PlaceTable<Value>, goodFor days: Int = .max, as json: (Value) -> JSONValue
        ) {
            guard wants(key) else { return }
            guard let entry = table.entry(at: place.code, on: day ?? Self.latest), let value = entry.value else {
                notes.append(Assumption("noSetting", "\(place.name)没有 \(key) 的设置，按没有填写计算"))
                return
            }
            filled.values[key] = json(value)
            notes.append(entry.note(key, place, on: day, goodFor: days))
        }
        fill("local_avg_wage", averageWage, goodFor: 400) { .string($0.plainText) }
        fill("min_wage", minimumWage, goodFor: 1000) { .string($0.plainText) }
        fill("monthly_min_wage", minimumWage, goodFor: 1000) { .string($0.plainText) }
        // Whoever began later has no years before 2008 that a rule could be for.
        if let hired = try? inputs.optionalDay("hire_date"), hired < .contractLawInForce {
            fill("pre2008_rule", earlierServiceRule) { .string($0.rawValue) }
        }
        fill("include_overtime", overtimeInSeveranceBase) { .bool($0) }
        fill("practice", doubleWagePractice) { .string($0.rawValue) }
        return (filled, notes)
    }

    /// The day whose standards hold: when the work ended, when the claim is made, or a day that is said.
    private func referenceDay(_ inputs: Inputs) throws -> CalendarDay? {
        for key in ["end_date", "as_of", "claim_date", "dismissed"] {
            if let day = try inputs.optionalDay(key) { return day }
        }
        return nil
    }

    /// Without any day the newest standard is the one that is meant.
    private static let latest = CalendarDay(known: 2200, 12, 31)
}

extension DatedEntry {
    /// Averages are published every year, minimum wages changed every two or three.
    fileprivate func note(_ key: String, _ place: Place, on day: CalendarDay?, goodFor days: Int) -> Assumption {
        let kept: Sentence = "\(key) 按\(place.name) \(from) 起的设置填写：\(source)（\(confirmation.chinese)）"
        guard let day else { return Assumption("newestSetting", "\(kept)；没有写是哪一天，用最新的一条") }
        return from.days(to: day) > days
            ? Assumption("oldSetting", "\(kept)；距今已久，请核对有没有新的标准") : Assumption("setting", kept)
    }
}
