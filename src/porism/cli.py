"""The command line: `porism prove | verify-body | tactics | solve | integrate | limit | series | simplify | run | …`.

Results go to stdout, narration and progress to stderr. Exit codes: 0 everything decided and nothing refuted, 1
something refuted, 2 usage or input error (a bad line, a rejected certificate), 3 something left unknown; the first of
2, 1, 3 that applies. 70 if Porism itself has failed, 130 after Ctrl-C; what was decided until then is in the ledger.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

import porism
from porism.cli_bodies import verify_body
from porism.cli_calculus import integrate, limit, series, simplify, solve
from porism.cli_failures import Commands, failure_code
from porism.cli_lean import lean_commands
from porism.cli_options import (
    Json,
    KernelChoice,
    KernelOption,
    Memory,
    Out,
    Quiet,
    Status,
    Strict,
    Timeout,
    Vars,
    claim_on_stdin,
    domains_of,
    exit_code,
    kernel_of,
)
from porism.cli_records import check, doctor, report, show, show_run
from porism.cli_tactics import tactics


def app() -> None:
    """The entry point: runs a command, and turns an exception into one message and an exit code."""
    try:
        commands()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # nothing unexpected may end as "refuted"
        sys.exit(failure_code(error))


def prove(
    claim: Annotated[str, typer.Argument(help="A relation, such as 'x/x == 1'; - reads it from stdin.")],
    var: Vars = None,
    assume: Annotated[list[str] | None, typer.Option(help="A hypothesis: 'x != 0'.")] = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    kernel: KernelOption = KernelChoice.auto,
    strict: Strict = False,
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

    text = claim_on_stdin() if claim == "-" else claim
    statement = as_claim(text, domains_of(var), assume or [])
    verdict = proved(statement, timeout_s=timeout, memory_mb=memory, kernel=kernel_of(kernel), strict=strict)
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
    raise typer.Exit(exit_code({record["status"]: 1}))


def run(
    file: Annotated[Path, typer.Argument(help="Claims as .jsonl or .csv.")],
    out: Out = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was cut off.")] = False,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0: one a core.")] = 0,
    kernel: KernelOption = KernelChoice.auto,
    strict: Strict = False,
    seed: Annotated[int, typer.Option(help="Recorded with every verdict.")] = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Decide every claim of a file, each on disk before it is reported."""
    from porism.cli_records import show_run
    from porism.display import Narrator, json_line
    from porism.kernels import KERNELS
    from porism.ledger import Ledger
    from porism.provers.protocol import Budget
    from porism.runner import Decided, Progress, Started, batch, readable, usable_cores
    from porism.stages import stages_with
    from porism.symbolic.batch import BadLine

    narrator, counts, number = Narrator(quiet), Counter[str](), 0
    stages = stages_with(kernel_of(kernel), strict)
    if not stages.kernels and kernel is KernelChoice.auto:
        narrator.say(
            "no kernel is installed, so nothing is proved beyond trust level exact; "
            f"{', or '.join(k.install for k in KERNELS)}"
        )
    place = out or Path("runs") / readable(file).stem
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
                                bar.result(json_line(record))
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
            show_run(ledger, number, all_rows=False)
    narrator.say(f"ledger: {ledger.path}; `porism report {place}` writes it as HTML")
    raise typer.Exit(exit_code(counts))


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
    search: Annotated[float, typer.Option(min=1.0, help="Seconds after which the regressor stops.")] = 60.0,
    seed: Annotated[int, typer.Option(help="Of the regressor.")] = 0,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a discovery that was cut off.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find a law in a table, and prove what follows from it."""
    from porism.discovery import Found, discovered
    from porism.display import Narrator, front_table, json_line
    from porism.ledger import Ledger
    from porism.provers.protocol import Budget
    from porism.runner import Decided, Progress
    from porism.stages import stages_with
    from porism.table import read_table

    narrator, counts, number = Narrator(quiet), Counter[str](), 0
    table = read_table(file, target, inputs or [], domains_of(var))
    rows = len(table.columns[table.target])
    narrator.say(f"looking for {table.target} = f({', '.join(table.inputs)}) in {rows} rows of {file.name}")
    place = out or Path("runs") / file.stem
    with Ledger.open(place) as ledger:
        stages, budget = stages_with(kernel_of(kernel)), Budget(timeout, memory)
        events = discovered(table, ledger, stages, budget, seed=seed, search_s=search, resume=resume)
        try:
            with narrator.progress("searching") as bar:
                for event in events:
                    match event:
                        case Found(number, proposal, claims, recorded):
                            bar.begin(recorded, claims, "consequences")
                            if event.resumed:
                                narrator.say(
                                    f"resuming run {number}: its laws and {recorded} verdicts are on disk already"
                                )
                            if not proposal.complete:
                                narrator.say("the search was cut short by its time; --search gives it more")
                            if not json:
                                bar.result(front_table(proposal.front, table.target))
                        case Decided(_, record):
                            counts[record["status"]] += 1
                            if json:
                                bar.result(json_line(record))
                        case Progress(done, waiting):
                            bar.update(done, f"{waiting} at the kernel" if waiting else "")
        except KeyboardInterrupt:
            narrator.warn(
                f"interrupted: what was found until then is kept in {place}; go on with the same command and --resume"
            )
            raise typer.Exit(130) from None
        finally:
            events.close()
    with Ledger.open(place) as ledger:
        if not json:
            show_run(ledger, number, all_rows=True)
        if not ledger.laws(number):
            narrator.warn("no law was found; more rows, or other inputs, may help")
            counts["unknown"] += 1
    narrator.say(f"ledger: {ledger.path}; `porism report {place}` writes it as HTML")
    raise typer.Exit(exit_code(counts))


commands = typer.Typer(
    name="porism",
    cls=Commands,
    epilog="Exit codes: 0 everything decided and nothing refuted, 1 something refuted, 2 usage or input error, 3 something "
    "left unknown, 70 a bug of Porism (PORISM_DEBUG=1 shows where), 130 Ctrl-C.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(porism.__version__)
        raise typer.Exit


@commands.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version and exit.")
    ] = False,
) -> None:
    """Propose mathematics, check it exactly: nothing is called proved unless a checker accepted a certificate."""


for question in (
    prove,
    verify_body,
    tactics,
    solve,
    integrate,
    limit,
    series,
    simplify,
):  # an expression may begin with a minus
    commands.command(context_settings={"ignore_unknown_options": True})(question)
commands.add_typer(lean_commands, name="lean")
for command in (run, discover, check, show, report, doctor):
    commands.command()(command)
