"""A ledger as one HTML file that needs nothing else: no network, no library, no second file.

Summary, then each run: for a discovery the law, its Pareto front, the claims that were derived and their graph; for a
batch a table that can be filtered. Formulas are MathML and drawings SVG. Everything that came from a file is escaped.
A long table or certificate is cut, with a note where the whole is.
"""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import porism
from porism.charts import FrontPoint, claim_graph_svg, pareto_svg
from porism.discovery import laws_of
from porism.law import Law
from porism.ledger import Entry, Ledger, Record, Run
from porism.page import fragment, page
from porism.provers.rendering import (
    assumptions,
    badge,
    card,
    cut,
    domains,
    duration,
    facts,
    folded,
    formula,
)
from porism.symbolic.claim import Claim
from porism.symbolic.errors import LedgerError
from porism.symbolic.term import Variable
from porism.symbolic.typeset import mathml, term_box

if TYPE_CHECKING:
    import networkx

FILE_NAME = "report.html"
MAX_ROWS = 5_000  # of one table: a browser shows 10 MB of formulas without complaint
_PROPOSED = (
    "Proposed by the regressor with the error below, not proved: what is proved are claims about the formula."
)
MAX_CERTIFICATE = 3_000  # characters shown


def write_report(place: Path, to: Path | None = None) -> Path:
    """Write the report of the ledger at `place`, beside it unless `to` says where; the path of the file."""
    with Ledger.open(place, create=False) as ledger:
        path = to or ledger.path.parent / FILE_NAME
        page = report_html(ledger)
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise LedgerError(f"cannot write {path}: {error.strerror}; give another path with --to") from None
    return path


def report_html(ledger: Ledger) -> str:
    """The whole page."""
    runs = ledger.runs()
    entries = {run.run: sorted(ledger.entries(run.run), key=lambda e: e.position) for run in runs}
    everything = [entry.record for run in runs for entry in entries[run.run]]
    sections = "".join(_run(ledger, run, entries[run.run]) for run in runs)
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    head = f"{html.escape(ledger.path.parent.name)} · Porism {porism.__version__} · {now}"
    return page(f'<h1>Porism report</h1><p class="soft">{head}</p>{_tiles(everything)}{sections}')


def run_fragment(path: Path, number: int) -> str:
    """The counts of one run, as an element for a notebook."""
    with Ledger.open(path, create=False) as ledger:
        return fragment(_tiles([entry.record for entry in ledger.entries(number)]))


def discovery_fragment(path: Path, number: int) -> str:
    """The law, its front and the verdicts of one discovery, for a notebook."""
    with Ledger.open(path, create=False) as ledger:
        run = next(r for r in ledger.runs() if r.run == number)
        return _discovery(laws_of(ledger, number), run, list(ledger.entries(number)))


def _tiles(records: Sequence[Record]) -> str:
    counts = Counter((r["status"], r["trust"]) for r in records)
    shown = [
        ("proved", "proved by a kernel", counts["proved", "kernel"] + counts["proved", "cross-checked"]),
        ("proved", "proved exactly", counts["proved", "exact"]),
        ("refuted", "refuted", counts["refuted", "exact"]),
        ("unknown", "unknown", counts["unknown", None]),
    ]
    tiles = "".join(
        f'<div class="tile porism-{status}"><b>{count}</b>{name}</div>'
        for status, name, count in shown
        if count
    )
    total = max(1, len(records))
    bar = "".join(
        f'<i class="porism-{status}" style="width:{100 * count / total:.2f}%"></i>'
        for status, _, count in shown
    )
    return f'<div class="tiles">{tiles}</div><div class="bar">{bar}</div>'


def _run(ledger: Ledger, run: Run, entries: Sequence[Entry]) -> str:
    title = {"run": "Batch", "discover": "Discovery", "prove": "Claim"}.get(run.kind, run.kind)
    facts = [f"run {run.run}", f"started {run.started[:16]}", "finished" if run.finished else "not finished"]
    seconds = sum(entry.record["seconds"] for entry in entries)
    facts += [
        f"{len(entries)} verdicts in {duration(seconds)} of proving",
        f"SHA-256 {run.source_hash[:16]}…",
    ]
    head = f'<h2 id="run{run.run}">{title}: {html.escape(run.source)}</h2><p class="soft">{" · ".join(facts)}</p>'
    bad = ledger.bad_lines(run.run)
    listed = "".join(
        f"<li>line {line}: <code>{html.escape(reason)}</code></li>" for line, _, reason in bad[:MAX_ROWS]
    )
    bad_lines = f"<h3>Bad lines: {len(bad)}</h3><ul>{listed}</ul>" if bad else ""
    if run.kind == "discover":
        return head + _discovery(laws_of(ledger, run.run), run, entries)
    body = (
        _cards(entries)
        if len(entries) == 1
        else _table(run, entries) + _panel("Who decided", _batch_graph(run, entries))
    )
    return head + bad_lines + body


def _discovery(laws: Sequence[Law], run: Run, entries: Sequence[Entry]) -> str:
    chosen = next((law for law in laws if law.chosen), None)
    law = '<p class="soft">No law was found.</p>'
    if chosen is not None:
        target = mathml(term_box(Variable(run.settings["target"])))
        law = f'<div class="panel law">{target} = {mathml(term_box(chosen.shown))}</div><p class="soft">{_PROPOSED}</p>'
    rows = "".join(
        f"<tr><td>{law.size}</td><td>{law.error:.3g}</td><td>{mathml(term_box(law.shown))}"
        f"{' ← the law' if law.chosen else ''}</td></tr>"
        for law in laws
    )
    head = "<tr><th>size</th><th>error</th><th>formula</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    points = [FrontPoint(law.size, law.error, str(law.shown), law.chosen) for law in laws]
    front = _panel("Pareto front", pareto_svg(points) + table) if laws else ""
    graph = _panel("Claims", _discovery_graph(chosen, run, entries))
    return f"{law}{front}<h3>What follows from it</h3>{_cards(entries)}{graph}"


def _panel(title: str, inside: str) -> str:
    return f'<h3>{title}</h3><div class="panel">{inside}</div>' if inside else ""


def _cards(entries: Sequence[Entry]) -> str:
    return "".join(
        f'<p class="soft" style="margin-top:1em">{html.escape(entry.id)}</p>'
        f"{card(entry.record, Claim.from_json(entry.record['statement_json']))}{_evidence(entry.record)}"
        for entry in entries
    )


def _table(run: Run, entries: Sequence[Entry]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" value="{status}" checked> {badge(status)}</label>'
        for status in ("proved", "refuted", "unknown")
    )
    name = f"verdicts{run.run}"
    head = "".join(
        f"<th>{title}</th>" for title in ("id", "claim", "verdict", "where, witness, reason", "time")
    )
    rows = "".join(_row(entry) for entry in entries[:MAX_ROWS])
    more = f"<p>{len(entries) - MAX_ROWS} more are in the ledger.</p>" if len(entries) > MAX_ROWS else ""
    search = '<input type="search" placeholder="filter by id, claim or reason">'
    return (
        f'<div class="filter" data-table="{name}">{search}{boxes}<output class="soft"></output></div>'
        f'<div class="panel"><table class="verdicts" id="{name}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{more}"
    )


def _row(entry: Entry) -> str:
    record = entry.record
    claim = Claim.from_json(record["statement_json"])
    notes = [(n, v) for n, v in facts(record) if n in ("where", "false at", "reason", "kernel")]
    note = "<br>".join(
        f'<span class="soft">{name}</span> {html.escape(cut(value, 240))}' for name, value in notes
    )
    expected = record.get("expect")
    if (
        expected in ("proved", "refuted")
        and record["status"] in ("proved", "refuted")
        and expected != record["status"]
    ):
        note += f"<br><b>expected: {expected}</b>"
    text = html.escape(f"{record['id']} {record['claim']} {record['reason']}"[:1000].lower(), quote=True)
    where = domains(claim)
    return (
        f'<tr data-status="{record["status"]}" data-text="{text}"><td class="id">{html.escape(entry.id)}</td>'
        f'<td class="claim"><div>{formula(claim)}</div><div class="where">{where}</div></td>'
        f'<td>{badge(record["status"])}<br><span class="soft">{record["trust"] or ""}</span></td>'
        f'<td>{note}{_evidence(record)}</td><td class="time">{duration(record["seconds"])}</td></tr>'
    )


def _evidence(record: Record) -> str:
    """Certificate, checkers and proofs, folded away."""
    if record["certificate"] is None:
        return ""
    certificate = json.dumps(record["certificate"], ensure_ascii=False)
    parts = [f"certificate: {cut(certificate, MAX_CERTIFICATE)}"]
    parts += [f"checker: {c['name']} {c['version']} ({c['level']})" for c in record["checkers"]]
    parts += [f"sandbox of {c['name']}: {c['sandbox']}" for c in record["checkers"] if c.get("sandbox")]
    parts += [f"axiom: {axiom}" for axiom in assumptions(record)]
    parts += [
        f"{kind}:\n{cut(text, MAX_CERTIFICATE)}"
        for kind, text in record["artifacts"]
        if kind != "kernel note"
    ]
    return folded("evidence", "\n".join([*parts, f"hash: {record['hash']}"]))


def _discovery_graph(law: Law | None, run: Run, entries: Sequence[Entry]) -> str:
    """Data → law → derived claims → checkers."""
    import networkx

    graph = networkx.DiGraph()
    _node(graph, "data", 0, Path(run.source).name, "source", run.source)
    text = f"{run.settings.get('target', 'law')} = {law.shown}" if law else "no law"
    _node(graph, "law", 1, text, "law", text)
    graph.add_edge("data", "law")
    for entry in entries:
        record = entry.record
        _node(graph, entry.position, 2, entry.id, f"porism-{record['status']}", record["claim"])
        graph.add_edge("law", entry.position)
        for checker in record["checkers"]:
            name = f"{checker['name']} {checker['version']}"
            _node(graph, name, 3, checker["name"], "checker", name)
            graph.add_edge(entry.position, name)
    return claim_graph_svg(graph)


def _batch_graph(run: Run, entries: Sequence[Entry]) -> str:
    """File → verdicts by kind → checkers, with counts: a graph of each claim would be a hairball."""
    import networkx

    graph = networkx.DiGraph()
    _node(graph, "file", 0, Path(run.source).name, "source", run.source)
    counts = Counter((entry.record["status"], entry.record["trust"]) for entry in entries)
    for (status, trust), count in sorted(counts.items(), key=str):
        _node(
            graph,
            (status, trust),
            1,
            f"{count} {status}" + (f" ({trust})" if trust else ""),
            f"porism-{status}",
            status,
        )
        graph.add_edge("file", (status, trust))
    for entry in entries:
        for checker in entry.record["checkers"]:
            name = f"{checker['name']} {checker['version']}"
            _node(graph, name, 2, name, "checker", name)
            graph.add_edge((entry.record["status"], entry.record["trust"]), name)
    return claim_graph_svg(graph)


def _node(graph: networkx.DiGraph, key: object, layer: int, label: str, kind: str, title: str) -> None:
    graph.add_node(key, layer=layer, label=label, kind=kind, title=title)
