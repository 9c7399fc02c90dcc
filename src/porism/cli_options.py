"""What the commands share: options, exit codes, and the reading of arguments."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from porism.symbolic.errors import FormatError, LimitError

if TYPE_CHECKING:
    from porism.stages import AskedKernel

MAX_STDIN = 1_000_000  # characters of a statement


class KernelChoice(StrEnum):
    """Which proof assistant is asked after the exact prover."""

    auto = "auto"
    rocq = "rocq"
    lean = "lean"
    mathlib = "mathlib"
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
Strict = Annotated[
    bool, typer.Option("--strict", help="Rocq's second checker, coqchk, reads what Rocq accepts again.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout, one line a verdict.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on stderr but errors.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="The folder of the ledger.")]
Vars = Annotated[list[str] | None, typer.Option("--var", help="A variable's domain: x:positive, t:[0,1].")]
Place = Annotated[Path, typer.Argument(help="A ledger's folder.")]


def exit_code(counts: Mapping[str, int]) -> int:
    """The exit code for a count of `bad`, `refuted` and `unknown`."""
    for key, code in (("bad", 2), ("refuted", 1), ("unknown", 3)):
        if counts.get(key):
            return code
    return 0


def domains_of(pairs: list[str] | None) -> dict[str, str]:
    """`x:real` gives {"x": "real"}."""
    domains = dict[str, str]()
    for pair in pairs or []:
        name, colon, domain = pair.partition(":")
        if not colon:
            raise FormatError(f"expected --var NAME:DOMAIN such as x:positive, found {pair[:60]!r}")
        domains[name.strip()] = domain.strip()
    return domains


def kernel_of(choice: KernelChoice) -> AskedKernel:
    """The kernel as the pipeline names it."""
    match choice:
        case KernelChoice.none:
            return None
        case KernelChoice.rocq:
            return "rocq"
        case KernelChoice.lean:
            return "lean"
        case KernelChoice.mathlib:
            return "mathlib"
        case KernelChoice.auto:
            return "auto"


def claim_on_stdin() -> str:
    """The claim that stands on stdin; too much of it is refused unread."""
    text = sys.stdin.read(MAX_STDIN + 1)
    if len(text) > MAX_STDIN:
        raise LimitError(f"the claim on stdin has more than {MAX_STDIN:,} characters; split it")
    return text.strip()
