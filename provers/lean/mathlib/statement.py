"""The theorem of a claim: closed, its conditions as named hypotheses, and nothing that a convention of Lean could prove.

    theorem claim_… (x : ℝ) (hx : 0 < x) (h₁ : x ≠ 1) : obligation ∧ … ∧ HasDerivAt … ∧ relation

A claim speaks about the points of its domains that satisfy its hypotheses and at which every subterm is defined, over the
complex numbers. Mathlib's functions are total: x / 0 = 0, log of a negative number is log |x|, its root is 0, an integral that
does not exist is 0, a derivative likewise. That none of these conventions changes what a statement means rests on three rules:

1. *Every hypothesis is true at every point that the claim speaks about*: membership in a domain, a hypothesis of the claim,
   or `d ≠ 0` for a condition of definedness. So the theorem speaks about all of them.
2. *Every real subterm means at such a point what it means in the claim.* Where that needs a condition of its own (0 < a for
   log a, 0 ≤ a for a root), the condition is an *obligation*: it is seen from the hypotheses (`shapes.py`), or it stands in
   the conclusion, where Lean has to prove it. It never becomes a hypothesis. A hypothesis of the theorem may use such a
   subterm only if its obligations are seen from what comes before it. Complex functions have none.
3. *Derivatives, integrals, limits and sums are stated by predicates that include existence* (`HasDerivAt`,
   `IntervalIntegrable`, `Tendsto`), never by a total function's value alone. Under a derivative obligations are strict, so
   that by continuity they hold nearby; what is stated of a second derivative is stated for all points of an open set.

Integers and natural numbers have the types ℤ and ℕ; where a claim divides or subtracts they are cast first (`syntax.py`).

Not expressible (`UnsupportedError`): special functions without a certain name in Mathlib, order relations about complex
terms, a hypothesis that breaks rule 2, derivatives in hypotheses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from porism.provers.lean.mathlib.shapes import Shapes
from porism.provers.lean.mathlib.syntax import (
    SIGNS,
    Reader,
    System,
    is_integral,
    lean_name,
    number_system,
    relation_text,
    text,
    variable_type,
    wrapped,
)
from porism.provers.realness import real_obligations
from porism.provers.rocq.stating.statement import IsDerivative, resolved
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.scope import domain_relations
from porism.symbolic.term import (
    ZERO,
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Term,
    Variable,
    children,
    subterms,
    variables,
)

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class Premise:
    """A named hypothesis."""

    name: str
    relation: Relation
    text: str


@dataclass(frozen=True)
class HasDerivative:
    """`function` has the derivative `slope` in `variable`."""

    function: Term
    variable: str
    slope: Term


Goal: TypeAlias = Relation | HasDerivative


@dataclass(frozen=True)
class Statement:
    """A theorem: the variables with their types, the hypotheses, and what is to be proved, in order.

    `obligations` counts the goals that come first and say that functions mean what they mean in the claim.
    """

    system: System
    variables: tuple[tuple[str, System], ...]
    premises: tuple[Premise, ...]
    goals: tuple[Goal, ...]
    obligations: int
    domains: dict[str, Domain] = field(compare=False)

    @property
    def reader(self) -> Reader:
        """Reads terms in the theorem's number system."""
        return Reader(self.system, self.domains)

    @property
    def known(self) -> tuple[Relation, ...]:
        """What the hypotheses say."""
        return tuple(p.relation for p in self.premises)

    def shapes(self, bounds: bool = False) -> Shapes:
        """What is seen from the hypotheses."""
        return Shapes(self.known, self.domains, bounds)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the variables and hypotheses in Lean."""
        return (*(lean_name(n) for n, _ in self.variables), *(p.name for p in self.premises))

    @property
    def binders(self) -> str:
        """The variables and hypotheses as Lean writes them before the colon."""
        groups = dict[str, list[str]]()
        for name, system in self.variables:
            groups.setdefault(system, []).append(lean_name(name))
        parts = [f"({' '.join(names)} : {system})" for system, names in groups.items()]
        return " ".join([*parts, *(f"({p.name} : {p.text})" for p in self.premises)])

    def goal_text(self, goal: Goal) -> str:
        """A goal in Lean."""
        if isinstance(goal, HasDerivative):
            name = lean_name(goal.variable)
            function, slope = (self.reader.node(t) for t in (goal.function, goal.slope))
            return f"HasDerivAt (fun {name} : ℝ => {text(function)}) {wrapped(slope)} {name}"
        return stated_text(goal, self.system, self.domains)

    @property
    def conclusion(self) -> str:
        """Everything that is to be proved."""
        return " ∧ ".join(self.goal_text(g) for g in self.goals)


def stated_text(stated: Relation, system: System, domains: dict[str, Domain]) -> str:
    """A relation in Lean; an order relation in a complex claim must be about real numbers, and is written over them."""
    own = system
    if system == "ℂ" and stated.kind in ("<", "<="):
        own = number_system((stated.left, stated.right), domains)
        if own == "ℂ":
            raise UnsupportedError(f"the order relation {stated} is about complex numbers")
        own = "ℝ"
    reader = Reader(own, domains)
    left, right = reader.node(stated.left), reader.node(stated.right)
    return relation_text(left, SIGNS[stated.kind], right)


def statement(claim: Claim) -> Statement:
    """The theorem of a claim.

    >>> s = statement(Claim.parse("log(x)/y == log(x)/y", {"x": "positive"}))
    >>> s.binders, s.conclusion
    ('(x y : ℝ) (hx : 0 < x) (hy : y ≠ 0)', 'Real.log x / y = Real.log x / y')
    """
    domains = dict(claim.variables)
    for stated in claim.hypotheses:
        if any(isinstance(p, Derivative) for side in (stated.left, stated.right) for p in subterms(side)):
            raise UnsupportedError(f"the hypothesis {stated} has a derivative")
    defining = defining_conditions(claim)
    if relation("!=", ZERO, ZERO) in defining:
        raise UnsupportedError("a denominator is zero: the claim is defined nowhere")
    values, facts = list[Term](), list[IsDerivative]()
    for side in (claim.relation.left, claim.relation.right):
        value, found = resolved(side)
        values.append(value)
        facts += found
    ends = [end for d in domains.values() for end in (d.low, d.high) if end is not None]
    sides = [t for h in claim.hypotheses for t in (h.left, h.right)]
    natural = claim.relation.kind == "==" and not claim.hypotheses
    every = [*values, *sides, *ends, *(f.function for f in facts), *(Variable(n) for n in domains)]
    system = number_system(every, domains, natural)
    if facts and system != "ℝ":
        raise UnsupportedError("a derivative of a function that is not real")
    premises = _premises(claim, defining, system)
    goals = _goals(claim, values, facts, premises)
    known = [p.relation for p in premises]
    owed = list[Relation]()
    if system == "ℝ":
        seen = Shapes(known, domains, bounds=True)
        wanted = [
            o for t in (claim.relation.left, claim.relation.right, *values) for o in obligations(t, domains)
        ]
        owed = [o for o in dict.fromkeys(wanted) if not seen.follows(o)]
    elif system == "ℂ":
        _refuse_real_functions_in_order_relations(claim)
    return Statement(
        system,
        tuple((name, variable_type(domain)) for name, domain in claim.variables),
        tuple(premises),
        (*owed, *goals),
        len(owed),
        domains,
    )


def obligations(
    term: Term, domains: Mapping[str, Domain] | None = None, moving: frozenset[str] = frozenset()
) -> Iterator[Relation]:
    """What must hold for a real function of Mathlib to mean the claim's function, inner terms first.

    An exponent that is an integer by the domains of its variables asks for nothing. Where a subterm depends on a
    `moving` variable, that of a derivative around it, the relation is strict.

    >>> from porism.symbolic.parse import parse_term
    >>> [str(r) for r in obligations(parse_term("log(x) + sqrt(y) + x**z"))]
    ['0 <= x', '0 <= y', '0 < x']
    """

    def of_power(power: Power) -> Sequence[Relation]:
        match power.exponent:
            case Number(n) if n.denominator == 1:
                return ()
            case exponent if is_integral(exponent, domains or {}):
                return ()
            case _:
                return (relation("<=", ZERO, power.base),)

    yield from real_obligations(term, of_power, moving)


def _premises(claim: Claim, defining: Sequence[Relation], system: System) -> list[Premise]:
    domains = dict(claim.variables)
    given = list[tuple[str, Relation]]()
    for name, domain in claim.variables:
        members = domain_relations(name, Domain("real") if domain.name == "natural" else domain)
        marks = ["₀", "₁"] if len(members) > 1 else [""] * len(members)
        given += [(f"h{lean_name(name)}{mark}", r) for mark, r in zip(marks, members, strict=True)]
    given += [("", h) for h in claim.hypotheses]
    given += [(f"h{lean_name(c.left.name)}" if isinstance(c.left, Variable) else "", c) for c in defining]
    premises, taken, count, pending = list[Premise](), set[str](), 0, list(dict.fromkeys(given))
    while pending:
        seen = Shapes([p.relation for p in premises], domains, bounds=True)
        owed = {
            r: [o for o in _owed_by_premise(r, system, domains) if not seen.follows(o)] for _, r in pending
        }
        # First what owes nothing: it may show what the others owe.
        name, stated = next((g for g in pending if not owed[g[1]]), pending[0])
        if owed[stated]:
            raise UnsupportedError(
                f"the hypothesis {stated} is about a function that is real only where {owed[stated][0]}, "
                "which is not seen from the other hypotheses; add it to them"
            )
        pending.remove((name, stated))
        if any(p.relation == stated for p in premises) or (
            stated in defining and _holds_always(stated, seen, system)
        ):
            continue
        while not name or name in taken:
            count += 1
            name = f"h{count}".translate(SUBSCRIPTS)
        taken.add(name)
        premises.append(Premise(name, stated, stated_text(stated, system, domains)))
    return premises


def _owed_by_premise(stated: Relation, system: System, domains: Mapping[str, Domain]) -> list[Relation]:
    if system == "ℝ" or (system == "ℂ" and stated.kind in ("<", "<=")):
        return [*obligations(stated.left, domains), *obligations(stated.right, domains)]
    return []


def _holds_always(stated: Relation, seen: Shapes, system: System) -> bool:
    """Whether a condition of definedness says nothing: over ℂ only if it is about numbers or an exponential."""
    if system == "ℂ":
        return isinstance(stated.left, Apply) and stated.left.function == "exp"
    return seen.follows(stated)


def _goals(
    claim: Claim, values: Sequence[Term], facts: Sequence[IsDerivative], premises: Sequence[Premise]
) -> list[Goal]:
    kind = claim.relation.kind
    if not facts:
        return [relation_of(kind, values[0], values[1])]
    for fact in facts:
        if fact.near:
            _require_open([p.relation for p in premises], fact.variable, fact.near)
    if kind == "==":
        # `diff(f, x) == v`: the derivative is v itself.
        for side, other in (
            (claim.relation.left, claim.relation.right),
            (claim.relation.right, claim.relation.left),
        ):
            if isinstance(side, Derivative) and not any(isinstance(p, Derivative) for p in subterms(other)):
                inner = [HasDerivative(f.function, f.variable, f.slope) for f in facts[:-1]]
                return [*dict.fromkeys(inner), HasDerivative(facts[-1].function, facts[-1].variable, other)]
    found: list[Goal] = [HasDerivative(f.function, f.variable, f.slope) for f in facts]
    return [*dict.fromkeys(found), relation_of(kind, values[0], values[1])]


def relation_of(kind: str, left: Term, right: Term) -> Relation:
    """The relation with its sides as they are given; only the kind is trusted to be one of the four."""
    match kind:
        case "==" | "!=" | "<=" | "<":
            return Relation(kind, left, right)
        case _:
            raise UnsupportedError(f"unknown relation {kind}")


def _require_open(known: Sequence[Relation], variable: str, near: Sequence[str]) -> None:
    """That the hypotheses which speak of the moving variables hold on an open set of their values."""
    moving = {variable, *near}
    for stated in known:
        if stated.variables() & moving and not (
            stated.kind in ("<", "!=") and all(_is_polynomial(t) for t in (stated.left, stated.right))
        ):
            raise UnsupportedError(
                f"a second derivative where {stated}, which may hold at single points only"
            )


def _is_polynomial(term: Term) -> bool:
    match term:
        case Number() | Variable() | Constant():
            return True
        case Power(base, Number(n)):
            return n.denominator == 1 and n >= 0 and _is_polynomial(base)
        case Derivative() | Apply() | Power():
            return not variables(term)
        case _:
            return all(map(_is_polynomial, children(term)))


def _refuse_real_functions_in_order_relations(claim: Claim) -> None:
    if claim.relation.kind in ("<", "<="):
        raise UnsupportedError(f"the order relation {claim.relation} stands in a claim about complex numbers")
