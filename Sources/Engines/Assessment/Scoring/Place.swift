import Exact

/// Where an entry stands in a stage, and whether it goes on.
package struct Place: Sendable {
    /// A step of the chain that parted entries with equal points.
    package struct TieBreak: Sendable {
        package let step: TieStep
        /// What the step looks at; nil: there is none, which comes last.
        package let value: Rational?
        /// Who was level before the step, this entry included.
        package let level: [Int]
    }

    package enum Advance: Hashable, Sendable {
        /// By rank, within the places or the quota.
        case rank
        /// Level with others at the cut, and all of them were taken.
        case tiedAtCut
        /// Level at the cut, parted by the chain.
        case chain
        case wildCard(String)
    }

    package enum Stay: Hashable, Sendable {
        case rank, noSheets, tiedAtCut, chain
        case belowLine
        case withdrawn(String)
        /// The group's places were called off.
        case cancelled
    }

    package var score: Score
    /// Which ranking it stands in, where there are several.
    package var group: String?
    package var rank = 0
    package var tieBreaks: [TieBreak] = []
    /// Nil: the stage has no cut.
    package var outcome: Outcome?
    /// The order in which it moves up when somebody steps back.
    package var reserve: Int?

    package enum Outcome: Hashable, Sendable {
        case advances(Advance)
        case stays(Stay)
    }

    package var advances: Bool? {
        switch outcome {
        case nil: nil
        case .advances: true
        case .stays: false
        }
    }

    init(_ score: Score) { self.score = score }
}

/// A team's place.
package struct TeamPlace: Sendable {
    package let team: String
    package let total: Rational
    package var rank = 0
    /// Those whose results count, best first.
    package let members: [Int]
}

/// One stage's result.
package struct StageResult: Sendable {
    package let stage: Stage
    /// In the order in which they are printed: by rank, equals by id.
    package let places: [Place]
    package let groups: [GroupPlaces]
    package let teams: [TeamPlace]
    package let warnings: [Sentence]
    /// Sheets that counted.
    package let sheets: Sheets

    /// Who goes into the next stage: where nothing was cut, all who have not stepped back.
    package var going: [Int] {
        places.filter { $0.advances ?? (stage.withdrawn[$0.score.entry] == nil) }.map(\.score.entry)
    }
}
