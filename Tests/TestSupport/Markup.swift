import Foundation
import FoundationXML

/// A page, read as XML: proves that every tag closes, and finds elements.
package struct Markup: Sendable {
    package struct Element: Sendable {
        package let name: String
        package let attributes: [String: String]
        /// With the text of everything inside, blanks joined.
        package fileprivate(set) var text: String

        package subscript(attribute: String) -> String? { attributes[attribute] }
    }

    package struct NotWellFormed: Error, CustomStringConvertible {
        package let description: String
    }

    package let elements: [Element]

    package init(_ text: String) throws {
        let reader = Reader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        guard parser.parse(), parser.parserError == nil else {
            let line =
                text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(max(0, parser.lineNumber - 1))
                .first ?? ""
            throw NotWellFormed(description: "line \(parser.lineNumber): \(line)")
        }
        elements = reader.elements
    }

    /// Elements of a name whose attributes have these values.
    package func all(_ name: String, _ attributes: [String: String] = [:]) -> [Element] {
        elements.filter { element in
            element.name == name && attributes.allSatisfy { element.attributes[$0.key] == $0.value }
        }
    }

    package func first(_ name: String, _ attributes: [String: String] = [:]) -> Element? { all(name, attributes).first }

    package func has(class name: String) -> Bool {
        elements.contains { ($0["class"] ?? "").split(separator: " ").contains(name[...]) }
    }

    package var ids: [String] { elements.compactMap { $0["id"] } }

    /// What the page's hidden field holds: the form's token.
    package var formToken: String? { first("input", ["name": "_token"])?["value"] }

    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [Element] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            open.append(elements.count)
            elements.append(Element(name: name, attributes: attributes, text: ""))
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            for position in open { elements[position].text += text }
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            let position = open.removeLast()
            elements[position].text = elements[position].text.split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
        }
    }
}
