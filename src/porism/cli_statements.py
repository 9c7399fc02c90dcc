"""`porism lean load PATH`: Lean statements as a file of claims, and a table of what was read and what was refused, and why.

The file after `--out` is a batch that `porism run` takes. Beside it stands `NAME.statements.jsonl`, one statement a line:
its place and text, the ids of its claims, how they agree with it, or the reason of its refusal. A verdict of `porism run` on a
claim that agrees only `where defined` says nothing about Lean's conventions at the points that its conditions exclude.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from porism.cli_options import Json, Quiet
from porism.symbolic.errors import FormatError

if TYPE_CHECKING:
    from rich.table import Table

    from porism.datasets.lean_statements import Agreement, Reason


def load(
    path: Annotated[
        Path,
        typer.Argument(help="A .lean file, a folder of them, or LeanDojo Benchmark 4 (folder or .json)."),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The batch file to write, for `porism run`.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Read Lean statements as claims, and count those that are not claims by their reasons."""
    from contextlib import ExitStack
    from json import dumps

    from porism.datasets.lean_statements import batch_records, statement_record, summary
    from porism.datasets.lean_statements import load as loaded
    from porism.display import Narrator, stdout

    if out is not None and out.suffix != ".jsonl":
        raise FormatError(f"expected --out to name a .jsonl file, found {out.name}; `porism run` reads those")
    narrator, counts, taken = Narrator(quiet), Counter["Agreement | Reason"](), set[str]()
    with ExitStack() as files:
        batch = sidecar = None
        for statement in loaded(path):
            if out is not None and (batch is None or sidecar is None):
                # Opened with the first statement, so that a wrong path leaves no empty files behind.
                batch = files.enter_context(out.open("w", encoding="utf-8"))
                sidecar = files.enter_context(beside(out).open("w", encoding="utf-8"))
            counts += summary([statement])
            records = batch_records(statement, taken)
            described = dumps(
                statement_record(statement, [record["id"] for record in records]), ensure_ascii=False
            )
            if batch is not None and sidecar is not None:
                batch.writelines(dumps(record, ensure_ascii=False) + "\n" for record in records)
                sidecar.write(described + "\n")
            if json:
                print(described, flush=True)
    if not json:
        stdout().print(counted(counts))
    if out is not None and taken:
        narrator.say(
            f"{len(taken)} claims: {out}; go on with `porism run {out}`; the statements: {beside(out)}"
        )


def beside(out: Path) -> Path:
    """The file of the statements that belongs to a batch file.

    >>> beside(Path("claims.jsonl")).name
    'claims.statements.jsonl'
    """
    return out.with_name(f"{out.stem}.statements.jsonl")


def counted(counts: Counter[Agreement | Reason]) -> Table:
    """Translated statements by agreement, refused ones by reason, the most frequent first."""
    from rich.table import Table
    from rich.text import Text

    from porism.datasets.lean_statements import Agreement

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("statements", justify="right")
    table.add_column("as claims")
    table.add_column("why not")
    for agreement in Agreement:
        table.add_row(str(counts[agreement]), Text(str(agreement), "green"), "")
    for reason, count in counts.most_common():
        if not isinstance(reason, Agreement):
            table.add_row(str(count), Text("refused", "yellow"), Text(f"{reason.name.lower()}: {reason}"))
    table.add_row(str(counts.total()), Text("in all", "bold"), "")
    return table
