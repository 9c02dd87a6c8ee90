/// On paper: ink on white, no furniture, tables that keep their head on every sheet.
let printStyles = #"""
    @layer print {
      @media print {
        @page { margin: 14mm 14mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; } }
        :root { --paper: #fff; --sheet: #fff; --band: #fff; --ink: #000; --soft: #333; --line: #999; --edge: #555; --pen: #000; --red: #000; --red-wash: #fff; }
        body { font-size: 11pt; line-height: 1.5; }
        .print-head { display: flex; max-width: none; justify-content: space-between; gap: 16px; margin: 0 0 10px; padding-bottom: 4px; border-bottom: 1px solid #555; font-size: 9pt; }
        .filters.filtered { display: flex; border: 0; padding: 0; margin: 0 0 8px; background: none; }
        .filters ::placeholder { color: transparent; }
        .filters input, .filters select { border: 0; padding: 0; min-height: 0; background: none; color: #000; appearance: none; font-size: 10pt; }
        .head, .rail, .skip, .crumbs, .filters:not(.filtered), .tools, .acts, .button, .row-acts, .tabs { display: none !important; }
        .inside, .columns { display: block; }
        main { max-width: none; padding: 0; }
        a { color: inherit; text-decoration: none; }
        .rows { display: table; font-size: 10pt; line-height: 1.4; border: 1px solid #555; }
        .rows thead { display: table-header-group; position: static; clip-path: none; }
        .rows caption { display: table-caption; }
        .rows tbody { display: table-row-group; }
        .rows tr { display: table-row; break-inside: avoid; }
        .rows td, .rows tbody th, .rows td[data-label] { display: table-cell; width: auto; vertical-align: top; }
        .rows th, .rows td, .rows td[data-label] { padding: 3px 6px; }
        .rows td[data-label]::before { content: none; }
        .facts > div, .story > li, .figure, .notice, .empty, .part-title { break-inside: avoid; }
        .part-title, h1, h2, .caption { break-after: avoid; }
        .figures { grid-template-columns: repeat(4, 1fr); }
        .notice { border: 1px solid #555; }
      }
    }
    """#
