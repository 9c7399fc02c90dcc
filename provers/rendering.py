"""A verdict to look at: plain text, LaTeX, and HTML with MathML, for terminals, notebooks and reports.

Everything is made from the verdict's JSON record, so a record read from a ledger looks as it did when it was minted; it
does not become a verdict by being shown. A huge claim is cut, with its whole text folded away below it. The HTML
carries its own style, follows the reader's light or dark theme, loads nothing, and escapes all text.
"""

from __future__ import annotations

import html
from typing import Any

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Variable
from porism.symbolic.typeset import claim_latex, domain_box, latex, mathml, relation_box, term_box

LONGEST_FORMULA = 400  # characters of text: about three lines of a page; longer claims are cut
LONGEST_TEXT = 100_000  # characters in a folded part
FEW = 6  # axioms that are listed at once
SYMBOLS = {"proved": "✓", "refuted": "✗", "unknown": "?"}

STYLE = """
.porism{--pm-ink:#1c2430;--pm-soft:#5b6675;--pm-line:#d9dee5;--pm-card:#fff;--pm-proved:#12734a;--pm-proved-bg:#e4f5ec;
--pm-refuted:#b3261e;--pm-refuted-bg:#fdeceb;--pm-unknown:#8a5a00;--pm-unknown-bg:#fdf3dc}
@media (prefers-color-scheme:dark){.porism{--pm-ink:#e6eaf0;--pm-soft:#9aa5b4;--pm-line:#343c48;--pm-card:#171b22;
--pm-proved:#6fd3a0;--pm-proved-bg:#12301f;--pm-refuted:#ff9a92;--pm-refuted-bg:#3a1614;
--pm-unknown:#f0c36a;--pm-unknown-bg:#34270c}}
.porism-verdict{color:var(--pm-ink);background:var(--pm-card);border:1px solid var(--pm-line);border-radius:6px;
border-left:4px solid var(--pm-hue);padding:.7em 1em .75em;margin:.4em 0;max-width:54em;
font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
.porism-proved{--pm-hue:var(--pm-proved);--pm-tint:var(--pm-proved-bg)}
.porism-refuted{--pm-hue:var(--pm-refuted);--pm-tint:var(--pm-refuted-bg)}
.porism-unknown{--pm-hue:var(--pm-unknown);--pm-tint:var(--pm-unknown-bg)}
.porism-badge{display:inline-block;color:var(--pm-hue);background:var(--pm-tint);border-radius:99px;padding:.05em .7em;
font-weight:600;font-size:.92em;white-space:nowrap}
.porism-head{display:flex;gap:.7em;align-items:baseline;color:var(--pm-soft);font-size:.92em}
.porism-head .porism-time{margin-left:auto}
.porism-claim{overflow:auto hidden;padding:.5em 0 .4em}
.porism math{font-family:"Latin Modern Math","STIX Two Math","Cambria Math",math,serif;font-size:1.1em}
.porism-claim math{font-size:1.3em}
.porism-claim math[display=block]{text-align:left;margin:0;width:max-content}
.porism-verdict dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em;margin:0;align-items:baseline}
.porism-verdict dt{color:var(--pm-soft);margin:0}
.porism-verdict dd{margin:0;overflow-wrap:anywhere}
.porism code,.porism pre{font:.92em/1.5 ui-monospace,"DejaVu Sans Mono",monospace;color:inherit;background:none;
white-space:pre-wrap;overflow-wrap:anywhere;margin:0;padding:0}
.porism summary{color:inherit;opacity:.72;cursor:pointer;font:13px system-ui,sans-serif}
"""


def mimebundle(record: dict[str, Any], claim: Claim) -> dict[str, str]:
    """The representations that Jupyter chooses from."""
    return {
        "text/plain": plain(record, claim),
        "text/latex": latex_text(record, claim),
        "text/html": f'<div class="porism"><style>{STYLE}</style>{card(record, claim)}</div>',
    }


def plain(record: dict[str, Any], claim: Claim) -> str:
    """A few lines of text, for a terminal without colours.

    >>> record = {"status": "refuted", "trust": "exact", "conditions": [], "witness": {"x": "-1"}, "checkers": [],
    ...           "reason": "", "seconds": 0.0012}
    >>> print(plain(record, Claim.parse("sqrt(x**2) == x")))
    ✗ refuted (exact)  sqrt(x**2) == x  for x real
      false at  x = -1
      time      1.2 ms
    """
    status = record["status"]
    trust = f" ({record['trust']})" if record["trust"] else ""
    lines = [f"{SYMBOLS[status]} {status}{trust}  {cut(str(claim))}"]
    lines += [f"  {name:<9} {value}" for name, value in facts(record)]
    return "\n".join(lines)


def facts(record: dict[str, Any]) -> list[tuple[str, str]]:
    """What there is to say below the claim: (name, value) in plain text."""
    found = list[tuple[str, str]]()
    if record["conditions"]:
        found.append(("where", cut(", ".join(record["conditions"]))))
    if record["witness"] is not None:
        point = ", ".join(f"{name} = {value}" for name, value in record["witness"].items())
        found.append(("false at", cut(point) if point else "every point: it has no variables"))
    if record["reason"]:
        found.append(("reason", cut(record["reason"])))
    if record["checkers"]:
        found.append(("checkers", ", ".join(f"{c['name']} {c['version']}" for c in record["checkers"])))
    if axioms := assumptions(record):
        more = f" and {len(axioms) - FEW} more" if len(axioms) > FEW else ""
        found.append(("axioms", ", ".join(axioms[:FEW]) + more))
    if note := _kernel_note(record):
        found.append(("kernel", cut(note)))
    if record.get("proposer", "user") != "user":
        found.append(("proposer", record["proposer"]))
    found.append(("time", duration(record["seconds"])))
    return found


def latex_text(record: dict[str, Any], claim: Claim) -> str:
    r"""The claim with its status, in LaTeX."""
    status = rf"\text{{{record['status']}}}"
    if len(claim.text) > LONGEST_FORMULA:
        return rf"${status}$ (a claim of {len(claim.text):,} characters)"
    conditions = r",\; ".join(map(_relation_latex, record["conditions"]))
    where = rf"\quad\text{{where }} {conditions}" if conditions else ""
    return rf"$\displaystyle {claim_latex(claim)}{where}\qquad \text{{({record['status']})}}$"


def card(record: dict[str, Any], claim: Claim) -> str:
    """The verdict as an HTML element; its style is `STYLE`, inside an element of class `porism`."""
    status = record["status"]
    if len(claim.text) > LONGEST_FORMULA:
        body = f"<code>{html.escape(cut(claim.text))}</code>{folded('the whole claim', claim.text)}"
    else:
        body = mathml(relation_box(claim.relation), block=True)
    rows = [("for", _joined([mathml(domain_box(name, d)) for name, d in claim.variables]))]
    rows.append(("assuming", _joined([_relation_html(str(h)) for h in claim.hypotheses])))
    rows.append(("holds where", _joined([_relation_html(text) for text in record["conditions"]])))
    if record["witness"] is not None:
        point = [_value_html(name, value) for name, value in record["witness"].items()]
        rows.append(("false at", _joined(point) or "every point: it has no variables"))
    rows.append(("reason", _long(record["reason"])))
    rows.append(("checked by", _joined([_checker_html(c) for c in record["checkers"]])))
    rows.append(("kernel", _long(_kernel_note(record))))
    if record.get("proposer", "user") != "user":
        rows.append(("proposed by", html.escape(record["proposer"])))
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
    trust = f"<span>{record['trust']}</span>" if record["trust"] else ""
    return (
        f'<div class="porism-verdict porism-{status}"><div class="porism-head">{badge(status)}{trust}'
        f'<span class="porism-time">{duration(record["seconds"])}</span></div>'
        f'<div class="porism-claim">{body}</div><dl>{listed}</dl></div>'
    )


def badge(status: str) -> str:
    """The status in its colour."""
    return f'<span class="porism-badge porism-{status}">{SYMBOLS[status]} {status}</span>'


def formula(claim: Claim) -> str:
    """The claim's relation as MathML, or its text where it is huge."""
    if len(claim.text) > LONGEST_FORMULA:
        return f"<code>{html.escape(cut(claim.text))}</code>"
    return mathml(relation_box(claim.relation))


def domains(claim: Claim) -> str:
    """The claim's domains and hypotheses as MathML."""
    shown = [mathml(domain_box(name, d)) for name, d in claim.variables if d != Domain("real")]
    return _joined(shown + [_relation_html(str(h)) for h in claim.hypotheses])


def duration(seconds: float) -> str:
    """A time with the digits that matter.

    >>> duration(0.0012), duration(0.25), duration(12.3), duration(200)
    ('1.2 ms', '250 ms', '12.3 s', '200 s')
    """
    if seconds < 1:
        return f"{seconds * 1000:.2g} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 100 else f"{seconds:.0f} s"


def cut(text: str, limit: int = LONGEST_FORMULA) -> str:
    """The text, cut to `limit` characters with a note how long it is."""
    return (
        text
        if len(text) <= limit
        else f"{text[: limit - 60]} … ({len(text):,} characters; the ledger has all)"
    )


def assumptions(record: dict[str, Any]) -> list[str]:
    """The axioms that the record's checkers assumed, each once."""
    return list(dict.fromkeys(axiom for checker in record["checkers"] for axiom in checker["assumptions"]))


def folded(title: str, text: str) -> str:
    """A text that opens on a click."""
    return f"<details><summary>{title}</summary><pre>{html.escape(text[:LONGEST_TEXT])}</pre></details>"


def _long(text: str) -> str:
    return html.escape(cut(text)) + (folded("all of it", text) if len(text) > LONGEST_FORMULA else "")


def _joined(parts: list[str]) -> str:
    return ", &ensp;".join(parts)


def _checker_html(checker: dict[str, Any]) -> str:
    text = html.escape(f"{checker['name']} {checker['version']}")
    axioms = checker["assumptions"]
    if not axioms:
        return text
    listed = html.escape(", ".join(axioms))
    if len(axioms) <= FEW:
        return f'{text} <span style="color:var(--pm-soft)">(assuming {listed})</span>'
    return f"{text}<details><summary>{len(axioms)} axioms</summary>{listed}</details>"


def _kernel_note(record: dict[str, Any]) -> str:
    """Why no kernel accepted the claim; nothing where one did."""
    if record.get("trust") != "exact":
        return ""
    return "; ".join(text for kind, text in record.get("artifacts", ()) if kind == "kernel note")


def _relation_latex(text: str) -> str:
    try:
        return latex(relation_box(Relation.parse(text)))
    except PorismError:  # a record from a file may hold anything
        return r"\text{(unreadable)}"


def _relation_html(text: str) -> str:
    try:
        return mathml(relation_box(Relation.parse(text))) if len(text) <= LONGEST_FORMULA else _long(text)
    except PorismError:
        return f"<code>{html.escape(cut(text))}</code>"


def _value_html(name: str, text: str) -> str:
    try:
        value = mathml(term_box(parse_term(text)))
    except PorismError:
        value = f"<code>{html.escape(cut(text))}</code>"
    return f"{mathml(term_box(Variable(name)))} = {value}"
