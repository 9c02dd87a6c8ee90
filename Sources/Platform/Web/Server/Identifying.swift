import Core
import HTTPTypes
import Hummingbird
import Storage

extension QiaoServer {
    private enum Found {
        case nobody
        case alive(WebSession, Actor)
        case ended(WebSession, WebSession.End)
    }

    /// Answers where she must go before she may see the route's page, if anywhere.
    func detour(_ frame: inout Frame, _ route: Route) async throws -> Response? {
        let ended = try await identify(&frame)
        guard route.access == .signedIn else { return nil }
        guard frame.actor.account != nil else { return sendToSignIn(frame, ended) }
        guard frame.actor.mustChangePassword, ![options.paths.password, options.paths.signOut].contains(route.path)
        else { return nil }
        return sendToPassword(frame)
    }

    /// Loads the session and the actor afresh; tells why a session that was there is over.
    func identify(_ frame: inout Frame) async throws -> WebSession.End? {
        let token = SessionToken(frame.cookies[.session])
        switch try await find(token) {
        case .nobody: return nil
        case .alive(let session, let actor):
            (frame.session, frame.token, frame.actor) = (session, token, actor)
            if house.clock.now() >= session.seenAt.adding(seconds: 60) {
                try await house.database.write { [sessions] tx in try sessions.touch(session, tx) }
            }
            return nil
        case .ended(let session, let why):
            if session.endedAt == nil {
                try await house.database.write { [sessions] tx in try sessions.end(session.id, why, tx) }
            }
            return why
        }
    }

    private func find(_ token: SessionToken?) async throws -> Found {
        guard let token else { return .nobody }
        return try await house.database.read { [sessions, gate = house.gate] tx in
            guard let session = try sessions.find(token, tx) else { return .nobody }
            if let why = sessions.end(of: session, at: tx.now) { return .ended(session, why) }
            guard let actor = try gate.actor(session.account, tx) else { return .ended(session, .accountClosed) }
            return .alive(session, actor)
        }
    }

    private func sendToSignIn(_ frame: Frame, _ ended: WebSession.End?) -> Response {
        let reason: Message =
            switch ended {
            case .idle: "您有一段时间没有操作，为安全起见已自动退出，请重新登录"
            case .expired: "登录已满 \(options.absoluteSeconds / 3600) 小时，请重新登录"
            case .accountClosed: "这个账号现在不能使用，请联系安全管理员"
            case .revoked: "这次登录已被结束，请重新登录"
            case .signedOut, .replaced, nil: "请先登录"
            }
        if frame.wantsJSON { return json(ProblemAnswer(code: "signIn", reason), .unauthorized, frame) }
        let next = frame.changes ? frame.comeBack : ownPath(frame.target)
        let target = address(options.paths.signIn, [("next", next == "/" ? nil : next)])
        return redirect(target, saying: ended == nil ? nil : reason, frame)
    }

    private func sendToPassword(_ frame: Frame) -> Response {
        if frame.wantsJSON {
            return json(ProblemAnswer(code: "changePassword", "请先修改初始密码"), .forbidden, frame)
        }
        return redirect(options.paths.password, saying: nil, frame)
    }
}
