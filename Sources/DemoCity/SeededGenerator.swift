/// Chance that can be repeated: SplitMix64 (Steele, Lea & Flood 2014). The same seed gives the same city.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension RandomNumberGenerator {
    /// One of the values, each as likely as its weight says. The weights must not all be zero.
    package mutating func pick<Value>(_ choices: [(value: Value, weight: Int)]) -> Value {
        var place = Int.random(in: 0..<choices.reduce(0) { $0 + $1.weight }, using: &self)
        for choice in choices {
            if place < choice.weight { return choice.value }
            place -= choice.weight
        }
        return choices[choices.count - 1].value
    }
}
