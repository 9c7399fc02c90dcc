"""The command line: `porism prove | run | discover | check | show | report | doctor`.

Results go to stdout, narration and progress to stderr. Exit codes: 0 everything decided and nothing refuted, 1
something refuted, 2 usage or input error (a bad line, a rejected certificate), 3 something left unknown; the first of
2, 1, 3 that applies. 130 after Ctrl-C; what was decided until then is in the ledger.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from porism.symbolic.errors import FormatError, LimitError, PorismError

if TYPE_CHECKING:
    from porism.ledger import Ledger, Record
    from porism.stages import Kernel

MAX_STDIN = 1_000_000  # characters of a statement
MAX_ROWS = 40  # of a table, unless --all

commands = typer.Typer(
    name="porism",
    help="Propose mathematics, check it exactly: nothing is called proved unless a checker accepted a certificate.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class KernelChoice(StrEnum):
    """Which proof assistant is asked after the exact prover."""

    auto = "auto"
    rocq = "rocq"
    none = "none"


class Status(StrEnum):
    """The three verdicts."""

    proved = "proved"
    refuted = "refuted"
    unknown = "unknown"


Timeout = Annotated[float, typer.Option(min=0.01, help="Seconds for each claim and each prover.")]
Memory = Annotated[int, typer.Option("--memory", min=100, help="Megabytes for each worker.")]
KernelOption = Annotated[
    KernelChoice, typer.Option(help="The proof assistant that is asked after the exact prover.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout, one line a verdict.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on stderr but errors.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="The folder of the ledger.")]
Vars = Annotated[list[str] | None, typer.Option("--var", help="A variable's domain: x:positive, t:[0,1].")]
Place = Annotated[Path, typer.Argument(help="A ledger's folder.")]


def app() -> None:
    """The entry point: runs a command, and turns an error of ours into one message."""
    from porism.display import Narrator

    try:
        commands()
    except PorismError as error:
        Narrator(quiet=False).fail(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `porism … | head`: nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


@commands.command(context_settings={"ignore_unknown_options": True})  # a claim may begin with a minus
def prove(
    claim: Annotated[str, typer.Argument(help="A relation, such as 'x/x == 1'; - reads it from stdin.")],
    var: Vars = None,
    assume: Annotated[list[str] | None, typer.Option(help="A hypothesis: 'x != 0'.")] = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    kernel: KernelOption = KernelChoice.auto,
    out: Out = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Prove or refute one claim."""
    from porism.display import json_line, stdout, verdict_text
    from porism.ledger import Ledger
    from porism.pipeline import as_claim
    from porism.pipeline import prove as proved
    from porism.provers.verdict import verdict_record

    text = _stdin() if claim == "-" else claim
    statement = as_claim(text, _domains(var), assume or [])
    verdict = proved(statement, timeout_s=timeout, memory_mb=memory, kernel=_kernel(kernel))
    record = verdict_record(verdict)
    if out is not None:
        with Ledger.open(out) as ledger, ledger.writing():
            run_number = ledger.start("prove", statement.text, statement.hash, {"timeout_s": timeout}, 1)
            ledger.commit(run_number, 1, record)
            ledger.finish(run_number)
    if json:
        print(json_line(record), flush=True)
    else:
        stdout().print(verdict_text(record, str(statement)), soft_wrap=True)
    raise typer.Exit(_exit_code({record["status"]: 1}))


@commands.command()
def run(
    file: Annotated[Path, typer.Argument(help="Claims as .jsonl or .csv.")],
    out: Out = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was cut off.")] = False,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0: one a core.")] = 0,
    kernel: KernelOption = KernelChoice.auto,
    seed: Annotated[int, typer.Option(help="Recorded with every verdict.")] = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Decide every claim of a file, each on disk before it is reported."""
    from porism.display import Narrator, json_line
    from porism.ledger import Ledger
    from porism.provers.protocol import Budget
    from porism.runner import Decided, Progress, Started, batch, usable_cores
    from porism.stages import INSTALL_ROCQ, stages_with
    from porism.symbolic.batch import BadLine

    narrator, counts, number = Narrator(quiet), Counter[str](), 0
    stages = stages_with(_kernel(kernel))
    if stages.kernel is None and kernel is KernelChoice.auto:
        narrator.say(f"Rocq is not installed, so nothing is proved beyond trust level exact; {INSTALL_ROCQ}")
    place = out or Path("runs") / file.stem
    with Ledger.open(place) as ledger:
        budget = Budget(timeout, memory)
        events = batch(file, ledger, stages, budget, jobs=jobs or usable_cores(), resume=resume, seed=seed)
        bar = narrator.progress(file.name)
        try:
            with bar:
                for event in events:
                    match event:
                        case Started(number, lines, recorded):
                            bar.begin(recorded, lines)
                            if recorded:
                                narrator.say(
                                    f"resuming run {number}: {recorded} verdicts are on disk already"
                                )
                        case Decided(_, record):
                            counts[record["status"]] += 1
                            if event.surprises:
                                counts["surprise"] += 1
                                narrator.warn(
                                    f"{record['id']} is {record['status']}, but {event.expect} was expected"
                                )
                            if json:
                                print(json_line(record), flush=True)
                        case BadLine():
                            counts["bad"] += 1
                            narrator.warn(f"{file.name}: {event}")
                        case Progress(done, waiting):
                            bar.update(done, f"{waiting} at the kernel" if waiting else "")
        except KeyboardInterrupt:
            narrator.warn(
                f"interrupted: {sum(counts[s] for s in Status)} verdicts are kept in {place}; "
                f"go on with `porism run {file} --out {place} --resume`"
            )
            raise typer.Exit(130) from None
        finally:
            events.close()
        if not json:
            _show_run(ledger, number, all_rows=False)
    narrator.say(f"ledger: {ledger.path}; `porism report {place}` writes it as HTML")
    raise typer.Exit(_exit_code(counts))


@commands.command()
def discover(
    file: Annotated[Path, typer.Argument(help="A table as .csv, with a header.")],
    target: Annotated[str | None, typer.Option(help="The column to explain: T=period_years.")] = None,
    inputs: Annotated[
        list[str] | None, typer.Option("--input", help="A column that may explain it: a=axis.")
    ] = None,
    var: Vars = None,
    out: Out = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    kernel: KernelOption = KernelChoice.auto,
    seed: Annotated[int, typer.Option(help="Of the regressor.")] = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find a law in a table, and prove what follows from it."""
    from porism.discovery import Found, discovered
    from porism.display import Narrator, front_table, json_line, stdout
    from porism.ledger import Ledger
    from porism.provers.protocol import Budget
    from porism.runner import Decided, Progress
    from porism.stages import stages_with
    from porism.table import read_table

    narrator, counts, number = Narrator(quiet), Counter[str](), 0
    table = read_table(file, target, inputs or [], _domains(var))
    rows = len(table.columns[table.target])
    narrator.say(f"looking for {table.target} = f({', '.join(table.inputs)}) in {rows} rows of {file.name}")
    place = out or Path("runs") / file.stem
    with Ledger.open(place) as ledger, narrator.progress("consequences") as bar:
        for event in discovered(
            table, ledger, stages_with(_kernel(kernel)), Budget(timeout, memory), seed=seed
        ):
            match event:
                case Found(number, proposal, claims):
                    bar.begin(0, claims)
                    if not json:
                        stdout().print(front_table(proposal.front, table.target))
                case Decided(_, record):
                    counts[record["status"]] += 1
                    if json:
                        print(json_line(record), flush=True)
                case Progress(done, waiting):
                    bar.update(done, f"{waiting} at the kernel" if waiting else "")
    with Ledger.open(place) as ledger:
        if not json:
            _show_run(ledger, number, all_rows=True)
        if not ledger.laws(number):
            narrator.warn("no law was found; more rows, or other inputs, may help")
            counts["unknown"] += 1
    narrator.say(f"ledger: {ledger.path}; `porism report {place}` writes it as HTML")
    raise typer.Exit(_exit_code(counts))


@commands.command()
def check(
    file: Annotated[Path, typer.Argument(help="A ledger's folder, or full records as .json or .jsonl.")],
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check every certificate again, in a new process, with the checker alone."""
    from json import dumps

    from porism.display import Narrator
    from porism.recheck import rechecked

    narrator, counts = Narrator(quiet), Counter[str]()
    for found in rechecked(file, timeout, memory):
        counts[found.outcome] += 1
        if json:
            line = {"id": found.id, "status": found.status, "outcome": found.outcome, "reason": found.reason}
            print(dumps(line, ensure_ascii=False), flush=True)
        if found.outcome == "rejected":
            narrator.warn(f"{found.id}: rejected: {found.reason}")
    if not json:
        print(
            f"{counts['accepted']} certificates accepted, {counts['rejected']} rejected, "
            f"{counts['without']} verdicts are unknown and have none"
        )
    raise typer.Exit(2 if counts["rejected"] else 0)


@commands.command()
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
            _show_one([*records], identifier, ledger.path)
        else:
            for found in ledger.runs():
                if run in (0, found.run):
                    _show_run(ledger, found.run, all_rows, status)


@commands.command()
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
                _show_run(ledger, run_number.run, all_rows=False)
            stdout().print(summary_table(kinds(entry.record for entry in ledger.entries())))
    print(f"report  {path}")
    for proof in proofs:
        print(f"proof   {proof}")


@commands.command()
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


def _show_run(ledger: Ledger, number: int, all_rows: bool, status: Status | None = None) -> None:
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
        console.print(f"{len(bad)} lines were no claims", style="yellow")


def _show_one(records: list[Record], identifier: str, path: Path) -> None:
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
        for kind, text in record["artifacts"]:
            console.print(Text(f"  {kind}: {text}"), soft_wrap=True)


def _exit_code(counts: Mapping[str, int]) -> int:
    for key, code in (("bad", 2), ("refuted", 1), ("unknown", 3)):
        if counts.get(key):
            return code
    return 0


def _domains(pairs: list[str] | None) -> dict[str, str]:
    """`x:real` gives {"x": "real"}."""
    domains = dict[str, str]()
    for pair in pairs or []:
        name, colon, domain = pair.partition(":")
        if not colon:
            raise FormatError(f"expected --var NAME:DOMAIN such as x:positive, found {pair[:60]!r}")
        domains[name.strip()] = domain.strip()
    return domains


def _kernel(choice: KernelChoice) -> Kernel:
    match choice:
        case KernelChoice.none:
            return None
        case KernelChoice.rocq:
            return "rocq"
        case KernelChoice.auto:
            return "auto"


def _stdin() -> str:
    text = sys.stdin.read(MAX_STDIN + 1)
    if len(text) > MAX_STDIN:
        raise LimitError(f"the claim on stdin has more than {MAX_STDIN:,} characters; split it")
    return text.strip()
