let baseStyles = #"""
    @layer base {
      *, *::before, *::after { box-sizing: border-box; }
      html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
      body {
        margin: 0;
        background: var(--paper);
        color: var(--ink);
        font: var(--size)/1.6 var(--face);
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      :lang(en) body, [lang="en"] { font-family: var(--face-latin); }
      h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset { margin: 0; padding: 0; }
      ul, ol { list-style: none; }
      fieldset { border: 0; min-width: 0; }
      h1 { font-size: 24px; line-height: 32px; font-weight: 600; text-wrap: balance; }
      h2 { font-size: 18px; line-height: 28px; font-weight: 600; }
      h3 { font-size: 16px; line-height: 24px; font-weight: 600; }
      p { max-width: 44em; }
      a { color: var(--pen); text-decoration-thickness: 1px; text-underline-offset: 3px; text-decoration-color: color-mix(in srgb, currentColor 40%, transparent); }
      a:hover { text-decoration-color: currentColor; }
      :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: var(--corner); }
      main:focus, .error-summary:focus { outline: none; }
      button, input, select, textarea { font: inherit; color: inherit; font-variant-numeric: inherit; }
      img, svg { max-width: 100%; }
      .quiet { color: var(--soft); }
      .unseen {
        position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
        clip-path: inset(50%); white-space: nowrap; border: 0;
      }
      .skip {
        position: absolute; left: 8px; top: -60px; z-index: 10; background: var(--sheet); color: var(--ink);
        padding: 8px 16px; border: 2px solid var(--focus);
      }
      .skip:focus { top: 8px; }
      @media (prefers-reduced-motion: no-preference) {
        a, .button { transition: background-color 120ms, border-color 120ms; }
      }
    }
    """#
