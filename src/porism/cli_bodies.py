"""`porism verify-body CLAIM BODY --prover rocq|lean`: a proof from a file or a language model, put before the kernel.

CLAIM is a relation as `porism prove` takes it, `-` for stdin, or the path of a `.json` file: one record as `porism show
--json --full` prints it, or one line of a batch. BODY is a file, or `-`. The exit code speaks of the body: 0 the kernel
accepted it, 1 the claim is false, 2 what was given cannot be read, 3 the body was refused or proves nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from porism.cli_options import Json, Memory, Timeout, Vars, claim_on_stdin, domains_of, exit_code
from porism.symbolic.errors import FormatError

if TYPE_CHECKING:
    from porism.bodies import ToProve
    from porism.symbolic.claim import Claim

MAX_BODY = 5_000_000  # characters; the guards of both provers take no more
MAX_RECORD = 50_000_000  # bytes


class BodyProver(StrEnum):
    """The proof assistant in whose language the body is."""

    rocq = "rocq"
    lean = "lean"


def verify_body(
    claim: Annotated[str, typer.Argument(help="A relation, - for stdin, or a .json file with one record.")],
    body: Annotated[
        str, typer.Argument(help="A file with the body, - for stdin; not needed with --show-statement.")
    ] = "",
    var: Vars = None,
    assume: Annotated[list[str] | None, typer.Option(help="A hypothesis: 'x != 0'.")] = None,
    prover: Annotated[BodyProver, typer.Option(help="Whose language the body is in.")] = BodyProver.rocq,
    show_statement: Annotated[
        bool, typer.Option("--show-statement", help="Print what a body has to prove, and stop.")
    ] = False,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    json: Json = False,
) -> None:
    """Check a proof body from outside: it proves our statement in the kernel, or nothing."""
    from porism.bodies import theorem
    from porism.bodies import verify_body as verified
    from porism.display import json_line, stdout, verdict_text
    from porism.provers.verdict import verdict_record

    if not body and not show_statement:
        raise FormatError(
            "expected a file with the proof's body, or -; --show-statement says what is to be proved"
        )
    if claim == "-" and body == "-":
        raise FormatError("only one of claim and body can be on stdin; put the other in a file")
    statement = _claim(claim, domains_of(var), assume or [])
    if show_statement:
        _show(theorem(statement, prover=prover.value, timeout_s=timeout, memory_mb=memory), json)
        raise typer.Exit(0)
    verdict = verified(statement, _body(body), prover=prover.value, timeout_s=timeout, memory_mb=memory)
    record = verdict_record(verdict)
    if json:
        print(json_line(record), flush=True)
    else:
        stdout().print(verdict_text(record, str(statement)), soft_wrap=True)
    raise typer.Exit(exit_code({record["status"]: 1}))


def _show(asked: ToProve, json: bool) -> None:
    import json as json_text

    if json:
        print(json_text.dumps(asked.to_json(), ensure_ascii=False), flush=True)
        return
    print(asked.file.rstrip())
    for line in asked.legend:
        print(line, file=sys.stderr)
    if asked.conditions:
        print(f"the verdict's conditions: {', '.join(asked.conditions)}", file=sys.stderr)
    what = "a sentence may begin with" if asked.prover == "rocq" else "the term may use"
    print(f"{what}: {' '.join(asked.words)}", file=sys.stderr)


def _claim(text: str, domains: Mapping[str, str], assume: list[str]) -> Claim:
    from porism.pipeline import as_claim

    if text.endswith(".json"):
        if domains or assume:
            raise FormatError("a record has its domains and hypotheses already; leave out --var and --assume")
        return _recorded(Path(text))
    return as_claim(claim_on_stdin() if text == "-" else text, domains, assume)


def _recorded(path: Path) -> Claim:
    """The claim of one record: what it states, whatever else it says."""
    import json

    from porism.symbolic.batch import BadLine, read_batch
    from porism.symbolic.claim import Claim

    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(MAX_RECORD + 1)
        record = json.loads(text) if len(text) <= MAX_RECORD else None
    except OSError as error:
        raise FormatError(
            f"cannot read {path}: {error.strerror}; give a claim, or a .json file with one"
        ) from None
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path} is not one JSON object: {str(error)[:200]}") from None
    if isinstance(record, dict) and "statement_json" in record:
        return Claim.from_json(record["statement_json"])
    found = list(read_batch(path)) if isinstance(record, dict) else []
    if len(found) != 1:
        raise FormatError(f"expected {path} to hold one record with a claim, on one line if it is a batch's")
    if isinstance(found[0], BadLine):
        raise FormatError(f"{path}: {found[0].reason}")
    return found[0].claim


def _body(place: str) -> str:
    try:
        if place == "-":
            text = sys.stdin.read(MAX_BODY + 1)
        else:
            with Path(place).open(encoding="utf-8") as file:
                text = file.read(MAX_BODY + 1)
    except OSError as error:
        raise FormatError(
            f"cannot read {place}: {error.strerror}; give a file with the proof's body"
        ) from None
    except UnicodeDecodeError:
        raise FormatError(f"{place} is not UTF-8 text; give a file with the proof's body") from None
    if len(text) > MAX_BODY:
        raise FormatError(f"the body has more than {MAX_BODY:,} characters")
    return text
