"""F′ = f by computation: true claims are proved by both roads, and the kernel alone refuses what is forged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from porism.provers.findings import Accepted, Rejected
from porism.provers.lean.checking import kernel
from porism.provers.lean.checking.audit import check_items
from porism.provers.lean.checking.kernel import Theorem, check_theorems
from porism.provers.lean.fragments import derivatives
from porism.provers.lean.functions import elementary_proof, plan
from porism.provers.lean.functions.element_ring import FinerGrain
from porism.provers.lean.functions.elementary import elementary_goal
from porism.provers.lean.functions.elementary_proof import Writer
from porism.provers.lean.functions.elimination import Eliminated, eliminated
from porism.provers.lean.functions.known_facts import known_facts
from porism.provers.lean.goal import Goal
from porism.provers.lean.nodes import Poly
from porism.provers.lean.prover import LeanProver, item
from porism.provers.lean.terms import Application, Forall, Function, LeanTerm, Local, text
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError
from tests.provers.lean.functions.elementary_claims import DERIVATIVES, tasks

BUDGET = Budget(30.0)
alone = pytest.mark.skipif(
    not kernel.available(), reason="the kernel alone needs the pinned Lean: pip install 'porism[lean]'"
)


@pytest.mark.lean
def test_true_claims_are_proved() -> None:
    verdicts = LeanProver().prove_many(tasks(DERIVATIVES), BUDGET)
    assert [str(v.claim) for v in verdicts if not isinstance(v, Proved)] == []
    assert len(verdicts) >= 60
    for verdict in verdicts:
        assert isinstance(verdict, Proved)
        assert "laws of a commutative ring with derivation" in verdict.checkers[0].assumptions[0]


@pytest.mark.lean
def test_the_text_of_the_proofs_is_accepted_too() -> None:
    goals = [elementary_goal(t.claim, t.certificate) for t in tasks(DERIVATIVES[::3])]
    assert all(isinstance(f, Accepted) for f in check_items([item(g) for g in goals], 30.0, 2048))


def assert_refused(forged: list[Goal]) -> None:
    """The kernel says no to each, and not for want of time or memory."""
    findings = check_theorems([Theorem(g.statement, g.proof) for g in forged], 60.0, 2048)
    assert {f.reason if isinstance(f, Rejected) else "accepted" for f in findings} == {"undecided"}


def forged_goal(true: Task, claim: Claim) -> Goal:
    """A proof of another claim, whose cofactors do not fit: nothing in Python looks whether they do."""
    facts = known_facts(true.claim, true.certificate)
    grains = dict[object, int]()
    while True:
        try:
            planned = plan.Plan(claim, facts, grains, False, set())  # type: ignore[arg-type]  # keys as Plan makes them
            return Writer(planned).goal()
        except FinerGrain as finer:
            grains[finer.key] = finer.grain


def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of cofactors in Python is left out."""

    def pretended(f: Poly, *rest: object) -> Eliminated:
        return replace(eliminated(f, *rest), rest=f * 0)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(plan, "eliminated", pretended)
    monkeypatch.setattr(elementary_proof, "eliminated", pretended)
    monkeypatch.setattr(Writer, "_with_scale", lambda self, target, entries: entries)


@alone
@pytest.mark.lean
def test_wrong_right_sides_are_refused_by_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong coefficient, a wrong sign, a summand too many: two forgeries of each true claim."""
    true = tasks(DERIVATIVES)
    unchecked(monkeypatch)
    forged = list[Goal]()
    for task, (stated, domains) in zip(true, DERIVATIVES, strict=True):
        left, _, right = stated.partition(" == ")
        for wrong in (f"2*({right}) + 1", f"x - ({right})"):
            forged.append(forged_goal(task, Claim.parse(f"{left} == {wrong}", domains)))
    assert len(forged) >= 120
    assert_refused(forged)


#: A true claim, and a forgery of it that a person might believe.
BELIEVABLE: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("diff(exp(x**2),x) == 2*x*exp(x**2)", "diff(exp(x**2),x) == exp(x**2)", {}),  # the chain rule's factor
    ("diff(sin(2*x),x) == 2*cos(2*x)", "diff(sin(2*x),x) == cos(2*x)", {}),
    ("diff(log(3*x),x) == 1/x", "diff(log(3*x),x) == 3/x", {"x": "positive"}),
    ("diff(cos(x),x) == -sin(x)", "diff(cos(x),x) == sin(x)", {}),
    ("diff(atan(x),x) == 1/(1+x**2)", "diff(atan(x),x) == 1/(1-x**2)", {"x": "(2, 3)"}),
    ("diff(sqrt(x),x) == 1/(2*sqrt(x))", "diff(sqrt(x),x) == 1/sqrt(x)", {"x": "positive"}),
    ("diff(x**a,x) == a*x**(a-1)", "diff(x**a,x) == a*x**a", {"x": "positive"}),
    ("diff(x**x,x) == x**x*(log(x)+1)", "diff(x**x,x) == x*x**(x-1)", {"x": "positive"}),
    ("diff(2**x,x) == 2**x*log(2)", "diff(2**x,x) == 2**x", {}),
    ("diff(x*sin(x),x) == sin(x)+x*cos(x)", "diff(x*sin(x),x) == cos(x)", {}),
    ("diff(1/x,x) == -1/x**2", "diff(1/x,x) == 1/x**2", {"x": "nonzero"}),
    ("diff(tanh(x),x) == 1-tanh(x)**2", "diff(tanh(x),x) == 1+tanh(x)**2", {}),
    ("diff(erf(x),x) == 2*exp(-x**2)/sqrt(pi)", "diff(erf(x),x) == exp(-x**2)/sqrt(pi)", {}),
    ("diff(abs(x),x) == x/abs(x)", "diff(abs(x),x) == 1", {"x": "nonzero"}),
    ("diff(diff(sin(x),x),x) == -sin(x)", "diff(diff(sin(x),x),x) == sin(x)", {}),
    ("diff(diff(x*y**2,x),y) == 2*y", "diff(diff(x*y**2,x),y) == 2*x*y", {}),
    ("diff(asinh(x),x) == 1/sqrt(1+x**2)", "diff(asinh(x),x) == -1/sqrt(1+x**2)", {}),
    ("diff(x**(1/3),x) == x**(-2/3)/3", "diff(x**(1/3),x) == x**(-1/3)/3", {"x": "positive"}),
)  # fmt: skip


@pytest.mark.lean
def test_forgeries_that_look_right_are_refused_by_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    true = tasks(tuple((stated, domains) for stated, _, domains in BELIEVABLE))
    assert all(isinstance(v, Proved) for v in LeanProver().prove_many(true, BUDGET))
    unchecked(monkeypatch)
    forged = [
        forged_goal(task, Claim.parse(wrong, domains))
        for task, (_, wrong, domains) in zip(true, BELIEVABLE, strict=True)
    ]
    assert not any(isinstance(f, Accepted) for f in check_items([item(g) for g in forged], 60.0, 2048))


@alone
@pytest.mark.lean
def test_no_premise_that_a_proof_uses_can_be_left_out() -> None:
    forged = list[Goal]()
    for task in tasks(DERIVATIVES[::2]):
        true = elementary_goal(task.claim, task.certificate)
        names = premises_used(true)
        forged += [
            without_premise(true, name, names[k - 1]) for k, name in enumerate(names) if len(names) > 1
        ]
    assert len(forged) >= 75
    assert_refused(forged)


def binders(proof: LeanTerm) -> tuple[list[tuple[str, LeanTerm]], LeanTerm]:
    """The binders of a function, and its body."""
    found = list[tuple[str, LeanTerm]]()
    while isinstance(proof, Function):
        found.append((proof.name, proof.domain))
        proof = proof.body
    return found, proof


def premises_used(found: Goal) -> list[str]:
    """The names of the premises that occur in the proof."""
    bound, body = binders(found.proof)
    words = set(text(body).replace("(", " ").replace(")", " ").split())
    return [name for name, _ in bound if name[:2] in ("h_", "l_") and name in words]


def without_premise(found: Goal, name: str, other: str) -> Goal:
    """The goal without a premise, another one standing where the proof used it."""
    bound, body = binders(found.proof)
    place = [n for n, _ in bound].index(name)
    proof = put(body, name, Local(other))
    for n, domain in reversed([pair for pair in bound if pair[0] != name]):
        proof = Function(n, domain, proof)
    return Goal(removed(found.statement, place), proof, found.legend, found.theory)


def removed(statement: LeanTerm, place: int) -> LeanTerm:
    assert isinstance(statement, Forall)
    if place == 0:
        return statement.body
    return Forall(statement.name, statement.domain, removed(statement.body, place - 1))


def put(term: LeanTerm, name: str, value: LeanTerm) -> LeanTerm:
    match term:
        case Local(found) if found == name:
            return value
        case Application(function, arguments):
            return Application(put(function, name, value), tuple(put(a, name, value) for a in arguments))
        case _:
            return term


def test_what_is_not_an_equation_with_a_derivative_is_not_supported() -> None:
    assert "not an equation" in (derivatives.supported(Claim.parse("diff(x**2, x) <= 2*x")) or "")
    assert "no derivative" in (derivatives.supported(Claim.parse("x == x")) or "")
    with pytest.raises(UnsupportedError, match="exact certificate"):
        derivatives.goal(Claim.parse("diff(x**2, x) == 2*x"), None)


def test_a_function_that_is_not_smooth_at_each_point_is_refused() -> None:
    """(a·x)^(3/2) has zeros that depend on a; its root is not seen to be smooth, and nothing is assumed of it."""
    (task,) = tasks((("diff((a*x)**(3/2), x) == 3*a*sqrt(a*x)/2", {}),))
    with pytest.raises(UnsupportedError, match="not seen to be smooth"):
        elementary_goal(task.claim, task.certificate)


def test_where_a_root_vanishes_the_legend_says_how_the_claim_follows() -> None:
    (task,) = tasks((("diff(2*x**(3/2)/3, x) == sqrt(x)", {}),))
    found = elementary_goal(task.claim, task.certificate)
    assert "where x = 0 the claim follows, since both sides are continuous" in found.legend
    assert found.theory.endswith("at zeros by continuity")
    (task,) = tasks((("diff(sqrt(x), x) == 1/(2*sqrt(x))", {}),))
    assert not any("continuous" in line for line in elementary_goal(task.claim, task.certificate).legend)
