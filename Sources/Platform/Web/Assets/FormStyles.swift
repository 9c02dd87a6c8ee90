let formStyles = #"""
    @layer forms {
      .form { max-width: 640px; }
      .field { margin-bottom: 20px; min-width: 0; }
      .filters .field { margin: 0; }
      .filters .long { flex: 1 1 260px; }
      .field > label, .field > legend { display: block; font-weight: 600; padding: 0; margin-bottom: 4px; }
      .filters .field > label { font-weight: 400; font-size: var(--small); color: var(--soft); }
      .field > label .quiet { font-weight: 400; }
      .field-hint { color: var(--soft); font-size: var(--small); line-height: 22px; margin-bottom: 4px; }
      .field-error { color: var(--red); font-weight: 600; margin-bottom: 4px; }
      .field-error::before { content: "▸ "; }
      input:not([type="checkbox"], [type="radio"], [type="hidden"]), select, textarea {
        display: block; width: 100%; min-height: max(40px, var(--touch)); padding: 6px 10px;
        background: var(--sheet); border: 1px solid var(--edge); border-radius: var(--corner); line-height: 26px;
      }
      .form .short { max-width: 200px; }
      .form .medium, .form select { max-width: 400px; }
      input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 0; border-color: var(--focus); }
      [aria-invalid="true"] { border-color: var(--red) !important; box-shadow: inset 0 0 0 1px var(--red); }
      ::placeholder { color: var(--soft); opacity: 1; }
      textarea { resize: vertical; }
      .choice { display: grid; grid-template-columns: 20px minmax(0, 1fr); column-gap: 12px; align-items: center; }
      .choice input { width: 20px; height: 20px; margin: 0; accent-color: var(--ink); }
      .choice label { padding: 6px 0; min-height: var(--touch); cursor: pointer; }
      .choice .field > label .quiet { font-weight: 400; }
      .field-hint { grid-column: 2; }
      .drop { padding: 16px; border: 1px dashed var(--edge); background: var(--sheet); }
      .drop.over { border: 2px solid var(--focus); padding: 15px; }
      .drop input[type="file"] { border: 0; padding: 6px 0; background: none; }
      input::file-selector-button { min-height: 36px; margin-right: 12px; padding: 4px 14px; border: 1px solid var(--edge); border-radius: var(--corner); background: var(--band); color: var(--ink); font: inherit; cursor: pointer; }
      .form-acts { margin-top: 28px; }
      .changed-meanwhile { margin-bottom: 32px; padding-bottom: 4px; border-bottom: 1px solid var(--edge); }
      .changed-meanwhile > p { margin: 12px 0 16px; }
      .error-summary { margin-bottom: 24px; padding: 12px 16px; border: 2px solid var(--red); background: var(--red-wash); }
      .error-summary h2 { color: var(--red); }
      .error-summary ul { margin-top: 4px; }
      .error-summary a { display: inline-block; padding: 4px 0; color: var(--ink); text-decoration-color: currentColor; }
      @media (max-width: 720px) {
        .form .medium, .form select { max-width: none; }
        .form-acts .primary { flex: 1 0 100%; }
      }
    }
    """#
