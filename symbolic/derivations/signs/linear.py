"""Signs by linear programs: t = Σ λ·f + Σ μ·z + c over the known signs f and zeros z, with products as atoms.

Every monomial counts as a variable of its own, so that x·y ≤ 1 is a linear fact about x·y; facts that are quotients are left
out. For integers f > 0 is f ≥ 1. The least t on the facts, by `linear_programs.py`, brings its multipliers along.

References: J. Farkas (1902).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from porism.symbolic.derivations.problem import Fact, Problem, Step, step
from porism.symbolic.errors import PorismError
from porism.symbolic.polynomials import Poly, View, native, rational
from porism.symbolic.proposals.linear_programs import Contradiction, Optimal, Row, solved
from porism.symbolic.term import ONE, Number, Power, Product, Sum, Term, Variable, subtract

MAX_FACTS = 40


def by_linear(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """One step from the known signs and zeros, as far as they are polynomials in kernels."""
    facts = linear_facts(problem)
    if not facts or len(facts) > MAX_FACTS:
        return None
    view = View([t, *(f for _, f in facts)])
    target = view.polynomial(t)
    usable = [(k, f, p) for k, f in facts if (p := view.polynomial(f)) is not None]
    if target is None or not usable:
        return None
    found = _program(target, [(k, p) for k, _, p in usable])
    match found:
        case Optimal(_, multipliers):
            pass
        case Contradiction(multipliers) if (
            target.is_constant()
        ):  # Σ λ·f = −1, which is what a case is to give
            pass
        case _:
            return None
    pairs = [(m, k, f) for m, (k, f, _) in zip(multipliers, usable, strict=True) if m]
    summands = [[str(m), [f]] for m, k, f in pairs if k != "="]
    rest = target
    for m, (_, _, p) in zip(multipliers, usable, strict=True):
        rest = rest - p * view.constant(m)
    constant = rational(rest.leading_coefficient()) if rest != 0 else Fraction(0)
    if not rest.is_constant() or constant < 0:
        return None
    if constant:
        summands.append([str(constant), []])
    elif kind == ">" and not any(k == ">" for _, k, _ in pairs):
        return None
    return [step("sign", kind, t, ONE, summands, [[Number(m), f] for m, k, f in pairs if k == "="])]


def linear_facts(problem: Problem) -> list[Fact]:
    """The known signs and zeros, for integers with f ≥ 1 in place of f > 0."""
    found = dict[Fact, None]()
    for kind, f in problem.facts:
        t = native(f)
        if kind == ">" and is_integral(problem, t):
            found[">=", subtract(t, ONE)] = None
        elif kind in ("=", ">", ">="):
            found[kind, t] = None
    return list(found)


def is_integral(problem: Problem, t: Term) -> bool:
    """Whether a term is an integer by its shape."""
    match t:
        case Number(q):
            return q.denominator == 1
        case Variable(name):
            return dict(problem.variables)[name].is_discrete
        case Sum(parts) | Product(parts):
            return all(is_integral(problem, p) for p in parts)
        case Power(base, Number(n)):
            return n.denominator == 1 and n >= 0 and is_integral(problem, base)
        case _:
            return False


def _program(target: Poly, facts: Sequence[tuple[str, Poly]]) -> object:
    """The least value of the target where the facts hold, every monomial a variable of its own."""
    monomials = dict[tuple[int, ...], int]()
    for p in (target, *(p for _, p in facts)):
        for exponents, _ in p.terms():
            if any(exponents):
                monomials.setdefault(tuple(map(int, exponents)), len(monomials))

    def row(p: Poly, kind: str) -> Row:
        coefficients, constant = [Fraction(0)] * len(monomials), Fraction(0)
        for exponents, c in p.terms():
            if any(exponents):
                coefficients[monomials[tuple(map(int, exponents))]] = rational(c)
            else:
                constant = rational(c)
        return Row(constant, tuple(coefficients), kind)  # type: ignore[arg-type]  # one of its kinds

    try:
        return solved(row(target, ">=").coefficients, [row(p, kind) for kind, p in facts])
    except (PorismError, ArithmeticError, ValueError):
        return None
