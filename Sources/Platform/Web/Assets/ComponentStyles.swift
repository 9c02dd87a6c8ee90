let componentStyles = #"""
    @layer components {
      .page-header { margin-bottom: 20px; }
      .page-title { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 8px 16px; }
      .page-title > :first-child { flex: 1 1 240px; min-width: 0; }
      .page-title .acts { flex: none; max-width: 100%; }
      .page-note { margin-top: 4px; color: var(--soft); }
      .part-title { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 16px; margin-bottom: 8px; padding-bottom: 4px; border-bottom: 2px solid var(--ink); }
      .tools { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 16px; margin-top: 8px; }
      .tools ul, .tools-acts { display: flex; flex-wrap: wrap; gap: 0 4px; margin: 0; padding: 0; list-style: none; }
      .tools-acts { margin-left: auto; }
      .tool, .saved { display: inline-flex; align-items: center; min-height: var(--touch); padding: 0 10px; font-size: var(--small); color: var(--soft); text-underline-offset: 3px; }
      .tool:hover, .saved:hover { color: var(--ink); }
      .saved { border: 1px solid var(--line); border-radius: var(--corner); background: var(--sheet); text-decoration: none; margin: 2px 0; }
      .saved[aria-current] { border-color: var(--ink); color: var(--ink); font-weight: 600; }
      .print-head { display: none; }
      .crumbs ol { display: flex; flex-wrap: wrap; margin-bottom: 4px; font-size: var(--small); color: var(--soft); }
      .crumbs li::after { content: "›"; padding: 0 8px; }
      .crumbs a { display: inline-block; padding: 4px 0; color: var(--soft); }

      .acts { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
      .button {
        display: inline-flex; align-items: center; justify-content: center; min-height: max(40px, var(--touch)); padding: 4px 18px;
        border: 1px solid var(--edge); border-radius: var(--corner); background: var(--sheet); color: var(--ink);
        font-size: 16px; line-height: 24px; font-weight: 500; text-decoration: none; text-align: center; cursor: pointer;
      }
      .button:hover { border-color: var(--ink); background: var(--band); }
      .button.primary { background: var(--red-ground); border-color: var(--red-ground); color: var(--on-red); font-weight: 600; }
      .button.primary:hover { background: var(--red-ground-over); border-color: var(--red-ground-over); }
      .button.danger { color: var(--red); border-color: var(--red); }
      .button.quiet { border-color: transparent; background: none; color: var(--soft); text-decoration: underline; text-underline-offset: 3px; }
      .button[aria-disabled="true"] { opacity: .55; cursor: progress; }

      .tabs ul { display: flex; flex-wrap: wrap; gap: 0 4px; margin-bottom: 16px; border-bottom: 1px solid var(--edge); }
      .part + .tabs { margin-top: 32px; }
      .tabs a { display: inline-flex; align-items: center; gap: 6px; min-height: max(40px, var(--touch)); padding: 4px 12px; color: var(--soft); text-decoration: none; border-bottom: 3px solid transparent; margin-bottom: -1px; }
      .tabs a:hover { color: var(--ink); border-color: var(--line); }
      .tabs a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--ink); }
      .count { font-size: 13px; color: var(--soft); }

      .facts { border-top: 1px solid var(--line); }
      .facts > div { display: grid; grid-template-columns: 8em minmax(0, 1fr); gap: 4px 16px; padding: 8px 0; border-bottom: 1px solid var(--line); }
      .part-title + .facts { border-top: 0; margin-top: -8px; }
      dd .act, td .act { display: inline-block; }
      dd .button, td .button { min-height: var(--touch); padding: 2px 12px; font-size: var(--dense); margin: -4px 0; vertical-align: middle; }
      .facts dt { color: var(--soft); }
      .definitions dt { font-weight: 600; margin-top: 12px; }
      .definitions dd { color: var(--soft); }

      .tag { display: inline-block; padding: 0 7px; border: 1px solid var(--edge); border-radius: var(--corner); font-size: 13px; line-height: 20px; white-space: nowrap; }
      .tag.strong { background: var(--ink); border-color: var(--ink); color: var(--paper); }
      .tag.quiet { border-color: var(--line); color: var(--soft); }
      .tag.urgent { border-color: var(--red); color: var(--red); font-weight: 600; }

      .notice { display: flex; gap: 12px; align-items: flex-start; margin: 16px 0; padding: 12px 16px; background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--edge); }
      .notice-mark { flex: none; font: 700 18px/26px var(--face-seal); }
      .notice.success, .notice.warning { border-left-color: var(--ink); }
      .notice.failure { border-color: var(--red); background: var(--red-wash); }
      .notice.failure .notice-mark { color: var(--red); }

      .empty { margin: 16px 0; padding: 24px; border: 1px dashed var(--edge); background: var(--sheet); }
      .empty .acts { margin-top: 12px; }

      .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(148px, 1fr)); gap: 8px; margin-bottom: 24px; }
      .figure { display: grid; align-content: start; gap: 2px; height: 100%; padding: 12px 16px; color: var(--ink); text-decoration: none; background: var(--sheet); border: 1px solid var(--line); }
      .figure:hover { background: var(--band); }
      .figure-label { font-size: var(--small); color: var(--soft); }
      .figure-value { font-size: 28px; line-height: 36px; font-weight: 600; text-decoration: underline; text-decoration-color: var(--line); text-underline-offset: 5px; text-decoration-thickness: 1px; }
      .figure:hover .figure-value { text-decoration-color: currentColor; }
      .figure-note { font-size: 13px; line-height: 18px; color: var(--soft); }
      .figure.needs-hand .figure-value { color: var(--red); }

      .rows { width: 100%; border-collapse: collapse; font-size: var(--dense); line-height: 22px; background: var(--sheet); border: 1px solid var(--line); }
      .caption:not(.unseen) { text-align: left; padding: 0 0 8px; font-weight: 600; }
      .rows th, .rows td { padding: 8px 12px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
      .rows thead th { background: var(--band); color: var(--soft); font-weight: 500; font-size: var(--small); white-space: nowrap; overflow-wrap: normal; border-bottom-color: var(--edge); }
      .rows tbody th { font-weight: 600; }
      .rows tbody tr:last-child > * { border-bottom: 0; }
      .rows tbody tr:hover { background: var(--band); }
      .rows .number { text-align: right; }
      .rows td.number, .rows td.day { white-space: nowrap; }
      .rows tr.urgent > :first-child { box-shadow: inset 3px 0 0 var(--red); }
      .rows .row-acts { text-align: right; white-space: nowrap; }
      .rows .row-acts > .acts { justify-content: flex-end; }
      .row-acts form { display: inline; }

      .pager { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px; margin-top: 12px; color: var(--soft); }

      .filters { display: flex; flex-wrap: wrap; align-items: end; gap: 12px; margin-bottom: 16px; padding: 12px 16px 16px; background: var(--sheet); border: 1px solid var(--line); }

      .story > li { position: relative; padding: 0 0 16px 20px; border-left: 1px solid var(--edge); margin-left: 5px; }
      .story > li::before { content: ""; position: absolute; left: -5px; top: 9px; width: 9px; height: 9px; border-radius: 50%; background: var(--paper); border: 2px solid var(--ink); }
      .story > li:last-child { padding-bottom: 0; border-left-color: transparent; }
      .story-note { color: var(--soft); }
      .story-when { font-size: 13px; color: var(--soft); }

      .tree li { position: relative; }
      .tree ul ul { margin-left: 13px; padding-left: 8px; border-left: 1px solid var(--line); }
      .knot { min-height: var(--touch); padding: 5px 0 5px 28px; }
      .tree summary { position: absolute; top: 0; left: 0; display: grid; place-items: center; width: 28px; height: var(--touch); cursor: pointer; list-style: none; }
      .tree summary::-webkit-details-marker { display: none; }
      .tree summary::before { content: ""; width: 8px; height: 8px; border: solid var(--ink); border-width: 0 2px 2px 0; transform: rotate(-45deg); }
      .tree [open] > summary::before { transform: rotate(45deg); }

      .lines > li { padding: 8px 0; border-bottom: 1px solid var(--line); }

      .progress { margin: 16px 0; }
      progress { width: 100%; height: 12px; margin-top: 8px; accent-color: var(--ink); }

      .survival { margin-bottom: 16px; max-width: 720px; }
      .survival svg { width: 100%; height: auto; background: var(--sheet); border: 1px solid var(--line); }
      .survival .grid, .survival .tick { stroke: var(--line); stroke-width: 1; }
      .survival .axis { fill: var(--soft); font-size: 13px; font-variant-numeric: tabular-nums; }
      .survival .curve { fill: none; stroke: var(--ink); stroke-width: 2.5; }
      .survival figcaption { margin-top: 4px; font-size: var(--small); }

      .confirmation > .acts, .page-end { margin-top: 16px; }

      /* What follows one another in a part never touches. */
      :where(.part, main) > :where(p, .acts, .facts, .rows, .lines, .form, .pager, .progress) + :where(p, .acts, .facts, .rows, .lines, .form) { margin-top: 12px; }
      :where(.part, main) > :where(.rows, .form, .wide) + :where(.rows, .lines, .wide) { margin-top: 24px; }

      @media (max-width: 720px) {
        .page-title .acts { width: 100%; }
        .page-title .acts > .primary { flex: 1 0 100%; }
        .crumbs a, .knot a { padding: 6px 0; }
        .crumbs a { display: inline-block; }
        .knot a { display: inline-block; min-height: 36px; }
        .facts > div { grid-template-columns: 6em minmax(0, 1fr); }
        .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        .rows, .rows tbody, .rows tr, .rows td, .rows tbody th, .rows caption:not(.unseen) { display: block; width: 100%; }
        .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .rows { border: 0; background: none; font-size: 16px; line-height: 24px; }
        .rows tr { padding: 8px 12px; margin-bottom: 8px; background: var(--sheet); border: 1px solid var(--line); }
        .rows tr.urgent { border-left: 3px solid var(--red); }
        .rows tr.urgent > :first-child { box-shadow: none; }
        .rows th, .rows td { padding: 3px 0; border: 0; }
        .rows td[data-label] { display: flow-root; padding-left: 112px; min-height: 30px; }
        .rows td[data-label]::before { content: attr(data-label); float: left; width: 104px; margin-left: -112px; color: var(--soft); font-size: var(--small); }
        .rows td:empty { display: none; }
        .rows .number { text-align: left; }
        .rows td.row-acts { padding-left: 0; text-align: left; padding-top: 8px; white-space: normal; }
        .rows td.row-acts > .acts { justify-content: flex-start; }
        .rows td.row-acts::before { content: none; }
        .wide { overflow-x: auto; border: 1px solid var(--line); }
        .wide .rows { display: table; font-size: var(--dense); line-height: 22px; background: var(--sheet); }
        .wide .rows thead { display: table-header-group; position: static; clip-path: none; }
        .wide .rows tbody { display: table-row-group; }
        .wide .rows tr { display: table-row; }
        .wide .rows caption:not(.unseen) { display: table-caption; padding: 8px; }
        .wide .rows :is(th, td) { display: table-cell; width: auto; min-height: 0; padding: 6px 8px; border-bottom: 1px solid var(--line); white-space: nowrap; }
        .wide .rows td[data-label]::before { content: none; }
        .wide .rows .number { text-align: right; }
        .wide .rows .heading { position: sticky; left: 0; background: var(--sheet); white-space: normal; min-width: 5em; }
        .rows a { display: inline-block; min-height: 32px; padding: 4px 0; }
        .rows a.button { display: inline-flex; min-height: var(--touch); padding: 4px 18px; }
        dd .button, td .button { margin: 4px 0; }
        .filters { padding: 12px; }
        .filters .field { flex: 1 1 40%; }
        .filters .field.long { flex-basis: 100%; }
      }
    }
    """#
