"""Simplification with proofs: the cheapest form of an expression that is proved equal to it.

    expression ──► SymPy's functions and our own rewriting, each in a worker ──► candidates by cost
               ──► the exact prover, cheapest first ──► the first that is proved equal and loses no point

A candidate that is undefined at a point where the expression is defined is left out, however short. One that is defined
at more points is what is wanted: x/x becomes 1 *where x ≠ 0*, and the condition is shown. The expression itself is always
among the candidates. A cheaper candidate that was refuted is shown with its witness, as a rejected part.

References: J. Carette (2004), Understanding expression simplification, for the cost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from porism.answers import settled, with_kernel
from porism.provers.verdict import Proved
from porism.question import Question, read
from porism.result import Answered, Result
from porism.stages import AskedKernel
from porism.symbolic.claim import relation
from porism.symbolic.errors import FormatError
from porism.symbolic.proposals import Part
from porism.symbolic.term import Term, subterms
from porism.workers import ONE_QUESTION, Call, Failed, shared_pool

if TYPE_CHECKING:
    import sympy

_CANDIDATES = "porism.symbolic.proposals.simplifications:candidates"
_POOL_SIZE = 2
PROPOSING = 0.5  # the share of the time for candidates
METHOD_S = 8.0  # for one method: SymPy's slow successes end before
PROVING_S = 5.0  # for one candidate, since there are others
MAX_PROVED = 12  # candidates that are handed to the prover
MAX_REJECTED = 3


def simplify(
    expression: Any,
    cost: Callable[[sympy.Expr], Any] | None = None,
    *,
    assume: Iterable[Any] = (),
    vars: Mapping[str, str] | None = None,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The cheapest expression that is proved equal to the given one, with the conditions under which both are defined.

    `cost` maps a SymPy expression to something that can be compared; without it the cost is the number of parts of the
    term (numbers, variables, functions, powers, products, sums). `assume` are relations that may be used. The result is
    equal at every point where `expression` is defined; `complete` says that it is defined at all of them.

    >>> from sympy import Symbol, sin, cos
    >>> x = Symbol("x")
    >>> simplify((sin(x)**2 + cos(x)**2)*x).value
    x
    >>> result = simplify("(x**2 - 1)/(x - 1)")
    >>> result.value, result.conditions
    (x + 1, (Ne(x, 1),))
    """
    asked = read("simplify", [expression], assume, vars)
    (term,) = asked.terms
    start = time.monotonic()
    deadline = start + timeout_s
    with ONE_QUESTION:
        failures = list[str]()
        found = _candidates(asked, start + PROPOSING * timeout_s, memory_mb, failures)
        ordered = _by_cost(asked, found, cost)
        parts, value, proposer = _first_proved(asked, ordered, deadline, memory_mb)
        result = Result(
            f"simplify {term}{asked.scope}",
            value,
            parts,
            proposer,
            time.monotonic() - start,
            ""
            if value is not None
            else "; ".join(failures) or "the expression itself was not seen to be defined",
            tuple(asked.symbols.values()),
        )
        return with_kernel(result, kernel, deadline, memory_mb)


def equal(
    left: Any,
    right: Any,
    *,
    assume: Iterable[Any] = (),
    vars: Mapping[str, str] | None = None,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """Whether two expressions are equal wherever both are defined: `value` is True, False or None, with proof or witness.

    >>> equal("sqrt(x**2)", "abs(x)").value, equal("sqrt(x**2)", "x").value
    (True, False)
    """
    asked = read("equal", [left, right], assume, vars)
    start = time.monotonic()
    with ONE_QUESTION:
        stated = asked.scope.claim(relation("==", *asked.terms))
        part = settled(Part("answer", stated), start + timeout_s, memory_mb)
        value = {"proved": True, "refuted": False}.get(part.status)
        result = Result(
            f"equal {stated}",
            value,
            (part,),
            "user",
            time.monotonic() - start,
            "",
            tuple(asked.symbols.values()),
        )
        return with_kernel(result, kernel, start + timeout_s, memory_mb)


def number_of_parts(term: Term) -> int:
    """The cost of a term without another one: how many subterms it has, itself included."""
    return sum(1 for _ in subterms(term))


def _candidates(asked: Question, until: float, memory_mb: int, failures: list[str]) -> dict[Term, str]:
    """The candidates and who proposed each, the expression itself first."""
    from porism.symbolic.proposals.simplifications import NAMES

    (term,) = asked.terms
    found = {term: "the expression itself"}
    pool = shared_pool(_POOL_SIZE, (_CANDIDATES.partition(":")[0],))
    waiting = list(reversed(NAMES))
    busy = 0
    try:
        while (waiting or busy) and time.monotonic() < until:
            while waiting and pool.idle:
                seconds = max(min(METHOD_S, until - time.monotonic()), 0.1)
                name = waiting.pop()
                pool.submit(name, Call(_CANDIDATES, (name, term, asked.scope), seconds, memory_mb))
                busy += 1
            for method, outcome in pool.collect(0.1):
                busy -= 1
                if isinstance(outcome, Failed):
                    failures.append(f"{method}: {outcome.reason}, {outcome.detail}")
                else:
                    for candidate in outcome.value:
                        found.setdefault(candidate, str(method))
    finally:
        if busy:
            pool.drop_busy()
    return found


def _by_cost(
    asked: Question, found: Mapping[Term, str], cost: Callable[[sympy.Expr], Any] | None
) -> list[tuple[Term, Any, str]]:
    """(candidate, its SymPy form, proposer), the cheapest first; nothing dearer than the expression itself."""
    from porism.symbolic.sympy_bridge import to_sympy

    (term,) = asked.terms
    rows = list[tuple[Any, int, str, Term, Any, str]]()
    for candidate, proposer in found.items():
        # What SymPy would evaluate away stays as it was written.
        shown = to_sympy(candidate, asked.symbols, evaluate=candidate != term)
        rows.append((
            number_of_parts(candidate) if cost is None else cost(shown),
            len(str(candidate)), str(candidate), candidate, shown, proposer,
        ))  # fmt: skip
    try:
        rows.sort(key=lambda row: row[:3])
    except TypeError as error:
        raise FormatError(f"the costs cannot be compared: {error}; return numbers") from error
    place = next(k for k, row in enumerate(rows) if row[3] == term)
    kept = [*rows[:place][: MAX_PROVED - 1], rows[place]]
    return [(candidate, shown, proposer) for _, _, _, candidate, shown, proposer in kept]


def _first_proved(
    asked: Question, ordered: list[tuple[Term, Any, str]], deadline: float, memory_mb: int
) -> tuple[tuple[Answered, ...], Any, str]:
    """The parts of the first candidate that is proved equal and loses no point, with the refuted ones before it."""
    (term,) = asked.terms
    scope, rejected = asked.scope, list[Answered]()
    itself = settled(Part("answer", scope.claim(relation("==", term, term))), deadline, memory_mb)
    for candidate, shown, proposer in ordered:
        left = deadline - time.monotonic()
        if candidate == term or left <= 0:
            break
        claim = scope.claim(relation("==", term, candidate))
        limit = time.monotonic() + min(PROVING_S, left / 2)
        part = settled(Part("answer", claim, None, "equal"), limit, memory_mb)
        if part.status == "refuted" and len(rejected) < MAX_REJECTED:
            rejected.append(Answered("rejected", part.verdict, f"{proposer}: {shown}"))
        if not isinstance(part.verdict, Proved):
            continue
        whole = _defined_everywhere(asked, candidate, itself, min(deadline, limit + PROVING_S), memory_mb)
        if whole is not None:
            return (part, whole, *rejected), shown, proposer
    own = next(shown for candidate, shown, _ in ordered if candidate == term)
    whole = _defined_everywhere(asked, term, itself, deadline, memory_mb)
    parts = tuple(part for part in (itself, whole, *rejected) if part is not None)
    return parts, (own if itself.status == "proved" else None), "the expression itself"


def _defined_everywhere(
    asked: Question, candidate: Term, itself: Answered, limit: float, memory_mb: int
) -> Answered | None:
    """That the candidate is defined wherever the expression is, None if that is not proved."""
    if not isinstance(itself.verdict, Proved):
        return None
    where = asked.scope.assuming(*itself.verdict.conditions)
    claim = where.claim(relation("==", candidate, candidate))
    part = settled(Part("complete", claim, None, "defined wherever the expression is"), limit, memory_mb)
    return part if isinstance(part.verdict, Proved) and not part.conditions else None
