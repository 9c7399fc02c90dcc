"""Why a Lean statement is not a claim: one closed list of reasons, and the exception that carries one of them.

Every statement of a file ends as a translation or with one of these reasons, so the counts of a table add up to the file.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a statement was not translated; the value is what tables show."""

    SYNTAX = "not in the grammar of statements that is read"
    LIMIT = "larger, deeper or steeper than the bounds"
    TYPE = "a type other than ℕ, ℤ, ℚ, ℝ, ℂ and functions between them"
    INSTANCE = "an instance or type argument"
    QUANTIFIER = "a quantifier that a claim does not have"
    CONNECTIVE = "a proposition that is no relation between numbers"
    RELATION = "a relation other than =, ≠, <, ≤, >, ≥ and membership in an interval"
    FUNCTION = "a function or constant that a claim does not have"
    UNKNOWN_FUNCTION = "a function variable that no hypothesis defines"
    NAME = "a name that is not known here"
    NOTATION = "a file that changes notation, instances or names before the statement"
    ELABORATION = "types that only Lean's elaborator settles"
    INTEGER_DIVISION = "division or remainder of integers that are not literals"
    CONVENTION = "a value that Lean fixes by convention and a claim has otherwise"
    SUM = "a sum or product whose bounds are not literals"
    CASES = "too many cases"
    EMPTY = "no relation to decide"
    NO_STATEMENT = "an entry without statement or goal"


class Refusal(Exception):
    """A statement cannot be translated; `offset` is where in its text, if that is known."""

    def __init__(self, reason: Reason, detail: str, offset: int | None = None) -> None:
        self.reason, self.detail, self.offset = reason, detail, offset
        super().__init__(f"{reason.name}: {detail}")
