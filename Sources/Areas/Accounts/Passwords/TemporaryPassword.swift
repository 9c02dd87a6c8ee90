/// A password that is said over the telephone once and changed at the first sign-in.
enum TemporaryPassword {
    /// Four groups of four; without letters and digits that are mistaken for one another. Some 78 bits.
    static func make() -> String {
        let signs = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var source = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in
            String((0..<4).map { _ in signs[Int.random(in: signs.indices, using: &source)] })
        }
        return groups.joined(separator: "-")
    }
}
