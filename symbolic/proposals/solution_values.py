"""Values of candidates, for the finder: is it a solution, and if not, why; and shorter forms of closed terms.

Nothing here decides anything: a wrong answer costs a proof.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any, Literal, TypeAlias

from flint import acb, arb, fmpq

from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.meaning import value
from porism.symbolic.proposals.solution_tree import Known
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import ONE, Term, Variable, add, multiply, number, substitute, variables

Fate: TypeAlias = Literal["solution", "not real", "outside", "undefined", "unequal", "unclear"]
PRECISION = 300
INTEGERS = range(-6, 7)  # sampled values of a fresh integer


def ball_of(q: Fraction | int) -> Any:
    """The ball of a rational."""
    q = Fraction(q)
    return acb(arb(fmpq(q.numerator, q.denominator)))


def is_zero(z: Any) -> bool | None:
    """Whether a ball is 0 for all that its precision can tell; None where it is too wide or not finite."""
    if not z.is_finite():
        return None
    if not z.contains(0):
        return False
    size = max(float(z.real.rad()), float(z.imag.rad()))
    return True if size < 1e-40 else None


def order(z: Any) -> int | None:
    """−1, 0 or 1 for a real ball, as far as its precision can tell."""
    if is_zero(z):
        return 0
    if not z.is_finite() or (is_zero(z - acb(z.real)) is not True and not z.imag.contains(0)):
        return None
    return 1 if z.real > 0 else -1 if z.real < 0 else None


def holds(r: Relation, at: Mapping[str, Any]) -> bool | None:
    """Whether a relation holds at balls, for all that the precision can tell."""
    try:
        left, right = (value(side, at, PRECISION) for side in (r.left, r.right))
    except (PorismError, KeyError):
        return None
    if r.kind in ("==", "!="):
        zero = is_zero(left - right)
        return zero if zero is None or r.kind == "==" else not zero
    if any(is_zero(acb(side.imag)) is False for side in (left, right)):
        return False  # an order between values that are not real holds nowhere
    sign = order(right - left)
    return None if sign is None else sign > 0 or (sign == 0 and r.kind == "<=")


def membership_fate(z: Any, domain: Domain) -> Fate:
    """Whether a ball belongs to a domain."""
    if not domain.is_real:
        return "solution"
    if is_zero(acb(z.imag)) is False:
        return "not real"
    if domain.is_discrete:
        return "solution" if is_zero(z - acb(round(float(z.real.mid())))) else "outside"
    if domain.name == "nonzero" and is_zero(z):
        return "outside"
    low, high, low_closed, high_closed = domain.bounds()
    for end, closed, side in ((low, low_closed, 1), (high, high_closed, -1)):
        if end is not None:
            sign = order(acb(side) * (acb(z.real) - acb(value(end, {}, PRECISION).real)))
            if sign is None:
                return "unclear"
            if sign < 0 or (sign == 0 and not closed):
                return "outside"
    return "solution"


def points(
    known: Known, names: list[str], parameters: Mapping[str, Domain], base: list[Relation]
) -> Iterator[dict[str, Any]]:
    """Balls for fresh integers, algebraic numbers and parameters, where the relations on parameters hold."""
    choices = list[list[Any]]()
    for name in names:
        if name in known.roots:
            choices.append(known.roots[name])
        elif known.domain(name).is_discrete:
            few = INTEGERS if sum(known.domain(n).is_discrete for n in names) < 2 else range(-2, 3)
            choices.append([acb(k) for k in few])
        else:
            return
    for at in parameter_points(parameters, base) if parameters else [{}]:
        for chosen in product(*choices):
            here = at | dict(zip(names, chosen, strict=True))
            if all(holds(r, here) is not False for r in known.hypotheses if r.variables() <= set(names)):
                yield here


def parameter_points(
    parameters: Mapping[str, Domain], base: list[Relation], wanted: int = 16
) -> list[dict[str, Any]]:
    """Values of the parameters that satisfy some relations: random rationals, moved onto the equations among them."""
    rng, found = random.Random(7), list[dict[str, Any]]()
    equations = [r for r in base if r.kind == "=="]
    for trial in range(60 if equations else 400):
        at: dict[str, Any] | None = {name: _drawn(domain, rng, trial) for name, domain in parameters.items()}
        for r in equations:
            at = None if at is None else _moved(r, at, [*parameters][trial % max(len(parameters), 1) :])
        if at is not None and all(holds(r, at) for r in base):
            found.append(at)
            if len(found) == wanted:
                break
    return found


def _moved(r: Relation, at: dict[str, Any], names: list[str]) -> dict[str, Any] | None:
    """The point moved in one coordinate onto an equation, by the secant method; its ball is a little wide."""
    if holds(r, at):
        return at
    for name in [n for n in [*names, *at] if n in r.variables()][:2]:
        f = _along(r, at, name)
        a, b = at[name], at[name] + acb(Fraction(1, 7).numerator) / 7
        try:
            u, v = f(a), f(b)
            for _ in range(40):
                if not (v - u).is_finite() or (v - u).contains(0):
                    break
                a, b = b, _middle(b - v * (b - a) / (v - u))
                u, v = v, f(b)
        except (PorismError, ArithmeticError, ValueError):
            continue
        if b.is_finite() and abs(v) < 1e-60:
            close = acb(arb(b.real.mid(), 1e-70), arb(b.imag.mid(), 0 if at[name].imag == 0 else 1e-70))
            exact = ball_of(Fraction(round(float(b.real.mid()) * 42), 42))
            return at | {name: exact if exact.overlaps(close) else close}
    return None


def _along(r: Relation, at: dict[str, Any], name: str) -> Any:
    def f(z: Any) -> Any:
        left, right = (value(side, at | {name: z}, PRECISION) for side in (r.left, r.right))
        return left - right

    return f


def _middle(z: Any) -> Any:
    return acb(z.real.mid(), z.imag.mid())


def _drawn(domain: Domain, rng: random.Random, trial: int) -> Any:
    q = Fraction(rng.randint(-40, 40), rng.choice((1, 3, 7))) / rng.choice((1, 10))
    if trial % 2:
        q = Fraction(rng.randint(-23, 23), 13)  # near 0 too
    if domain.is_discrete:
        return acb(abs(int(q)) if domain.name == "natural" else int(q))
    low, high, _, _ = domain.bounds()
    if domain.name == "complex":
        return ball_of(q) + acb(0, 1) * ball_of(Fraction(rng.randint(-9, 9), 3))
    if low is not None and high is not None:
        a, b = (value(end, {}, PRECISION) for end in (low, high))
        return a + (b - a) * ball_of(Fraction(rng.randint(1, 99), 100))
    if low is not None:
        return value(low, {}, PRECISION) + ball_of(abs(q) + Fraction(1, 9))
    if high is not None:
        return value(high, {}, PRECISION) - ball_of(abs(q) + Fraction(1, 9))
    return ball_of(q if q or domain.name != "nonzero" else 1)


@lru_cache(4096)
def shorter(t: Term) -> Term:
    """The term in the shortest form that SymPy finds for it, for closed terms; of the same value in 80 digits."""
    import sympy

    if isinstance(t, Variable) or not variables(t) <= set():
        return t
    try:
        first = to_sympy(t)
        forms = [first, sympy.expand(first), sympy.radsimp(first), sympy.sqrtdenest(first)]
        if first.has(sympy.LambertW):  # exp(W(a)) stays as it is, though a/W(a) is as short
            forms = [first]
        elif first.count_ops() <= 40:
            forms += [sympy.simplify(first), sympy.logcombine(first, force=False)]
        candidates = list[Term]()
        for form in sorted(dict.fromkeys(forms), key=lambda e: (e.count_ops(), len(str(e)))):
            try:
                candidates.append(from_sympy(form))
            except PorismError:
                continue
        here = value(t, {}, PRECISION)
        for candidate in candidates:
            if is_zero(value(candidate, {}, PRECISION) - here):
                return candidate
    except Exception:  # noqa: BLE001  # whatever SymPy raises: the term stays as it is
        return t
    return t


def affine(t: Term, name: str) -> tuple[Term, Term] | None:
    """(α, β) with t = α + β·name for closed α and β, in short forms; None if it is not seen to be so."""
    at = [substitute(t, {name: number(k)}) for k in (0, 1, 2, 7)]
    if any(variables(a) for a in at):
        return None
    balls = [value(a, {}, PRECISION) for a in at]
    step = balls[1] - balls[0]
    if not all(is_zero(balls[0] + step * acb(k) - b) for k, b in zip((0, 1, 2, 7), balls, strict=True)):
        return None
    alpha = shorter(at[0])
    return alpha, shorter(add(at[1], multiply(number(-1), alpha)))


def affine_term(alpha: Term, beta: Term, n: Term) -> Term:
    """α + β·n."""
    return add(alpha, multiply(beta, n)) if beta != ONE else add(alpha, n)
