"""A definite integral as a theorem: on each piece between breaks f is defined, real and continuous, and its integral exists.

    scope -> low < c₁ /\\ … < high /\\ (what the ends and the value owe)
    /\\ (forall x, cᵢ < x -> x < cᵢ₊₁ -> (what f owes) /\\ continuity_pt f x)                      for each piece
    /\\ exists I₀ … Iₙ, is_RInt_gen f (at_right cᵢ) (at_left cᵢ₊₁) Iᵢ /\\ … /\\ I₀ + … + Iₙ = value

It implies the statement: f means its value in Rocq at every point of the pieces, since what it owes is proved there under
the quantifier, denominators that are not 0 included; so f is defined and continuous except at the finitely many breaks. By
the definition of `is_RInt_gen`, the integrals over [s, t] tend to Iᵢ as s and t go to the ends of the piece independently
of each other, so by Cauchy's criterion the integral converges at each end by itself: no principal values. Values of f at
the breaks do not matter. The pieces are the finder's and may be any; only for these breaks is anything claimed.

Not done: infinite values and integrals without one (`Unknown`), and integrals that rest on known ones or on reflection.

References: S. Boldo, C. Lelay, G. Melquiond (2015), Coquelicot: a user-friendly library of real analysis for Coq.
"""

from __future__ import annotations

from itertools import pairwise

from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.bodies import Stepwise
from porism.provers.rocq.planning.equations import equation_tactic
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.slopes import derivative_tactic, know_continuous
from porism.provers.rocq.stating.emit import term_text, unfolded, variable_name
from porism.provers.rocq.stating.statement import IsDerivative, Step, Steps, proposition_text
from porism.provers.rocq.structured.approach import Approach, Reached, limit
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.opening import Opening, Part, function_text, refuse_unreal, under
from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.extended import Extended
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import Term, Variable, add, from_json, subtract, variables

MAX_PIECES = 12


def goal(task: WholeTask) -> Goal:
    """The theorem and a planned proof."""
    said = task.statement
    if not isinstance(said, DefiniteIntegral):
        raise UnsupportedError(f"expected a definite integral, found a {said.kind}")
    if isinstance(said.value, str):
        raise UnsupportedError("an integral without a finite value")
    if task.data.get("reflected") is not None or any(p.get("known") for p in task.data["pieces"]):
        raise UnsupportedError("an integral by reflection or by a known one")
    ends: list[Extended] = [said.low, *map(from_json, task.data["breaks"]), said.high]
    primitives = [unfolded(from_json(p["F"])) for p in task.data["pieces"]]
    if len(ends) != len(primitives) + 1 or len(primitives) > MAX_PIECES:
        raise UnsupportedError(f"expected a piece between any two ends, {MAX_PIECES} at most")
    if said.low == "oo" or said.high == "-oo" or any(isinstance(e, str) for e in ends[1:-1]):
        raise UnsupportedError("the ends are not in order")
    finite = [e for e in ends if not isinstance(e, str)]
    refuse_unreal(said.integrand, said.value, *finite)
    x = said.variable
    if any(x in variables(t) for t in (said.value, *finite)):
        raise UnsupportedError(f"{x} occurs in an end or in the value")
    scope = Scope(tuple((n, d) for n, d in said.scope.variables if n != x), said.scope.hypotheses)
    opening = Opening(scope, (said.integrand, said.value, *finite), task.conditions, (x,))
    for term in (*finite, said.value):
        opening.steps.defined(term)
    for a, b in pairwise(ends):
        if not isinstance(a, str) and not isinstance(b, str):
            opening.steps.include("obligation", relation("<", a, b))
    f, pieces = unfolded(said.integrand), list(pairwise(ends))
    inside = [_continuous(f, said.integrand, x, a, b) for a, b in pieces]
    whole = _integrals(f, said.integrand, x, pieces, primitives, unfolded(said.value))
    return opening.goal([*inside, whole], task)


def _owed(integrand: Term) -> list[Step]:
    steps = Steps()
    steps.defined(integrand)
    return steps.found


def _premises(x: str, a: Extended, b: Extended) -> list[Relation]:
    low = [] if isinstance(a, str) else [relation("<", a, Variable(x))]
    return [*low, *([] if isinstance(b, str) else [relation("<", Variable(x), b)])]


def _continuous(f: Term, integrand: Term, x: str, a: Extended, b: Extended) -> Part:
    """That f is defined, real and continuous inside the piece."""

    def tactic(proof: Stepwise) -> str:
        know_continuous(proof.plan, f)
        return "porism_continuous"

    conclusion = f"continuity_pt {function_text(term_text(f), x)} {variable_name(x)}"
    return under(x, _premises(x, a, b), _owed(integrand), conclusion, tactic)


def _integrals(
    f: Term,
    integrand: Term,
    x: str,
    pieces: list[tuple[Extended, Extended]],
    primitives: list[Term],
    value: Term,
) -> Part:
    """That each piece has an integral, and that they add up to the value."""
    function, names = function_text(term_text(f), x), [f"I_{k}" for k in range(len(pieces))]
    ends = [(_approach(x, a, b, 1), _approach(x, a, b, -1)) for a, b in pieces]
    texts = [f"is_RInt_gen {function} {low.filter} {high.filter}" for low, high in ends]
    if len(pieces) == 1:

        def alone(proof: Stepwise) -> str:
            low, high, tactic = _fundamental(proof, f, integrand, x, primitives[0], *ends[0])
            equal = _equal(proof, subtract(high, low), value)
            return f"{tactic}{_restated(subtract(high, low))}{equal} ]"

        return Part(f"({texts[0]} {term_text(value)})", alone)

    def several(proof: Stepwise) -> str:
        found = [
            _fundamental(proof, f, integrand, x, primitive, *both)
            for primitive, both in zip(primitives, ends, strict=True)
        ]
        values = [subtract(high, low) for low, high, _ in found]
        equal = _equal(proof, add(*values), value)
        tactic = f"cbv beta; {_restated(add(*values))}{equal}"
        for (_, _, one), v in reversed(list(zip(found, values, strict=True))):
            same = f"{one}{_restated(v)}reflexivity ]"
            tactic = f"split; [ {same} | {tactic} ]"
        return f"exists {', '.join(map(term_text, values))}; {tactic}"

    chain = " + ".join(names) + f" = {term_text(value)}"
    for text, name in reversed(list(zip(texts, names, strict=True))):
        chain = f"{text} {name} /\\ ({chain})"
    return Part(f"(exists {' '.join(names)} : R, {chain})", several)


def _equal(proof: Stepwise, left: Term, right: Term) -> str:
    """A tactic for the equation; its facts are its own, since other parts of the proof may name the same ones."""
    inner = proof.child()
    last = equation_tactic(inner.plan, left, right)
    return "; ".join([*inner.plan.lines, last])


def _restated(term: Term) -> str:
    """From a goal whose left side is built from parts to that about the term as it is written."""
    return f"transitivity {term_text(term)}; [ porism_rearranged | ]; "


def _approach(x: str, a: Extended, b: Extended, side: int) -> Approach:
    low, high = (None if isinstance(end, str) else end for end in (a, b))
    return Approach(x, low, 1, low, high) if side > 0 and low is not None else (
        Approach(x, None, -1, low, high) if side > 0 else
        Approach(x, high, -1, low, high) if high is not None else Approach(x, None, 1, low, high))  # fmt: skip


def _fundamental(
    proof: Stepwise, f: Term, integrand: Term, x: str, primitive: Term, low: Approach, high: Approach
) -> tuple[Term, Term, str]:
    """F at both ends, and a tactic for the integral that leaves the goal `F(high) - F(low) = v`, unclosed."""
    reached = [limit(proof, primitive, at) for at in (low, high)]
    values = [_number(r) for r in reached]
    inner, name = proof.child(), variable_name(x)
    given = [inner.plan.names.fresh("N") if end is not None else "_" for end in (low.low, low.high)]
    for premise_name, premise in zip((n for n in given if n != "_"), low.premises(), strict=True):
        inner.plan.assume(premise_name, premise)
    start = f"intros {name} {' '.join(given)}; cbv beta in *"
    for step in _owed(integrand):
        known, tactic = inner.plan.names.fresh("A"), inner.tactic(step.proposition)
        inner.plan.lines.append(f"assert ({known} : {proposition_text(step.proposition)}) by ({tactic})")
        if isinstance(step.proposition, Relation):
            inner.plan.assume(known, step.proposition)
    other = inner.child()
    last = derivative_tactic(other.plan, IsDerivative(primitive, x, f))
    slope = "; ".join([start, *inner.plan.lines, *other.plan.lines, last])
    smooth = inner.child()
    know_continuous(smooth.plan, f)
    continuous = "; ".join([start, *inner.plan.lines, *smooth.plan.lines, "porism_continuous"])
    bounds = low.bounds()
    function, own = function_text(term_text(f), x), function_text(term_text(primitive), x)
    at = " ".join(term_text(v) for v in values)
    order = "cbv beta; intros; first [ exact I | lra ]"
    tactic = (
        f"refine (porism_ftc_value {function} {own} {low.filter} {high.filter} {at} {bounds[0]} {bounds[1]} "
        f"_ _ _ _ _ _ _ _ _ _); "
        f"[ {order} | {order} | {low.near} | {high.near} | {slope} | {continuous} | "
        f"{reached[0].tactic} | {reached[1].tactic} | "
    )
    return values[0], values[1], tactic


def _number(reached: Reached) -> Term:
    if isinstance(reached.value, str):
        raise NotSeen("the antiderivative is infinite at an end")
    return reached.value
