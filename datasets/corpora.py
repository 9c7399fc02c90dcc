"""The corpora of claims that come with Porism, by name.

    elementary   200 identities and inequalities of a first course in analysis and algebra, 50 of them false
                 somewhere on their stated domain

It is a JSON-lines file in the batch format (`porism.symbolic.batch`), so its path can be handed to `porism run`.
The prefix of an id is its class: poly, rat, trig, hyp, explog, rad, inv, cpx, const, ineq, bound, diff, int.
"""

from __future__ import annotations

from pathlib import Path

from porism.symbolic.errors import FormatError

_HERE = Path(__file__).parent / "corpora"


def names() -> tuple[str, ...]:
    """The names of the corpora, sorted.

    >>> "elementary" in names()
    True
    """
    return tuple(sorted(path.stem for path in _HERE.glob("*.jsonl")))


def path(name: str) -> Path:
    """The file of the named corpus; a `FormatError` lists the names there are.

    >>> path("elementary").name
    'elementary.jsonl'
    """
    if name not in names():
        raise FormatError(f"no corpus named {name[:60]!r}; there is {', '.join(names())}")
    return _HERE / f"{name}.jsonl"
