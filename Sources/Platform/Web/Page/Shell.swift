import Core
import Storage

/// Everything around a page's body: the rail, the head with name, language and the way out.
struct Shell {
    let words: Words
    let actor: Actor
    let rooms: [Room]
    let paths: HousePaths
    /// Path and query of what is shown, for the way back after a change of language.
    let current: String
    /// What the last act has to say, once.
    let said: String?
    let assets: Assets
    /// For the head of what is printed.
    let now: Instant

    func html(_ page: any Page) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8"/>
        <title>\(words(page.title)) · \(words("桥"))</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="format-detection" content="telephone=no"/>
        <link rel="icon" href="\(assets.icon.path)" type="image/svg+xml"/>
        <link rel="stylesheet" href="\(assets.stylesheet.path)"/>
        <script src="\(assets.script.path)" defer="defer"></script>
        \(refresh(page))
        </head>
        <body\(attribute: "class", isInside ? "inside" : "outside")>
        <a class="skip" href="#main">\(words("跳到正文"))</a>
        \(head(page))
        \(isInside ? rail(page.room) : nil)
        <main id="main" tabindex="-1"\(attribute: "data-refresh", page.refreshSeconds.map { String($0) })>
        \(isInside ? printHead(page) : nil)
        \(said.map { notice(words, .success, .verbatim($0)) })
        \(page.body(words))
        </main>
        </body>
        </html>
        """
    }

    /// Only who may work in the house sees its rooms.
    private var isInside: Bool { actor.account != nil && !actor.mustChangePassword }

    private func refresh(_ page: any Page) -> HTML? {
        page.refreshSeconds.map { "<noscript><meta http-equiv=\"refresh\" content=\"\($0)\"/></noscript>" }
    }

    /// The house's seal: a picture, whatever the language.
    private static let seal = "桥"

    private func head(_ page: any Page) -> HTML {
        """
        <header class="head">
        <a class="house" href="/"><span class="seal" aria-hidden="true">\(Self.seal)</span> <span>\(words("工会社工管理"))</span></a>
        <div class="head-end">
        \(isInside ? printing : nil)
        \(language(page))
        \(actor.account == nil ? nil : who)
        </div>
        </header>
        """
    }

    /// Shown where the script runs; the browser's own print does the same.
    private var printing: HTML {
        "<button class=\"head-link print\" type=\"button\" data-print=\"data-print\" hidden=\"hidden\">\(words("打印"))</button>"
    }

    /// On paper only: whose paper it is, of what, and since when it is true.
    private func printHead(_ page: any Page) -> HTML {
        """
        <p class="print-head" aria-hidden="true"><span>\(words("工会社工管理")) · \(words(page.title))</span> \
        <span>\(words("\(actor.name)打印于 \(now)"))</span></p>
        """
    }

    private func language(_ page: any Page) -> HTML {
        let (other, name): (Language, HTML) = words.language == .chinese ? (.english, "English") : (.chinese, "中文")
        if let form = page.carried {
            return """
                <form method="post" action="\(form.address)">\(hiddenProofs)\(form.fields.map { hiddenField($0.name, $0.value) })\
                <input type="hidden" name="_language" value="\(other.rawValue)"/>\
                <button class="head-link" type="submit" lang="\(other.rawValue)">\(name)</button></form>
                """
        }
        let target = address("/language", [("to", other.rawValue), ("back", current)])
        return
            "<a class=\"head-link\" href=\"\(target)\" lang=\"\(other.rawValue)\" hreflang=\"\(other.rawValue)\">\(name)</a>"
    }

    private var who: HTML {
        """
        <a class="head-link who" href="\(paths.account)">\(actor.name)</a>
        <form method="post" action="\(paths.signOut)"><input type="hidden" name="_token" value="\(HTML.mark(.formToken))"/>\
        <button class="head-link" type="submit">\(words("退出"))</button></form>
        """
    }

    private func rail(_ current: Room?) -> HTML {
        let shown = rooms.filter { $0.isShown(actor) }
        let entries = shown.map { room -> HTML in
            """
            <li><a href="\(room.path)"\(attribute: "aria-current", room == current ? "page" : nil)>\
            <span class="rail-character" aria-hidden="true">\(room.character)</span>\
            <span class="rail-word">\(words(room.name))</span></a></li>
            """
        }
        return "<nav class=\"rail\" aria-label=\"\(words("主菜单"))\"><ul>\(entries)</ul></nav>"
    }
}
