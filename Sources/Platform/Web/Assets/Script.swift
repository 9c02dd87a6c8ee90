/// A little that makes pages quick. Everything works without it.
let pageScript = #"""
    "use strict";
    (() => {
      const parse = (text) => new DOMParser().parseFromString(text, "text/html");

      // Search as one types: the filter's own address is fetched, and one element of the answer is swapped in.
      for (const form of document.querySelectorAll("form[data-live]")) {
        let waiting = 0, latest = 0;
        const region = () => document.querySelector(form.dataset.live);
        const run = async () => {
          const turn = ++latest;
          const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
          const url = form.getAttribute("action") + (query.size ? "?" + query : "");
          region()?.setAttribute("aria-busy", "true");
          try {
            const answer = await fetch(url, { headers: { "X-Live": "1" }, credentials: "same-origin" });
            if (answer.redirected) { location.href = answer.url; return; }
            // What the filter cannot mean is said beside its field.
            if (answer.status === 422) { location.href = url; return; }
            if (!answer.ok) return;
            const answered = parse(await answer.text());
            const fresh = answered.querySelector(form.dataset.live);
            if (turn !== latest || !fresh || !region()) return;
            region().replaceChildren(...fresh.childNodes);
            // What speaks of the filter goes along: saved filters, files.
            for (const follower of document.querySelectorAll("[data-follow]")) {
              const other = answered.getElementById(follower.id);
              if (other) follower.replaceChildren(...other.childNodes);
            }
            history.replaceState(null, "", url);
          } catch { /* the button still works */ } finally {
            if (turn === latest) region()?.setAttribute("aria-busy", "false");
          }
        };
        const soon = (delay) => { clearTimeout(waiting); waiting = setTimeout(run, delay); };
        form.addEventListener("input", (event) => { if (!event.isComposing) soon(120); });
        form.addEventListener("compositionend", () => soon(120));
        form.addEventListener("change", () => soon(0));
      }

      // Work in progress: the page's main part is asked for again.
      const refresh = async () => {
        const main = document.querySelector("main[data-refresh]");
        if (!main) return;
        try {
          const answer = await fetch(location.href, { credentials: "same-origin" });
          if (answer.redirected) { location.href = answer.url; return; }
          if (answer.ok) {
            const page = parse(await answer.text());
            const fresh = page.querySelector("main");
            if (fresh) { main.replaceWith(fresh); document.title = page.title; }
          }
        } catch { /* tried again below */ }
        plan();
      };
      const plan = () => {
        const seconds = Number(document.querySelector("main[data-refresh]")?.dataset.refresh);
        if (seconds > 0) setTimeout(refresh, seconds * 1000);
      };
      plan();

      // A form goes out once; an answer that is a file, or coming back to the page, frees it again.
      const free = (form) => {
        delete form.dataset.sent;
        for (const button of form.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
      };
      document.addEventListener("submit", (event) => {
        const form = event.target;
        if (form.method !== "post") return;
        if (form.dataset.sent) { event.preventDefault(); return; }
        form.dataset.sent = "1";
        for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
        setTimeout(() => free(form), 15000);
      });
      addEventListener("pageshow", (event) => {
        document.querySelectorAll("form[data-sent]").forEach(free);
        if (!event.persisted) return;
        // A page that the browser kept would send its old key with other words: that is another intention.
        for (const key of document.querySelectorAll("input[name=_key]")) {
          key.value = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        }
      });

      // The browser's own print, one touch nearer.
      for (const button of document.querySelectorAll("[data-print]")) {
        button.hidden = false;
        button.addEventListener("click", () => print());
      }

      // A file can be dropped onto its field.
      for (const field of document.querySelectorAll("[data-drop]")) {
        const input = field.querySelector("input[type=file]");
        const over = (on) => (event) => { event.preventDefault(); field.classList.toggle("over", on); };
        field.addEventListener("dragover", over(true));
        field.addEventListener("dragleave", over(false));
        field.addEventListener("drop", (event) => {
          over(false)(event);
          if (event.dataTransfer?.files.length) { input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change", { bubbles: true })); }
        });
      }

      // What is wrong comes first, also for who cannot see it.
      document.getElementById("error-summary")?.focus();
    })();
    """#
