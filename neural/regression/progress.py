"""What a search tells while it runs, and the display of it in a terminal or a notebook."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from porism.neural.regression.law import Law


@dataclass(frozen=True)
class Progress:
    """The state after a pass: its name, seconds since `fit` began, formulas scored, and the front so far.

    `target` counts the targets from 0.
    """

    target: int
    stage: str
    seconds: float
    evaluations: int
    front: Sequence[Law]


#: Called after each pass; the search ends where it returns True.
Callback: TypeAlias = Callable[[Progress], bool | None]


@contextmanager
def shown(is_wanted: bool) -> Iterator[Sequence[Callback]]:
    """A live table of the front, as one more callback."""
    if not is_wanted:
        yield ()
        return
    from rich.console import Console, Group
    from rich.live import Live
    from rich.table import Table
    from rich.text import Text

    console, start = Console(stderr=True), time.monotonic()
    with Live(Text("the first pass"), console=console, refresh_per_second=4) as live:

        def show(progress: Progress) -> None:
            table = Table("size", "error", "law", box=None)
            for law in progress.front:
                table.add_row(str(law.size), f"{law.error:.2e}", str(law))
            head = f"{time.monotonic() - start:.1f} s  {progress.evaluations:.2e} formulas  {progress.stage}"
            live.update(Group(Text(head, style="dim"), table))

        yield (show,)
