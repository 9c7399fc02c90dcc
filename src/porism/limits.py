"""Limits and series with proofs: `limit(f, x, x0, dir)` and `series(f, x, x0, n, dir)` as SymPy has them.

Values and coefficients are computed by exact asymptotic expansions, and a trusted rule computes them again;
`provers/calculus/limit.py` and `provers/calculus/series.py` have the theorems.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from porism.answers import Finder, answered
from porism.question import read
from porism.result import Result
from porism.stages import AskedKernel
from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError
from porism.symbolic.extended import Extended
from porism.symbolic.statements.limit import Side
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import variables

_FINDERS = (Finder("Porism (expansions)", "porism.symbolic.proposals.limits:limit_values"),)
_SERIES = (Finder("Porism (expansions)", "porism.symbolic.proposals.power_series:series_values"),)
MAX_POWER = 36  # of a remainder: the expansions keep about 40 powers


def limit(
    f: Any,  # Any: sympy ships no types
    x: Any,
    x0: Any,
    dir: Side = "+",
    *,
    assume: Iterable[Any] = (),
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The limit of f as x → x0 from the right (`+`), the left (`-`) or both sides (`+-`), with a proof.

    x0 is a number, a term in other symbols, `oo` or `-oo`; the value may be infinite. Where the limits from the two sides
    differ the value is `nan`, and the parts say what they are. `assume` speaks of the other symbols (`a > 0`); assumptions
    of x itself are not used.

    >>> import sympy
    >>> x = sympy.Symbol("x")
    >>> result = limit((1 - sympy.cos(x)) / x**2, x, 0)
    >>> result.value, result.status
    (1/2, 'proved')
    """
    if dir not in ("+", "-", "+-"):
        raise FormatError(f"expected dir='+', '-' or '+-', found {dir!r}")
    ends, terms, name, scope, symbols = point_question("limit", [f], x, [x0], assume)
    text = f"limit({f}, {x}, {x0}, {dir!r})"
    arguments = (terms[0], name, ends[0], dir, scope, symbols)
    return answered(text, _FINDERS, arguments, timeout_s=timeout_s, memory_mb=memory_mb, kernel=kernel)


def series(
    f: Any,
    x: Any,
    x0: Any = 0,
    n: int = 6,
    dir: Side = "+",
    *,
    assume: Iterable[Any] = (),
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The series of f at x → x0 with the remainder O((x - x0)**n), at infinity O(x**-n): each coefficient is proved.

    Taylor, Laurent and Puiseux series, and powers of log(x - x0) where the function has them. The value is a sum with
    SymPy's `Order` term (`removeO()` takes it off); without one, the sum is the function itself. `dir` is the side where
    the two differ; the statement says for which side it holds. `assume` is as in `limit`. A function that has no such series
    has no answer.

    >>> import sympy
    >>> x = sympy.Symbol("x")
    >>> result = series(sympy.exp(x) / sympy.sin(x), x, 0, 3)
    >>> result.value, result.status
    (1/x + 1 + 2*x/3 + x**2/3 + O(x**3), 'proved')
    """
    if dir not in ("+", "-"):
        raise FormatError(f"expected dir='+' or '-', found {dir!r}")
    if isinstance(n, bool) or not isinstance(n, int) or not 0 <= n <= MAX_POWER:
        raise FormatError(
            f"series expects a remainder's power n from 0 to {MAX_POWER}, found {str(n)[:40]!r}"
        )
    ends, terms, name, scope, symbols = point_question("series", [f], x, [x0], assume)
    text = f"series({f}, {x}, {x0}, {n}, {dir!r})"
    arguments = (terms[0], name, ends[0], n, dir, scope, symbols | {name: x})
    return answered(text, _SERIES, arguments, timeout_s=timeout_s, memory_mb=memory_mb, kernel=kernel)


def point_question(
    verb: str, expressions: list[Any], x: Any, points: list[Any], assume: Iterable[Any] = ()
) -> tuple[list[Extended], list[Any], str, Scope, dict[str, Any]]:
    """Points and expressions as terms, the variable's name, the parameters' scope, and the symbols by name."""
    import sympy

    if not isinstance(x, sympy.Symbol):
        raise FormatError(f"{verb} expects a symbol as its variable, found {str(x)[:60]!r}")
    finite = [p for p in points if p not in (sympy.oo, -sympy.oo)]
    stated = list(assume)
    asked = read(verb, [*expressions, *finite, x], stated)
    *terms, variable = asked.terms
    name = str(variable)
    for given in stated:  # well-formed: they have been read
        names = Relation.parse(given).variables() if isinstance(given, str) else map(str, given.free_symbols)
        if name in names:
            raise FormatError(
                f"{verb} expects assumptions about other symbols than its variable {x}, found {given}"
            )
    ends, rest = list[Extended](), iter(terms[len(expressions) :])
    for p in points:
        ends.append("oo" if p == sympy.oo else "-oo" if p == -sympy.oo else next(rest))
    if any(name in variables(e) for e in ends if not isinstance(e, str)):
        raise FormatError(
            f"{verb} expects points without the variable {name}, found {', '.join(map(str, points))}"
        )
    domains = {n: d for n, d in asked.scope.variables if n != name}
    hypotheses = tuple(h for h in asked.scope.hypotheses if name not in h.variables())
    return ends, terms[: len(expressions)], name, Scope.of(domains, hypotheses), dict(asked.symbols)
