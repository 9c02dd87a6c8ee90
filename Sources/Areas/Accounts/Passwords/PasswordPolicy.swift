import Core
import Foundation

/// What a password must be. Long, and not what everybody tries first; no rules on which characters it has
/// (NIST SP 800-63B, 3.1.1.2).
package enum PasswordPolicy {
    package static let shortest = 10
    static let longest = 200

    static let hint: Message = "至少 \(shortest) 个字符；用几个词连成一句最好记，不要求大小写和符号"

    /// Why the password will not do; nil when it will.
    package static func problem(with password: String, login: String, name: String = "") -> Message? {
        let text = password.precomposedStringWithCompatibilityMapping
        guard !text.isEmpty else { return "请填写密码" }
        guard text.count >= shortest else { return "密码至少要 \(shortest) 个字符，现在是 \(text.count) 个" }
        guard text.count <= longest else { return "密码最长 \(longest) 个字符" }
        let small = text.lowercased()
        let loginKey = LoginName(login).key
        if !loginKey.isEmpty, small == loginKey || small.replacingOccurrences(of: loginKey, with: "").count < 4 {
            return "密码不能是登录名，也不能只在登录名上加几个字符"
        }
        if !name.isEmpty, small.replacingOccurrences(of: name.lowercased(), with: "").count < 4 {
            return "密码不能是姓名，也不能只在姓名上加几个字符"
        }
        if Set(small).count < 4 { return "密码里重复的字符太多，容易被猜中" }
        if isRun(small) { return "密码是键盘或数字上连着的一串，容易被猜中" }
        if commonest.contains(small) || commonest.contains(String(small.reversed())) {
            return "这是最常见的密码之一，容易被猜中，请换一个"
        }
        return nil
    }

    private static func isRun(_ text: String) -> Bool {
        let rows = [
            "01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "!@#$%^&*()",
        ]
        return rows.contains { $0.contains(text) || String($0.reversed()).contains(text) }
    }

    /// Of ten characters and more, from published lists of leaked passwords; shorter ones are refused anyway.
    private static let commonest: Set<String> = [
        "password123", "password1234", "password12", "passw0rd123", "p@ssw0rd123", "p@ssword123", "password1!",
        "admin12345", "admin123456", "admin1234567", "administrator", "admin888888", "admin@123456", "adminadmin",
        "root123456", "test123456", "test1234567", "user123456", "guest12345", "welcome123", "welcome1234",
        "letmein123", "iloveyou123", "iloveyou1314", "woaini1314", "woaini520", "woaini5201314", "woaiwojia1314",
        "5201314520", "1314520520", "5201314000", "qq123456789", "a123456789", "a1234567890", "aa123456789",
        "abc123456789", "abcd123456", "abcd1234567", "abc1234567", "asd123456789", "qwe123456789", "qwer123456",
        "qwerty12345", "qwerty123456", "1q2w3e4r5t", "1q2w3e4r5t6y", "zxcvbnm123", "asdfghjkl123", "q1w2e3r4t5",
        "123456789a", "123456789q", "1234567890a", "123456abcd", "123456qwer", "123qweasdzxc", "1qaz2wsx3edc",
        "1qazxsw23edc", "qazwsxedcrfv", "1122334455", "11223344556677", "123123123123", "1231231231", "147258369",
        "1472583690", "147852369", "0147258369", "987654321a", "zhang123456", "wang123456", "gonghui123",
        "gonghui123456",
        "gonghui12345", "shanghai123", "shanghai123456", "beijing123", "china123456", "zhongguo123", "a5201314520",
        "dragon12345", "monkey12345", "football123", "baseball123", "sunshine123", "princess123", "superman123",
        "changeme123", "default123", "computer123", "internet123", "pass123456", "pass1234567", "mima123456",
        "mima123456789", "woshishui123", "caonima123", "taobao123456", "qqqqq11111", "aaaaa11111", "aaa111aaa111",
        "1a2b3c4d5e", "a1b2c3d4e5", "1234qwerasdf", "1234567qwe", "qwertyuiop123", "1qaz@wsx3edc", "1qaz!qaz",
    ]
}
