import Core
import Foundation
import Workforce

/// What taking a row over made, and what stood there before: enough to undo it. Personal: kept sealed.
package struct RowTrace: Codable, Sendable {
    /// The row's record was made by the import; else it was changed.
    package let isNew: Bool
    /// What stood before in the fields that were changed; one that was blank is named, without a text.
    private(set) var before: [ImportField: String] = [:]
    private(set) var blankBefore: Set<ImportField> = []
    /// Of a record with versions: the one that the import left behind.
    var version: Int?

    // Of a person.
    var madeWorker = false
    var worker: WorkerKept?
    /// The post that was made, and the one that ended for it.
    var post: Identifier?
    var formerPost: Identifier?
    /// Where she was held before that.
    var heldAt: Identifier?
    /// For what she answered before that.
    var responsibilities: [Identifier] = []
    /// Her post was put right from this unit.
    var correctedFrom: Identifier?

    // Of an enterprise.
    /// The count that was written down.
    var headcount: Identifier?
    var countedOn: Day?

    package init(isNew: Bool, post: Identifier? = nil, version: Int? = nil) {
        self.isNew = isNew
        self.post = post
        self.version = version
    }

    mutating func keep(_ field: ImportField, _ text: String?) {
        if let text { before[field] = text } else { blankBefore.insert(field) }
    }

    func hasKept(_ field: ImportField) -> Bool { before[field] != nil || blankBefore.contains(field) }

    static func address(_ file: Identifier, _ position: Int) -> FieldAddress {
        FieldAddress("roster_rows", file, "trace-\(position)")
    }
}

/// What was known of a worker before.
package struct WorkerKept: Codable, Sendable {
    let category: WorkerCategory
    let source: WorkerSource?
    let sourceNote: String?
    let hiredOn: Day?

    init(_ worker: Worker) {
        category = worker.category
        source = worker.source
        sourceNote = worker.sourceNote
        hiredOn = worker.hiredOn
    }
}

/// What a row became.
package struct RowTaken: Codable, Sendable {
    package let record: Identifier
    /// nil: nothing changed.
    package let trace: RowTrace?
}
