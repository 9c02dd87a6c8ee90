import Core
import Logging
import ServiceLifecycle

/// Does the house's background work while the server runs, each kind by itself.
struct Background: Service {
    let open: OpenHouse
    let work: [BackgroundWork]
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                for one in work { group.addTask { await go(on: one) } }
            }
        }
    }

    private func go(on work: BackgroundWork) async {
        var saidBefore: String?
        while !Task.isCancelled {
            var hasMore = false
            do {
                hasMore = try await work.step(open.house)
                open.house.meter.count(.work, work.name, "done")
                open.house.meter.set(
                    .workDone, work.name, to: Double(open.house.clock.now().milliseconds) / 1000)
                if saidBefore != nil { logger.notice("background work goes on", metadata: ["work": "\(work.name)"]) }
                saidBefore = nil
            } catch is CancellationError {
                return
            } catch {
                // The next round tries again; what went wrong is said once, by its kind and without values.
                open.house.meter.count(.work, work.name, "failed")
                let kind = loggable(error)
                if kind != saidBefore {
                    logger.error("background work failed", metadata: ["work": "\(work.name)", "error": "\(kind)"])
                }
                saidBefore = kind
            }
            if !hasMore { try? await Task.sleep(for: .seconds(work.everySeconds)) }
        }
    }
}
