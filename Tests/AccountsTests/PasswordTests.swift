import Accounts
import Core
import TestSupport
import Testing

struct PasswordTests {
    @Test func `a hash says how it was made, and fits its password alone`() async throws {
        let passwords = PasswordHashing(cost: .full)
        let hash = try await passwords.hash("correct horse battery")
        #expect(hash.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
        let right = try await passwords.verify("correct horse battery", against: hash)
        let wrong = try await passwords.verify("correct horse batterY", against: hash)
        #expect(right)
        #expect(!wrong)
    }

    @Test func `the same password has another hash each time, and a hash of another cost still fits`() async throws {
        let (cheap, dear) = (
            PasswordHashing(cost: .least), PasswordHashing(cost: .init(logRounds: 5, blockSize: 8, parallelism: 1))
        )
        let (one, two) = (try await cheap.hash("一句很长的密码啊"), try await cheap.hash("一句很长的密码啊"))
        #expect(one != two)
        let fits = try await dear.verify("一句很长的密码啊", against: one)
        #expect(fits)
    }

    @Test func `nobody's account and a damaged hash fit no password`() async throws {
        let passwords = PasswordHashing(cost: .least)
        for kept in [nil, "", "$scrypt$ln=4,r=8,p=1$AA==", "$scrypt$ln=99,r=8,p=1$AAAA$AAAA", "plain"] {
            let fits = try await passwords.verify("", against: kept)
            #expect(!fits)
        }
    }

    @Test func `full-width letters are the same letters`() async throws {
        let passwords = PasswordHashing(cost: .least)
        let hash = try await passwords.hash("long password 1")
        let fits = try await passwords.verify("ｌｏｎｇ password １", against: hash)
        #expect(fits)
    }

    @Test(arguments: [
        "", "short", "九个字的密码不够长", "wanglihua", "wanglihua99", "WangLiHua!!", "aaaaaaaaaaaa", "1234567890",
        "0987654321", "qwertyuiop", "Password123", "woaini1314", "123123123123",
    ])
    func `easily guessed`(password: String) {
        #expect(PasswordPolicy.problem(with: password, login: "wanglihua", name: "王丽华") != nil)
    }

    @Test(arguments: ["三月的友谊路下着小雨", "correct horse battery", "wanglihua likes plums", "zx81-amiga-atari"])
    func `hard to guess, whatever signs it has`(password: String) {
        #expect(PasswordPolicy.problem(with: password, login: "wanglihua", name: "王丽华") == nil)
    }
}
