"""Signs from known inequalities at the arguments that occur, then squares: exp(x) ≥ 1 + x."""

from __future__ import annotations

from collections.abc import Iterator

from porism.symbolic.derivations.problem import Fact, Problem, Step, occurring, step
from porism.symbolic.derivations.signs.squares import modulo_squares
from porism.symbolic.polynomials import View
from porism.symbolic.term import HALF, ONE, PI, Apply, Term, add, multiply, negate, number, power, subtract


def by_lemmas(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """A sum of squares over the known signs and the lemmas."""
    steps, facts = _within_one(t)
    if facts and (found := modulo_squares(problem, kind, t, steps, facts)) is not None:
        return found
    for name, fact, data in _lemmas(problem, t):
        steps.append(step("lemma", name, *data))
        facts.append((">=", fact))
    return modulo_squares(problem, kind, t, steps, facts) if facts else None


def _within_one(t: Term) -> tuple[list[Step], list[Fact]]:
    """1 − s ≥ 0 and 1 + s ≥ 0 for each sine and cosine s: 2·(1 − s) = (1 − s)² + c²."""
    steps, facts = list[Step](), list[Fact]()
    for f, other in (("sin", "cos"), ("cos", "sin")):
        for a in occurring(t, f):
            rest = power(Apply(other, a), number(2))
            for s in (Apply(f, a), negate(Apply(f, a))):
                room = subtract(ONE, s)
                steps.append(
                    step("sign", ">=", room, ONE, [["1/2", [power(room, number(2))]], ["1/2", [rest]]], [])
                )
                facts.append((">=", room))
    return steps, facts


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
        for b, turned in ((a, Apply("atan", a)), (negate(a), negate(Apply("atan", a)))):
            yield "atan_lt", subtract(multiply(HALF, PI), turned), [b]
    for a in occurring(t, "asin"):
        for b, turned in ((a, Apply("asin", a)), (negate(a), negate(Apply("asin", a)))):
            if problem.seems(">=", subtract(ONE, b)) and problem.seems(">=", add(ONE, b)):
                yield "asin_le", subtract(multiply(HALF, PI), turned), [b]
                if problem.seems(">=", b):
                    yield "asin_ge", subtract(turned, b), [b]
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
