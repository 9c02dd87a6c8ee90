import Testing

@testable import LabourLaw

/// Asks as programs do, with inputs as JSON text.
func answer(_ category: String, _ inputs: String, _ settings: Settings = .builtIn) throws -> Answer {
    guard case .object(let values) = try JSONReader.read(inputs) else { throw Refusal("inputs", "") }
    return try #require(Categories.named(category)).compute(Inputs(values), settings)
}

/// One value of the result as it is written.
func value(_ category: String, _ inputs: String, _ key: String) throws -> JSONValue {
    try answer(category, inputs)[key].json()
}

/// The field that is refused; nil where an answer comes.
func refused(_ category: String, _ inputs: String) throws -> String? {
    do {
        _ = try answer(category, inputs)
        return nil
    } catch let refusal as Refusal {
        return refusal.field
    }
}

func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

/// Chance that comes out the same every time (SplitMix64).
struct SeededChance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
