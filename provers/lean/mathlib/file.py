"""A Lean file of theorems with their proofs, and the way back: claims and proofs out of a file that may have been edited.

    import Mathlib                       the header, always the same
    /-- … -/ theorem claim_… := by …     one after another
    -- porism claim_… {"claim": …}       at the end: what each theorem is to say, as data

Reading believes nothing but the data: the theorem of each claim is written anew and has to be in the file word for word, and
nothing may stand in the file besides. The proofs are text from outside, for `guard.py` to look at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from porism.provers.lean.mathlib.emit import Stated, Theorem, stated_theorem
from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError
from porism.symbolic.statements.statement import Statement, statement_from_json

HEADER = "import Mathlib\n\nopen scoped Topology\n"
MAX_FILE = 5_000_000  # characters
_MARK = "-- porism "

Said: TypeAlias = Claim | Statement


@dataclass(frozen=True)
class Entry:
    """A theorem of a file: what is claimed, what our theorem of it says, and the proof that the file gives."""

    said: Said
    theorem: Stated
    body: str


def file_text(items: Sequence[tuple[Said, Theorem]]) -> str:
    """The file of some theorems."""
    theorems = "\n".join(theorem.text for _, theorem in items)
    records = "".join(f"{_MARK}{theorem.name} {_record(said)}\n" for said, theorem in items)
    return f"{HEADER}\n{theorems}\n{records}"


def entries(text: str) -> list[Entry]:
    """The theorems of a file; `FormatError` where it is not one of ours or says something else than its claims."""
    if len(text) > MAX_FILE:
        raise FormatError(f"the file has more than {MAX_FILE:,} characters")
    if not text.startswith(HEADER):
        raise FormatError(
            "the file does not begin as Porism writes it: import Mathlib, open scoped Topology, nothing else"
        )
    place = text.find(f"\n{_MARK}")
    if place < 0:
        raise FormatError("the file does not name its claims at the end; write it with `porism lean emit`")
    rest, found = text[len(HEADER) : place + 1], list[Entry]()
    for line in text[place + 1 :].splitlines():
        said = _said(line)
        theorem = stated_theorem(said)
        if line.split(" ")[2] != theorem.name:
            raise FormatError(f"the claim of {line.split(' ')[2][:40]} is that of {theorem.name}")
        head = re.match(r"\s*/--(?:(?!-/)[\s\S])*-/\n", rest)
        rest = rest[head.end() :] if head else rest.lstrip("\n")
        signature = theorem.signature + "\n"
        if not rest.startswith(signature):
            raise FormatError(
                f"wrong statement: {theorem.name} does not say what its claim says; expected\n{theorem.signature}"
            )
        rest = rest[len(signature) :]
        body = re.match(r"(?:  [^\n]*\n)+", rest)
        if body is None:
            raise FormatError(f"{theorem.name} has no proof")
        rest = rest[body.end() :]
        found.append(Entry(said, theorem, body.group().rstrip("\n")))
    if rest.strip():
        raise FormatError(f"the file holds more than its theorems: {rest.strip()[:60]!r}")
    if not found:
        raise FormatError("the file has no theorem")
    return found


def _record(said: Said) -> str:
    kind = "claim" if isinstance(said, Claim) else "statement"
    return json.dumps({kind: said.to_json()}, separators=(",", ":"), sort_keys=True, ensure_ascii=True)


def _said(line: str) -> Said:
    try:
        _, _, _, written = line.split(" ", 3)
        data = json.loads(written)
    except (ValueError, RecursionError):
        raise FormatError(f"expected a claim after {_MARK!r}, found {line[:60]!r}") from None
    try:
        match data:
            case {"claim": claim} if line.startswith(_MARK):
                return Claim.from_json(claim)
            case {"statement": plain} if line.startswith(_MARK):
                return statement_from_json(plain)
            case _:
                raise FormatError(f"expected a claim, found {line[:60]!r}")
    except RecursionError:
        raise FormatError("the claim is nested too deeply") from None
