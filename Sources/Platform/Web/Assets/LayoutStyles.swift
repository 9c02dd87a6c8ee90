/// The rail at the left, a bar at the foot on a phone.
let layoutStyles = #"""
    @layer layout {
      .head {
        display: flex; align-items: center; justify-content: space-between; gap: 12px;
        min-height: 52px; padding: 4px 24px 4px 20px;
        border-bottom: 1px solid var(--line); background: var(--sheet);
      }
      .house { display: inline-flex; align-items: center; gap: 16px; min-height: var(--touch); color: var(--ink); text-decoration: none; font-weight: 600; }
      .seal {
        display: grid; place-items: center; width: 36px; height: 36px; border: 2px solid var(--ink); border-radius: var(--corner);
        font: 700 21px/1 var(--face-seal);
      }
      .head-end, .head-end form { display: flex; align-items: center; gap: 4px; min-width: 0; }
      .head-link {
        display: inline-flex; align-items: center; min-height: var(--touch); padding: 0 10px; border: 0; border-radius: var(--corner);
        background: none; color: var(--soft); font-size: var(--small); text-decoration: none; cursor: pointer; white-space: nowrap;
      }
      .head-link:hover { color: var(--ink); text-decoration: underline; }
      .who { color: var(--ink); font-weight: 600; overflow: hidden; text-overflow: ellipsis; max-width: 12em; }

      .inside { display: grid; grid-template: auto 1fr / var(--rail) minmax(0, 1fr); min-height: 100vh; }
      .inside > .head { grid-column: 1 / -1; position: relative; }
      .rail { background: var(--sheet); border-right: 1px solid var(--line); }
      .rail ul { position: sticky; top: 0; padding: 12px 8px; display: grid; gap: 4px; }
      .rail a {
        display: grid; justify-items: center; align-content: center; gap: 4px; min-height: 60px; padding: 6px 0;
        border-radius: var(--corner); color: var(--soft); text-decoration: none; text-align: center;
      }
      .rail-character { font: 700 22px/26px var(--face-seal); }
      .rail-word { font-size: 12px; line-height: 16px; white-space: nowrap; }
      .rail a:hover { background: var(--band); color: var(--ink); }
      .rail a[aria-current] { background: var(--ink); color: var(--paper); }

      main { min-width: 0; padding: 24px 32px 64px; max-width: 1240px; }
      .outside main { max-width: 520px; margin: 0 auto; padding-top: 48px; }

      .columns { display: grid; gap: 32px; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); align-items: start; }
      .part { margin-top: 32px; }
      .column > .part:first-child { margin-top: 0; }

      @media (max-width: 960px) { .columns { grid-template-columns: minmax(0, 1fr); } }
      @media (max-width: 720px) {
        .head { padding: 4px 8px 4px 16px; }
        .house { gap: 10px; }
        .inside .house > span:last-child { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
        .head-link { padding: 0 8px; }
        .inside { display: block; padding-bottom: calc(64px + env(safe-area-inset-bottom)); }
        .rail {
          position: fixed; inset: auto 0 0 0; z-index: 5; border-right: 0; border-top: 1px solid var(--line);
          padding-bottom: env(safe-area-inset-bottom);
        }
        /* A shadow at an edge says that the bar goes on there; the covers move along with what is pushed. */
        .rail ul {
          position: static; display: flex; gap: 0; padding: 4px; overflow-x: auto;
          background:
            linear-gradient(to right, var(--sheet) 40%, transparent) 0 0 / 48px 100% no-repeat local,
            linear-gradient(to left, var(--sheet) 40%, transparent) 100% 0 / 48px 100% no-repeat local,
            linear-gradient(to right, var(--soft), transparent) 0 0 / 18px 100% no-repeat scroll,
            linear-gradient(to left, var(--soft), transparent) 100% 0 / 18px 100% no-repeat scroll;
        }
        .rail li { flex: 1 0 auto; min-width: 38px; }
        /* Eight rooms fit in either language. */
        html:lang(en) .rail a { padding: 4px 2px; }
        html:lang(en) .rail-word { font-size: 10px; letter-spacing: -.2px; }
        .rail a { min-height: 52px; gap: 0; padding: 4px; }
        .rail-character { font-size: 20px; line-height: 24px; }
        main { padding: 16px 16px 40px; }
        .outside main { padding-top: 24px; }
      }
    }
    """#
