import Core

/// Something did not work: what, why, and what to do next.
struct ProblemPage: Page {
    let title: Message
    let reason: Message
    let advice: Message
    let back: String
    let fields: [FieldProblem]

    init(_ problem: Problem, back: String) {
        self.back = back
        reason = problem.message
        if case .invalid(let fields) = problem { self.fields = fields } else { fields = [] }
        switch problem {
        case .invalid: (title, advice) = ("有内容需要改正", "请返回上一页，改正后再提交。")
        case .notFound: (title, advice) = ("没有找到这个页面", "请检查网址，或者从首页重新进入。")
        case .forbidden: (title, advice) = ("您不能进行这项操作", "如果这本来就是您的工作，请安全管理员核对您的角色。")
        case .conflict: (title, advice) = ("没有保存", "请返回刷新，看到最新情况后再办。")
        case .tooLarge: (title, advice) = ("内容太大", "请返回上一页，缩小后再提交。")
        case .tooMany: (title, advice) = ("请稍等片刻", "等一会儿再试即可，之前的内容不受影响。")
        case .unavailable: (title, advice) = ("暂时无法办理", "请稍后再试；如果一直这样，请联系系统管理员。")
        }
    }

    /// An error of ours; only its number is shown.
    init(internalNumber number: String) {
        title = "系统出错了"
        reason = "这次操作没有完成。错误编号 \(number)"
        advice = "请稍后再试；如果再次出现，请把错误编号告诉系统管理员。"
        back = "/"
        fields = []
    }

    init(otherMethods: Void) {
        title = "这个网址不能这样打开"
        reason = "这个网址只用于提交表单，或者不接受提交。"
        advice = "请返回首页，从页面上的按钮进入。"
        back = "/"
        fields = []
    }

    func body(_ words: Words) -> HTML {
        let lines = fields.count > 1 ? lineList(fields.map { HTML(text: words($0.message)) }) : nil
        return """
            \(pageHeader(words, title))
            \(notice(words, .failure, reason, lines))
            <p>\(words(advice))</p>
            <div class="acts page-end"><a class="button" href="\(back)">\(words(back == "/" ? "回到首页" : "返回"))</a></div>
            """
    }
}

/// What a JSON client gets instead of that page.
struct ProblemAnswer: Encodable {
    struct Body: Encodable {
        let code: String
        let message: Message
        let fields: [FieldProblem]
    }

    let error: Body

    init(_ problem: Problem) {
        if case .invalid(let fields) = problem {
            error = Body(code: problem.code, message: "有内容需要改正", fields: fields)
        } else {
            error = Body(code: problem.code, message: problem.message, fields: [])
        }
    }

    init(code: String, _ message: Message) { error = Body(code: code, message: message, fields: []) }
}
