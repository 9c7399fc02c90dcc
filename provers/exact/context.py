"""Trusted: the facts that a derivation has established, and what follows from them by shape alone.

A fact (kind, t) says that t kind 0 at every point considered; kind is one of = != > >=, or R for "t is real", N
for "t is natural". Facts are looked up by normal form, up to positive rational factors. Each answer True is a
consequence; False means "not seen".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from porism.provers.exact.normal_form import Forms
from porism.provers.exact.terms import ENTIRE, Rejected, Term, add, free, neg, num, parts, power, sub
from porism.provers.exact.values import ball, decide

Fact: TypeAlias = tuple[str, Term]
Domain: TypeAlias = tuple[Any, ...]  # (name,) or ("interval", low, high, low_closed, high_closed)


def membership(x: Term, domain: Domain) -> list[Fact]:
    """What belonging to a domain says about `x`."""
    match domain:
        case ("complex",):
            return []
        case ("positive",):
            return [("R", x), (">", x)]
        case ("nonnegative",) | ("natural",):
            return [("R", x), (">=", x)]
        case ("nonzero",):
            return [("R", x), ("!=", x)]
        case ("interval", low, high, low_closed, high_closed):
            facts = [("R", x)]
            for end, closed, room, away in ((low, low_closed, 1, x), (high, high_closed, -1, neg(x))):
                if end is not None:
                    facts.append((">=" if closed else ">", sub(x, end) if room > 0 else sub(end, x)))
                    signed = end if room > 0 else neg(end)
                    if decide(">=", signed) is True:  # x is on the same side of 0 as the end
                        facts.append((">" if not closed or decide(">", signed) is True else ">=", away))
            return facts
        case _:
            return [("R", x)]


def as_facts(kind: str, left: Term, right: Term) -> list[Fact]:
    """What a relation that holds at a point says there; an order needs real sides."""
    match kind:
        case "==":
            return [("=", sub(left, right))]
        case "!=":
            return [("!=", sub(left, right))]
        case "<=" | "<":
            return [(">=" if kind == "<=" else ">", sub(right, left)), ("R", left), ("R", right)]
    raise Rejected(f"unknown relation {kind!r}")


class Context:
    """Facts that hold at every point considered, and what follows from them by shape alone."""

    def __init__(self, domains: dict[str, Domain], size: int, grain: int, facts: Iterable[Fact] = ()) -> None:
        kinds = {x: d[0] for x, d in domains.items()}
        integers = frozenset(x for x, kind in kinds.items() if kind in ("integer", "natural"))
        naturals = frozenset(x for x, kind in kinds.items() if kind == "natural")
        self.domains, self.size, self.grain = domains, size, grain
        self.forms = Forms(size, grain, self.real, self.nonzero, integers, naturals)
        self.facts = list[Fact]()
        self.keys = set[tuple[str, tuple[str, str]]]()
        self.real_variables = frozenset(x for x, kind in kinds.items() if kind != "complex")
        for x, domain in domains.items():
            for fact in membership(("var", x), domain):
                self.learn(*fact)
        self._learn_all(facts)

    def _learn_all(self, facts: Iterable[Fact]) -> None:
        """Learn the facts in an order in which each has a normal form: (sin x)^p needs sin x ≠ 0, which may come later."""
        waiting = list(facts)
        while waiting:
            late, reason = list[Fact](), Rejected("")
            for fact in waiting:
                try:
                    self.learn(*fact)
                except Rejected as rejection:
                    self.facts.pop()
                    late, reason = [*late, fact], rejection
            if len(late) == len(waiting):
                raise reason
            waiting = late

    def child(self, *facts: Fact) -> Context:
        """This context with more facts."""
        child = Context(self.domains, self.size, self.grain, [*self.facts, *facts])
        for left, right in self.forms.rewrites.items():
            child.learn_law(left, right)
        return child

    def learn_law(self, left: Term, right: Term) -> None:
        """Use the equation left = right, which the caller has justified, in every normal form from now on."""
        self.forms.learn_law(left, right)
        facts, self.facts, self.keys = self.facts, [], set()
        for fact in facts:
            self.learn(*fact)

    def learn(self, kind: str, t: Term) -> None:
        """Record the fact `t kind 0`, which the caller has justified."""
        self.facts.append((kind, t))
        if kind == "R" and t[0] == "var":
            return
        self.keys.add((kind, self.forms.key(t)))
        self.forms.cache.clear()  # what is known to be real or not 0 shapes the normal form

    def known(self, kind: str, t: Term) -> bool:
        """Whether the fact was learnt, up to normal form and positive factors."""
        if not self.keys:
            return False
        try:
            return (kind, self.forms.key(t)) in self.keys
        except Rejected:  # no normal form: then it was not learnt
            return False

    def same(self, s: Term, t: Term) -> bool:
        """Whether two terms have the same normal form, up to a positive factor."""
        try:
            return free(s) == free(t) and self.forms.key(s) == self.forms.key(t)
        except Rejected:
            return False

    def holds(self, kind: str, t: Term) -> bool:
        """Whether `t kind 0` follows from the facts by shape."""
        match kind:
            case "=" if not free(t):
                zero = decide("=", t)  # None also where t is not defined, but then no ball encloses it
                return zero is True or (zero is None and ball(t, {}).is_finite() and self.forms.is_zero(t))
            case "=":
                return self.forms.is_zero(t) or self.known("=", t) or self.known("=", neg(t))
            case "!=":
                return self.nonzero(t)
            case "R":
                return self.real(t)
            case "N":
                return self.forms.natural(t)
            case ">" | ">=":
                return self.positive(t, kind == ">")
        raise Rejected(f"unknown kind {kind!r}")

    def real(self, t: Term) -> bool:
        """Whether `t` is real."""
        match t:
            case ("num", _) | ("const", "pi"):
                return True
            case ("const", "i"):
                return False
            case ("var", x):
                return x in self.real_variables
            case ("+" | "*", *terms) if all(map(self.real, terms)):
                return True
            case ("^", a, ("num", q)) if q.denominator == 1 and self.real(a):
                return True
            case ("^", a, b) if self.real(b) and self.positive(a, not (b[0] == "num" and b[1] > 0)):
                return True
            case ("^", a, b) if self.real(a) and self.forms.natural(b):
                return True
            case ("abs", _):
                return True
            case (f, a) if (f in ENTIRE or f in ("atan", "asinh", "Ei", "digamma")) and self.real(a):
                return True
            case (("log" | "Ci" | "Chi" | "loggamma"), a) if self.positive(a, True):
                return True
            case (("LambertW" | "LambertWm1") as f, a) if f == "LambertW" or self.positive(neg(a), True):
                above = self.positive(add(a, ("exp", num(-1))), False)
                if above or (f == "LambertW" and self.positive(a, False)):
                    return True
            case ("dilog", a) if self.real(a) and self.positive(sub(num(1), a), False):
                return True
            case ("asin", a) if self.real(a) and self.positive(sub(num(1), power(a, 2)), False):
                return True
            case ("asin", a) if self.real(a) and all(self.positive(p(num(1), a), False) for p in (add, sub)):
                return True
        if not free(t):
            return decide("R", t) is True
        return any(self.known(kind, t) for kind in ("R", ">", ">="))

    def integer(self, t: Term) -> bool:
        """Whether `t` is an integer by its shape."""
        match t:
            case ("num", q):
                return bool(q.denominator == 1)
            case ("var", x):
                return x in self.forms.integers
            case ("+" | "*", *terms):
                return all(map(self.integer, terms))
            case ("^", a, b):
                return self.integer(a) and self.forms.natural(b)
        return False

    def positive(self, t: Term, strict: bool) -> bool:
        """Whether `t` is real and > 0 (strict) or ≥ 0."""
        if not free(t):
            seen = decide(">" if strict else ">=", t)
            return seen is True or (seen is None and not strict and self.holds("=", t))
        if self.known(">", t) or (not strict and self.known(">=", t)):
            return True
        if not strict and self.integer(t) and self.known(">", add(t, num(1))):
            return True  # an integer above −1
        match t:
            case ("+", *terms):
                weakly = all(self.positive(p, False) for p in terms)
                return weakly and (not strict or any(self.positive(p, True) for p in terms))
            case ("*", *factors):
                return all(self.positive(p, strict) for p in factors)
            case ("^", a, ("num", q)) if q.denominator == 1 and q.numerator % 2 == 0 and self.real(a):
                return (not strict and q > 0) or self.nonzero(a)
            case ("^", a, ("*", ("num", q), *_) as b) if (
                q % 2 == 0 and self.forms.natural(b) and self.real(a)
            ):
                return not strict or self.nonzero(a)
            case ("^", a, b) if self.real(b):
                weakly = not strict and b[0] == "num" and b[1] > 0
                return self.positive(a, True) or (weakly and self.positive(a, False))
            case ("exp", a):
                return self.real(a)
            case ("abs", a):
                return not strict or self.nonzero(a)
            case (
                ("atan" | "asinh" | "erf" | "Si" | "Shi" | "fresnels" | "fresnelc" | "LambertW" | "rgamma"),
                a,
            ):
                return self.positive(a, strict)
        return False

    def nonzero(self, t: Term) -> bool:
        """Whether `t` is not 0."""
        if not free(t):
            return decide("!=", t) is True
        match t:
            case (("exp" | "LambertWm1"), _):
                return True
            case ("*", *factors) if all(map(self.nonzero, factors)):
                return True
            case (("^" | "abs" | "LambertW"), a, *_) if self.nonzero(a):
                return True
            case ("log", a) if self.nonzero(sub(a, num(1))):
                return True
        if self.known("!=", t) or self.known("!=", neg(t)):
            return True
        return self.positive(t, True) or self.positive(neg(t), True)

    def admit(self, t: Term) -> None:
        """Require that `t` is defined."""
        for p in parts(t):
            self.admit(p)
        match t:
            case ("^", _, ("num", q)) if q >= 0:
                return
            case ("^", a, b) if b[0] != "num" and self.forms.natural(b):
                return
            case (("loggamma" | "digamma"), a) if not self.nonzero(("rgamma", a)):
                raise Rejected("a term may be undefined where its argument meets 0, −1, −2, …")
            case ("^" | "log" | "Ei" | "Ci" | "Chi" | "LambertWm1", a, *_) if not self.nonzero(a):
                raise Rejected(f"a term may be undefined where its {t[0]} meets 0")
            case ("atan", a) if not self.real(a) and not self.nonzero(add(num(1), power(a, 2))):
                raise Rejected("an arctangent may meet ±i")

    def require(self, kind: str, t: Term, why: str) -> None:
        """Reject unless `t kind 0`."""
        if not self.holds(kind, t):
            raise Rejected(f"{why}: cannot see that {t} {kind} 0"[:300])
