import Core
import LabourLaw
import Web

/// The sheet: on a phone from top to bottom by what matters first, on paper one side.
struct ResultView {
    let page: ResultPage
    let words: Words

    var html: HTML {
        """
        <div class="sheet">
        \(pageHeader(words, page.title, note: "\(words("按 \(page.day) 以前的情况和您填的内容算出来的"))"))
        \(sums)
        \(days)
        \(standing(["arises", "fallback", "depends"]).isEmpty ? nil : had)
        \(standing(["none"]).isEmpty ? nil : section(words, "没有的，为什么", notHad))
        \(UnionSheet(page: page, words: words).html)
        \(section(words, "请留意", notes))
        \(page.articles.isEmpty ? nil : law)
        \(section(words, "您填的内容", answers))
        <p class="quiet end">\(words("这是按您填的内容算的，不是裁决。单位可能有不同的说法和证据，最后以仲裁和法院的认定为准。"))</p>
        <div class="acts page-end screen"><button class="button print" type="button" data-print="data-print" hidden="hidden">\(words("打印这张单子"))</button>\
        <a class="button" href="\(Calculator.address)">\(words("重新开始"))</a></div>
        </div>
        """
    }

    /// On paper the articles stand beside each claim; what is not confirmed must not be lost there.
    private var law: HTML {
        let content = section(words, "依据的法条", articles)
        return page.unconfirmed.isEmpty ? "<div class=\"screen\">\(content)</div>" : content
    }

    private func standing(_ kinds: Set<String>) -> [ClaimEntry] { page.claims.filter { kinds.contains($0.standing) } }

    // MARK: sums

    private var sums: HTML? {
        if page.isNothing {
            return notice(
                words, .information, "按您说的情况，没有看到可以要的",
                "<p>\(words("下面写着为什么。有填得不对的，改一改再算；拿不准的，带上材料去问工会。"))</p>")
        }
        guard !page.claims.isEmpty else { return nil }
        let uncapped: HTML? = page.isCapUnchecked ? notice(words, .warning, Self.uncapped) : nil
        let said = [sure, lost, uncapped].compactMap { $0 }
        return said.isEmpty ? notice(words, .information, "还缺几个数，先告诉您有没有、到哪一天；金额补上以后再算。") : said.joined("")
    }

    private static let uncapped: Message =
        "这里没有当地上年度职工月平均工资，没有核对三倍封顶：您的工资高于它三倍的，按三倍算，最多算十二年，经济补偿和赔偿金会比这里写的少（《劳动合同法》第四十七条第二款）。请问工会当地的数。"

    private var sure: HTML? {
        guard let certain = page.certain else {
            guard let most = page.atMost else { return nil }
            return "<p>\(words("要看下面写的情况；情况成立的，最多"))</p><p class=\"big\">\(words(most))</p>"
        }
        let most = page.atMost.map { most -> HTML in
            "<p>\(words("如果下面“要看情况”的也成立，合起来最多 \(most)。"))</p>"
        }
        return """
            <p>\(words("按您说的情况，可以要"))</p><p class="big">\(words(certain))</p>\
            <p class="capitals">\(page.certainCapitals ?? "")</p>\(most)
            """
    }

    /// What is out of time stands in no sum, and is not hidden either: the employer must plead it.
    private var lost: HTML? {
        guard let barred = page.barred else { return nil }
        guard page.certain == nil, page.atMost == nil else {
            return "<p class=\"passed\">\(words("另有 \(barred) 过了时效，没有算在里面：可以提出来，但单位一提时效就要不到。"))</p>"
        }
        let head: Message = page.isBarredSure ? "按您说的情况，本来可以要" : "情况成立的，本来最多可以要"
        return """
            <p>\(words(head))</p><p class="big passed">\(words(barred))</p>\
            <p class="passed">\(words("都过了时效：可以提出来，但单位一提时效就要不到。先去问工会：要过钱、投诉过的，时效可能重新算过。"))</p>
            """
    }

    // MARK: days

    private var days: HTML? {
        let (own, others) = (page.deadlines.filter(\.isOwn), page.deadlines.filter { !$0.isOwn })
        let none = page.deadlines.isEmpty && page.topics.contains("wages")
        guard !page.deadlines.isEmpty || none else { return nil }
        let content: HTML = """
            \(none ? notice(words, .information, "还在这家单位上班的，要拖欠的工资不受一年的限制；离开以后一年以内要申请仲裁。") : nil)
            <div class="limits">\(own.map(entry))</div>
            \(others.isEmpty ? nil : "<h3 class=\"page-end\">\(words("单位和有关部门要在这些日子以前办"))</h3>")
            \(others.isEmpty ? nil : lineList(others.map(otherLine)))
            """
        return section(words, "最晚到哪一天", content)
    }

    private func entry(_ deadline: DeadlineEntry) -> HTML {
        let head: HTML =
            if deadline.isPassed {
                "<p class=\"big passed\">\(words("\(deadline.lastDay) 已经过了"))</p>"
            } else if deadline.isPressing {
                "<p class=\"big passed\">\(words("马上去办，\(deadline.lastDay) 是最后一天"))</p>"
            } else {
                "<p class=\"big\">\(words("最好在 \(deadline.safeDay) 以前"))</p>"
            }
        let last: HTML? =
            deadline.isPassed
            ? "<p>\(words(deadline.isLimitation ? "不要自己放弃：先问工会，时效有没有中断过；单位不提时效，仲裁也不会主动用它驳回。" : "这条路走不通了，先问工会还有没有别的办法。"))</p>"
            : "<p>\(words("最后一天是 \(deadline.lastDay)，还有 \(deadline.daysLeft) 天。"))</p>"
        let changes: HTML? =
            deadline.isProvisional ? "<p class=\"quiet\">\(words("那一年的放假安排还没有公布，最后一天可能前后移动。"))</p>" : nil
        return """
            <div class="entry">\(head)<p><strong>\(words(deadline.what))</strong></p>\(last)\(changes)\
            <p class="capitals">\(words("从 \(deadline.start) 起算（\(deadline.from)）"))\(words("；"))\(list(deadline.articles))</p></div>
            """
    }

    private func otherLine(_ deadline: DeadlineEntry) -> HTML {
        """
        \(words(deadline.lastDay))\(words("："))\(words(deadline.what))\
        \(deadline.isPassed ? " \(tag(words, "已过", .urgent))" : nil)<br/><span class="capitals">\(list(deadline.articles))</span>
        """
    }

    // MARK: claims

    private var had: HTML {
        let content: HTML = "\(exclusion)\(standing(["arises", "fallback", "depends"]).map(entry))"
        return section(words, "可以要什么", content)
    }

    /// The plain words about N and 2N.
    private var exclusion: HTML? {
        guard let group = page.alternatives.max(by: { $0.count < $1.count }), let first = group.first else {
            return nil
        }
        let names = group.dropFirst().reduce(first) { "\($0)、\($1)" }
        return notice(words, .warning, "只能要一样：\(names)，不能加在一起。最后要哪一样，请和工会商量。")
    }

    private func entry(_ claim: ClaimEntry) -> HTML {
        let mark: HTML? =
            switch claim.standing {
            case "depends": tag(words, "要看情况")
            case "fallback": tag(words, "另一样不成立时才要")
            default: nil
            }
        let missing = claim.missing.isEmpty ? nil : stillMissing(claim.missing)
        return """
            <div class="entry"><h3>\(words(claim.title)) \(mark)</h3>\(worth(claim))\
            <ul class="bullets">\(claim.reasons.map { "<li>\(words($0))</li>" as HTML })</ul>\(missing)\
            \(claim.lines.isEmpty ? nil : reckoning(claim.lines))<p class="capitals">\(list(claim.articles))</p></div>
            """
    }

    private func worth(_ claim: ClaimEntry) -> HTML? {
        guard let worth = claim.worth else { return nil }
        guard let inTime = claim.inTime else {
            return "<p class=\"big passed\">\(words(worth))</p><p class=\"passed\">\(words("过了时效，没有算在总数里"))</p>"
        }
        let lost = claim.outOfTime.map { lost -> HTML in
            "<p class=\"passed\">\(words("一共 \(worth)，其中 \(lost) 过了时效，没有算在里面"))</p>"
        }
        return "<p class=\"big\">\(words(inTime))</p><p class=\"capitals\">\(claim.capitals ?? "")</p>\(lost)"
    }

    private func stillMissing(_ missing: [ClaimEntry.Missing]) -> HTML {
        let items = missing.map { one -> HTML in
            guard let question = one.question else { return "<li>\(words(one.label))</li>" }
            return "<li>\(words(one.label)) \(change(question, one.label, "去填"))</li>"
        }
        return "<p>\(words("还要知道："))</p><ul class=\"bullets\">\(items)</ul>"
    }

    private func reckoning(_ lines: [ClaimEntry.Line]) -> HTML {
        let items = lines.map { line -> HTML in
            """
            <li><strong>\(words(line.label))</strong>\(words("："))\(words(line.rule)) <br/>\(words(line.figures))\
            \(line.value.map { " → <strong>\(words($0))</strong>" as HTML })</li>
            """
        }
        return
            "<details class=\"how\"><summary>\(words("怎么算的"))</summary><ol class=\"reckoning\">\(items)</ol></details>"
    }

    private var notHad: HTML {
        lineList(
            standing(["none"]).map { claim in
                "<strong>\(words(claim.title))</strong>\(words("："))\(list(claim.reasons))"
            })
    }

    // MARK: notes, articles, answers

    private var notes: HTML {
        """
        \(bullets(page.warnings))
        \(page.assumptions.isEmpty ? nil : folded("计算时当作这样的（\(page.assumptions.count) 处）", bullets(page.assumptions)))
        """
    }

    private var articles: HTML {
        let unconfirmed: HTML? =
            page.unconfirmed.isEmpty
            ? nil
            : """
            <p>\(words("这些文件没有看到原文，是按别处的转述算的，用的时候请核对："))</p>\(bullets(page.unconfirmed))
            """
        let all = folded(
            "看全部法条（\(page.articles.count) 条）",
            "<ul class=\"articles\">\(page.articles.map { "<li>\(words($0))</li>" as HTML })</ul>")
        return "<div class=\"screen\">\(all)</div>\(unconfirmed)"
    }

    private func bullets(_ messages: [Message]) -> HTML {
        "<ul class=\"bullets\">\(messages.map { "<li>\(words($0))</li>" as HTML })</ul>"
    }

    private func folded(_ label: Message, _ content: HTML) -> HTML {
        "<details class=\"how\"><summary>\(words(label))</summary>\(content)</details>"
    }

    private var answers: HTML {
        let items = page.said.map { said -> HTML in
            let answer: HTML = said.answers.isEmpty ? "\(words("没有填"))" : list(said.answers)
            return """
                <li><span><span class="quiet">\(words(said.title))</span> \(answer)</span> \
                \(change(said.question, said.title, "改一改"))</li>
                """
        }
        return "<ul class=\"given\">\(items)</ul>\(carrier)"
    }

    /// One form for all the buttons that lead back to a question.
    private var carrier: HTML {
        """
        <form method="post" action="\(Calculator.address)" id="given">\(hiddenProofs)\
        \(page.given.hidden().map { hiddenField($0.name, $0.value) })</form>
        """
    }

    private func change(_ question: String, _ what: Message, _ label: Message) -> HTML {
        """
        <button class="button" type="submit" form="given" name="show" value="\(question)">\(words(label))\
        <span class="unseen">\(words("："))\(words(what))</span></button>
        """
    }

    private func list(_ messages: [Message]) -> HTML {
        messages.map { HTML(text: words($0)) }.joined("\(words("；"))")
    }
}
