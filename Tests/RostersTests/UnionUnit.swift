import Organization

/// Told apart from Foundation's unit of measure.
typealias UnionUnit = Unit
