"""The solutions of a system of rational equations, as a theorem: exactly these points, each once.

    (what the coordinates owe) /\\ (two points differ in a coordinate) /\\ … /\\
    forall x y …,  (x, y, … in their domains /\\ no divisor is 0 /\\ the relations hold)  <->  (x = a /\\ y = b /\\ …) \\/ …

Why it implies the statement. A solution is a point of the domains at which every relation is defined and holds. The relations
owe nothing but that they do not divide by 0 (others are refused), which stands on the left side, as the domains do: nothing is
assumed of definedness, and a point outside the domains refutes the theorem. Coordinates owe that they are defined and real.

The proof says the steps of the exact proof (`polynomial_facts.py`) to Rocq: each is an identity that `ring` checks. At the
end a linear form of the unknowns is a rational number, and each unknown a polynomial in it. Not said: integers, complex
unknowns, irrational values of the linear form, algebraic numbers without a term, steps of the kind `nonzero`.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from flint import fmpq_poly

from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.bodies import proposition_tactic, replanned
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.plan import Names, Plan
from porism.provers.rocq.stating.emit import obligations, relation_text, term_text
from porism.provers.rocq.stating.statement import membership
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.opening import conjunction, refuse_unreal
from porism.provers.rocq.structured.solutions import owed, real_form
from porism.symbolic import meaning
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.rational_functions import Poly, Reader, Ring, raised, rational
from porism.symbolic.statements.exact_number import Root
from porism.symbolic.statements.finite_system import FiniteSystem
from porism.symbolic.term import (
    ZERO,
    Term,
    Variable,
    add,
    multiply,
    number,
    power,
    substitute,
    subtract,
    variables,
)


def goal(task: WholeTask) -> Goal:
    """The theorem and a planned proof."""
    said = task.statement
    if not isinstance(said, FiniteSystem):
        raise UnsupportedError(f"expected the solutions of a system, found a {said.kind}")
    left, points = left_side(said), _points(said)
    ends = _owed(points)

    def lines(grains: dict[Term, int]) -> list[str]:
        return _Proof(said, points, left, grains).lines(ends, task.data)

    return Goal(proposition(said), "".join(f"{line}.\n" for line in replanned(lines)))


def proposition(said: FiniteSystem) -> str:
    """What the theorem says; raises `UnsupportedError`."""
    points = _points(said)
    names = " ".join(f"v_{x}" for x in said.unknowns)
    whole = " /\\ ".join(f"({relation_text(r)})" for r in left_side(said))
    parts = [f"({relation_text(r)})" for r in _owed(points)]
    for p, q in combinations(points, 2):
        different = (f"{term_text(a)} <> {term_text(b)}" for a, b in zip(p, q, strict=True))
        parts.append("(" + " \\/ ".join(different) + ")")
    listed = " \\/ ".join(_point_text(said, p) for p in points) or "False"
    parts.append(f"(forall {names} : R, ({whole}) <-> ({listed}))")
    return conjunction(parts)


def left_side(said: FiniteSystem) -> list[Relation]:
    """The domains, what is divided by, and the relations; raises `UnsupportedError`."""
    unknowns = set(said.unknowns)
    if said.scope.hypotheses or len(unknowns) != len(said.unknowns) or not said.relations:
        raise UnsupportedError("expected unknowns, each once, and no hypotheses")
    found = dict[Relation, None]()
    for x in said.unknowns:
        domain = said.scope.domain(x)
        if domain.is_discrete or not domain.is_real or domain.name == "interval":
            raise UnsupportedError(f"{x} does not range over the real numbers, or those of one sign")
        found |= dict.fromkeys(membership(x, domain))
    for r in said.relations:
        refuse_unreal(r.left, r.right)
        if r.variables() - unknowns:
            raise UnsupportedError("a relation has a parameter")
        if any(True for side in (r.left, r.right) for _ in obligations(side)):
            raise UnsupportedError("a relation has parts that may not be real")
        found |= dict.fromkeys(map(real_form, (*defining_conditions(Claim.make(r)), r)))
    return list(found)


def _points(said: FiniteSystem) -> list[tuple[Term, ...]]:
    found = list[tuple[Term, ...]]()
    for point in said.points:
        values = list[Term]()
        for value in point:
            if isinstance(value, Root) or variables(value):
                raise UnsupportedError("a coordinate is an algebraic number without a term")
            refuse_unreal(value)
            values.append(value)
        if len(values) != len(said.unknowns):
            raise UnsupportedError("a point has a coordinate for each unknown")
        found.append(tuple(values))
    return found


def _owed(points: list[tuple[Term, ...]]) -> list[Relation]:
    """That every coordinate is defined and real."""
    return [real_form(r) for r in owed(*(relation("==", c, c) for p in points for c in p))]


def _point_text(said: FiniteSystem, point: tuple[Term, ...]) -> str:
    equations = (f"v_{x} = {term_text(c)}" for x, c in zip(said.unknowns, point, strict=True))
    return "(" + " /\\ ".join(equations) + ")"


class _Proof:
    """The sentences of a proof; `zeros` are the polynomials that vanish, with the names of the hypotheses."""

    def __init__(
        self,
        said: FiniteSystem,
        points: list[tuple[Term, ...]],
        left: list[Relation],
        grains: dict[Term, int],
    ) -> None:
        self.said, self.points, self.left, self.grains = said, points, left, grains
        self.ring, self.names = Ring(said.unknowns), Names()
        self.zeros = list[tuple[Poly, str]]()
        self.found = list[str]()

    def lines(self, ends: list[Relation], data: Any) -> list[str]:
        plan = Plan(self.names, self.grains)
        for end in ends:
            plan.lines.append(f"split; [ {proposition_tactic(plan, end)} | ]")
        self.found += plan.lines
        for p, q in combinations(self.points, 2):
            self.found.append(f"split; [ {_different(p, q)} | ]")
        self.found.append("intros " + " ".join(f"v_{x}" for x in self.said.unknowns))
        given = [self.names.fresh("E") for _ in self.left]
        pattern = given[-1]
        for name in reversed(given[:-1]):
            pattern = f"[{name} {pattern}]"
        self.found.append(f"split; [ intros {pattern} | {self.converse()} ]")
        reader = Reader(self.ring)
        for name, r in zip(given, self.left, strict=True):
            if r in map(real_form, self.said.relations) and r.kind == "==":
                n, d = reader.ratio(subtract(r.left, r.right))
                sides = f"({term_text(r.left)} - {term_text(r.right)})"
                first = (
                    f"transitivity ({sides} * {self.text(d)}); "
                    f"[ porism_field | rewrite (Rminus_diag_eq _ _ {name}); apply Rmult_0_l ]"
                )
                self.know(n, first)
        for step in data["steps"]:
            self.step(step)
        self.cases(data)
        return self.found

    def converse(self) -> str:
        """Each point solves."""
        if not self.points:
            return "intro Y; exfalso; exact Y"
        return "let Y := fresh in intro Y; porism_split Y; subst; repeat split; porism_at_numbers"

    def know(self, p: Poly, tactic: str) -> None:
        name = self.names.fresh("Z")
        self.found.append(f"assert ({name} : {self.text(p)} = 0) by ({tactic})")
        self.zeros.append((p, name))

    def text(self, p: Poly) -> str:
        """The polynomial in Rocq."""
        return term_text(self.term(p))

    def term(self, p: Poly) -> Term:
        monomials = [
            multiply(
                number(str(c)),
                *(
                    power(Variable(x), number(int(e)))
                    for x, e in zip(self.said.unknowns, exponents, strict=False)
                    if int(e)
                ),
            )
            for exponents, c in p.terms()
        ]
        return add(ZERO, *monomials)

    def zero(self, index: int) -> tuple[Poly, str]:
        return self.zeros[index]

    def step(self, step: Any) -> None:
        match step:
            case ["sum", list(pairs)]:
                total, texts = self.ring.zero, list[str]()
                for index, multiplier in pairs:
                    z, _ = self.zero(index)
                    c = self.ring.poly(multiplier)
                    total += c * z
                    texts.append(f"{self.text(c)} * {self.text(z)}")
                if not texts:
                    self.know(total, "reflexivity")
                    return
                self.know(total, f"transitivity ({' + '.join(texts)}); [ porism_field | porism_zero_sum ]")
            case ["root", index, data, int(k)] if k > 0:
                z, name = self.zero(index)
                p = self.ring.poly(data)
                quotient, _ = divmod(raised(p, k), z)
                same = f"transitivity ({self.text(z)} * {self.text(quotient)}); [ porism_field | rewrite {name}; porism_field ]"
                self.know(p, f"apply (porism_root_zero _ {k - 1}); {same}")
            case ["cancel", index, data]:
                z, name = self.zero(index)
                p = self.ring.poly(data)
                quotient, _ = divmod(z, p)
                product = f"{self.text(quotient)} * {self.text(p)}"
                same = f"assert (Y : {product} = 0) by (transitivity ({self.text(z)}); [ porism_field | exact {name} ])"
                split = "destruct (Rmult_integral _ _ Y) as [X|X]; [ exfalso; revert X; porism_nonzero | exact X ]"
                self.know(p, f"{same}; {split}")
            case ["squares", index, list(pairs)]:
                for _, data in pairs:
                    self.know(self.ring.poly(data), f"generalize {self.zero(index)[1]}; intro; nra")
            case _:
                raise NotSeen("a step is not said in Rocq")

    def cases(self, data: Any) -> None:
        """The linear form has a rational value, and the unknowns are what it says."""
        p = fmpq_poly([rational(plain_fraction(c)) for c in data["polynomial"]])
        _, vanishes = self.zero(int(data["vanishes"]))
        if p.degree() == 0:
            self.found.append(f"exfalso; generalize {vanishes}; lra")
            return
        form = self.ring.zero
        for x, c in zip(self.said.unknowns, data["form"], strict=True):
            form += self.ring.generators[x] * rational(plain_fraction(c))
        content, factors = p.factor()
        texts = [number(str(content))]
        at = self.text(form)
        product = term_text(texts[0])
        for q, _ in factors:
            product += f" * {_univariate_text(q, at)}"
        name = self.names.fresh("P")
        same = f"transitivity {self.text(self.zero(int(data['vanishes']))[0])}; [ porism_field | exact {vanishes} ]"
        self.found.append(f"assert ({name} : {product} = 0) by ({same})")
        images = [fmpq_poly([rational(plain_fraction(c)) for c in g]) for g in data["images"]]
        for q, _ in reversed(factors):
            rest, here = self.names.fresh("P"), self.names.fresh("T")
            self.found.append(
                f"destruct (Rmult_integral _ _ {name}) as [{rest}|{here}]; [ | {self.root(q, here, at, images, data)} ]"
            )
            name = rest
        self.found.append("exfalso; lra")

    def root(self, q: Any, name: str, at: str, images: list[Any], data: Any) -> str:
        """The case that a factor of the polynomial is 0."""
        if q.degree() > 1:
            return "exfalso; nra"
        value = -q[0] / q[1]
        text = term_text(number(str(value)))
        parts = [f"assert (T : {at} = {text}) by lra"]
        for k, (x, g, index) in enumerate(zip(self.said.unknowns, images, data["equal"], strict=True)):
            z, zero = self.zero(int(index))
            image = _univariate_text(g, at)
            parts.append(
                f"assert (X{k} : v_{x} = {term_text(number(str(g(value))))}) by (transitivity ({self.text(z)} + {image}); "
                f"[ porism_field | rewrite {f'{zero}, ' if z != 0 else ''}?T; porism_field ])"
            )
        return "; ".join([*parts, "first [ exfalso; lra | porism_one ]"])


def _univariate_text(q: Any, at: str) -> str:
    """The polynomial at a term, by Horner's rule."""
    text = "0"
    for c in reversed(q.coeffs()):
        text = f"({text} * {at} + {term_text(number(str(c)))})"
    return text


def _different(p: tuple[Term, ...], q: tuple[Term, ...]) -> str:
    for k, (a, b) in enumerate(zip(p, q, strict=True)):
        ball = meaning.value(substitute(subtract(b, a), {}), {}, 128)
        if ball.is_finite() and ball.imag == 0 and (ball.real > 0 or ball.real < 0):
            where = "right; " * k + ("left; " if k < len(p) - 1 else "")
            return f"{where}apply {'Rlt' if ball.real > 0 else 'Rgt'}_not_eq; first [ lra | porism_numeric ]"
    raise NotSeen("two points are not seen to be different")
