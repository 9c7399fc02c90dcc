"""Proofs that a function has a limit as its variable approaches a point from one side, or goes to infinity.

    limit(proof, f, at) -> Reached(text, value, tactic)          the tactic proves `filterlim (fun x => text) F (…)`

The value is computed on the way, in this order:
    at          f is continuous at the point itself: its value there
    parts       the limits of the parts of a sum, product, power or function, where they are not indeterminate
    rewritten   f in lowest terms, equal to f near the point
    hospital    f = u/v with u, v → 0 or |v| → ∞: the limit of u′/v′

A limit at infinity is proved of `text` or, for −∞, of `- (text)`: always towards +∞. Nothing here is trusted: what a
plan gets wrong is a proof that Rocq refuses. Lemmas are in `library/Approach.v`.

References: W. Rudin (1976), Principles of Mathematical Analysis, ch. 4 and Theorem 5.13.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from porism.provers.rocq.planning.bodies import Stepwise
from porism.provers.rocq.planning.equations import equation_tactic
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.slopes import derivative_tactic, know_continuous
from porism.provers.rocq.stating.emit import relation_text, term_text, unfolded, variable_name
from porism.provers.rocq.stating.statement import IsDerivative
from porism.provers.rocq.structured.opening import function_text
from porism.symbolic.claim import Relation, relation
from porism.symbolic.derivative import derivative
from porism.symbolic.errors import PorismError
from porism.symbolic.extended import Extended
from porism.symbolic.term import (
    ONE,
    PI,
    ZERO,
    Apply,
    Constant,
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
    substitute,
    subterms,
    variables,
)

MAX_DEPTH = 7  # uses of L'Hospital's rule inside one another
MAX_RISING = 5  # derivatives, one after the other, by whose signs the sign of a function is seen
MAX_SIZE = 120  # subterms of a quotient of derivatives

_CONTINUOUS = {
    "sin": "apply continuity_sin", "cos": "apply continuity_cos", "abs": "apply Rcontinuity_abs",
    "exp": "apply derivable_continuous_pt, derivable_pt_exp", "atan": "apply derivable_continuous_pt, derivable_pt_atan",
    "sinh": "apply derivable_continuous_pt, derivable_pt_sinh", "cosh": "apply derivable_continuous_pt, derivable_pt_cosh",
}  # fmt: skip
_NAMES = {"log": "ln", "abs": "Rabs"}


@dataclass(frozen=True)
class Near:
    """The hypothesis `name : F (fun x => relation)`."""

    name: str
    relation: Relation


@dataclass(frozen=True)
class Approach:
    """The variable goes to `centre` from the side `sign`, or to sign·∞ without one; `low` < x < `high` near there."""

    variable: str
    centre: Term | None
    sign: int
    low: Term | None
    high: Term | None

    @property
    def filter(self) -> str:
        """The filter in Rocq."""
        if self.centre is None:
            return f"(Rbar_locally {'p' if self.sign > 0 else 'm'}_infty)"
        return f"(at_{'right' if self.sign > 0 else 'left'} {term_text(self.centre)})"

    @property
    def near(self) -> str:
        """A tactic for `F (fun x => low < x /\\ x < high)`, where these are in order."""
        if self.centre is None:
            bounded = self.low is not None if self.sign > 0 else self.high is not None
            return f"apply porism_near_{'oo' if self.sign > 0 else 'moo'}{'' if bounded else '_all'}"
        side = "right" if self.sign > 0 else "left"
        if (self.high if self.sign > 0 else self.low) is None:
            return f"apply porism_near_{side}_all"
        return f"apply porism_near_{side}; lra"

    @property
    def rule(self) -> str:
        """The lemma that this is an approach."""
        side = (
            ("right" if self.sign > 0 else "left")
            if self.centre is not None
            else ("oo" if self.sign > 0 else "moo")
        )
        return f"(porism_approach_{side}{'' if self.centre is None else ' ' + term_text(self.centre)})"

    @property
    def side(self) -> str:
        """The lemma on which side of other points those nearer to the end lie."""
        word = ("right" if self.sign > 0 else "left") if self.centre else ("oo" if self.sign > 0 else "moo")
        return f"(porism_side_{word}{'' if self.centre is None else ' ' + term_text(self.centre)})"

    def premises(self) -> list[Relation]:
        """What is known of the points near there."""
        x = Variable(self.variable)
        low = [] if self.low is None else [relation("<", self.low, x)]
        return [*low, *([] if self.high is None else [relation("<", x, self.high)])]

    def bounds(self) -> tuple[str, str]:
        """The two halves of what is known of the points near there, as functions in Rocq."""
        x = variable_name(self.variable)
        low = "True" if self.low is None else f"{term_text(self.low)} < {x}"
        high = "True" if self.high is None else f"{x} < {term_text(self.high)}"
        return f"(fun {x} : R => {low})", f"(fun {x} : R => {high})"

    def eventually(
        self, proof: Stepwise, tactic: Callable[[Stepwise], str], known: Sequence[Near] = ()
    ) -> str:
        """A tactic for `F (fun x => P x)`, by one for P at the points near there, where also what is known holds."""
        x = variable_name(self.variable)
        low, high = (text.partition("=> ")[2][:-1] for text in self.bounds())
        inner = proof.child()
        names = list[str]()
        for end in (self.low, self.high):
            names.append(inner.plan.names.fresh("N") if end is not None else "_")
        given = [n for n in names if n != "_"]
        for name, premise in zip(given, self.premises(), strict=True):
            inner.plan.assume(name, premise)
        pattern, holds, near = f"[{names[0]} {names[1]}]", f"({low}) /\\ ({high})", self.near
        for fact in known:
            name = inner.plan.names.fresh("N")
            inner.plan.assume(name, fact.relation)
            pattern, holds = f"[{pattern} {name}]", f"({holds}) /\\ ({relation_text(fact.relation)})"
            near = f"apply filter_and; [ {near} | exact {fact.name} ]"
        last = tactic(inner)
        body = "; ".join([f"intros {x} {pattern}", *inner.plan.lines, "cbv beta", last])
        return f"apply (filter_imp (fun {x} : R => {holds})); [ {body} | {near} ]"


@dataclass(frozen=True)
class Reached:
    """The limit of the function whose value is `text`; for −∞ the tactic is about its negative, and +∞."""

    text: str
    value: Extended
    tactic: str


class Nearby:
    """What is learnt of the points near the end of an approach, as hypotheses of the whole proof.

    The sign of a function is that of its limit. Where this is 0, the function rises or falls from there, by the sign of
    its derivative near the point, which is learnt in the same way.
    """

    def __init__(self, proof: Stepwise, at: Approach) -> None:
        self.proof, self.at = proof.child(), at
        self.known = list[Near]()
        self.lines = list[str]()
        self._tried = set[Term]()

    def eventually(self, proof: Stepwise, tactic: Callable[[Stepwise], str]) -> str:
        """`Approach.eventually`, which learns what the tactic wants."""
        return self.learning(lambda: self.at.eventually(proof, tactic, self.known))

    def learning(self, attempt: Callable[[], str]) -> str:
        """The attempt's tactic, made again as long as a sign that it wants is learnt."""
        while True:
            try:
                return attempt()
            except NotSeen as reason:
                if reason.wanted is None or not self.learn(reason.wanted, 0):
                    raise

    def learn(self, term: Term, depth: int) -> bool:
        """Whether the sign of the term near the point has been seen now."""
        if term in self._tried or self.at.variable not in variables(term) or depth > MAX_RISING:
            return False
        self._tried.add(term)
        proof = self.proof.child()
        try:
            sign, tactic = self._sign(proof, term, depth)
        except PorismError:
            return False
        stated = relation("<", ZERO, term) if sign > 0 else relation("<", term, ZERO)
        text = function_text(relation_text(stated), self.at.variable)
        name = proof.plan.names.fresh("F")
        body = "; ".join([*proof.plan.lines, tactic])
        self.lines.append(f"assert ({name} : {self.at.filter} {text}) by ({body})")
        self.known.append(Near(name, stated))
        return True

    def _sign(self, proof: Stepwise, term: Term, depth: int) -> tuple[int, str]:
        at = self.at
        finder = _Finder(proof, at, self)
        reached = finder.written(finder.limit(term, MAX_DEPTH - 2), term_text(term))
        here = f"{at.filter} {function_text(term_text(term), at.variable)}"
        if isinstance(reached.value, str):
            lemma = "oo" if reached.value == "oo" else "moo"
            return 1 if lemma == "oo" else -1, f"apply (porism_eventually_{lemma} {here}); {reached.tactic}"
        if reached.value != ZERO:
            sign = finder.sign(reached.value)
            proved = proof.plan.sign(reached.value if sign > 0 else negate(reached.value), True)
            value = term_text(reached.value)
            if sign < 0:
                fact = proof.plan.know(">", negate(reached.value), proved)
                proved = f"porism_replace ({fact.text}); exact {fact.name}"
            lemma = "pos" if sign > 0 else "neg"
            return sign, f"apply (porism_eventually_{lemma} {here} {value}); [ {proved} | {reached.tactic} ]"
        side = 1 if (at.sign > 0) == (at.centre is not None) else -1
        slope = proof.child().plan
        lowest = slope.field.term(slope.value(unfolded(derivative(term, at.variable))))
        if lowest == ZERO:
            raise NotSeen(f"{term} does not change")
        self.learn(lowest, depth + 1)
        for way in (1, -1):

            def moves(inner: Stepwise, way: int = way) -> str:
                plan = inner.plan
                slope_sign = lowest if side * way > 0 else negate(lowest)
                fact = plan.know(">", slope_sign, plan.sign(slope_sign, True))
                slopes = inner.child()
                moved = derivative_tactic(slopes.plan, IsDerivative(term, at.variable, lowest))
                moved = "; ".join([*slopes.plan.lines, moved])
                return f"split; [ {moved} | generalize {fact.name}; lra ]"

            try:
                near = at.eventually(proof, moves, self.known)
            except NotSeen:
                continue
            lemma = "rising" if way > 0 else "falling"
            functions = f"{function_text(term_text(term), at.variable)} {function_text(term_text(lowest), at.variable)}"
            use = f"apply (porism_{lemma} {at.filter} {at.rule} {'1' if side > 0 else '(-1)'} {at.side} {functions})"
            return way, f"{use}; [ {near} | {reached.tactic} ]"
        raise NotSeen(f"the sign of {term} near the point is not seen")


class _Finder:
    def __init__(self, proof: Stepwise, at: Approach, nearby: Nearby | None = None) -> None:
        self.proof, self.at, self.plan = proof, at, proof.plan
        self.nearby = nearby or Nearby(proof, at)
        self.f = at.filter

    def limit(self, term: Term, depth: int = 0) -> Reached:
        reasons = list[NotSeen]()
        for rule in (self.by_constant, self.by_value, self.by_parts, self.by_lowest_terms, self.by_hospital):
            before = self.plan.copy(), len(self.plan.lines)
            try:
                return rule(term, depth)
            except NotSeen as reason:
                self.plan.restore(*before)
                reasons.append(reason)
            except PorismError as error:
                self.plan.restore(*before)
                reasons.append(NotSeen(str(error)))
        raise reasons[-2]

    # rules

    def by_constant(self, term: Term, depth: int) -> Reached:
        if self.at.variable in variables(term):
            raise NotSeen("no constant")
        return Reached(term_text(term), term, f"apply (porism_lim_const {self.f})")

    def by_value(self, term: Term, depth: int) -> Reached:
        at, x = self.at, Variable(self.at.variable)
        if at.centre is None:
            if term != x:
                raise NotSeen("not the variable")
            tactic = "exact (fun P H => H)" if at.sign > 0 else "exact (filterlim_Rbar_opp m_infty)"
            return Reached(term_text(x), "oo" if at.sign > 0 else "-oo", tactic)
        value = self._simple(substitute(term, {at.variable: at.centre}))
        inner = self.proof.child()
        name = inner.plan.names.fresh("E")
        inner.plan.set_law(x, at.centre, f"exact {name}")
        know_continuous(inner.plan, term)
        equal = equation_tactic(inner.plan, term, value)
        side = "right" if at.sign > 0 else "left"
        body = "; ".join([f"intros {variable_name(at.variable)} {name}", *inner.plan.lines])
        tactic = f"apply porism_lim_{side}; {body}; split; [ porism_continuous | {equal} ]"
        return Reached(term_text(term), value, tactic)

    def by_parts(self, term: Term, depth: int) -> Reached:
        match term:
            case Sum(terms):
                return self._folded(list(terms), self._sum, depth)
            case Product(factors):
                return self._folded(list(factors), self._product, depth)
            case Power(base, Number(n)) if n < 0:
                return self._inverse(power(base, number(-n)), depth)
            case Power(base, Number(n)) if n.denominator == 1:
                return self._power(self.limit(base, depth), int(n))
            case Power(base, Number(n)) if n.denominator == 2:
                root = self._root(self.written(self.limit(base, depth), term_text(base)))
                return root if n.numerator == 1 else self._power(root, n.numerator)
            case Power(base, exponent):
                found = self.limit(Apply("exp", multiply(exponent, Apply("log", base))), depth)
                return self.written(found, term_text(term))
            case Apply(name, argument):
                return self._applied(name, argument, depth)
            case _:
                raise NotSeen(f"the limit of {term} has no parts")

    def by_lowest_terms(self, term: Term, depth: int) -> Reached:
        near = self._points_near()
        lowest = near.plan.field.term(near.plan.value(term))
        if lowest == term or len(list(subterms(lowest))) > MAX_SIZE or depth >= MAX_DEPTH:
            raise NotSeen(f"{term} is in lowest terms")
        return self._equal_near(self.limit(lowest, depth + 1), lowest, term)

    def by_hospital(self, term: Term, depth: int) -> Reached:
        if depth >= MAX_DEPTH:
            raise NotSeen("L'Hospital's rule was used too often")
        reasons = list[NotSeen]()
        for u, v in _quotients(term):
            before = self.plan.copy(), len(self.plan.lines)
            try:
                return self._hospital(term, u, v, depth)
            except NotSeen as reason:
                self.plan.restore(*before)
                reasons.append(reason)
        raise reasons[0] if reasons else NotSeen(f"{term} is no quotient")

    # parts

    def _folded(
        self, parts: list[Term], combine: Callable[[Reached, Reached], Reached], depth: int
    ) -> Reached:
        if len(parts) > 1 and combine == self._product and (found := self._bounded(parts, depth)):
            return found
        reached = [self.limit(p, depth) for p in parts]
        # What is finite first: oo - oo and 0 * oo are seen at once.
        reached.sort(key=lambda r: isinstance(r.value, str))
        result = reached[0]
        for other in reached[1:]:
            result = combine(result, other)
        return result

    def _bounded(self, parts: list[Term], depth: int) -> Reached | None:
        """0 times what is bounded, by 1 as a sine is."""
        waves = [p for p in parts if isinstance(p, Apply) and p.function in ("sin", "cos")]
        rest = [p for p in parts if p not in waves]
        if len(waves) != 1 or not rest or self.at.centre is not None:
            return None
        null = self.limit(multiply(*rest), depth)
        if null.value != ZERO:
            return None
        wave = term_text(waves[0])
        x = variable_name(self.at.variable)
        law = "SIN" if waves[0].function == "sin" else "COS"
        bound = f"apply (porism_lim_waves {self.f}); intro {x}; cbv beta; apply Rabs_le; apply {law}_bound"
        functions = f"{self._fun(null.text)} {self._fun(wave)}"
        tactic = f"apply (porism_lim_zero_mult {self.f} {functions} 1); [ {bound} | {null.tactic} ]"
        return Reached(f"({null.text}) * ({wave})", ZERO, tactic)

    def _sum(self, a: Reached, b: Reached) -> Reached:
        text = f"({a.text}) + ({b.text})"
        functions = f"{self._fun(self._up(a))} {self._fun(self._up(b))}"
        if not isinstance(a.value, str) and not isinstance(b.value, str):
            tactic = f"apply (porism_lim_plus {self.f} {self._fun(a.text)} {self._fun(b.text)}); [ {a.tactic} | {b.tactic} ]"
            return self._valued(
                text, f"{term_text(a.value)} + {term_text(b.value)}", add(a.value, b.value), tactic
            )
        if isinstance(a.value, str) and isinstance(b.value, str):
            if a.value != b.value:
                raise NotSeen("oo - oo")
            tactic = f"apply (porism_lim_plus_oo {self.f} {functions}); [ {a.tactic} | {b.tactic} ]"
            return self._signed(text, f"({self._up(a)}) + ({self._up(b)})", b.value, tactic)
        if isinstance(a.value, str):
            raise NotSeen("the finite part comes first")
        moved = a if b.value == "oo" else self._negated(a)
        functions = f"{self._fun(moved.text)} {self._fun(self._up(b))}"
        finite = term_text(_finite(moved))
        tactic = (
            f"apply (porism_lim_plus_oo_r {self.f} {functions} {finite}); [ {moved.tactic} | {b.tactic} ]"
        )
        return self._signed(text, f"({moved.text}) + ({self._up(b)})", b.value, tactic)

    def _product(self, a: Reached, b: Reached) -> Reached:
        text = f"({a.text}) * ({b.text})"
        if not isinstance(a.value, str) and not isinstance(b.value, str):
            tactic = f"apply (porism_lim_mult {self.f} {self._fun(a.text)} {self._fun(b.text)}); [ {a.tactic} | {b.tactic} ]"
            built = f"{term_text(a.value)} * {term_text(b.value)}"
            return self._valued(text, built, multiply(a.value, b.value), tactic)
        if isinstance(a.value, str) and isinstance(b.value, str):
            value: Extended = "oo" if a.value == b.value else "-oo"
            functions = f"{self._fun(self._up(a))} {self._fun(self._up(b))}"
            tactic = f"apply (porism_lim_mult_oo_oo {self.f} {functions}); [ {a.tactic} | {b.tactic} ]"
            return self._signed(text, f"({self._up(a)}) * ({self._up(b)})", value, tactic)
        if isinstance(a.value, str):
            raise NotSeen("the finite part comes first")
        sign = self.sign(a.value)
        moved = a if sign > 0 else self._negated(a)
        positive = self.plan.sign(_finite(moved), True)
        value = "oo" if (sign > 0) == (b.value == "oo") else "-oo"
        functions = f"{self._fun(moved.text)} {self._fun(self._up(b))}"
        tactic = (
            f"apply (porism_lim_mult_oo {self.f} {functions} {term_text(_finite(moved))}); "
            f"[ {positive} | {moved.tactic} | {b.tactic} ]"
        )
        return self._signed(text, f"({moved.text}) * ({self._up(b)})", value, tactic)

    def _inverse(self, base: Term, depth: int) -> Reached:
        a = self.written(self.limit(base, depth), term_text(base))
        text, function = f"/ ({a.text})", self._fun(a.text)
        if isinstance(a.value, str):
            lemma = "inv_oo" if a.value == "oo" else "inv_moo"
            return Reached(text, ZERO, f"apply (porism_lim_{lemma} {self.f} {function}); {a.tactic}")
        if a.value == ZERO:
            for sign in (1, -1):
                signed = base if sign > 0 else negate(base)

                def positive(inner: Stepwise, signed: Term = signed) -> str:
                    return _sign_as_written(inner, base, signed)

                try:
                    near = self.nearby.eventually(self.proof, positive)
                except NotSeen:
                    continue
                lemma = "inv_zero" if sign > 0 else "inv_zero_neg"
                tactic = f"apply (porism_lim_{lemma} {self.f} {function}); [ {near} | {a.tactic} ]"
                return Reached(text, "oo" if sign > 0 else "-oo", tactic)
            raise NotSeen(f"the sign of {base} near the point is not seen")
        nonzero = self.plan.nonzero(a.value)
        tactic = f"apply (porism_lim_inv {self.f} {function}); [ {nonzero} | {a.tactic} ]"
        return self._valued(text, f"/ {term_text(a.value)}", power(a.value, number(-1)), tactic)

    def _power(self, a: Reached, n: int) -> Reached:
        text = f"({a.text}) ^ {n}"
        if not isinstance(a.value, str):
            tactic = f"apply (porism_lim_pow {self.f} {self._fun(a.text)}); {a.tactic}"
            return self._valued(text, f"{term_text(a.value)} ^ {n}", power(a.value, number(n)), tactic)
        tactic = f"apply (porism_lim_pow_oo {self.f} {self._fun(self._up(a))} {n - 1}); {a.tactic}"
        value: Extended = "oo" if a.value == "oo" or n % 2 == 0 else "-oo"
        return self._signed(text, f"({self._up(a)}) ^ {n}", value, tactic)

    def _root(self, a: Reached) -> Reached:
        if a.value == "-oo":
            raise NotSeen("the root of what goes to -oo")
        function = self._fun(a.text)
        if isinstance(a.value, str):
            return Reached(
                f"sqrt ({a.text})", "oo", f"apply (porism_lim_sqrt_oo {self.f} {function}); {a.tactic}"
            )
        value = power(a.value, number("1/2"))
        tactic = f"apply (porism_lim_sqrt {self.f} {function}); {a.tactic}"
        return self._valued(f"sqrt ({a.text})", f"sqrt {term_text(a.value)}", value, tactic, value)

    def _applied(self, name: str, argument: Term, depth: int) -> Reached:
        a = self.written(self.limit(argument, depth), term_text(argument))
        text, function = f"{_NAMES.get(name, name)} ({a.text})", self._fun(a.text)
        if isinstance(a.value, str):
            lemmas: dict[tuple[str, str], tuple[str, Extended]] = {
                ("exp", "oo"): ("exp_oo", "oo"), ("exp", "-oo"): ("exp_moo", ZERO), ("log", "oo"): ("ln_oo", "oo"),
                ("atan", "oo"): ("atan_oo", divide(PI, number(2))),
                ("atan", "-oo"): ("atan_moo", negate(divide(PI, number(2)))),
                ("abs", "oo"): ("abs_oo", "oo"), ("abs", "-oo"): ("abs_moo", "oo"),
            }  # fmt: skip
            if (name, a.value) not in lemmas:
                raise NotSeen(f"the limit of {name} at {a.value} is not known")
            lemma, value = lemmas[name, a.value]
            tactic = f"apply (porism_lim_{lemma} {self.f} {function}); {a.tactic}"
            return Reached(text, value, tactic) if isinstance(value, str) else self._valued(
                text, {"exp": "0", "atan": f"{'- ' if a.value == '-oo' else ''}(PI / 2)"}[name], value, tactic)  # fmt: skip
        if name == "log" and a.value == ZERO:
            positive = self.nearby.eventually(self.proof, lambda p: p.plan.sign(argument, True))
            tactic = f"apply (porism_lim_ln_zero {self.f} {function}); [ {positive} | {a.tactic} ]"
            return Reached(text, "-oo", tactic)
        if name == "log":
            sign = self.plan.sign(a.value, True)
            continuous = (
                f"apply porism_c_of_slope; exists (/ {term_text(a.value)}); apply is_derive_ln; {sign}"
            )
        elif name in _CONTINUOUS:
            continuous = _CONTINUOUS[name]
        else:
            raise NotSeen(f"{name} is not seen to be continuous")
        rocq = _NAMES.get(name, name)
        tactic = f"apply (porism_lim_continuous {self.f} {function} {rocq}); [ {a.tactic} | {continuous} ]"
        value_there = Apply(name, a.value)
        return self._valued(text, f"{rocq} {term_text(a.value)}", value_there, tactic, value_there)

    # L'Hospital's rule

    def _hospital(self, term: Term, u: Term, v: Term, depth: int) -> Reached:
        x = self.at.variable
        du, dv = unfolded(derivative(u, x)), unfolded(derivative(v, x))
        bottom = self.limit(v, depth + 1)
        if isinstance(bottom.value, str):
            how = "abs_oo" if bottom.value == "oo" else "abs_moo"
            moved = self.written(bottom, term_text(v))
            form = f"right; apply (porism_lim_{how} {self.f} {self._fun(term_text(v))}); {moved.tactic}"
        elif bottom.value == ZERO:
            top = self.limit(u, depth + 1)
            if top.value != ZERO:
                raise NotSeen("no indeterminate form")
            pair = [self.written(r, term_text(t)).tactic for r, t in ((top, u), (bottom, v))]
            form = f"left; split; [ {pair[0]} | {pair[1]} ]"
        else:
            raise NotSeen("no indeterminate form")
        ratio = divide(du, dv)
        if len(list(subterms(ratio))) > MAX_SIZE:
            raise NotSeen("a quotient of derivatives that is too large")
        near = self._points_near()
        lowest = near.plan.field.term(near.plan.value(ratio))
        found = self.limit(lowest, depth + 1)
        if isinstance(found.value, str):
            raise NotSeen("the quotient of the derivatives is infinite")
        same = self._equal_near(found, lowest, ratio, f"{term_text(du)} / {term_text(dv)}")

        def differentiable(inner: Stepwise) -> str:
            tactics = [derivative_tactic(inner.plan, IsDerivative(f, x, df)) for f, df in ((u, du), (v, dv))]
            tactics += [f"first [ {inner.plan.nonzero(t)} | porism_nonzero ]" for t in (dv, v)]
            return (
                f"split; [ {tactics[0]} | split; [ {tactics[1]} | split; [ {tactics[2]} | {tactics[3]} ] ] ]"
            )

        functions = [self._fun(term_text(t)) for t in (v, dv, u, du)]
        tactic = (
            f"apply (porism_hospital {self.f} {self.at.rule} {' '.join(functions)} {term_text(_finite(found))}); "
            f"[ {self.nearby.eventually(self.proof, differentiable)} | {same.tactic} | {form} ]"
        )
        text = f"{term_text(u)} / {term_text(v)}"
        quotient = Reached(text, found.value, tactic)
        if text == term_text(term):
            return quotient
        return self._by_identity(quotient, divide(u, v), term, term_text(term))

    def _points_near(self) -> Stepwise:
        near = self.proof.child()
        for premise in (*self.at.premises(), *(fact.relation for fact in self.nearby.known)):
            near.plan.assume(near.plan.names.fresh("N"), premise)
        return near

    # the same function or value, written otherwise

    def _fun(self, text: str) -> str:
        return function_text(text, self.at.variable)

    def _up(self, a: Reached) -> str:
        return f"- ({a.text})" if a.value == "-oo" else a.text

    def _negated(self, a: Reached) -> Reached:
        value = negate(_finite(a))
        tactic = f"apply (porism_lim_opp {self.f} {self._fun(a.text)}); {a.tactic}"
        return self._valued(f"- ({a.text})", f"- {term_text(_finite(a))}", value, tactic)

    def sign(self, value: Term) -> int:
        for sign in (1, -1):
            try:
                self.plan.sign(value if sign > 0 else negate(value), True)
            except NotSeen:
                continue
            return sign
        raise NotSeen(f"the sign of {value} is not seen")

    def _valued(
        self, text: str, built: str, value: Term, tactic: str, as_written: Term | None = None
    ) -> Reached:
        """The tactic gives the value as it is built; here is the proof for the value as it is written."""
        if as_written is not None:
            value = self._simple(as_written)
        if built == term_text(value) or f"({built})" == term_text(value):
            return Reached(text, value, tactic)
        equal = "first [ porism_rearranged | rewrite ?exp_0, ?ln_1, ?sqrt_0, ?sqrt_1, ?sin_0, ?cos_0; porism_rearranged ]"
        if as_written is not None:
            inner = self.proof.child()
            last = inner.plan.identity(as_written, value, as_written=False)
            equal = f"first [ {equal} | {'; '.join([*inner.plan.lines, last])} ]"
        return Reached(text, value, f"apply (porism_lim_same {self.f} _ ({built})); [ {equal} | {tactic} ]")

    def _simple(self, value: Term) -> Term:
        """The value in the form that plans compare."""
        plan = self.plan.copy()
        return plan.field.term(plan.value(value))

    def _signed(self, text: str, built: str, value: Extended, tactic: str) -> Reached:
        """The tactic is about the function as it is built, going to +∞."""
        wanted = f"- ({text})" if value == "-oo" else text
        if wanted == built:
            return Reached(text, value, tactic)
        return Reached(text, value, self._rearranged(built, tactic))

    def _rearranged(self, built: str, tactic: str) -> str:
        """From the function as it is built to the goal's, equal to it by the laws of a field."""
        return f"apply (porism_lim_all {self.f} {self._fun(built)}); [ porism_rearranged | {tactic} ]"

    def written(self, a: Reached, text: str) -> Reached:
        """The same limit of the function in another writing, equal to it by the laws of a field."""
        if text == a.text:
            return a
        return Reached(text, a.value, self._rearranged(self._up(a), a.tactic))

    def _equal_near(self, a: Reached, own: Term, other: Term, text: str | None = None) -> Reached:
        """The limit of a term that is equal near the point."""
        return self._by_identity(self.written(a, term_text(own)), own, other, text or term_text(other))

    def _by_identity(self, a: Reached, own: Term, other: Term, text: str) -> Reached:

        def equal(inner: Stepwise) -> str:
            found = inner.plan.identity(own, other, as_written=False)
            return f"f_equal; {found}" if a.value == "-oo" else found

        near = self.nearby.eventually(self.proof, equal)
        tactic = f"apply (porism_lim_ext {self.f} {self._fun(self._up(a))}); [ {near} | {a.tactic} ]"
        return Reached(text, a.value, tactic)


def limit(proof: Stepwise, term: Term, at: Approach) -> Reached:
    """The limit of the term, as its text stands; raises `NotSeen`."""
    nearby, start, term = Nearby(proof, at), len(proof.plan.lines), unfolded(term)
    finder = _Finder(proof, at, nearby)
    found = finder.written(finder.limit(term), term_text(term))
    proof.plan.lines[start:start] = nearby.lines
    return found


def near_by(proof: Stepwise, at: Approach, tactic: Callable[[Stepwise], str]) -> str:
    """A tactic for `F (fun x => P x)`, by one for P at the points near there; raises `NotSeen`."""
    nearby = Nearby(proof, at)
    last = nearby.eventually(proof, tactic)
    return "; ".join([*nearby.lines, last])


def _finite(a: Reached) -> Term:
    if isinstance(a.value, str):
        raise NotSeen("an infinite value where a number is needed")
    return a.value


def _sign_as_written(proof: Stepwise, base: Term, signed: Term) -> str:
    tactic = proof.plan.sign(signed, True)
    if signed == base:
        return tactic
    known = proof.plan.know(">", signed, tactic)
    return f"porism_replace ({known.text}); exact {known.name}"


def _quotients(term: Term) -> Iterator[tuple[Term, Term]]:
    """The term as u/v, in the ways that L'Hospital's rule may need."""
    factors = list(term.factors) if isinstance(term, Product) else [term]
    above, below = list[Term](), list[Term]()
    for f in factors:
        match f:
            case Power(base, Number(n)) if n < 0:
                below.append(power(base, number(-n)))
            case Apply("exp", Product((Number(n), *_)) as a) if n < 0:
                below.append(Apply("exp", negate(a)))
            case _:
                above.append(f)
    if below:
        yield multiply(ONE, *above), multiply(ONE, *below)
    logs = [f for f in above if any(isinstance(p, Apply) and p.function == "log" for p in subterms(f))]
    rest = [f for f in above if f not in logs and variables(f)]
    if logs and rest:
        others = [f for f in above if f not in rest]
        yield (
            multiply(ONE, *others, *(power(b, number(-1)) for b in below)),
            power(multiply(*rest), number(-1)),
        )
    for k, f in enumerate(above):
        if len(above) > 1 and variables(f) and not isinstance(f, Number | Constant):
            others = above[:k] + above[k + 1 :]
            yield multiply(*others, *(power(b, number(-1)) for b in below)), power(f, number(-1))
