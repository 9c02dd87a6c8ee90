import Accounts
import Core
import Storage
import TestSupport
import Testing
import Web

struct InvitationTests {
    /// Makes an account on the page and takes the link from the page that shows it.
    private func invitedPath(_ world: AccountsWorld) async throws -> (path: String, account: Identifier) {
        let system = try await world.signedIn(.system)
        let made = try await system.post("/accounts", ["login": "xiaoli", "fullName": "李晓丽"])
        let account = try #require(made.location?.split(separator: "/").last.flatMap { Identifier(String($0)) })
        return (try await path(from: system.post("/accounts/\(account)/invite")), account)
    }

    private func path(from answer: WebAnswer) throws -> String {
        let link = try #require(answer.page().all("code").first?.text)
        #expect(link.hasPrefix("https://qiao.test/invitation/"))
        return String(link.dropFirst("https://qiao.test".count))
    }

    private let chosen = ["newPassword": "一句好记的长长的话呀", "newPasswordAgain": "一句好记的长长的话呀"]

    @Test(arguments: TestEngine.allCases)
    func `an invitation works once`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let (path, _) = try await invitedPath(world)
            let client = world.client()
            let page = try await client.get(path)
            #expect(try page.page().first("h1")?.text == "设置您的密码")
            let short = try await client.post(path, ["newPassword": "123", "newPasswordAgain": "123"])
            #expect(short.status == 422)
            let accepted = try await client.post(path, chosen)
            #expect(accepted.location == "/sign-in")
            let signedIn = try await client.post("/sign-in", ["login": "XiaoLi", "password": "一句好记的长长的话呀"])
            #expect(signedIn.location == "/")
            let again = try await world.client().post(path, chosen)
            #expect(again.status == 403)
            #expect(again.text.contains("这个链接已经用过了"))
            #expect(try await world.violations().isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a link is void after seven days, after a newer one, and when made up`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let (old, account) = try await invitedPath(world)
            let newer = try await path(from: world.signedIn(.system).post("/accounts/\(account)/invite"))
            let withdrawn = try await world.client().get(old)
            #expect(withdrawn.status == 403)
            let open = try await world.client().get(newer)
            #expect(open.status == 200)
            world.clock.advance(milliseconds: 7 * 86_400_000)
            let expired = try await world.client().get(newer)
            #expect(expired.text.contains("这个链接已经过期"))
            let madeUp = try await world.client().get("/invitation/abcdefghijklmnopqrstuvwxyz012345")
            #expect(madeUp.status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a reset ends the old password and every sign-in at once`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let worker = try await world.signedIn(.worker)
            let before = try await worker.get("/account")
            #expect(before.status == 200)
            let system = try await world.signedIn(.system)
            let shown = try await system.post("/accounts/\(world.account(.worker))/reset", ["way": "temporary"])
            let temporary = try #require(shown.page().all("code").first?.text)
            let out = try await worker.get("/account")
            #expect(out.location?.hasPrefix("/sign-in") == true)
            let old = try await worker.post(
                "/sign-in", ["login": "worker", "password": AccountsWorld.password(of: .worker)])
            #expect(old.status == 422)
            let new = try await worker.post("/sign-in", ["login": "worker", "password": temporary])
            #expect(new.location == "/password")
        }
    }
}
