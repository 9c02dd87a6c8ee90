import Core
import Web

/// A password typed twice into a form.
struct NewPassword {
    let text: String
    let problems: [FieldProblem]

    init(_ fields: Fields, _ field: String, again: String, login: String, name: String) {
        text = fields.text(field)
        if let problem = PasswordPolicy.problem(with: text, login: login, name: name) {
            problems = [FieldProblem(field, problem, code: "weakPassword")]
        } else if fields.text(again) != text {
            problems = [FieldProblem(again, "两次填写的密码不一样")]
        } else {
            problems = []
        }
    }

    func checked() throws(Problem) -> String {
        guard problems.isEmpty else { throw .invalid(problems) }
        return text
    }
}
