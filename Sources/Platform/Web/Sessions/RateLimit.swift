import Core
import Storage
import Synchronization

/// So many tries at once, and a new one every so often, for each key: an account, an address.
package final class RateLimit: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Instant
    }

    private let capacity: Double
    private let secondsPerToken: Double
    private let clock: any Storage.Clock
    private let buckets = Mutex<[String: Bucket]>([:])

    package init(capacity: Int, secondsPerToken: Double, clock: any Storage.Clock) {
        self.capacity = Double(capacity)
        self.secondsPerToken = secondsPerToken
        self.clock = clock
    }

    /// Takes one; throws `tooMany` when there is none.
    package func take(_ key: String) throws(Problem) {
        let now = clock.now()
        let wait: Double? = buckets.withLock { buckets in
            if buckets.count > 10_000 { forgetFull(&buckets, now) }
            var bucket = refilled(buckets[key] ?? Bucket(tokens: capacity, at: now), now)
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else { return (1 - bucket.tokens) * secondsPerToken }
            bucket.tokens -= 1
            return nil
        }
        guard let wait else { return }
        let seconds = max(1, Int(wait.rounded(.up)))
        throw .tooMany("次数太多，请 \(seconds) 秒后再试", retryAfterSeconds: seconds)
    }

    private func refilled(_ bucket: Bucket, _ now: Instant) -> Bucket {
        let passed = Double(max(0, now.milliseconds - bucket.at.milliseconds)) / 1000
        return Bucket(tokens: min(capacity, bucket.tokens + passed / secondsPerToken), at: max(now, bucket.at))
    }

    /// Whoever has rested long enough is as good as new.
    private func forgetFull(_ buckets: inout [String: Bucket], _ now: Instant) {
        buckets = buckets.filter { refilled($0.value, now).tokens < capacity }
    }
}
