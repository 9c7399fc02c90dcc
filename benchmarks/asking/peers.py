"""Others on the same claims: Z3, cvc5 and SymPy, each by itself and taken at its word.

Z3 and cvc5 get the negation with the domains, the hypotheses and what the claim needs to be defined, so that they are asked
what Porism is asked; roots are new variables, and what they then call proved counts only if they also find that no radicand is
negative, since Porism's claim speaks about these points too. Functions that they do not have are `unsupported`; cvc5 has exp,
sin, cos, tan and their inverses, Z3 none. A derivative is worked out for neither.

SymPy gets symbols with the domains' assumptions. Equations: what solving the hypotheses leaves, `simplify`, `equals`;
inequalities: assumptions, `ask`, and in one variable solution sets; `doit` for derivatives. Best effort, each in a worker.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from asking.outcome import Outcome
from porism.symbolic.claim import Claim, relation
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.smt.script import negation
from porism.symbolic.smt.solvers import Model, Silent, Unsatisfiable, answers
from porism.symbolic.term import ZERO, Number, Power, Term, subterms

PEERS = ("z3", "cvc5", "sympy")
CVC5_FUNCTIONS = {
    **{name: name for name in ("exp", "sin", "cos", "tan", "sec", "csc", "cot")},
    **{f"a{name}": f"arc{name}" for name in ("sin", "cos", "tan")},
    "pi": "real.pi",
}
MAX_SOLUTIONS = 6


def asked(name: str, claim: Claim, seconds: float) -> Outcome:
    """What the peer says."""
    start = time.perf_counter()
    try:
        status, detail = _by_sympy(claim) if name == "sympy" else _by_solver(name, claim, seconds)
    except UnsupportedError as error:
        status, detail = "unsupported", str(error)
    except PorismError as error:
        status, detail = "unsupported", f"{type(error).__name__}: {error}"
    except Exception as error:  # noqa: BLE001  # SymPy raises what it likes
        status, detail = "unknown", f"{type(error).__name__}: {error}"
    return Outcome(status, time.perf_counter() - start, detail[:300])  # type: ignore[arg-type]  # one of its words


def _by_solver(name: str, claim: Claim, seconds: float) -> tuple[str, str]:
    functions = CVC5_FUNCTIONS if name == "cvc5" else {}
    script = negation(claim, functions)
    (answer,) = answers(script, seconds, (name,))
    match answer:
        case Model(_, point):
            return "refuted", ", ".join(f"{k} = {t}" for k, t in point.items())
        case Silent(_, reason):
            return ("timeout" if "timeout" in reason.lower() else "unknown"), reason
        case Unsatisfiable():
            for radicand in _radicands(claim):
                real = Claim.make(relation(">=", radicand, ZERO), dict(claim.variables), claim.hypotheses)
                (answer,) = answers(negation(real, functions), seconds, (name,))
                if not isinstance(answer, Unsatisfiable):
                    return (
                        "unknown",
                        f"holds where {radicand} is not negative; elsewhere its roots are unknown to it",
                    )
            return "proved", ""


def _radicands(claim: Claim) -> Iterator[Term]:
    relations = (claim.relation, *claim.hypotheses)
    for side in (side for r in relations for side in (r.left, r.right)):
        for t in subterms(side):
            match t:
                case Power(base, Number(q)) if q.denominator != 1:
                    yield base
                case _:
                    continue


def _by_sympy(claim: Claim) -> tuple[str, str]:
    import sympy

    whole: Any = claim.to_sympy()
    left, right = (side.doit() for side in whole.args)
    bare = Claim.make(claim.relation, dict(claim.variables))
    known = [Claim.make(h, dict(claim.variables)).to_sympy() for h in claim.hypotheses]
    names = {s.name: s for s in set().union(whole.free_symbols, *(h.free_symbols for h in known))}
    for name, domain in bare.variables:
        if domain.name == "interval" and name in names:
            low, high, low_closed, high_closed = domain.bounds()
            x = names[name]
            ends = [(low, low_closed, x, 1), (high, high_closed, x, -1)]
            for end, closed, symbol, sign in ends:
                if end is not None:
                    room = sign * (symbol - _number(end))
                    fact = room >= 0 if closed else room > 0
                    known += (
                        [fact] if fact not in (True, sympy.true) else []
                    )  # the symbol's assumptions say it
    difference = right - left
    if claim.relation.kind == "==":
        return _sympy_equation(difference, known, sympy)
    return _sympy_order(claim.relation.kind, difference, known, list(names.values()), sympy)


def _number(end: Term) -> Any:
    from porism.symbolic.sympy_bridge import to_sympy

    return to_sympy(end, {})


def _sympy_equation(difference: Any, known: list[Any], sympy: Any) -> tuple[str, str]:
    equations = [h for h in known if isinstance(h, sympy.Eq)]
    if equations:
        symbols = sorted(set().union(*(h.free_symbols for h in equations)), key=str)
        solutions = sympy.solve(equations, symbols, dict=True)
        if not solutions or len(solutions) > MAX_SOLUTIONS:
            return "unknown", f"{len(solutions)} solutions of the hypotheses"
        rest = [sympy.simplify(difference.subs(s)) for s in solutions]
        if all(r == 0 for r in rest):
            return "proved", ""
        certain = len(equations) == len(known) and any(r.is_number and r.is_real and r != 0 for r in rest)
        return ("refuted" if certain else "unknown"), str(rest)
    if sympy.simplify(difference) == 0 or difference.equals(0) is True:
        return "proved", ""
    if not known and difference.equals(0) is False:
        return "refuted", "equals"
    return "unknown", ""


def _sympy_order(
    kind: str, difference: Any, known: list[Any], symbols: list[Any], sympy: Any
) -> tuple[str, str]:
    q = sympy.Q
    holds, fails = {
        "<=": (q.nonnegative, q.negative),
        "<": (q.positive, q.nonpositive),
        "!=": (q.nonzero, q.zero),
    }[kind]
    context = sympy.And(*(_assumption(h, sympy) for h in known)) if known else True
    for form in dict.fromkeys([difference, sympy.simplify(difference), sympy.factor(difference)]):
        if sympy.ask(holds(form), context) is True:
            return "proved", "ask"
        if sympy.ask(fails(form), context) is True:
            return "refuted", "ask"
    if len(symbols) != 1 or kind == "!=":
        return "unknown", ""
    (x,) = symbols
    real = sympy.Symbol(x.name, real=True)
    where = [h.xreplace({x: real}) for h in known]
    for fact, sign in ((x.is_positive, real > 0), (x.is_nonnegative, real >= 0)):
        where += [sign] if fact else []
    if x.is_integer:
        return "unknown", "integers"
    gap = difference.xreplace({x: real})
    where.append(gap < 0 if kind == "<=" else gap <= 0)
    found = sympy.reduce_inequalities(where, real)
    if found == sympy.false:
        return "proved", "reduce_inequalities"
    empty = found.as_set() == sympy.EmptySet
    return ("proved" if empty else "refuted"), f"reduce_inequalities: {found}"


def _assumption(fact: Any, sympy: Any) -> Any:
    """A relation as what `ask` knows: a sign of the difference of its sides."""
    q, (left, right) = sympy.Q, fact.args
    match fact:
        case sympy.Eq():
            return q.zero(left - right)
        case sympy.Ne():
            return q.nonzero(left - right)
        case sympy.Ge():
            return q.nonnegative(left - right)
        case sympy.Gt():
            return q.positive(left - right)
        case sympy.Le():
            return q.nonnegative(right - left)
        case _:
            return q.positive(right - left)
