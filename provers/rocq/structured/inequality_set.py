"""Where relations in one unknown hold, as a theorem: exactly on these intervals and at these points.

    (what the ends owe) /\\ (forall x, x is in the domain → O₁) /\\ … /\\
    forall x,  (x is in the domain /\\ no divisor is 0 /\\ the relations hold)  <->  x is in a piece

Why it implies the statement. The set consists of the points of the domain at which every relation is defined and holds. The O
are what the relations' logarithms, roots, … owe to be real and to mean their values (`emit.obligations`). They are proved on
the whole domain, so no subterm is complex there. One kind stands on the left side instead: an order's side r + c·f(a), with
c ≠ 0 rational, r and a real and f a logarithm, a half-integer power, arcsin, arccos, arcosh or artanh, is itself not real
where a is out of bounds, and the order is not defined there. Otherwise, where a logarithm or a root leaves the real numbers
somewhere on the domain, there is no theorem. What the relations divide by stands on the left side: nothing of it is assumed.
At a point of the domain take the subterms from inside: those that are defined have their values in Rocq, and the first that
is not is seen not to be, since its condition is about values of defined ones; then the left side is false. The domain stands
on the left side too, so that a piece that leaves it is refuted. Ends owe that they are defined and real.

The proof goes through the breakpoints from left to right: between two, and at each, both sides are true, or one relation is
refuted and x is in no piece. Breakpoints are hints. Not said: ends that are algebraic numbers without a term, parameters.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.sign_chart import Chart, Span
from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.bodies import proposition_tactic, replanned
from porism.provers.rocq.planning.derivation import all_steps
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.plan import Names, Plan
from porism.provers.rocq.stating.emit import obligations, relation_text, term_text, unfolded
from porism.provers.rocq.stating.statement import membership
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.opening import conjunction, refuse_unreal
from porism.provers.rocq.structured.quadratics import know_quadratics
from porism.provers.rocq.structured.solution_rules import seen
from porism.provers.rocq.structured.solutions import owed, real_form
from porism.symbolic import meaning
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.exact_number import Exact, Root, exact_from_json
from porism.symbolic.statements.inequality_set import InequalitySet, Piece
from porism.symbolic.term import (
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    substitute,
    subtract,
    variables,
)


@dataclass(frozen=True)
class Sides:
    """What the theorem says: `ends` and `real` are proved first, `left` is equivalent to being in one of the pieces."""

    unknown: str
    ends: tuple[Relation, ...]
    domain: tuple[Relation, ...]
    real: tuple[Relation, ...]
    left: tuple[Relation, ...]
    pieces: tuple[str, ...]

    @property
    def parts(self) -> list[str]:
        """The propositions whose conjunction is the theorem."""
        x = f"v_{self.unknown}"
        inside = "".join(f"({relation_text(r)}) -> " for r in self.domain)
        left = " /\\ ".join(f"({relation_text(r)})" for r in self.left)
        union = " \\/ ".join(self.pieces) or "False"
        return [
            *(f"({relation_text(r)})" for r in self.ends),
            *(f"(forall {x} : R, {inside}({relation_text(r)}))" for r in self.real),
            f"(forall {x} : R, ({left}) <-> ({union}))",
        ]


@dataclass(frozen=True)
class _Cells:
    """The breakpoints; what lies between them and which of them are listed; the exact checker's steps between them."""

    breaks: list[Term]
    spans: list[bool]
    points: list[bool]
    hints: dict[tuple[int, Relation], list[Any]]


@dataclass(frozen=True)
class _Place:
    """x = value, by the hypothesis of this name."""

    x: Variable
    value: Term
    name: str


def goal(task: WholeTask) -> Goal:
    """The theorem and a planned proof."""
    said = task.statement
    if not isinstance(said, InequalitySet):
        raise UnsupportedError(f"expected the set of an inequality, found a {said.kind}")
    stated = sides(said)
    breaks = [exact_from_json(b) for b in task.data["breaks"]]
    try:
        chart = Chart(said, breaks)
        spans, points = chart.inside(said)
    except Refused as reason:
        raise NotSeen(str(reason)) from reason
    below, above = ([False] * bounded for bounded in chart.bounded)
    values = [unfolded(_end(b)) for b in breaks]
    cells = _Cells(values, [*below, *spans, *above], points, _hints(task, said, chart, len(below)))
    return Goal(
        conjunction(stated.parts), _sentences(replanned(lambda grains: _proof(stated, cells, grains)))
    )


def _hints(
    task: WholeTask, said: InequalitySet, chart: Chart, first: int
) -> dict[tuple[int, Relation], list[Any]]:
    """The steps by which the exact checker saw a relation, or what contradicts it, between two breakpoints."""
    steps = {p.claim: all_steps(p.certificate.data) for p in task.parts if p.certificate}
    found = dict[tuple[int, Relation], list[Any]]()
    for k, (low, high) in enumerate(chart.spans):
        for r in said.relations:
            for wanted in (r, *(n for n, _ in _negations(r))):
                with contextlib.suppress(Refused):
                    if derived := steps.get(Span(said.unknown, low, high).claim(wanted)):
                        found[first + k, real_form(wanted)] = derived
    return found


def sides(said: InequalitySet) -> Sides:
    """The proposition's parts; raises `UnsupportedError` where it cannot be said."""
    x, domain = said.unknown, said.scope.domain(said.unknown)
    if said.scope.hypotheses or domain.is_discrete or not domain.is_real or not said.relations:
        raise UnsupportedError("expected a real unknown without hypotheses")
    if any(r.variables() - {x} for r in said.relations):
        raise UnsupportedError("a relation has a parameter")
    for r in said.relations:
        refuse_unreal(r.left, r.right)
    real, left = dict[Relation, None](), dict[Relation, None]()
    for r in said.relations:
        left |= dict.fromkeys(defining_conditions(Claim.make(r)))
        for side in (r.left, r.right):
            owing = left if r.kind in ("<", "<=") and _is_unreal_with_its_part(side) else real
            owing |= dict.fromkeys(obligations(side))
        left[r] = None
    finite = [_end(e) for p in said.pieces for e in p[:2] if e is not None]
    finite += [_end(e) for e in domain.bounds()[:2] if e is not None]
    inside = tuple(map(real_form, membership(x, domain)))
    return Sides(
        x,
        tuple(map(real_form, owed(*(relation("==", e, e) for e in finite)))),
        inside,
        tuple(map(real_form, real)),
        tuple(dict.fromkeys((*inside, *map(real_form, left)))),
        tuple(_piece_text(x, p) for p in said.pieces),
    )


def _is_unreal_with_its_part(side: Term) -> bool:
    """Whether the side is r + c·f(a): c ≠ 0 is rational, r and a owe nothing, and f(a) is not real where a is out of bounds."""
    owing = [
        t for t in (side.terms if isinstance(side, Sum) else (side,)) if any(True for _ in obligations(t))
    ]
    if len(owing) != 1:
        return False
    match owing[0]:
        case Product((Number(c), t)) if c != 0:
            part = t
        case t:
            part = t
    match part:
        case Apply("log" | "asin" | "acos" | "acosh" | "atanh", a) | Power(
            a, Number(Fraction(denominator=2))
        ):
            return not any(True for _ in obligations(a))
        case _:
            return False


def _end(value: Exact) -> Term:
    if isinstance(value, Root):
        raise UnsupportedError("an end is an algebraic number without a term")
    refuse_unreal(value)
    if variables(value):
        raise UnsupportedError(f"the end {value} has a variable")
    return value


def _piece_text(x: str, piece: Piece) -> str:
    low, high, has_low, has_high = piece
    if low is not None and low == high:
        if not (has_low and has_high):
            raise UnsupportedError("a piece is empty")
        return f"(v_{x} = {term_text(_end(low))})"
    parts = [f"{term_text(_end(low))} {'<=' if has_low else '<'} v_{x}"] if low is not None else []
    parts += [f"v_{x} {'<=' if has_high else '<'} {term_text(_end(high))}"] if high is not None else []
    both = " /\\ ".join(parts) or "True"
    return f"({both})"


def _proof(stated: Sides, chart: _Cells, grains: dict[Term, int]) -> list[str]:
    """The sentences: first what is owed, then one case after the other."""
    names, x = Names(), Variable(stated.unknown)
    closed, lines = Plan(names, grains), list[str]()
    for end in stated.ends:
        closed.lines.append(f"split; [ {proposition_tactic(closed, end)} | ]")
    lines += closed.lines
    for k, wanted in enumerate(stated.real):
        plan = Plan(names, grains)
        given = [names.fresh("D") for _ in stated.domain]
        for name, known in zip(given, stated.domain, strict=True):
            plan.assume(name, known)
        for earlier in stated.real[:k]:
            _known(plan, earlier, proposition_tactic(plan, earlier))
        tactic = "; ".join([*plan.lines, proposition_tactic(plan, wanted)])
        lines.append(f"split; [ intros {' '.join([f'v_{x.name}', *given])}; {tactic} | ]")
    for low, high in pairwise(chart.breaks):
        text = relation_text(relation("<", low, high))
        lines.append(f"assert ({names.fresh('O')} : {text}) by (first [ lra | porism_numeric ])")
    lines.append(f"intro v_{x.name}")
    for k, value in enumerate(chart.breaks):
        here = names.fresh("C")
        lines.append(
            f"destruct (Rtotal_order v_{x.name} {term_text(value)}) as [{names.fresh('C')} | [{here} | {names.fresh('C')}]]"
        )
        lines.append(_braced(_between(stated, chart, k, Plan(names, grains))))
        lines.append(_braced(_at(stated, chart.points[k], _Place(x, value, here), Plan(names, grains))))
    return [*lines, *_between(stated, chart, len(chart.breaks), Plan(names, grains))]


def _at(stated: Sides, inside: bool, place: _Place, plan: Plan) -> list[str]:
    """The case of a breakpoint."""
    plan.assume(place.name, Relation("==", place.x, place.value))
    plan.set_law(place.x, place.value, f"exact {place.name}")
    return _case(stated, plan, inside, lambda wanted: _at_point(plan, wanted, place))


def _between(stated: Sides, chart: _Cells, k: int, plan: Plan) -> list[str]:
    """The case before the k-th breakpoint and after the one before it."""
    x = Variable(stated.unknown)
    for j, value in enumerate(chart.breaks):
        plan.know(">", subtract(x, value) if j < k else subtract(value, x), "lra")

    def tactic(wanted: Relation) -> str:
        before = plan.copy(), len(plan.lines)
        try:
            return seen(plan, wanted, chart.hints.get((k, wanted), []))
        except NotSeen:
            plan.restore(*before)
        know_quadratics(plan, wanted, x, chart.breaks)
        return proposition_tactic(plan, wanted)

    return _case(stated, plan, chart.spans[k], tactic)


def _case(stated: Sides, plan: Plan, inside: bool, tactic: Callable[[Relation], str]) -> list[str]:
    """The equivalence where the relations all hold, or one of them fails."""

    def shown(wanted: Relation) -> str:
        before = plan.copy(), len(plan.lines)
        try:
            text = tactic(wanted)
        except NotSeen:
            plan.restore(*before)
            raise
        return _known(plan, wanted, text)

    def realised() -> None:
        for wanted in stated.real:
            with contextlib.suppress(NotSeen):
                shown(wanted)

    if inside:
        proofs = list[str]()
        for k, wanted in enumerate(stated.left):
            if k == len(stated.domain):
                realised()
            proofs.append(shown(wanted))
        return [*plan.lines, f"split; intros _; [ porism_in_piece | exact {_conjoined(proofs)} ]"]
    for k, wanted in enumerate(stated.left):
        if k == len(stated.domain):
            realised()
        for negation, contradiction in _negations(wanted):
            try:
                name = shown(negation)
            except NotSeen:
                continue
            facts = [f"Y{j}" for j in range(len(stated.left))]
            proof = contradiction.format(name=name, fact=facts[k])
            outside = "let Y := fresh in intro Y; exfalso; porism_outside Y"
            return [*plan.lines, f"split; [ intros {_nested(facts)}; exfalso; exact ({proof}) | {outside} ]"]
    raise NotSeen("no relation is seen to fail on a piece that is not listed")


def _known(plan: Plan, wanted: Relation, tactic: str) -> str:
    name = plan.names.fresh("N")
    plan.lines.append(f"assert ({name} : {relation_text(wanted)}) by ({tactic})")
    plan.assume(name, wanted)
    return name


def _at_point(plan: Plan, wanted: Relation, place: _Place) -> str:
    """The relation at a value: by balls where its sides differ, else its sides are seen to be equal."""
    difference = substitute(subtract(wanted.right, wanted.left), {place.x.name: place.value})
    ball = meaning.value(difference, {}, 128)
    if not (ball.is_finite() and ball.imag == 0):
        raise NotSeen(f"{wanted} is not seen to have a meaning at {place.value}")
    if not (ball.real > 0 or ball.real < 0):
        if wanted.kind not in ("==", "<="):
            raise NotSeen(f"{wanted} is not seen at {place.value}")
        same = plan.identity(wanted.left, wanted.right, False)
        return same if wanted.kind == "==" else f"apply Req_le; {same}"
    first = {"!=": f"apply {'Rlt' if ball.real > 0 else 'Rgt'}_not_eq; ", "<": "", "<=": ""}
    if wanted.kind == "==" or (wanted.kind != "!=" and ball.real < 0):
        raise NotSeen(f"{wanted} fails at {place.value}")
    return f"rewrite ?{place.name}; {first[wanted.kind]}first [ lra | porism_numeric ]"


def _negations(stated: Relation) -> list[tuple[Relation, str]]:
    """Relations that contradict one, each with the proof of False from both."""
    a, b = stated.left, stated.right
    match stated.kind:
        case "==":
            return [
                (Relation("<", a, b), "Rlt_not_eq _ _ {name} {fact}"),
                (Relation("<", b, a), "Rgt_not_eq _ _ {name} {fact}"),
                (Relation("!=", a, b), "{name} {fact}"),
            ]
        case "!=":
            return [(Relation("==", a, b), "{fact} {name}")]
        case "<":
            return [(Relation("<=", b, a), "Rle_not_lt _ _ {name} {fact}")]
        case "<=":
            return [(Relation("<", b, a), "Rlt_not_le _ _ {name} {fact}")]


def _braced(lines: Sequence[str]) -> str:
    return f"{{ {_sentences(lines)}}}"


def _sentences(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" if line.endswith("}") else f"{line}.\n" for line in lines)


def _nested(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"[{names[0]} {_nested(names[1:])}]"


def _conjoined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"(conj {names[0]} {_conjoined(names[1:])})"
