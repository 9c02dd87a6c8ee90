import Foundation

/// Newton's equations of one iteration: information and slope, the base facet kept apart because it is diagonal.
struct RaschEquations {
    let width: Int
    var logLikelihood = 0.0
    var baseDiagonal: [Double]
    var baseSlope: [Double]
    /// How each element of the base facet goes with the columns: those that are not nought.
    var rows: [[(column: Int, value: Double)]]
    var slope: [Double]
    /// The lower triangle by rows.
    private var information: [Double]

    init(width: Int, bases: Int) {
        self.width = width
        baseDiagonal = Array(repeating: 0, count: bases)
        baseSlope = baseDiagonal
        rows = Array(repeating: [], count: bases)
        slope = Array(repeating: 0, count: width)
        information = Array(repeating: 0, count: width * width)
    }

    /// The row must not come before the column.
    mutating func add(_ value: Double, _ row: Int, _ column: Int) { information[row * width + column] += value }

    /// The step to the maximum of the parabola; nil where there is none.
    ///
    /// Each block of columns is kept centred, which takes away the shifts that no rating sees.
    func solved(starts: [Int], width: Int) -> (base: [Double], columns: [Double])? {
        var matrix = information
        var right = slope
        for element in rows.indices where baseDiagonal[element] > 0 {
            let row = rows[element]
            for (place, one) in row.enumerated() {
                let factor = one.value / baseDiagonal[element]
                right[one.column] -= factor * baseSlope[element]
                for other in row[...place] { matrix[one.column * width + other.column] -= factor * other.value }
            }
        }
        let bounds = starts + [width]
        for (begin, end) in zip(bounds, bounds.dropFirst()) where begin < end {
            let weight = max(1, (begin..<end).reduce(0) { $0 + information[$1 * width + $1] } / Double(end - begin))
            for row in begin..<end {
                for column in begin...row { matrix[row * width + column] += weight / Double(end - begin) }
                // Elements without ratings stay where they are.
                if information[row * width + row] == 0 { matrix[row * width + row] += weight }
            }
        }
        guard let columns = Self.solve(&matrix, right, width) else { return nil }
        var base = Array(repeating: 0.0, count: rows.count)
        for element in rows.indices where baseDiagonal[element] > 0 {
            var rest = baseSlope[element]
            for one in rows[element] { rest -= one.value * columns[one.column] }
            base[element] = rest / baseDiagonal[element]
        }
        guard (base + columns).allSatisfy(\.isFinite) else { return nil }
        return (base, columns)
    }

    /// Cholesky's method.
    private static func solve(_ matrix: inout [Double], _ right: [Double], _ width: Int) -> [Double]? {
        var solution = right
        for row in 0..<width {
            for column in 0...row {
                var sum = matrix[row * width + column]
                for inner in 0..<column { sum -= matrix[row * width + inner] * matrix[column * width + inner] }
                if row == column {
                    guard sum > 0 else { return nil }
                    matrix[row * width + row] = sum.squareRoot()
                } else {
                    matrix[row * width + column] = sum / matrix[column * width + column]
                }
            }
            var sum = solution[row]
            for column in 0..<row { sum -= matrix[row * width + column] * solution[column] }
            solution[row] = sum / matrix[row * width + row]
        }
        for row in stride(from: width - 1, through: 0, by: -1) {
            var sum = solution[row]
            for below in (row + 1)..<max(row + 1, width) { sum -= matrix[below * width + row] * solution[below] }
            solution[row] = sum / matrix[row * width + row]
        }
        return solution
    }
}
