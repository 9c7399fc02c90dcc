"""Trusted: values of limits and ends of intervals: a term, or one of the two infinities `oo` and `-oo` of the real line."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from porism.symbolic.term import Term, from_json, negate, to_json
from porism.symbolic.typeset import latex, term_box

Infinity: TypeAlias = Literal["oo", "-oo"]
Extended: TypeAlias = Term | Infinity


def is_infinite(value: Extended) -> bool:
    """Whether a value is `oo` or `-oo`."""
    return isinstance(value, str)


def opposite(value: Extended) -> Extended:
    """−value."""
    if isinstance(value, str):
        return "-oo" if value == "oo" else "oo"
    return negate(value)


def extended_to_json(value: Extended) -> Any:
    """The plain form of a term or an infinity."""
    return value if isinstance(value, str) else to_json(value)


def extended_from_json(data: Any) -> Extended:
    """The inverse of `extended_to_json`, for data from outside."""
    if data == "oo":
        return "oo"
    return "-oo" if data == "-oo" else from_json(data)


def extended_latex(value: Extended) -> str:
    """A term or an infinity in LaTeX."""
    return {"oo": r"\infty", "-oo": r"-\infty"}[value] if isinstance(value, str) else latex(term_box(value))
