import Foundation

/// How single characters of Chinese office text are told apart and made uniform.
extension Unicode.Scalar {
    /// A Chinese character, one of the private-use area (old systems keep rare characters there) included.
    var isHan: Bool {
        properties.isUnifiedIdeograph || value == 0x3007 || (0xF900...0xFAFF).contains(value)
            || (0xE000...0xF8FF).contains(value) || (0xF0000...0x10FFFD).contains(value)
    }

    /// White space, the ideographic space, and what is invisible (zero-width space, byte order mark).
    var isBlank: Bool {
        properties.isWhitespace || (0x200B...0x200F).contains(value) || value == 0x2060 || value == 0xFEFF
    }

    /// The dot inside a name of a minority or a foreigner, in any of the characters typed for it.
    var isNameDot: Bool {
        switch value {
        case 0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65, 0x16EB, 0x2E: true
        default: false
        }
    }

    var isHyphen: Bool {
        switch value {
        case 0x2D, 0xAD, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: true
        default: false
        }
    }

    var isDigit: Bool { (0x30...0x39).contains(value) }

    var isLatinLetter: Bool { (0x61...0x7A).contains(value) || (0x41...0x5A).contains(value) }
}

extension String {
    /// Full-width letters, digits and signs become half-width; all is composed (NFC).
    package var halfWidth: String {
        // ASCII and the Chinese characters in common use are so already.
        if unicodeScalars.allSatisfy({ $0.value < 0x80 || (0x4E00...0x9FFF).contains($0.value) }) { return self }
        var result = String.UnicodeScalarView()
        for scalar in precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0)!)
            case 0x3000: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Without white space anywhere.
    var withoutBlanks: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isBlank }))
    }

    /// Without white space around.
    var trimmed: String {
        guard let first = unicodeScalars.firstIndex(where: { !$0.isBlank }),
            let last = unicodeScalars.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return String(unicodeScalars[first...last])
    }

    var isDigits: Bool { !isEmpty && unicodeScalars.allSatisfy(\.isDigit) }
}
