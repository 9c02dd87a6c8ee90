import Crypto
import Storage
import Synchronization

/// The keys as they are now: a process that runs while keys are rotated follows the key file.
package final class KeySource: Sendable {
    private struct State: Sendable {
        var ring: KeyRing
        var sealing: [String: SymmetricKey]
    }

    private let state: Mutex<State>
    private let read: @Sendable () -> KeyRing?

    /// - Parameter read: reads the ring again; nil where it cannot be read now.
    package init(_ ring: KeyRing, read: @escaping @Sendable () -> KeyRing? = { nil }) {
        state = Mutex(State(ring: ring, sealing: [:]))
        self.read = read
    }

    package var ring: KeyRing { state.withLock { $0.ring } }

    /// The key that new values are sealed with, and its name.
    func sealing() -> (name: String, key: SymmetricKey)? {
        state.withLock { state in
            let name = state.ring.current
            return Self.key(name, &state).map { (name, $0) }
        }
    }

    /// The key of a name; one that is not known yet may have been made meanwhile.
    func sealing(under name: String) -> SymmetricKey? {
        if let key = state.withLock({ Self.key(name, &$0) }) { return key }
        guard follow() else { return nil }
        return state.withLock { Self.key(name, &$0) }
    }

    private static func key(_ name: String, _ state: inout State) -> SymmetricKey? {
        if let known = state.sealing[name] { return known }
        let key = state.ring.key(for: .fields, under: name)
        state.sealing[name] = key
        return key
    }

    /// Takes over what the file says now, if it is the same house's and has every key that is known already.
    /// - Returns: whether anything is new.
    @discardableResult
    package func follow() -> Bool {
        guard let new = read() else { return false }
        return state.withLock { state in
            let (known, marks) = (state.ring.marks, new.marks)
            guard known.allSatisfy({ marks[$0.key] == $0.value }), marks != known || new.current != state.ring.current
            else { return false }
            state = State(ring: new, sealing: [:])
            return true
        }
    }
}
