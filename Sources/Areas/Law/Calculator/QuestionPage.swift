import Core
import LabourLaw
import Web

/// One question, with the answers so far in hidden fields.
struct QuestionPage: Page {
    let title: Message
    let question: Question
    let given: Given
    let form: FormState
    /// Which one it is of how many, as far as can be told yet.
    let number: Int
    let count: Int

    private enum CodingKeys: String, CodingKey { case title, form, number, count }

    init(_ question: Question, _ given: Given, _ problems: [FieldProblem] = []) {
        (self.question, self.given) = (question, given)
        title = question.title
        var form = FormState(problems: problems)
        form.values = given.values
        self.form = form
        let asked = Questions.asked(given)
        number = (asked.firstIndex { $0.id == question.id } ?? 0) + 1
        count = asked.count
    }

    var staysInHistory: Bool { true }

    var carried: CarriedForm? {
        isFirst ? nil : CarriedForm(address: Calculator.address, fields: given.hidden() + [("show", question.id)])
    }

    private var isFirst: Bool { question.id == Questions.topics.id && given.seen.isEmpty }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let fields = question.fields(given)
        let content = fields.map { $0.view(view) }
        let hidden = given.hidden(except: Set(fields.map(\.name))) + [("at", question.id)]
        return """
            \(pageHeader(words, isFirst ? "算一算劳动权益" : title, note: note(words)))
            \(isFirst ? welcome(words) : nil)
            \(question.about.map { "<p>\(words($0))</p>" as HTML })
            <form method="post" action="\(Calculator.address)" class="form page-end" novalidate="novalidate">
            \(view.summary(over: content.joined()))\(hiddenProofs)
            \(hidden.map { hiddenField($0.name, $0.value) })
            \(content)
            <div class="acts form-acts"><button class="button primary" type="submit">\(words("下一步"))</button>\
            \(isFirst || number == 1 ? nil : back(words))</div>
            </form>
            """
    }

    private func back(_ words: Words) -> HTML {
        "<button class=\"button\" type=\"submit\" name=\"go\" value=\"back\">\(words("上一步"))</button>"
    }

    private func note(_ words: Words) -> HTML? {
        isFirst ? nil : "\(words("第 \(number) 题，现在看来共 \(count) 题"))"
    }

    private func welcome(_ words: Words) -> HTML {
        notice(
            words, .information, "回答几个问题，就知道能要什么、大约多少钱、最晚到哪一天。",
            "<p>\(words("不用登录，不留姓名。您填的内容不保存，关掉网页就没有了；用公用电脑的，看完请关掉浏览器。"))</p>")
    }
}

/// Too many at once from one address: everything answered is kept in the form.
struct WaitPage: Page {
    let title: Message = "请稍等片刻"
    let given: Given
    let reason: Message

    private enum CodingKeys: String, CodingKey { case title, reason }

    init(given: Given, problem: Problem) { (self.given, reason) = (given, problem.message) }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title))
        \(notice(words, .warning, reason, "<p>\(words("从您这里的网络打开得太多了。您填的内容还在，等一会儿再按一次就可以。"))</p>"))
        <form method="post" action="\(Calculator.address)" class="page-end">\(hiddenProofs)
        \(given.hidden().map { hiddenField($0.name, $0.value) })
        <button class="button primary" type="submit">\(words("再试一次"))</button></form>
        """
    }
}
