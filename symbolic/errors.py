"""Every error Porism raises on purpose, and what each one asks of you.

    PorismError                 the root: catch this to catch them all
    ├── ParseError              text that is not in the language; points at the column
    ├── LimitError              input larger, deeper or steeper than the stated bounds
    ├── DomainError             a domain that does not exist, is empty, or is not real where it must be
    ├── UnsupportedError        a meaningful expression outside the language (names the subterm)
    ├── FormatError             a claim, certificate or data file that does not have its documented shape
    ├── LedgerError             a ledger of another schema, or one that belongs to another run
    ├── TrustError              an attempt to mint a verdict outside `provers/`
    └── SoundnessAlarm          two checkers contradict each other on one claim

A message holds the offending value, what was expected, and the next action.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class PorismError(Exception):
    """The root of every error that Porism raises on purpose."""


class ParseError(PorismError):
    """The text is not in the claim language.

    Carries the text and the 0-based `column`; its message draws a caret under the place.
    """

    def __init__(self, problem: str, text: str, column: int) -> None:
        self.problem, self.text, self.column = problem, text, column
        # A window of the text: a 10 MB line must not become a 10 MB message, nor a control character move the cursor.
        start, stop = max(0, column - 60), min(len(text), column + 60)
        shown = "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text[start:stop])
        super().__init__(f"{problem} at column {column + 1}\n  {shown}\n  {' ' * (column - start)}^")


class LimitError(PorismError):
    """The input exceeds a bound on size, depth or exponent; split it or write it in factored form."""


class DomainError(PorismError):
    """A variable's domain is unknown or empty; `symbolic/domain.py` lists the domains there are."""


class UnsupportedError(PorismError):
    """The expression has a meaning, but not in this language; the message names the subterm."""


class FormatError(PorismError):
    """A file or record does not have its documented shape; the message names the field."""


class LedgerError(PorismError):
    """The ledger cannot be used: another schema version, or a different run; the message says which."""


class TrustError(PorismError):
    """A verdict was constructed outside `provers/`; only a prover may mint one."""


class SoundnessAlarm(PorismError):
    """Two checkers contradict each other on one claim; keep the record and report it as a bug of Porism.

    `evidence` holds both verdicts as JSON objects, under `proved` and `refuted`, where they are known.
    """

    def __init__(self, problem: str, evidence: Mapping[str, Any] | None = None) -> None:
        self.evidence = dict(evidence or {})
        super().__init__(problem)


def shown(data: object, length: int = 80) -> str:
    """The beginning of plain data as a message shows it, whatever they are: text of no length, nested without end.

    >>> shown(["var", "x"], 6)
    "['var'"
    """
    try:
        return str(data)[:length]
    except (RecursionError, ValueError):  # nested too deeply, or a number of too many digits
        return f"a {type(data).__name__} that cannot be shown"[:length]
