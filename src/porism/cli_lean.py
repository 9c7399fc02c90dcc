"""`porism lean emit | setup | check | load`: claims as Lean 4 with Mathlib, where a toolchain exists and where none does.

Emitting needs nothing but Porism, nor does `load` (`cli_statements.py`). `setup` installs Lean and Mathlib, with the network;
`check` runs them. Exit codes are those of the other commands: 3 where something could not be written or is not decided, 2 for a
file that is refused.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from porism.cli_failures import Commands
from porism.cli_options import Json, Memory, Quiet, Timeout, Vars, domains_of, exit_code
from porism.cli_statements import load
from porism.symbolic.errors import FormatError

Folder = Annotated[
    Path | None, typer.Option("--folder", help="Where Lean and Mathlib are; default: the user's data folder.")
]

lean_commands = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    help="Lean 4 with Mathlib: emit theorems, set up, check; load statements.",
)


@lean_commands.command(context_settings={"ignore_unknown_options": True})
def emit(
    claims: Annotated[list[str] | None, typer.Argument(help="Relations, such as 'x/x == 1'.")] = None,
    var: Vars = None,
    assume: Annotated[list[str] | None, typer.Option(help="A hypothesis of each: 'x != 0'.")] = None,
    file: Annotated[Path | None, typer.Option("--from", help="Claims as .jsonl or .csv instead.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="The file to write; default: stdout.")] = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    quiet: Quiet = False,
) -> None:
    """Write claims as Lean theorems with proofs, from the certificates of the exact prover."""
    from porism.display import Narrator
    from porism.mathlib_text import emitted
    from porism.pipeline import as_claim
    from porism.symbolic.batch import BadLine, read_batch

    narrator, counts = Narrator(quiet), Counter[str]()
    if bool(claims) == bool(file):
        raise FormatError("expected claims, or a file of them after --from, and not both")
    stated = [as_claim(text, domains_of(var), assume or []) for text in claims or []]
    for item in read_batch(file) if file else []:
        if isinstance(item, BadLine):
            counts["bad"] += 1
            narrator.warn(f"{file}: {item}")
        else:
            stated.append(item.claim)
    text, refused = emitted(stated, timeout, memory)
    for claim, status, reason in refused:
        counts[status] += 1
        narrator.warn(f"{claim}: {reason}")
    if text and to is not None:
        to.write_text(text, encoding="utf-8")
        narrator.say(f"written: {to}; `porism lean check {to}` asks Lean")
    elif text:
        print(text, end="", flush=True)
    raise typer.Exit(exit_code(counts))


@lean_commands.command()
def setup(
    folder: Folder = None,
    timeout: Annotated[float, typer.Option(min=1.0, help="Seconds for each step.")] = 7200.0,
    quiet: Quiet = False,
) -> None:
    """Install elan, the pinned Lean and Mathlib with its compiled files (needs the network; several GB)."""
    from porism.display import Narrator
    from porism.provers.lean.mathlib.project import default_folder
    from porism.provers.lean.mathlib.setup import set_up

    narrator = Narrator(quiet)
    place = set_up(folder or default_folder(), narrator.say, step_s=timeout)
    print(place.project)


@lean_commands.command()
def check(
    file: Annotated[
        Path, typer.Argument(help="A file that `porism lean emit` wrote; its proofs may be edited.")
    ],
    folder: Folder = None,
    lemma: Annotated[
        list[str] | None, typer.Option(help="A further lemma of Mathlib that the proofs may use.")
    ] = None,
    timeout: Timeout = 60.0,
    memory: Memory = 8192,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check a file's theorems with Lean and Mathlib, and audit what they say and which axioms they rest on."""
    from json import dumps

    from porism.display import Narrator
    from porism.mathlib_text import checked

    narrator, counts = Narrator(quiet), Counter[str]()
    for found in checked(file, folder, timeout, memory, lemma or []):
        counts[found.status] += 1
        if json:
            print(dumps(found.record(), ensure_ascii=False), flush=True)
        elif found.status == "proved":
            print(f"✓ {found.name}: {found.said}  [axioms: {', '.join(found.axioms) or 'none'}]", flush=True)
        else:
            narrator.warn(f"{found.name}: {found.said}: {found.reason}")
    raise typer.Exit(exit_code(counts))


lean_commands.command()(load)
