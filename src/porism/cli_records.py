"""The commands that read what was decided: check, show, report, doctor."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from porism.cli_options import (
    Json,
    KernelChoice,
    KernelOption,
    Memory,
    Place,
    Quiet,
    Status,
    Strict,
    Timeout,
    kernel_of,
)
from porism.symbolic.errors import FormatError

if TYPE_CHECKING:
    from porism.ledger import Ledger, Record

MAX_ROWS = 40  # of a table, unless --all
FEW_PROOFS = 8  # files that are listed


def check(
    file: Annotated[Path, typer.Argument(help="A ledger's folder, or full records as .json or .jsonl.")],
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    kernel: KernelOption = KernelChoice.auto,
    strict: Strict = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check every certificate again, in a new process, with the checker alone; then every kernel proof."""
    from json import dumps

    from porism.display import Narrator
    from porism.kernels import BY_NAME
    from porism.recheck import rechecked

    narrator, counts = Narrator(quiet), Counter[tuple[str, str]]()
    for found in rechecked(file, timeout, memory, kernel_of(kernel), strict):
        counts[found.checker, found.outcome] += 1
        if json:
            print(dumps(vars(found), ensure_ascii=False), flush=True)
        by = f" by {BY_NAME[found.checker].shown}" if found.checker in BY_NAME else ""
        if found.outcome == "rejected":
            narrator.warn(f"{found.id}: rejected{by}: {found.reason}")
        elif found.outcome == "not re-run" and counts[found.checker, found.outcome] == 1:
            narrator.say(f"kernel proofs are not re-run: {found.reason}")
    if not json:
        print(
            f"{counts['exact', 'accepted']} certificates accepted, {counts['exact', 'rejected']} rejected, "
            f"{counts['exact', 'without']} verdicts are unknown and have none"
        )
        if any(checker != "exact" for checker, _ in counts):
            accepted, rejected, left = (
                sum(n for (checker, o), n in counts.items() if checker != "exact" and o == outcome)
                for outcome in ("accepted", "rejected", "not re-run")
            )
            print(f"{accepted} kernel proofs accepted again, {rejected} rejected, {left} not re-run")
    raise typer.Exit(2 if any(outcome == "rejected" for _, outcome in counts) else 0)


def show(
    place: Place,
    identifier: Annotated[str, typer.Argument(help="Only this id, or the start of a claim's hash.")] = "",
    run: Annotated[int, typer.Option(help="Only this run; 0: all.")] = 0,
    status: Annotated[Status | None, typer.Option(help="Only these verdicts.")] = None,
    all_rows: Annotated[bool, typer.Option("--all", help=f"Every row, not only {MAX_ROWS}.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="With --json: the whole record, certificate included.")
    ] = False,
    json: Json = False,
) -> None:
    """Show what a ledger holds."""
    from json import dumps

    from porism.display import json_line
    from porism.ledger import Ledger

    with Ledger.open(place, create=False) as ledger:
        entries = ledger.entries(run or None, identifier or None)
        records = (e.record for e in entries if status is None or e.record["status"] == status.value)
        if json:
            for record in records:
                print(dumps(record, ensure_ascii=False) if full else json_line(record), flush=True)
        elif identifier:
            show_one([*records], identifier, ledger.path)
        else:
            for found in ledger.runs():
                if run in (0, found.run):
                    show_run(ledger, found.run, all_rows, status)


def report(
    place: Place,
    to: Annotated[
        Path | None, typer.Option("--to", help="Where to write it; default: beside the ledger.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write a ledger as one HTML file, and its proofs as files that a kernel accepts."""
    from porism.display import kinds, stdout, summary_table
    from porism.ledger import Ledger
    from porism.proof_files import write_proofs
    from porism.report import write_report

    path = write_report(place, to)
    with Ledger.open(place, create=False) as ledger:
        proofs = write_proofs(ledger, path.parent / "proofs")
        if not quiet:
            for run_number in ledger.runs():
                show_run(ledger, run_number.run, all_rows=False)
            stdout().print(summary_table(kinds(entry.record for entry in ledger.entries())))
    print(f"report  {path}")
    for proof in proofs[:FEW_PROOFS]:
        print(f"proof   {proof}")
    if len(proofs) > FEW_PROOFS:
        print(f"        and {len(proofs) - FEW_PROOFS} more in {proofs[0].parent}")


def doctor(json: Json = False) -> None:
    """List what is installed, and the command that adds what is not."""
    from json import dumps

    from rich.table import Table
    from rich.text import Text

    from porism.display import stdout
    from porism.doctor import components

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    broken = False
    for component in components():
        broken |= component.needed and component.found is None
        if json:
            print(dumps(vars(component)), flush=True)
            continue
        found = component.found is not None
        mark = (
            Text("✓", "green")
            if found
            else Text("✗" if component.needed else "–", "red" if component.needed else "yellow")
        )
        cure = (
            Text(component.found or "", "default") if found else Text(f"missing: {component.cure}", "yellow")
        )
        table.add_row(mark, component.name, cure, Text(component.purpose, "dim"))
    if not json:
        stdout().print(table)
    raise typer.Exit(2 if broken else 0)


def show_run(ledger: Ledger, number: int, all_rows: bool, status: Status | None = None) -> None:
    """Print a run's table of verdicts and its counts."""
    from porism.display import kinds, stdout, summary_table, verdict_table

    run = next(r for r in ledger.runs() if r.run == number)
    records = [e.record for e in sorted(ledger.entries(number), key=lambda e: e.position)]
    chosen = [r for r in records if status is None or r["status"] == status.value]
    # What needs a person comes first where there is no room for all.
    order = {"unknown": 0, "refuted": 1, "proved": 2}
    shown = (
        chosen
        if all_rows or len(chosen) <= MAX_ROWS
        else sorted(chosen, key=lambda r: order[r["status"]])[:MAX_ROWS]
    )
    console = stdout()
    console.print(verdict_table(shown, console.width, f"run {number}: {run.kind} {run.source}"))
    if len(shown) < len(chosen):
        console.print(
            f"… and {len(chosen) - len(shown)} more: porism show {ledger.path.parent} --run {number} --all"
        )
    console.print()
    console.print(summary_table(kinds(records)))
    if bad := ledger.bad_lines(number):
        console.print(f"{len(bad)} bad line{'s' if len(bad) > 1 else ''}", style="yellow")


def show_one(records: list[Record], identifier: str, path: Path) -> None:
    """Print everything about the verdicts with one id."""
    from json import dumps

    from rich.text import Text

    from porism.display import stdout, verdict_text
    from porism.symbolic.claim import Claim

    if not records:
        raise FormatError(
            f"there is no verdict with the id or hash {identifier!r} in {path}; `porism show` lists them"
        )
    for record in records:
        console = stdout()
        console.print(verdict_text(record, str(Claim.from_json(record["statement_json"]))), soft_wrap=True)
        console.print(Text(f"  hash      {record['hash']}", style="dim"), soft_wrap=True)
        if record["certificate"] is not None:
            shown = dumps(record["certificate"], ensure_ascii=False)
            console.print(Text(f"  certificate {shown}"), soft_wrap=True)
        for checker in record["checkers"]:
            if sandbox := checker.get("sandbox"):
                console.print(Text(f"  sandbox   {sandbox} ({checker['name']})", style="dim"), soft_wrap=True)
        for kind, text in record["artifacts"]:
            console.print(Text(f"  {kind}: {text}"), soft_wrap=True)
