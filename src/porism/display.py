"""What the command line shows: results on stdout, narration and progress on stderr.

Colours and width follow the terminal; `NO_COLOR`, a pipe and `--quiet` are honoured by rich and by `Narrator`. The JSON
line of a verdict has exactly the keys `LINE_KEYS`. Nothing is decided here.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from porism.ledger import Record
from porism.provers.rendering import SYMBOLS, cut, duration, facts

if TYPE_CHECKING:
    from porism.law import Law

LINE_KEYS = "id claim status trust conditions witness checkers reason proposer seconds"
COLOURS = {"proved": "green", "refuted": "red", "unknown": "yellow"}
PLAIN_TICK_S = 5.0  # without a terminal, a line of progress every so often
WIDTH_WITHOUT_TERMINAL = 120
VERDICT_WIDTH, TIME_WIDTH = 22, 7  # "✓ proved cross-checked", "1000 ms"


def stdout() -> Console:
    """The console for results; into a pipe or file, `COLUMNS` wide or 120."""
    width = int(os.environ.get("COLUMNS") or WIDTH_WITHOUT_TERMINAL)
    return Console(width=None if sys.stdout.isatty() else width, highlight=False)


def json_line(record: Record) -> str:
    """The verdict as the one line that `--json` prints.

    >>> json_line({key: None for key in LINE_KEYS.split()} | {"certificate": {}})[:30]
    '{"id": null, "claim": null, "s'
    """
    return json.dumps({key: record[key] for key in LINE_KEYS.split()}, ensure_ascii=False)


def verdict_text(record: Record, statement: str) -> Text:
    """A verdict in a few lines."""
    status = record["status"]
    text = Text(f"{SYMBOLS[status]} {status}", style=f"bold {COLOURS[status]}")
    if record["trust"]:
        text.append(f" ({record['trust']})", style=f"not bold {COLOURS[status]}")
    text.append(f"  {cut(statement)}", style="not bold default")
    for name, value in facts(record):
        text.append(f"\n  {name:<9} ", style="not bold dim default")
        text.append(value, style="not bold default")
    return text


def verdict_table(records: Sequence[Record], width: int, title: str = "") -> Table:
    """One line a verdict: id, claim, status, and what there is to know about it, cut to `width` characters."""
    table = Table(
        title=title or None,
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
    )
    notes = [_note(record) for record in records]
    fixed = (min(_longest([record["id"] for record in records]), 26), VERDICT_WIDTH, TIME_WIDTH)
    free = max(width - sum(fixed) - 2 * 4, 40)
    # The claim comes first, but leaves two fifths to a note that needs them.
    claim = min(_longest([record["claim"] for record in records]), free - min(_longest(notes), free * 2 // 5))
    table.add_column("id", style="dim", no_wrap=True, width=fixed[0])
    table.add_column("claim", no_wrap=True, width=max(claim, 5))
    table.add_column("verdict", no_wrap=True, width=fixed[1])
    table.add_column("note", no_wrap=True, max_width=free - claim)
    table.add_column("time", justify="right", no_wrap=True, width=fixed[2])
    for record, note in zip(records, notes, strict=True):
        status = record["status"]
        verdict = Text(f"{SYMBOLS[status]} {status}", style=COLOURS[status])
        if record["trust"]:
            verdict.append(f" {record['trust']}", style="dim default")
        # Rich would read [0, 1] as a style.
        table.add_row(
            Text(record["id"]), Text(cut(record["claim"])), verdict, Text(note), duration(record["seconds"])
        )
    return table


def _note(record: Record) -> str:
    """Conditions, witness or reason, whichever there is."""
    return next((value for name, value in facts(record) if name in ("where", "false at", "reason")), "")


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=2)


def front_table(front: Sequence[Law], target: str) -> Table:
    """A Pareto front, the law marked: size, error, formula."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("size", justify="right")
    table.add_column("error", justify="right")
    table.add_column("formula")
    for law in front:
        text = Text(f"{target} = {cut(str(law.shown))}", style="bold green" if law.chosen else "")
        table.add_row(str(law.size), f"{law.error:.2e}", text.append("   ← the law" if law.chosen else ""))
    return table


def summary_table(counts: Mapping[tuple[str, str | None], int]) -> Table:
    """How many verdicts of each kind and trust."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column()
    for status in COLOURS:
        for (of, trust), count in sorted(counts.items(), key=str):
            if of == status:
                table.add_row(
                    str(count),
                    Text(f"{SYMBOLS[status]} {status}{f' ({trust})' if trust else ''}", COLOURS[status]),
                )
    return table


def kinds(records: Iterable[Record]) -> Counter[tuple[str, str | None]]:
    """The number of records of each (status, trust)."""
    return Counter((record["status"], record["trust"]) for record in records)


class Narrator:
    """Says on stderr what is going on; silent with `quiet`, except for errors."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.console = Console(stderr=True, highlight=False)

    def say(self, text: str) -> None:
        """A remark."""
        if not self.quiet:
            self.console.print(Text(text, style="dim"), soft_wrap=True)

    def warn(self, text: str) -> None:
        """Something that needs attention; said in any case."""
        self.console.print(Text(text, style="yellow"), soft_wrap=True)

    def fail(self, text: str) -> None:
        """An error; said in any case."""
        self.console.print(Text.assemble(("error: ", "bold red"), text), soft_wrap=True)

    def progress(self, what: str) -> ProgressBar:
        """A bar with count, rate and time left."""
        return ProgressBar(self, what)


class ProgressBar:
    """A bar on a terminal; a line now and then where stderr is a file or a pipe."""

    def __init__(self, narrator: Narrator, what: str) -> None:
        self._narrator, self._total, self._what = narrator, 0, what
        self._started = self._said = time.monotonic()
        self._first = self._done = 0
        self._bar: Progress | None = None
        self._task = TaskID(0)
        if narrator.console.is_terminal and not narrator.quiet:
            self._bar = Progress(
                TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(compact=True), TextColumn("[dim]{task.fields[note]}"), console=narrator.console,
                # Without these, rich would catch what is printed to stdout and send it to stderr.
                redirect_stdout=False, redirect_stderr=False,
            )  # fmt: skip
            self._task = self._bar.add_task(what, total=None, rate="", note="")

    def __enter__(self) -> ProgressBar:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, done: int, total: int, what: str = "") -> None:
        """Start with `done` of `total` items, which cost nothing now, so that the rate is true."""
        self._first = self._done = done
        self._total, self._what = total, what or self._what
        self._started = self._said = time.monotonic()
        if self._bar is not None:
            self._bar.update(self._task, total=total, description=self._what)
        self.update(done)

    def result(self, what: Table | str) -> None:
        """Print a result on stdout; where that is the terminal which the bar is on, above the bar."""
        if self._bar is not None and sys.stdout.isatty():
            self._bar.console.print(
                Text(what) if isinstance(what, str) else what, soft_wrap=isinstance(what, str)
            )
        elif isinstance(what, str):
            print(what, flush=True)
        else:
            stdout().print(what)

    def update(self, done: int, note: str = "") -> None:
        """`done` items are done."""
        self._done, now = done, time.monotonic()
        rate = (done - self._first) / max(now - self._started, 1e-9)
        if self._bar is not None:
            self._bar.update(self._task, completed=done, rate=f"{rate:.1f}/s", note=note)
        elif now - self._said >= PLAIN_TICK_S:
            self._said = now
            left = f", {(self._total - done) / rate:.0f} s left" if rate > 0 else ""
            self._narrator.say(f"{self._what}: {done}/{self._total}, {rate:.1f}/s{left} {note}".rstrip())
