import Accounts
import Core
import Storage
import TestSupport
import Testing

struct OwnAccountTests {
    @Test(arguments: TestEngine.allCases)
    func `a first password has to be changed before anything else`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let hash = try await AccountsWorld.passwords.hash("given by another")
            try await world.house.runner.run(
                MakeAccount(login: "fresh", fullName: "新同事", passwordHash: hash, mustChange: true), as: .founder)
            let client = world.client()
            let signedIn = try await client.post("/sign-in", ["login": "fresh", "password": "given by another"])
            #expect(signedIn.location == "/password")
            let elsewhere = try await client.get("/account")
            #expect(elsewhere.location == "/password")
            let same = try await client.post(
                "/password",
                [
                    "currentPassword": "given by another", "newPassword": "given by another",
                    "newPasswordAgain": "given by another",
                ])
            #expect(same.status == 422)
            let changed = try await client.post(
                "/password",
                [
                    "currentPassword": "given by another", "newPassword": "known to me alone",
                    "newPasswordAgain": "known to me alone",
                ])
            #expect(changed.location == "/")
            let free = try await client.get("/account")
            #expect(free.status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a changed password ends the sign-ins elsewhere and keeps this one`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let (here, elsewhere) = (try await world.signedIn(.officer), try await world.signedIn(.officer))
            let wrong = try await here.post(
                "/password",
                [
                    "currentPassword": "guess guess", "newPassword": "another long one",
                    "newPasswordAgain": "another long one",
                ])
            #expect(wrong.status == 422)
            #expect(try wrong.page().first("a", ["href": "#field-currentPassword"]) != nil)
            #expect(!wrong.text.contains("another long one"))
            let changed = try await here.post(
                "/password",
                [
                    "currentPassword": AccountsWorld.password(of: .officer), "newPassword": "another long one",
                    "newPasswordAgain": "another long one",
                ])
            #expect(changed.status == 303)
            let (stillIn, out) = (try await here.get("/account"), try await elsewhere.get("/account"))
            #expect(stillIn.status == 200)
            #expect(out.location?.hasPrefix("/sign-in") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `one sees one's own sign-ins and ends the others`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let (here, elsewhere) = (try await world.signedIn(.officer), try await world.signedIn(.officer))
            let stranger = try await world.signedIn(.worker)
            let list = try await here.get("/account", json: true).object()
            let rows = try #require(list["signIns"] as? [[String: Any]])
            #expect(rows.count == 2)
            let other = try #require(rows.first { $0["isCurrent"] as? Bool == false }?["id"] as? String)
            let foreign = try await stranger.post("/account/sessions/\(other)/end")
            #expect(foreign.status == 404)
            let ended = try await here.post("/account/sessions/\(other)/end")
            #expect(ended.status == 303)
            let out = try await elsewhere.get("/account")
            #expect(out.status == 303)
            let third = try await world.signedIn(.officer)
            _ = try await here.post("/account/sessions/end-others")
            let (thirdOut, stillIn) = (try await third.get("/account"), try await here.get("/account"))
            #expect(thirdOut.status == 303)
            #expect(stillIn.status == 200)
        }
    }
}
