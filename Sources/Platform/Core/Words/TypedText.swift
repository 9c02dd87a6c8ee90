extension String {
    /// Without what nobody sees and what turns writing around: controls, zero-width characters, marks of direction. They
    /// make one name look like another. Every form, query and cell of an import comes through here.
    ///
    /// Kept: line breaks and tabs, what picks a written form of a character, and what joins an emoji. A NUL stays in and
    /// is refused later (`String.init(field:)`).
    package var cleaned: String {
        guard utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return self }
        var result = String.UnicodeScalarView()
        let scalars = Array(unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            switch scalar.value {
            case 0x2028, 0x2029: result.append("\n")
            case 0x200D where result.last?.isOfEmoji == true && scalars.dropFirst(place + 1).first?.isOfEmoji == true:
                result.append(scalar)
            // The letters of a region's flag, which hang on a black one.
            case 0xE0020...0xE007F where result.last?.value == 0x1F3F4 || result.last?.isTag == true:
                result.append(scalar)
            default: if !scalar.isUnseen { result.append(scalar) }
            }
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    fileprivate var isUnseen: Bool {
        switch properties.generalCategory {
        case .control: ![0, 9, 10, 13].contains(value)
        case .format: true
        default: properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
        }
    }

    fileprivate var isTag: Bool { (0xE0020...0xE007F).contains(value) }

    /// A picture, or what follows one: its colour of skin, its picture form.
    fileprivate var isOfEmoji: Bool {
        value == 0xFE0F || properties.isEmojiModifier || (properties.isEmoji && !isASCII)
    }
}
