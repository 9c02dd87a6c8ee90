/// A sheet for one reader: big sums, big days, reckonings that fold.
let sheetStyles = #"""
    @layer components {
      .sheet .part { margin-top: 28px; }
      .sheet .entry { padding: 12px 0; border-bottom: 1px solid var(--line); }
      .sheet .entry > * + * { margin-top: 4px; }
      .sheet .big { font-size: 26px; line-height: 34px; font-weight: 600; }
      .sheet .capitals { font-size: var(--small); color: var(--soft); }
      .sheet .passed { color: var(--red); font-weight: 600; }
      .sheet summary { min-height: var(--touch); padding: 8px 0; cursor: pointer; color: var(--pen); }
      .sheet .reckoning > li { padding: 6px 0 6px 12px; border-left: 2px solid var(--line); margin-bottom: 4px; }
      .sheet .articles > li { font-size: var(--small); color: var(--soft); }
      .sheet .bullets > li { padding: 4px 0 4px 20px; position: relative; }
      .sheet .bullets > li::before { content: "·"; position: absolute; left: 6px; font-weight: 700; }
      .sheet .given > li { display: flex; justify-content: space-between; align-items: center; gap: 12px; padding: 6px 0; border-bottom: 1px solid var(--line); }
      .sheet .given .quiet { display: block; font-size: var(--small); }
      .sheet .given .button { flex: none; }
      .sheet .end { margin-top: 28px; }
    }
    @layer print {
      @media print {
        .outside main { max-width: none; padding: 0; }
        .outside .sheet .part { margin-top: 6px; }
        .sheet h1 { font-size: 15pt; line-height: 1.2; }
        .sheet h2 { font-size: 11.5pt; line-height: 1.3; break-after: avoid; }
        .sheet h3 { font-size: 10.5pt; line-height: 1.3; }
        .sheet .entry { padding: 3px 0; break-inside: avoid; }
        .sheet .entry > * + * { margin-top: 1px; }
        .sheet .lines > li { padding: 2px 0; }
        .sheet .end { margin-top: 10px; }
        .sheet .big { font-size: 13pt; line-height: 1.3; }
        .sheet .notice { margin: 6px 0; padding: 4px 8px; }
        .sheet { font-size: 10pt; line-height: 1.4; }
        .sheet .articles > li, .sheet .capitals, .sheet .given .quiet { font-size: 8.5pt; line-height: 1.3; }
        .sheet p, .sheet li, .sheet .notice { max-width: none; }
        .sheet details:not([open]) { display: none; }
        @supports selector(::details-content) {
          .sheet details.how { display: block; font-size: 8.5pt; line-height: 1.3; }
          .sheet details.how::details-content { content-visibility: visible; display: block; height: auto; }
          .sheet .how summary { min-height: 0; padding: 0; color: inherit; }
          .sheet .reckoning > li { padding: 0 0 0 8px; margin-bottom: 1px; }
          .sheet .reckoning br { display: none; }
        }
        .sheet .limits { columns: 2; }
        .sheet .limits .big { font-size: 10.5pt; }
        .sheet .given { columns: 2; }
        .sheet .given > li { padding: 1px 0; break-inside: avoid; border: 0; }
        .sheet .bullets > li { padding: 1px 0 1px 14px; }
        .sheet .screen { display: none; }
      }
    }
    """#
