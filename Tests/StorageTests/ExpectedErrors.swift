import Testing

// Functions in place of `#expect(throws:)`: with Swift 6.3.1, a closure inside that macro's closure, itself inside
// another closure, can be taken for its neighbour, so that the wrong one runs.

/// Records an issue unless the closure throws just this error.
func expect<E: Error & Equatable, T>(
    throws expected: E, at location: SourceLocation = #_sourceLocation, _ body: () throws -> T
) {
    check(Result(catching: body), throws: expected, location)
}

/// Records an issue unless the closure throws just this error.
func expect<E: Error & Equatable, T>(
    throws expected: E, at location: SourceLocation = #_sourceLocation, _ body: () async throws -> T
) async {
    do { check(.success(try await body()), throws: expected, location) } catch {
        check(Result<T, any Error>.failure(error), throws: expected, location)
    }
}

/// Records an issue unless the closure throws an error of this type.
func expect<E: Error, T>(
    throws expected: E.Type, at location: SourceLocation = #_sourceLocation, _ body: () async throws -> T
) async {
    do {
        _ = try await body()
        Issue.record("no error where one of \(expected) was expected", sourceLocation: location)
    } catch is E {
    } catch { Issue.record(error, "not of \(expected)", sourceLocation: location) }
}

private func check<E: Error & Equatable, T>(
    _ result: Result<T, any Error>, throws expected: E, _ location: SourceLocation
) {
    switch result {
    case .success: Issue.record("no error where \(expected) was expected", sourceLocation: location)
    case .failure(let error as E) where error == expected: break
    case .failure(let error): Issue.record(error, "not \(expected)", sourceLocation: location)
    }
}
