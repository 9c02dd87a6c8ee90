import Core

/// A part of a page that another room contributes: a person's posts, a unit's workers.
///
/// Like a page it is data plus a view, and stands in the page's JSON twin under its key.
package protocol Section: Encodable, Sendable {
    /// Its name in JSON: `posts`.
    static var key: String { get }
    var title: Message { get }
    /// What the record most likely needs next, for the top of its page; nil: nothing from here.
    var primaryAct: PageAct? { get }
    func body(_ words: Words) -> HTML
}

extension Section {
    package var primaryAct: PageAct? { nil }
}
