import Core

/// The requests that wait for an answer, as a file.
enum TransferListing {
    /// Whoever has more waiting has another problem.
    private static let most = 5000

    static let listing = Listing(
        "transfers", title: "调入申请", path: "/transfers", power: .post,
        columns: [
            .init("姓名"), .init("现在的单位", width: 32), .init("哪个单位申请调入", width: 32), .init("理由", width: 40),
            .init("何时提出", .moment),
        ],
        part: { asking, _, _, tx in
            let waiting = try TransferRequest.waiting(asking.actor.scope(for: .post), limit: most, tx)
            let entries = try TransferList.entries(waiting, asking.actor, asking.house.vault, tx)
            return Listing.Part(
                rows: entries.map { entry in
                    [
                        .text(entry.name), .text(entry.unit), .text(entry.askedBy), .text(entry.reason),
                        .moment(entry.requestedAt),
                    ]
                }, next: nil)
        })
}
