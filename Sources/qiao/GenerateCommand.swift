import App
import ArgumentParser
import Core
import DemoCity

/// Fills a demo city with invented people, to measure what the house carries.
struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: told("在示范城市里加上许多虚构的人员，供测量用"))

    @OptionGroup var house: HouseOptions
    @Option(help: "\(told("加多少人"))") var people: Int
    @Option(help: "\(told("其中多少人在岗（不写：二十分之一）"))") var posted: Int?

    func validate() throws {
        guard (1...20_000_000).contains(people) else { throw ValidationError("--people 1…20000000") }
        guard posted.map({ (0...people).contains($0) }) ?? true else { throw ValidationError("--posted 0…\(people)") }
    }

    func run() async throws {
        try await house.with { open in
            let words = terminalWords(open.parts.phrasebook)
            guard try await open.city() == .demo else {
                warn(words("\(house.data) 里不是示范城市，不能加虚构的人员；没有改动"))
                throw ExitCode(1)
            }
            let line = ProgressLine(say: warn)
            try await Generating(people: people, posted: posted ?? people / 20, in: open.house)
                .run { done, of in line.show(done, of) }
            tell(words("加了 \(people) 人"))
        }
    }
}
