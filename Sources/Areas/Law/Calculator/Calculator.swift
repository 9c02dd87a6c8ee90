import Core
import LabourLaw
import Storage
import Synchronization
import Web

/// What a worker is owed and until when, for whoever asks: without an account, and nothing is kept.
///
/// The answers travel in the form from page to page, so that they stand in no address, no log and no table.
enum Calculator {
    static let address = "/calculator"

    static var routes: [Route] {
        // A whole workshop may come from one address; a machine that asks without end is slowed down.
        let limit = VisitorLimit(capacity: 120, secondsPerToken: 1)
        return [
            .get(address, "calculator", access: .everyone) { visit in
                return try await limited(visit, limit) {
                    .page(QuestionPage(Questions.topics, Given(Fields(), today: visit.house.today)))
                }
            },
            .post(
                address, "calculator.answer", access: .everyone,
                unproven: { visit, problem in
                    try await limited(visit, limit) {
                        .refused(AgainPage.unproven(Given(visit.fields, today: visit.house.today)), problem)
                    }
                }
            ) { visit in
                // Without anything said there is only the beginning.
                let at = Questions.named(visit.fields["at"]) ?? Questions.topics
                return try await limited(visit, limit) {
                    let settings = try await visit.house.database.read { try LawSettings.current($0) }
                    var given = Given(visit.fields, today: visit.house.today, places: settings.places)
                    if let shown = Questions.named(visit.fields["show"]), shown.isAsked(given) {
                        return .page(QuestionPage(shown, given))
                    }
                    let isSubmitted = visit.fields["at"] != nil || given.seen.isEmpty
                    if visit.fields["go"] == "back", let earlier = before(at, given) {
                        return .page(QuestionPage(earlier, given))
                    }
                    if isSubmitted {
                        let problems = at.problems(given)
                        guard problems.isEmpty else { return refused(at, given, problems) }
                        given.seen.insert(at.id)
                    }
                    return try await onward(from: at, given, settings, visit)
                }
            },
        ]
    }

    /// The next question, or the answer. What contradicts an earlier answer is said where it was just written.
    private static func onward(
        from at: Question, _ given: Given, _ settings: Settings, _ visit: Visit
    ) async throws -> Web.Answer {
        let next = Questions.next(given)
        guard let claims = Categories.named("claims") else { throw Problem.notFound }
        let answer: LabourLaw.Answer
        do throws(Refusal) {
            answer = try claims.compute(given.facts, settings)
        } catch {
            return contradicted(error, at, given, next)
        }
        if let next { return .page(QuestionPage(next, given)) }
        return .page(try ResultPage(answer, given, federation: await federation(visit.house)))
    }

    /// While questions are open the engine misses things: only what was just written is said to be wrong.
    private static func contradicted(
        _ refusal: Refusal, _ at: Question, _ given: Given, _ next: Question?
    ) -> Web.Answer {
        let question = Questions.asking(for: refusal.field, given)
        let isWritten = question?.fields(given).contains { given[$0.name] != nil } == true
        if let next, question?.id != at.id || !isWritten { return .page(QuestionPage(next, given)) }
        let asked = question ?? Questions.topics
        let field = asked.fields(given).first { $0.name == refusal.field } ?? asked.fields(given).first
        return refused(asked, given, [FieldProblem(field?.name ?? refusal.field, refusal.sentence.message)])
    }

    private static func before(_ question: Question, _ given: Given) -> Question? {
        let asked = Questions.asked(given)
        guard let place = asked.firstIndex(where: { $0.id == question.id }), place > 0 else { return nil }
        return asked[place - 1]
    }

    private static func refused(_ question: Question, _ given: Given, _ problems: [FieldProblem]) -> Web.Answer {
        .refused(QuestionPage(question, given, problems), .invalid(problems))
    }

    private static func limited(
        _ visit: Visit, _ limit: VisitorLimit, _ answer: () async throws -> Web.Answer
    ) async throws -> Web.Answer {
        do {
            try limit.take(visit)
        } catch {
            return .refused(AgainPage.tooMany(Given(visit.fields, today: visit.house.today), error), error)
        }
        return try await answer()
    }

    /// Whose house it is: the name of the unit at the root.
    private static func federation(_ house: House) async -> String? {
        // The sheet is worth having without it, too.
        try? await house.database.read { tx -> String? in
            try tx.value(
                """
                SELECT n.name FROM scope_units s JOIN unit_names n ON n.unit_id = s.unit_id WHERE s.parent_id IS NULL
                """)
        }
    }
}

/// So many pages at once for each address, counted in memory.
final class VisitorLimit: Sendable {
    private let capacity: Int
    private let secondsPerToken: Double
    private let limit = Mutex<RateLimit?>(nil)

    init(capacity: Int, secondsPerToken: Double) {
        (self.capacity, self.secondsPerToken) = (capacity, secondsPerToken)
    }

    func take(_ visit: Visit) throws(Problem) {
        let limit = limit.withLock { kept in
            let found =
                kept ?? RateLimit(capacity: capacity, secondsPerToken: secondsPerToken, clock: visit.house.clock)
            kept = found
            return found
        }
        try limit.take(visit.client.address)
    }
}
