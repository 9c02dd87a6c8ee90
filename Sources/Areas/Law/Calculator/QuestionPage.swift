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

/// Not this time: everything answered is kept in the form, to be sent once more.
struct AgainPage: Page {
    let title: Message
    let given: Given
    let reason: Message
    let advice: Message

    private enum CodingKeys: String, CodingKey { case title, reason, advice }

    /// Too many at once from one address.
    static func tooMany(_ given: Given, _ problem: Problem) -> AgainPage {
        AgainPage(
            title: "请稍等片刻", given: given, reason: problem.message,
            advice: "从您这里的网络打开得太多了。您填的内容还在，等一会儿再按一次就可以。")
    }

    /// The form's proof was gone: the browser dropped its cookie, or the page had been kept for long.
    static func unproven(_ given: Given) -> AgainPage {
        AgainPage(
            title: "请再按一次", given: given, reason: "这一页打开得太久了，要重新确认一下",
            advice: "您填的内容还在，再按一次就接着往下。总是回到这里的，请在浏览器里允许本网站使用 Cookie。")
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title))
        \(notice(words, .warning, reason, "<p>\(words(advice))</p>"))
        <form method="post" action="\(Calculator.address)" class="page-end">\(hiddenProofs)
        \(given.hidden().map { hiddenField($0.name, $0.value) })
        <button class="button primary" type="submit">\(words("再试一次"))</button></form>
        """
    }
}
