import Core
import Crypto

/// A file that pages point to. Its address holds a digest of its content, so browsers may keep it for ever.
package struct Asset: Sendable {
    package let path: String
    package let contentType: String
    package let bytes: [UInt8]

    init(_ name: String, _ ending: String, _ contentType: String, _ text: String) {
        bytes = Array(text.utf8)
        let digest = SHA256.hash(data: bytes).prefix(6).hexadecimal
        path = "/assets/\(name)-\(digest).\(ending)"
        self.contentType = contentType
    }
}

/// The stylesheet, the script and the icon, put together once.
package struct Assets: Sendable {
    package let stylesheet: Asset
    package let script: Asset
    package let icon: Asset

    package init() {
        let layers = [
            tokenStyles, baseStyles, layoutStyles, componentStyles, mapStyles, formStyles, sheetStyles, printStyles,
        ]
        stylesheet = Asset("qiao", "css", "text/css; charset=utf-8", layers.joined(separator: "\n"))
        script = Asset("qiao", "js", "text/javascript; charset=utf-8", pageScript)
        icon = Asset("qiao", "svg", "image/svg+xml", houseIcon)
    }

    func asset(at path: String) -> Asset? { [stylesheet, script, icon].first { $0.path == path } }
}

/// A bridge of one arch, in the union's red.
private let houseIcon = #"""
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#b8231f"/><path d="M4 22h24M6 22c2-9 18-9 20 0M11 22v-5M16 22v-7M21 22v-5" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/></svg>
    """#
