"""The HTML page around a report: its style, its few lines of script, and what the words mean.

One file that loads nothing. Light and dark follow the reader's system. The script only hides rows of a table; without
it the page shows all of them.
"""

from __future__ import annotations

from porism.provers.rendering import STYLE

_PAGE_STYLE = """
:root{color-scheme:light dark}
body{margin:0;background:#f5f6f8;color:#1c2430;font:15px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:1120px;margin:0 auto;padding:2.2em 1.4em 4em}
h1{font-size:1.7em;margin:0 0 .1em}
h2{font-size:1.25em;margin:2.4em 0 .4em;border-bottom:1px solid var(--pm-line);padding-bottom:.25em}
p{margin:.3em 0}
.filter{display:flex;flex-wrap:wrap;gap:.9em;align-items:center;margin:.6em 0}
.filter input[type=search]{font:inherit;padding:.3em .7em;border:1px solid var(--pm-line);border-radius:6px;
min-width:16em;background:var(--pm-card);color:inherit}
table.verdicts{table-layout:fixed;min-width:820px}
.verdicts th:nth-child(1){width:15%}.verdicts th:nth-child(2){width:40%}.verdicts th:nth-child(3){width:11%}
.verdicts th:nth-child(5){width:7%}
td.id{font:.86em/1.6 ui-monospace,"DejaVu Sans Mono",monospace;color:var(--pm-soft)}
td.claim>div{overflow:auto hidden;padding-bottom:2px;scrollbar-width:thin}
td.claim .where{color:var(--pm-soft);font-size:.9em}
.porism .verdicts td:last-child,.porism .verdicts th:last-child{text-align:right;white-space:nowrap;padding-right:0}
@media (prefers-color-scheme:dark){body{background:#0e1116;color:#e6eaf0}}
@media print{.filter{display:none}}
"""
_PARTS_STYLE = """
.porism{--pm-blue:#3f6fc4}
@media (prefers-color-scheme:dark){.porism{--pm-blue:#8fb3f2}}
.porism h3,.porism p{font-family:system-ui,-apple-system,"Segoe UI",sans-serif}
.porism h3{font-size:1.02em;margin:1.6em 0 .5em}
.porism .panel{background:var(--pm-card);color:var(--pm-ink);border:1px solid var(--pm-line);border-radius:8px;
padding:1em 1.2em;overflow-x:auto}
.porism .panel.law{font-size:1.35em;padding:.9em 1.2em;text-align:center}
.porism table{border-collapse:collapse;width:100%;color:inherit;font-size:.93em}
.porism th{text-align:left;color:var(--pm-soft);font-weight:500;padding:.3em .8em .3em 0}
.porism td{padding:.45em .8em .45em 0;border-top:1px solid var(--pm-line);vertical-align:top;text-align:left;
overflow-wrap:anywhere}
.porism svg{max-width:100%;height:auto;display:block;margin:0 auto;font:12px system-ui,sans-serif}
.porism svg .grid{stroke:var(--pm-line)}
.porism svg text{fill:var(--pm-ink)}
.porism svg .tick,.porism svg .axis{fill:var(--pm-soft)}
.porism svg .front{fill:none;stroke:var(--pm-blue);stroke-width:1.6;stroke-dasharray:4 3}
.porism svg .point{fill:var(--pm-blue)}
.porism svg .chosen{fill:var(--pm-proved);stroke:var(--pm-card);stroke-width:2}
.porism svg .edge{fill:none;stroke:var(--pm-soft);stroke-opacity:.45;stroke-width:1.3}
.porism svg .node rect{fill:var(--pm-tint,var(--pm-card));stroke:var(--pm-hue,var(--pm-soft))}
.porism svg .node.law rect{stroke:var(--pm-blue);stroke-width:2}
"""
_TILES_STYLE = """
.porism .soft{color:inherit;opacity:.72}
.tiles{display:flex;flex-wrap:wrap;gap:.8em;margin:1.3em 0 .6em}
.tile{background:var(--pm-card);color:var(--pm-ink);border:1px solid var(--pm-line);border-radius:8px;
border-top:4px solid var(--pm-hue,var(--pm-line));padding:.6em 1.1em;min-width:7.5em}
.tile b{display:block;font-size:1.75em;line-height:1.2}
.bar{display:flex;height:10px;border-radius:5px;overflow:hidden;margin:.4em 0 1em;background:var(--pm-line)}
.bar i{background:var(--pm-hue)}
"""
_SCRIPT = """
for (const filter of document.querySelectorAll(".filter")) {
  const rows = [...document.getElementById(filter.dataset.table).tBodies[0].rows];
  const shown = filter.querySelector("output");
  const apply = () => {
    const words = filter.querySelector("input[type=search]").value.toLowerCase();
    const kinds = new Set([...filter.querySelectorAll("input:checked")].map(box => box.value));
    let count = 0;
    for (const row of rows) {
      row.hidden = !(kinds.has(row.dataset.status) && row.dataset.text.includes(words));
      count += !row.hidden;
    }
    shown.textContent = `${count} of ${rows.length}`;
  };
  filter.addEventListener("input", apply);
  apply();
}
"""
_MEANING = """
<h2>What the words mean</h2>
<p><b>proved</b>: a checker accepted a certificate. The claim holds at every point of the domains where the hypotheses
hold and everything in it is defined, and the conditions say exactly where that is. Trust <i>exact</i>: our small
checker over rational numbers, algebraic numbers and balls. Trust <i>kernel</i>: the kernel of a proof assistant
accepted a proof, too. Trust <i>cross-checked</i>: two kernels did.</p>
<p><b>refuted</b>: the claim is false at the point shown. <b>unknown</b>: nothing was decided; the reason stands beside
it. A timeout or a missing prover is never more than that.</p>
"""


def page(body: str) -> str:
    """The whole page around `body`."""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Porism report</title><style>{STYLE}{_TILES_STYLE}{_PARTS_STYLE}{_PAGE_STYLE}</style></head>"
        f'<body class="porism"><main>{body}{_MEANING}</main><script>{_SCRIPT}</script></body></html>'
    )


def fragment(body: str) -> str:
    """`body` as an element with its own style, for a notebook."""
    return f'<div class="porism"><style>{STYLE}{_TILES_STYLE}{_PARTS_STYLE}</style>{body}</div>'
