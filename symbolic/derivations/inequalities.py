"""Steps that show a sign: t ≥ 0 or t > 0.

    by shape             x**2 + exp(y)                  the checker sees it
    by factors           (x − 1)²·(x + 2)/(x² + 1)      a factor at a time; denominators cleared
    by comparison        √(x·y) ≤ (x + y)/2             squares of both sides
    by squares           AM–GM, Schur, Motzkin          Positivstellensatz over the known signs (`squares.py`)
    by lemmas            exp(x) ≥ 1 + x                 known inequalities at the arguments that occur, then squares
    by a box             exp(x)·cos(x) < 3 on [0, 1]    ball arithmetic on a compact box
    by monotonicity      sin(x) ≤ x for x ≥ 0           the value at a point and the sign of the derivative, again so
    by cases, by induction

Each method is tried with the checker's answer at hand (`Problem.accepts`), so what is returned has been accepted.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np
from flint import fmpq

from porism.symbolic.derivations.cofactors import cofactors_of
from porism.symbolic.derivations.laws import absolute_arguments, applicable_laws
from porism.symbolic.derivations.problem import Fact, Problem, Step, occurring, restricted, step
from porism.symbolic.derivations.squares import Summand, decomposition
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.numeric import approximate
from porism.symbolic.polynomials import Poly, View, native
from porism.symbolic.term import (
    HALF,
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    replaced,
    substitute,
    subterms,
    subtract,
    to_json,
    variables,
)
from porism.symbolic.witnesses import closed_forms

MAX_DEPTH = 4  # of derivatives: sin x − x + x³/6 needs three
MAX_BOX_VARIABLES = 3
BOX_HALVINGS = 36
GRID = 2001

Method = Callable[[Problem, str, Term, int], list[Step] | None]


def sign_steps(problem: Problem, kind: str, t: Term, depth: int = MAX_DEPTH) -> list[Step] | None:
    """Steps after which the checker sees that t > 0 (kind `>`) or t ≥ 0 (`>=`), or None."""
    t = native(t)
    key = (problem.variables, problem.hypotheses, problem.extra, kind, t)
    if key in problem.known:
        return problem.known[key]
    problem.known[key] = None  # while it is being worked on
    problem.check_time()
    steps = _sign_steps(problem, kind, t, depth) if problem.seems(">=", t) else None
    problem.known[key] = steps
    return steps


def _sign_steps(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    if not variables(t):  # the checker decides a number by itself, or nobody does
        return [] if problem.accepts(problem, kind, t, []) else None
    simple = _simplified(t)
    if len(str(simple)) < len(str(t)):
        found = sign_steps(problem, kind, simple, depth)
        if found is not None:
            return [*found, step("sign", kind, t, ONE, [["1", [simple]]], [])]
    laws = applicable_laws(problem, t)
    for prelude in [[], laws] if laws else [[]]:
        if problem.accepts(problem, kind, t, prelude):
            return prelude
    for method in METHODS:
        try:
            steps = method(problem, kind, t, depth)
        except PorismError:
            continue
        if steps is not None and problem.accepts(problem, kind, t, steps):
            return steps
    return None


def _simplified(t: Term) -> Term:
    """The quotient of polynomials in kernels that t is, in lowest terms."""
    try:
        view = View([t])
        n, d = view.ratio(t)
    except PorismError:
        return t
    return view.term(n) if d.is_constant() else divide(view.term(n), view.factored(d))


def segment_steps(problem: Problem, t: Term) -> list[Step]:
    """Steps that keep arcsines off their branch points, logarithms and divisors off 0 on a whole segment."""
    steps = list[Step]()
    for a in occurring(t, "asin"):
        steps += positivity_steps(problem, ">=", subtract(ONE, power(a, number(2)))) or []
    for a in occurring(t, "log"):
        steps += positivity_steps(problem, ">", a) or []
    for a in dict.fromkeys(s.base for s in subterms(t) if isinstance(s, Power)):
        steps += _sign_of_divisor(problem, t, a)
    return steps


def _sign_of_divisor(problem: Problem, t: Term, a: Term) -> list[Step]:
    negative = any(
        isinstance(s, Power) and s.base == a and isinstance(s.exponent, Number) and s.exponent.value < 0
        for s in subterms(t)
    )
    if not negative or not variables(a):
        return []
    for candidate in (a, negate(a)):
        if problem.seems(">", candidate):
            return positivity_steps(problem, ">", candidate) or []
    return []


def positivity_steps(problem: Problem, kind: str, t: Term) -> list[Step] | None:
    """`sign_steps` without derivatives: for conditions and multipliers."""
    return sign_steps(problem, kind, t, depth=1)


def _by_shape(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """A power has the sign of its base, an odd increasing function that of its argument."""
    match t:
        case Power(base, Number()):
            return sign_steps(problem, kind, base, depth)
        case Apply("atan" | "asinh" | "asin" | "erf", argument):
            return sign_steps(problem, kind, argument, depth)
        case _:
            return None


# factors


def _by_factors(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """t·m = c·Π ±fᵢ with every sign known, m > 0 the denominator times the factors that make it a square."""
    view = View([t])
    n, d = view.ratio(t)
    above, below = view.factors(n), view.factors(d)
    if len(above[1]) + len(below[1]) < 2 and all(e == 1 for _, e in above[1]):
        return None
    steps, constant, factors, multipliers = list[Step](), above[0], list[Term](), list[Term]()
    for p, e in above[1]:
        f = view.term(p)
        whole = power(f, number(e - e % 2))
        if e > 1:
            factors.append(whole)
        if e % 2:
            signed = _signed(problem, kind, f, depth)
            if signed is None:
                return None
            sign, found = signed
            steps += found
            constant *= sign
            factors.append(multiply(number(sign), f))
    for p, e in below[1]:
        f = view.term(p)
        signed = _signed(problem, ">", f, depth) if e % 2 else None
        multipliers.append(power(f, number(e)))
        if e % 2 and signed is not None:
            steps += signed[1]
            if signed[0] < 0:
                constant *= -1
                multipliers[-1] = multiply(number(-1), multipliers[-1])
        elif e % 2:
            return None
    if constant <= 0 and n != 0:
        return None
    return [*steps, step("sign", kind, t, multiply(*multipliers), [[str(constant), factors]], [])]


def _signed(problem: Problem, kind: str, f: Term, depth: int) -> tuple[int, list[Step]] | None:
    for sign in (1, -1):
        g = multiply(number(sign), f)
        if problem.seems(">=", g):
            found = sign_steps(problem, kind, g, depth)
            if found is not None:
                return sign, found
    return None


# squares


def _by_squares(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    return _squares(problem, kind, t, [], [])


def _by_lemmas(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    steps, facts = list[Step](), list[Fact]()
    for name, fact, data in _lemmas(problem, t):
        steps.append(step("lemma", name, *data))
        facts.append((">=", fact))
    return _squares(problem, kind, t, steps, facts) if facts else None


def _squares(
    problem: Problem, kind: str, t: Term, prelude: list[Step], more: list[Fact]
) -> list[Step] | None:
    """t·m as a sum of squares times known signs, modulo what the kernels and the hypotheses satisfy."""
    signs = [(k, native(f)) for k, f in [*problem.facts, *more] if k in (">", ">=")]
    zeros = [native(f) for k, f in problem.facts if k == "="]
    first = View([t, *(f for _, f in signs), *zeros])
    signs += [
        (">", k)
        for k in first.kernels
        if isinstance(k, Apply) and k.function == "exp" and problem.seems("R", k)
    ]
    signs += [
        (">=", k)
        for k in first.kernels
        if (isinstance(k, Power) or (isinstance(k, Apply) and k.function == "abs")) and problem.seems(">=", k)
    ]
    relations = [r for k in first.kernels for r in _relation(problem, k, first.kernels)]
    view = View([t, *(f for _, f in signs), *zeros, *(value for _, _, value in relations)])
    n, d = view.ratio(t)
    known = [(f, p) for _, f in signs if (p := view.polynomial(f)) is not None and p.total_degree() > 0]
    reduced = _reducer(view, relations, zeros)
    for multiplier, clears in _multipliers(problem, view, n, d):
        problem.check_time()
        target = n * clears
        if target.total_degree() > 24:
            continue
        margins: list[Poly | None] = [None]
        if kind == ">":
            margins = [view.one * _constant(view, e) for e in (Fraction(1, 8), Fraction(1, 1000))]
            margins += [_product(view, [p for _, p in known][:4])] if known else []
        for margin in margins:
            strict: list[Summand] = []
            aim = target
            if margin is not None:
                scale = Fraction(1) if margin.is_constant() else Fraction(1, 100)
                aim = target - margin * _constant(view, scale)
                strict = [(scale, [view.term(margin)] if margin.is_constant() else [f for f, _ in known[:4]])]
            found = decomposition(
                view,
                aim,
                known,
                reduced,
                products=2 if len(known) <= 4 else 1,
                has_relations=bool(relations or zeros),
            )
            if found is not None:
                summands = [[str(c), fs] for c, fs in [*found, *strict]]
                steps = [
                    *prelude,
                    step(
                        "sign",
                        kind,
                        t,
                        multiplier,
                        summands,
                        _ideal(view, target, found + strict, zeros, reduced),
                    ),
                ]
                if problem.accepts(problem, kind, t, steps):
                    return steps
    return None


def _constant(view: View, q: Fraction) -> Poly:
    return view.one * fmpq(q.numerator, q.denominator)


def _product(view: View, polys: list[Poly]) -> Poly:
    return math.prod(polys, start=view.one)


def _ideal(
    view: View, target: Poly, summands: list[Summand], zeros: list[Term], reduced: Callable[[Poly], Poly]
) -> list[object]:
    """Cofactors of the hypotheses that are equations: target − Σ = Σ cᵢ·zᵢ."""
    if not zeros:
        return []
    total = _product(view, [])
    total = total - total
    for c, factors in summands:
        p = _constant(view, c)
        for f in factors:
            p = p * view.polynomial(f)
        total = total + p
    polys = [view.ratio(z)[0] for z in zeros]
    found = cofactors_of(view, target - total, polys)
    return [[view.term(c), z] for c, z in zip(found, zeros, strict=True)] if found is not None else []


def _relation(problem: Problem, kernel: Term, kernels: list[Term]) -> Iterator[tuple[Term, int, Term]]:
    """(kernel, exponent, value) with kernel^exponent = value, for kernels with a relation of their own."""
    match kernel:
        case Power(base, Number(q)) if q.numerator == 1:
            yield kernel, q.denominator, base
        case Apply("sin", a):
            yield kernel, 2, subtract(ONE, power(Apply("cos", a), number(2)))
        case Apply("cos", a) if Apply("sin", a) not in kernels:
            yield kernel, 2, subtract(ONE, power(Apply("sin", a), number(2)))
        case Apply("abs", a) if problem.seems("R", a):
            yield kernel, 2, power(a, number(2))
        case _:
            pass


def _reducer(
    view: View, relations: list[tuple[Term, int, Term]], zeros: list[Term]
) -> Callable[[Poly], Poly]:
    rules = [
        (view.kernels.index(k), e, v)
        for k, e, value in relations
        if (v := view.polynomial(value)) is not None
    ]
    ideal = [view.ratio(z)[0] for z in zeros]

    def reduced(p: Poly) -> Poly:
        for _ in range(8):
            before = p
            for index, exponent, value in rules:
                p = _replace(view, p, index, exponent, value)
            for z in ideal:
                p = divmod(p, z)[1]
            if p == before:
                break
        return p

    return reduced


def _replace(view: View, p: Poly, index: int, exponent: int, value: Poly) -> Poly:
    if int(p.degrees()[index]) < exponent:
        return p
    total = 0 * p
    for monomial, c in p.terms():
        count, rest = divmod(int(monomial[index]), exponent)
        key = (*monomial[:index], rest, *monomial[index + 1 :])
        total = total + view.ring.from_dict({key: c}) * value**count
    return total


def _multipliers(problem: Problem, view: View, n: Poly, d: Poly) -> Iterator[tuple[Term, Poly]]:
    """(m, q) with t·m = n·q: the denominator with its signs, roots that occur, and 1 + Σx² for Motzkin's like."""
    squarefree = view.one
    for p, e in view.factors(d)[1]:
        f = view.term(p)
        if e % 2 and not problem.accepts(problem, ">", f, []):
            squarefree = squarefree * p
    yield view.factored(d * squarefree), squarefree
    for k in view.kernels:
        if isinstance(k, Power) and n.degrees()[view.kernels.index(k)] > 0:
            g = view.generators[k]
            yield multiply(view.factored(d * squarefree), number(2), k), squarefree * g * 2
    if n.total_degree() <= 8 and len(view.kernels) <= 4:
        used = [g for g, e in zip(view.ring.gens(), n.degrees(), strict=False) if e]
        q = sum((g * g for g in used), view.one)
        yield multiply(view.factored(d * squarefree), view.term(q)), squarefree * q


def _lemmas(problem: Problem, t: Term) -> Iterator[tuple[str, Term, list[Term]]]:
    """(name, fact ≥ 0, arguments) of known inequalities at the arguments that occur."""
    for a in occurring(t, "exp"):
        for b in (a, negate(a)):
            yield "exp_ge", subtract(Apply("exp", b), add(ONE, b)), [b]
    for a in occurring(t, "log"):
        if problem.seems(">", a):
            yield "log_le", subtract(subtract(a, ONE), Apply("log", a)), [a]
            yield "log_ge", subtract(Apply("log", a), subtract(ONE, power(a, number(-1)))), [a]
    for a in occurring(t, "sin"):
        yield "sin_sq_le", subtract(power(a, number(2)), power(Apply("sin", a), number(2))), [a]
        if problem.seems(">=", a):
            yield "sin_le", subtract(a, Apply("sin", a)), [a]
    for a in occurring(t, "cos"):
        yield "cos_ge", add(Apply("cos", a), number(-1), multiply(HALF, power(a, number(2)))), [a]
    for a in occurring(t, "atan"):
        if problem.seems(">=", a):
            yield "atan_le", subtract(a, Apply("atan", a)), [a]
    for a in occurring(t, "erf"):
        yield "erf_le", subtract(ONE, Apply("erf", a)), [a]
        yield "erf_le", add(ONE, Apply("erf", a)), [negate(a)]
    arguments = occurring(t, "abs")
    view = View(arguments)
    known = {str(view.ratio(c)) for a in arguments for c in (a, negate(a))}
    for k, a in enumerate(arguments):
        for b in arguments[k + 1 :]:
            for c in (b, negate(b)):
                if str(view.ratio(add(a, c))) in known:
                    yield (
                        "abs_triangle",
                        subtract(add(Apply("abs", a), Apply("abs", c)), Apply("abs", add(a, c))),
                        [a, c],
                    )


def _by_comparison(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """A ≤ B from A² ≤ B² and 0 ≤ B, with a root on one side: √(xy) ≤ (x + y)/2, Minkowski's inequality."""
    if depth <= 0:
        return None
    terms = t.terms if isinstance(t, Sum) else (t,)
    for part in terms:
        if not any(
            isinstance(s, Power) and isinstance(s.exponent, Number) and s.exponent.value == HALF.value
            for s in subterms(part)
        ):
            continue
        rest = add(*(s for s in terms if s is not part)) if len(terms) > 1 else ZERO
        for small, large in ((negate(part), rest), (negate(rest), part)):
            if not problem.seems(">=", large):
                continue
            view = View([small, large])
            squares = [view.ratio(side) for side in (small, large)]
            expanded = [divide(view.term(n * n), view.term(d * d)) for n, d in squares]
            difference = subtract(expanded[1], expanded[0])
            first = sign_steps(problem, ">=", large, depth - 1)
            second = sign_steps(problem, kind, difference, depth - 1) if first is not None else None
            if first is not None and second is not None:
                last = step(
                    "sign",
                    kind,
                    subtract(power(large, number(2)), power(small, number(2))),
                    ONE,
                    [["1", [difference]]],
                    [],
                )
                return [*first, *second, last, step("compare", kind, small, large)]
    return None


# boxes and monotonicity


def _by_box(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    names = sorted(variables(t))
    domains = dict(problem.variables)
    if not names or len(names) > MAX_BOX_VARIABLES or not problem.seems(">", t):
        return None
    ends = {}
    for name in names:
        low, high, _, _ = domains[name].bounds()
        if low is None or high is None or domains[name].is_discrete:
            return None
        ends[name] = [low, high]
    if _smallest(problem, t, names) < 1e-7:
        return None
    return [
        step("box", kind, t, BOX_HALVINGS, {name: [to_json(e) for e in pair] for name, pair in ends.items()})
    ]


def _smallest(problem: Problem, t: Term, names: list[str]) -> float:
    """The smallest value on a random sample of the closed box, an estimate from above."""
    rng = np.random.default_rng(0)
    domains = dict(problem.variables)
    columns = {}
    for name in names:
        low, high = _floats(domains[name])
        unit = rng.uniform(0, 1, GRID)
        unit[:9] = np.repeat([0.0, 0.5, 1.0], 3) if len(names) > 1 else np.linspace(0, 1, 9)
        columns[name] = (low + (high - low) * unit).astype(complex)
    values = approximate(t, columns)
    values = values[np.isfinite(values)]
    return float(values.real.min()) if values.size else -math.inf


def _floats(domain: Domain) -> tuple[float, float]:
    low, high, _, _ = domain.bounds()
    return (
        -math.inf if low is None else float(approximate(low, {})[0].real),
        math.inf if high is None else float(approximate(high, {})[0].real),
    )


def _by_monotonicity(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    if depth <= 0 or len(variables(t)) != 1:
        return None
    (name,) = variables(t)
    domain = dict(problem.variables)[name]
    if not domain.is_real or domain.is_discrete:
        return None
    for anchor in _anchors(problem, name, t, domain):
        steps = _from_anchor(problem, kind, t, name, anchor, domain, depth)
        if steps is not None:
            return steps
    return None


def _anchors(problem: Problem, name: str, t: Term, domain: Domain) -> list[Term]:
    """Points from which t may grow on both sides: where it is lowest, made exact; the domain's ends."""
    low, high, _, _ = domain.bounds()
    start, stop = _floats(domain)
    grid = np.linspace(max(start, -20.0), min(stop, max(start, -20.0) + 40.0), GRID)
    values = approximate(t, {name: grid.astype(complex)}).real
    values = np.where(np.isfinite(values), values, np.inf)
    lowest = float(grid[int(np.argmin(values))])
    found = [
        end
        for end in (low, high)
        if end is not None and abs(float(approximate(end, {})[0].real) - lowest) < 1e-9
    ]
    found += closed_forms(_polished(t, name, lowest), tolerance=1e-4)
    found += [end for end in (low, high) if end is not None]
    return list(dict.fromkeys(found))[:4]


def _polished(t: Term, name: str, x: float) -> float:
    """A stationary point near x, by Newton's method on the derivative."""
    first = derivative(t, name)
    second = derivative(first, name)
    for _ in range(30):
        at = {name: np.array([complex(x)])}
        slope, bend = (float(np.broadcast_to(approximate(d, at), (1,))[0].real) for d in (first, second))
        if not (math.isfinite(slope) and math.isfinite(bend)) or abs(bend) < 1e-14:
            break
        moved = x - slope / bend
        if abs(moved - x) > 1.0:
            break
        x = moved
    return x


def _from_anchor(
    problem: Problem, kind: str, t: Term, name: str, anchor: Term, domain: Domain, depth: int
) -> list[Step] | None:
    value = approximate(substitute(t, {name: anchor}), {})[0]
    if not np.isfinite(value) or abs(value.imag) > 1e-9 or value.real < -1e-9:
        return None
    start, stop = _floats(domain)
    here = float(approximate(anchor, {})[0].real)
    sides = [s for s in (1, -1) if (s == 1 and stop > here + 1e-12) or (s == -1 and start < here - 1e-12)]
    goal, lower = t, None
    if kind == ">" and value.real > 1e-6:
        # t > 0 at the anchor itself: show t − c ≥ 0 for a positive c
        lower = number(
            Fraction(float(value.real) / 2).limit_denominator(64) or Fraction(float(value.real) / 2)
        )
        goal = subtract(t, lower)
    flow_kind = ">=" if lower is not None else kind
    branches = {side: _flow(problem, flow_kind, goal, name, anchor, side, depth) for side in sides}
    if any(b is None for b in branches.values()):
        return None
    steps = list[Step]()
    if len(sides) == 1:
        steps = list(branches[sides[0]] or [])
    else:
        steps = [
            step("cases", subtract(Variable(name), anchor), [[flow_kind, goal]], branches[1], branches[-1])
        ]
    if lower is not None:
        steps.append(step("sign", kind, t, ONE, [["1", [goal]], ["1", [lower]]], []))
    return steps


def _flow(
    problem: Problem, kind: str, t: Term, name: str, anchor: Term, side: int, depth: int
) -> list[Step] | None:
    low, high, _, _ = dict(problem.variables)[name].bounds()
    # The mean value theorem looks at points strictly inside the segment only.
    part = (
        Domain("interval", anchor, high, False, False)
        if side == 1
        else Domain("interval", low, anchor, False, False)
    )
    part = Domain("positive") if part == Domain("interval", ZERO, None, False, False) else part
    domains = tuple((n, part if n == name else d) for n, d in problem.variables)
    inner = dataclasses.replace(problem, variables=domains, hypotheses=(), extra=())
    slope = native(derivative(t, name))
    towards = slope if side == 1 else negate(slope)
    inside = sign_steps(inner, kind, towards, depth - 1)
    if inside is None:
        return None
    steps: dict[str, object] = {
        "segment": segment_steps(_at_open_end(problem, name, anchor, side), t),
        "inside": inside,
    }
    end = high if side == 1 else low
    if end is not None:
        steps["until"] = to_json(end)
    return [step("flow", kind, t, name, anchor, side, steps)]


def _at_open_end(problem: Problem, name: str, anchor: Term, side: int) -> Problem:
    """The problem on the segment from an anchor that is an open end: only the side of the anchor is known there."""
    low, high, low_closed, high_closed = dict(problem.variables)[name].bounds()
    if not ((anchor == low and not low_closed) or (anchor == high and not high_closed)):
        return problem
    away = subtract(Variable(name), anchor) if side == 1 else subtract(anchor, Variable(name))
    domains = tuple((n, Domain("real") if n == name else d) for n, d in problem.variables)
    return restricted(dataclasses.replace(problem, variables=domains, hypotheses=(), extra=((">=", away),)))


def _by_splitting(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """Monotonicity near the ends where t is small, boxes between: 2x/π ≤ sin x on [0, π/2], 0 < sin x on (0, π)."""
    if depth < 2 or len(variables(t)) != 1:
        return None
    (name,) = variables(t)
    domain = dict(problem.variables)[name]
    if domain.low is None or domain.high is None or domain.is_discrete:
        return None
    start, stop = _floats(domain)
    for shares in ((1, 3), (2,), (1, 2, 3)):
        cuts = [number(Fraction(start + (stop - start) * k / 4).limit_denominator(64)) for k in shares]
        if all(start < float(c.value) < stop for c in cuts):
            steps = _in_parts(problem, kind, t, name, domain, cuts, depth)
            if steps is not None:
                return steps
    return None


def _by_arc(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """A multiple of one sine or cosine: at once by a box or by splitting, since squares say nothing of an arc."""
    factors = t.factors if isinstance(t, Product) else (t,)
    rest = [f for f in factors if not isinstance(f, Number)]
    if len(rest) != 1 or not isinstance(rest[0], Apply) or rest[0].function not in ("sin", "cos"):
        return None
    return _by_box(problem, kind, t, depth) or _by_splitting(problem, kind, t, max(depth, 2))


def _in_parts(
    problem: Problem, kind: str, t: Term, name: str, domain: Domain, cuts: list[Number], depth: int
) -> list[Step] | None:
    """Cases on the cuts, from the lowest up; each part by a box or by monotonicity."""
    cut, *later = cuts
    below = Domain("interval", domain.low, cut, domain.low_closed, True)
    above = Domain("interval", cut, domain.high, True, domain.high_closed)
    branches = list[list[Step] | None]()
    for part, inner_cuts in ((above, later), (below, [])):
        inner = dataclasses.replace(
            problem, variables=tuple((n, part if n == name else d) for n, d in problem.variables)
        )
        if inner_cuts:
            branches.append(_in_parts(inner, kind, t, name, part, list(inner_cuts), depth))
        else:
            found = (method(inner, kind, t, depth - 1) for method in (_by_box, _by_monotonicity))
            branches.append(
                next((f for f in found if f is not None and inner.accepts(inner, kind, t, f)), None)
            )
        if branches[-1] is None:
            return None
    return [step("cases", subtract(Variable(name), cut), [[kind, t]], *(b or [] for b in branches))]


# cases and induction


def _by_cases(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """|a| is a where a ≥ 0 and −a where a ≤ 0."""
    arguments = absolute_arguments(t)
    if not arguments:
        return None
    on = arguments[0]
    branches = list[list[Step]]()
    for sign, law in ((on, "abs_of_nonneg"), (negate(on), "abs_of_nonpos")):
        inner = restricted(dataclasses.replace(problem, extra=(*problem.extra, (">=", sign))))
        resolved = native(replaced(t, Apply("abs", on), sign))
        found = sign_steps(inner, kind, resolved, depth)
        if found is None:
            return None
        link = step("sign", kind, t, ONE, [["1", [resolved]]], [])
        branches.append([step("rewrite", law, on), *found, link])
    return [step("cases", on, [[kind, t]], *branches)]


def _by_integers(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """n ≥ c + 1 or n ≤ c for an integer n."""
    if depth < MAX_DEPTH:
        return None
    for name, c in ((n, c) for n, d in problem.variables if d.is_discrete for c in (0, 1)):
        on = subtract(Variable(name), number(c))
        branches = list[list[Step]]()
        for sign in (subtract(on, ONE), negate(on)):
            inner = restricted(dataclasses.replace(problem, extra=(*problem.extra, (">=", sign))))
            found = sign_steps(inner, kind, t, depth - 1)
            if found is None:
                break
            branches.append(found)
        if len(branches) == 2:
            return [step("cases", on, [[kind, t]], *branches)]
    return None


def _by_order(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """Which of two variables is the larger: Schur's inequality and other symmetric ones."""
    names = sorted(n for n in variables(t))
    if depth < MAX_DEPTH - 1 or not 2 <= len(names) <= 3 or View([t]).polynomial(t) is None:
        return None
    ordered = [(a, b) for k, a in enumerate(names) for b in names[k + 1 :]]
    known = {str(f) for _, f in problem.extra}
    for a, b in ordered:
        difference = subtract(Variable(a), Variable(b))
        if str(difference) in known or str(negate(difference)) in known:
            continue
        branches = list[list[Step]]()
        for sign in (difference, negate(difference)):
            inner = restricted(dataclasses.replace(problem, extra=(*problem.extra, (">=", sign))))
            found = _squares(inner, kind, t, [], [])
            found = found if found is not None else _by_order(inner, kind, t, depth)
            if found is None:
                return None
            branches.append(found)
        return [step("cases", difference, [[kind, t]], *branches)]
    return None


def _by_induction(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    for name, domain in problem.variables:
        if domain.name != "natural" or name not in variables(t) or depth < MAX_DEPTH:
            continue
        following = substitute(t, {name: add(Variable(name), ONE)})
        inner = dataclasses.replace(problem, hypotheses=(), extra=((kind, t),))
        along = sign_steps(inner, kind, following, depth - 1)
        if along is None:
            along = _by_growth(inner, kind, t, following)
        if along is not None:
            return [step("induction", kind, t, name, [], along)]
    return None


def _by_growth(problem: Problem, kind: str, t: Term, following: Term) -> list[Step] | None:
    """t(n+1) = c·t(n) + something that is seen to be ≥ 0, for a small natural c."""
    for c in (1, 2, 3, 4):
        rest = native(subtract(following, multiply(number(c), t)))
        found = sign_steps(problem, ">=", rest, 1)
        if found is not None:
            return [*found, step("sign", kind, following, ONE, [[str(c), [t]], ["1", [rest]]], [])]
    return None


METHODS: tuple[Method, ...] = (
    _by_shape,
    _by_arc,
    _by_factors,
    _by_squares,
    _by_cases,
    _by_comparison,
    _by_box,
    _by_lemmas,
    _by_monotonicity,
    _by_splitting,
    _by_integers,
    _by_order,
    _by_induction,
)
