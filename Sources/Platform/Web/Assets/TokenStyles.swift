/// Colours, faces and measures. Red stands for what needs a hand, and for nothing else.
let tokenStyles = #"""
    @layer tokens, base, layout, components, forms, print;

    @layer tokens {
      :root {
        color-scheme: light dark;
        --paper: #f8f6f1;
        --sheet: #fffefb;
        --band: #f1eee6;
        --ink: #1e1c19;
        --soft: #5c574e;
        --line: #dcd7cb;
        --edge: #857e70;
        --pen: #1d4266;
        --red: #b8231f;
        --red-ground: #b8231f;
        --red-ground-over: #9a1b18;
        --on-red: #ffffff;
        --red-wash: #fbeeec;
        --focus: #1559a5;
        --face: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif;
        --face-latin: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
        --face-seal: "Songti SC", "STSong", "SimSun", "Noto Serif CJK SC", serif;
        --size: 16px;
        --dense: 15px;
        --small: 14px;
        --u: 4px;
        --touch: 36px;
        --corner: 3px;
        --rail: 88px;
      }

      @media (prefers-color-scheme: dark) {
        :root {
          --paper: #171614;
          --sheet: #1f1e1b;
          --band: #292723;
          --ink: #ece8df;
          --soft: #b0a99c;
          --line: #3b3832;
          --edge: #857e72;
          --pen: #a5c8ea;
          --red: #f5857d;
          --red-ground: #b8312c;
          --red-ground-over: #cc3d37;
          --on-red: #ffffff;
          --red-wash: #3a2220;
          --focus: #7db4ee;
        }
      }

      @media (max-width: 720px), (pointer: coarse) {
        :root { --touch: 44px; }
      }
    }
    """#
