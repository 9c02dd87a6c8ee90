/// On paper: ink on white, no furniture, tables that keep their head on every sheet.
let printStyles = #"""
    @layer print {
      @media print {
        @page { margin: 16mm 14mm; }
        :root { --paper: #fff; --sheet: #fff; --band: #fff; --ink: #000; --soft: #333; --line: #999; --edge: #555; --pen: #000; --red: #000; --red-wash: #fff; }
        body { font-size: 11pt; line-height: 1.5; }
        .head, .rail, .skip, .crumbs, .filters, .pager .acts, .page-header .acts, .row-acts, .form-acts, .tabs { display: none !important; }
        .inside, .columns { display: block; }
        main { max-width: none; padding: 0; }
        a { color: inherit; text-decoration: none; }
        .rows { display: table; font-size: 10pt; line-height: 1.4; border: 1px solid #555; }
        .rows thead { display: table-header-group; position: static; clip-path: none; }
        .rows tbody { display: table-row-group; }
        .rows tr { display: table-row; break-inside: avoid; }
        .rows td, .rows tbody th, .rows td[data-label] { display: table-cell; width: auto; }
        .rows th, .rows td, .rows td[data-label] { padding: 3px 6px; }
        .rows td[data-label]::before { content: none; }
        .part, .facts > div, .story > li { break-inside: avoid; }
      }
    }
    """#
