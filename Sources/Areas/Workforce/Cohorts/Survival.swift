import Core

/// The share still there after so long, by Kaplan and Meier ("Nonparametric estimation from incomplete observations",
/// 1958): whoever has not been there so long yet is counted as long as she was seen.
package struct Survival: Sendable, Encodable {
    package struct Observation: Sendable {
        package let days: Int
        /// false: still there when last seen.
        package let hasLeft: Bool
        package let people: Int

        package init(days: Int, hasLeft: Bool, people: Int = 1) {
            self.days = days
            self.hasLeft = hasLeft
            self.people = people
        }
    }

    package struct Step: Sendable, Encodable {
        /// Days at work after which somebody left.
        package let days: Int
        /// Who was still there, and seen, just before.
        package let atRisk: Int
        package let left: Int
        /// The share still there from then on. For the picture: a figure is made of counts.
        package let share: Double
    }

    package let people: Int
    package let steps: [Step]
    /// The longest time that anybody has been seen, in days.
    package let longest: Int
    private let observed: [(days: Int, people: Int)]

    private enum CodingKeys: String, CodingKey { case people, steps, longest }

    package init(_ observations: [Observation]) {
        people = observations.reduce(0) { $0 + $1.people }
        longest = observations.map(\.days).max() ?? 0
        var byDays: [Int: (left: Int, all: Int)] = [:]
        for one in observations {
            byDays[one.days, default: (0, 0)].all += one.people
            if one.hasLeft { byDays[one.days, default: (0, 0)].left += one.people }
        }
        var (atRisk, share) = (people, 1.0)
        var steps: [Step] = []
        let sorted = byDays.sorted { $0.key < $1.key }
        for (days, counts) in sorted {
            if counts.left > 0 {
                share *= 1 - Double(counts.left) / Double(atRisk)
                steps.append(Step(days: days, atRisk: atRisk, left: counts.left, share: share))
            }
            atRisk -= counts.all
        }
        self.steps = steps
        observed = sorted.map { ($0.key, $0.value.all) }
    }

    /// The share still there after so many days; nil: nobody has been seen so long.
    package func share(after days: Int) -> Double? {
        guard days <= longest else { return nil }
        return steps.last { $0.days <= days }?.share ?? 1
    }

    /// Who had been seen for at least so many days.
    package func atRisk(after days: Int) -> Int {
        observed.reduce(0) { $0 + ($1.days >= days ? $1.people : 0) }
    }
}
