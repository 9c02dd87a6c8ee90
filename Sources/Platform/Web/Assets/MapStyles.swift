/// Tiles in about their true places; steps of need told by ground, edge and mark.
let mapStyles = #"""
    @layer components {
      .tile-map { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 4px; max-width: 880px; margin-bottom: 16px; }
      .tile-row { display: flex; flex-wrap: wrap; gap: 4px; margin-bottom: 16px; }
      .tile { display: block; height: 100%; padding: 8px; color: var(--ink); text-decoration: none; background: var(--sheet); border: 1px solid var(--line); font-size: 13px; line-height: 18px; overflow-wrap: anywhere; }
      .tile b { font-size: var(--dense); }
      .tile > span { display: block; }
      .tile .tile-head { display: flex; justify-content: space-between; align-items: baseline; gap: 2px; }
      .tile .tile-head b { min-width: 0; }
      .tile .tile-mark { flex: none; }
      a.tile:hover { text-decoration: underline; }
      .tile.need-1 { background: color-mix(in srgb, var(--pen) 8%, var(--sheet)); border-color: var(--edge); }
      .tile.need-2 { background: color-mix(in srgb, var(--pen) 18%, var(--sheet)); border-color: var(--edge); border-bottom-width: 3px; }
      .tile.need-3 { background: color-mix(in srgb, var(--pen) 30%, var(--sheet)); border-color: var(--ink); border-bottom-width: 5px; }
      .tile-legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-bottom: 8px; font-size: var(--small); color: var(--soft); }
      .tile-legend .tile { display: inline-block; height: auto; padding: 0 6px; }
      .tile-c1 { grid-column: 1; } .tile-c2 { grid-column: 2; } .tile-c3 { grid-column: 3; } .tile-c4 { grid-column: 4; } .tile-c5 { grid-column: 5; }
      .tile-r1 { grid-row: 1; } .tile-r2 { grid-row: 2; } .tile-r3 { grid-row: 3; } .tile-r4 { grid-row: 4; } .tile-r5 { grid-row: 5; } .tile-r6 { grid-row: 6; }
      /* Numbers under long heads, and long numbers on tiles. */
      html:lang(en) .rows thead th.number { white-space: normal; }
      .figures { grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); }
      .figure-value { overflow-wrap: normal; }
      .bar { display: block; width: 100%; min-width: 80px; height: 12px; }
      @media (max-width: 720px) {
        .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        /* Eight figures with their commas fit half a phone. */
        .figure-value { font-size: 20px; }
        .tile { padding: 4px; font-size: 12px; line-height: 16px; }
        .tile b { font-size: 13px; }
      }
      ul.tile-map, ul.tile-row, ul.tile-legend { list-style: none; padding: 0; }
    }
    """#
