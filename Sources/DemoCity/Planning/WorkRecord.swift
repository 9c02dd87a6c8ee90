import Core
import Workforce

/// What is written down about somebody beside her posts: contracts, grade, licences, languages, skills, office.
package struct WorkRecord: Hashable, Sendable {
    package struct Agreement: Hashable, Sendable {
        package let startsOn: Day
        /// nil: open-ended.
        package let endsOn: Day?
        /// The agency with which it is made; nil: the federation.
        package let agency: String?
    }

    package struct Rung: Hashable, Sendable {
        package let grade: WorkerGrade
        package let step: Int
        package let startsOn: Day
        package let reason: String
    }

    package struct Certificate: Hashable, Sendable {
        package let kind: LicenceKind
        package let issuedOn: Day
        package let registeredFrom: Day
        package let registeredUntil: Day
        package let hours: [Int]
    }

    package struct Speech: Hashable, Sendable {
        package let language: SpokenLanguage
        package let level: LanguageLevel
    }

    package struct Office: Hashable, Sendable {
        package let appointment: AppointmentType
        package let office: UnionOffice
        package let secondedFrom: String?
        package let startsOn: Day
        package let untilOn: Day?
    }

    package var agreements: [Agreement] = []
    package var rungs: [Rung] = []
    package var certificates: [Certificate] = []
    package var speeches: [Speech] = []
    package var skills: [WorkerSkill] = []
    package var office: Office?

    /// How many commands it takes to enter, the ending of a contract left out.
    var commands: Int {
        agreements.count + rungs.count + certificates.reduce(0) { $0 + 1 + $1.hours.count } + speeches.count
            + skills.count + (office == nil ? 0 : 1)
    }
}
