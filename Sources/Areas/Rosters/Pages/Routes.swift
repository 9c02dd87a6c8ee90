import Web

extension Rosters {
    static func routes(_ readings: RosterReadings) -> [Route] { [] }
}
