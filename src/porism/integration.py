"""Derivatives and integrals with proofs: `diff(f, x, n)`, `integrate(f, x)`, `integrate(f, (x, a, b))` as SymPy has them.

    integrand ──► every oracle at once, each in a worker ──► forms and scopes ──► F′ = f proved ──► Result

SymPy, alkahest, Maxima and FriCAS propose an antiderivative, and so does a change of variable of our own; the first that is
proved is taken and the others are stopped. Where an oracle is not installed the others answer alone. The neural room
proposes last: it starts when all of them have ended and nothing is proved.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

from porism.answers import Finder, answered
from porism.many import answered_many
from porism.question import is_no_number, read, require_oracles
from porism.result import Result
from porism.stages import AskedKernel
from porism.symbolic.errors import FormatError, UnsupportedError
from porism.symbolic.oracles.question import IntegralQuestion
from porism.symbolic.proposals.derivatives import DerivativeQuestion

_HOME = "porism.symbolic.proposals.antiderivatives"
_SYMPY = (
    Finder("SymPy", f"{_HOME}:by_sympy"),
    Finder("SymPy (manualintegrate)", f"{_HOME}:by_manualintegrate"),
    Finder("SymPy (heurisch)", f"{_HOME}:by_heurisch"),
)
_INSTALLED = (
    ("fricas", Finder("FriCAS", f"{_HOME}:by_fricas")),
    ("maxima", Finder("Maxima", f"{_HOME}:by_maxima")),
)
_SUBSTITUTION = Finder("substitution", "porism.symbolic.proposals.substitution:by_substitution")
_NEURAL = Finder("neural", "porism.neural.calculus.antiderivatives:antiderivatives")
ORACLES = ("sympy", "fricas", "maxima", "alkahest", "substitution", "neural")
ORACLE_SHARE = 0.75  # of the time that an oracle may take; the rest is for proofs


def integrate(
    f: Any,  # Any: sympy ships no types
    *over: Any,
    assume: Iterable[Any] = (),
    oracles: Sequence[str] | None = None,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """An antiderivative of f in x, or with `(x, a, b)` the definite integral, with a proof.

    An antiderivative F is proved by F′ = f at every point of the scope where both sides are defined. `conditions` say where
    that is: a point that is left out though f is defined there is a breakpoint of F, at which F may jump. `oracles` restricts
    who may propose (`"sympy"`, `"maxima"`, `"fricas"`, `"alkahest"`, `"substitution"`, `"neural"`); default all that are
    installed.

    >>> import sympy
    >>> x = sympy.Symbol("x")
    >>> result = integrate(x * sympy.cos(x), x, oracles=["sympy"])
    >>> result.value, result.status
    (x*sin(x) + cos(x), 'proved')

    References: M. Bronstein (2005), Symbolic Integration I; D. Jeffrey, A. Rich (1994) for breakpoints.
    """
    import sympy

    where = over[0] if len(over) == 1 else _only_symbol(f, over)
    if isinstance(where, tuple | list | sympy.Tuple):
        from porism.definite import integrate_definite

        require_oracles(oracles, ORACLES)
        definite: Result = integrate_definite(
            f,
            tuple(where),
            assume=assume,
            oracles=oracles,
            timeout_s=timeout_s,
            memory_mb=memory_mb,
            kernel=kernel,
        )
        return definite
    text = f"Integral({f}, {where})"
    try:
        asked = read("integrate", [f, where], assume, variables=None)
    except UnsupportedError as error:
        if is_no_number(f):
            raise
        return Result(text, None, (), "", 0.0, f"unsupported: {error}")
    integrand, name = asked.terms[0], _name(where)
    symbols = tuple(asked.symbols.items())
    question = IntegralQuestion(integrand, name, asked.scope, symbols, timeout_s * ORACLE_SHARE, memory_mb)
    return answered(
        text,
        _finders(oracles),
        (question,),
        timeout_s=timeout_s,
        memory_mb=memory_mb,
        kernel=kernel,
        last_resort=(_NEURAL,) if oracles is None or "neural" in oracles else (),
    )


def integrate_many(
    problems: Iterable[tuple[Any, Any]],
    *,
    jobs: int | None = None,
    oracles: Sequence[str] | None = None,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
) -> list[Result]:
    """`integrate(f, x)` for each `(f, x)`, on all cores or on `jobs` of them, in the order of the problems."""
    calls = [
        ((f, where), {"oracles": oracles, "timeout_s": timeout_s, "memory_mb": memory_mb})
        for f, where in problems
    ]
    return answered_many(
        "porism.integration:integrate", calls, jobs=jobs, timeout_s=timeout_s, memory_mb=memory_mb
    )


def diff(
    f: Any,  # Any: sympy ships no types
    *variables: Any,
    assume: Iterable[Any] = (),
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The derivative of f, proved; variables and orders as in SymPy: `diff(f, x)`, `diff(f, x, 2)`, `diff(f, x, y)`.

    `conditions` say where f is defined and differentiable by the rules of calculus.

    >>> import sympy
    >>> x = sympy.Symbol("x")
    >>> result = diff(sympy.log(x), x)
    >>> result.value, result.conditions, result.status
    (1/x, (Ne(x, 0),), 'proved')
    """
    orders = _orders(f, variables)
    text = f"Derivative({', '.join(map(str, (f, *orders)))})"
    try:
        asked = read("diff", [f, *dict.fromkeys(orders)], assume)
    except UnsupportedError as error:
        if is_no_number(f):
            raise
        return Result(text, None, (), "", 0.0, f"unsupported: {error}")
    question = DerivativeQuestion(
        asked.terms[0], tuple(map(_name, orders)), asked.scope, tuple(asked.symbols.items())
    )
    finders = (Finder("SymPy", "porism.symbolic.proposals.derivatives:derivatives"),)
    return answered(text, finders, (question,), timeout_s=timeout_s, memory_mb=memory_mb, kernel=kernel)


def _finders(oracles: Sequence[str] | None) -> tuple[Finder, ...]:
    require_oracles(oracles, ORACLES)
    wanted = ORACLES if oracles is None else oracles
    external = tuple(finder for name, finder in _INSTALLED if name in wanted and shutil.which(name))
    if "alkahest" in wanted and find_spec("alkahest"):
        external = (*external, Finder("alkahest", f"{_HOME}:by_alkahest"))
    found = (
        *(_SYMPY[:1] if "sympy" in wanted else ()),
        *external,
        *((_SUBSTITUTION,) if "substitution" in wanted else ()),
        *(_SYMPY[1:] if "sympy" in wanted else ()),
    )
    if not found and "neural" not in wanted:
        raise FormatError(f"none of the oracles {', '.join(wanted)} is installed; see porism doctor")
    return found


def _only_symbol(f: Any, over: tuple[Any, ...]) -> Any:
    if over:
        raise FormatError(
            "integrate expects one variable x or one (x, a, b); integrate again for a multiple integral"
        )
    free = sorted(getattr(f, "free_symbols", ()), key=str)
    if len(free) != 1:
        raise FormatError(f"integrate needs to know the variable of {str(f)[:60]}; write integrate(f, x)")
    return free[0]


def _orders(f: Any, variables: tuple[Any, ...]) -> tuple[Any, ...]:
    """The variables, each as often as is differentiated for it."""
    if not variables:
        variables = (_only_symbol(f, ()),)
    found = list[Any]()
    for given in variables:
        if (
            found
            and not isinstance(given, bool)
            and (isinstance(given, int) or getattr(given, "is_Integer", False))
        ):
            if not 0 <= given <= 50:
                raise FormatError(f"expected an order from 0 to 50, found {given}")
            found[-1:] = [found[-1]] * int(given)
        elif hasattr(given, "name") or isinstance(given, str):
            found.append(given)
        else:
            raise FormatError(f"diff expects symbols and orders, as diff(f, x, 2), found {str(given)[:60]!r}")
    return tuple(found)


def _name(variable: Any) -> str:
    from porism.symbolic.sympy_bridge import from_sympy
    from porism.symbolic.term import Variable

    if isinstance(variable, str):
        return variable
    term = from_sympy(variable)
    if not isinstance(term, Variable):
        raise FormatError(f"expected a variable, found {variable}")
    return term.name
