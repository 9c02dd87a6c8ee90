/// Signs typed for signs in a name: `=1+` for =1+1科技, `😀` for 😀餐饮, `A&B` for A&B咨询. A `NameQuery` takes no notice
/// of signs, and is nothing where only signs were typed.
///
/// Brackets, dots, hyphens, quotation marks and what else merely parts words are no signs here.
package struct SignsInName: Sendable {
    /// As it must stand in the name.
    private let typed: String
    private let signs: [Unicode.Scalar]

    private static let longest = 60

    /// Nil when no sign was typed.
    package init?(_ text: String) {
        typed = Self.folded(text)
        signs = typed.unicodeScalars.filter(Self.isSign)
        guard !signs.isEmpty, typed.count <= Self.longest else { return nil }
    }

    /// What to look up over `SearchTerms.forTitle`, all of it; misses no name that matches.
    package var terms: [QueryTerm] {
        var all = signs.map(Self.term)
        all += typed.unicodeScalars.filter(\.isHan).map { "c\($0)" }
        return Set(all).sorted().map(QueryTerm.word)
    }

    /// Nil when the name does not have in it what was typed.
    package func match(_ name: String) -> MatchRank? {
        let name = Self.folded(name)
        if name == typed { return .whole }
        if name.hasPrefix(typed) { return .begins }
        return name.contains(typed) ? .inside : nil
    }

    /// What is filed of a name's signs.
    static func terms(of name: String) -> Set<String> {
        Set(folded(name).unicodeScalars.filter(isSign).map(term))
    }

    private static func term(_ sign: Unicode.Scalar) -> String { "s" + String(sign.value, radix: 16) }

    /// Half-width, small letters, without white space and what only changes how a sign is drawn.
    private static func folded(_ text: String) -> String {
        let scalars = text.halfWidth.lowercased().unicodeScalars.filter { scalar in
            !scalar.isBlank && scalar.properties.generalCategory != .format && !scalar.properties.isVariationSelector
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .mathSymbol, .currencySymbol, .otherSymbol: true
        default: "&@#%*/!?\\_^§".unicodeScalars.contains(scalar)
        }
    }
}
