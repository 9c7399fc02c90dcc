"""Questions with their known answers, by name: what the library's verbs are measured on.

    equations      equations in one unknown with all their solutions: `roots`, periodic `families` in n, a `region`, or, `at`
                   given values of parameters, the roots there
    systems        systems and inequalities with their solution sets
    limits         textbook limits: `function`, `point`, `side`, `value` (`none` where there is none), `verified`: the reason
    sums           textbook sums: `summand`, `variable`, `lower`, `upper`, and as for limits
    odes           differential equations, with the solutions that a method easily loses, or with the only one
    known_errors   integrals, equations, sums and differential equations of the families in which computer algebra errs

Each is a JSON-lines file with one question and its answer a line. Claims are in `corpora.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from porism.symbolic.errors import FormatError

_HERE = Path(__file__).parent / "questions"


def names() -> tuple[str, ...]:
    """The names of the files of questions, sorted.

    >>> {"equations", "known_errors", "odes", "systems"} <= set(names())
    True
    """
    return tuple(sorted(path.stem for path in _HERE.glob("*.jsonl")))


def rows(name: str) -> list[dict[str, Any]]:
    """The questions of the named file; a `FormatError` lists the names there are.

    >>> rows("equations")[0]
    {'id': 'poly-1', 'equation': '3*x - 7 == 0', 'roots': ['7/3']}
    """
    if name not in names():
        raise FormatError(f"no questions named {name[:60]!r}; there is {', '.join(names())}")
    return [json.loads(line) for line in (_HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
