"""The Lean prover end to end: true polynomial claims are proved, false ones are not, one failure harms no other."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from porism.provers import isolation
from porism.provers.exact.prover import ExactProver
from porism.provers.findings import Accepted, Rejected
from porism.provers.lean import cofactors
from porism.provers.lean.checking import locate
from porism.provers.lean.checking.audit import Item, check_items
from porism.provers.lean.checking.replay import replayed
from porism.provers.lean.emit import goal
from porism.provers.lean.fragments import equations, numbers
from porism.provers.lean.instances import INTEGERS
from porism.provers.lean.prover import LeanProver, item
from porism.provers.merge import merge
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Checker, Proved, Unknown
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Variable

BUDGET = Budget(seconds=20.0)

TRUE: dict[str, tuple[dict[str, str], list[str]]] = {
    "(a + b)**3 == a**3 + 3*a**2*b + 3*a*b**2 + b**3": ({}, []),
    "(x + y + z)**5 == (x + y + z)**2*(z + y + x)**3": ({}, []),
    "x**0 == 1": ({}, []),
    "2**70 == 1180591620717411303424": ({}, []),
    "(n + 1)**2 - n**2 == 2*n + 1": ({"n": "natural"}, []),
    "(z - w)*(z + w) == z**2 - w**2": ({"z": "complex", "w": "complex"}, []),
    "(1 + I*x)*(1 - I*x) == 1 + x**2": ({}, []),
    "(pi + x)**2 == pi**2 + 2*pi*x + x**2": ({}, []),
    "(x + 1/2)**2 == x**2 + x + 1/4": ({}, []),
    "x/2 + x/3 == 5*x/6": ({"x": "positive"}, []),
    "1/(x - 1) - 1/(x + 1) == 2/(x**2 - 1)": ({}, []),
    "1/(1 + 1/(1 + 1/x)) == (x + 1)/(2*x + 1)": ({}, []),
    "a**3 + b**3 + c**3 == 3*a*b*c": ({}, ["a + b + c == 0"]),
    "x**4 == 1": ({}, ["x**2 + y**2 == 1", "y == 0"]),
    "x == y": ({}, ["3*x == 3*y"]),
    "x**2 == 1/4": ({}, ["2*x == 1"]),
    "x/y == 2": ({}, ["x == 2*y"]),
}
THEORIES = {
    "(n + 1)**2 - n**2 == 2*n + 1": INTEGERS,
    "1180591620717411303424 == 1180591620717411303424": numbers.THEORY,
}
FALSE = {
    "(x + 1)**2 == x**2 + 1": [],
    "x == x + 1": [],
    "x*y == x": [],
    "x/2 == x/3": [],
    "x/x == 2": [],
    "x**2 == 2": ["x == 2"],
    "1/(x + y) == 1/x + 1/y": [],
    "I*I == 1": [],
}


def tasks() -> list[Task]:
    exact = ExactProver()
    found = list[Task]()
    for text, (domains, assume) in TRUE.items():
        claim = Claim.parse(text, domains, assume)
        verdict = exact.prove(claim, None, Budget(10.0))
        found.append(Task(claim, verdict.certificate if isinstance(verdict, Proved) else None))
    return found


@pytest.mark.lean
def test_true_claims_are_proved_and_their_files_are_accepted_again() -> None:
    asked = tasks()
    verdicts = LeanProver().prove_many(asked, BUDGET)
    assert {v.claim.text: v.detail for v in verdicts if isinstance(v, Unknown)} == {}
    for verdict in verdicts:
        assert isinstance(verdict, Proved)
        assert verdict.trust == "kernel"
        theory = THEORIES.get(verdict.claim.text, equations.THEORY)
        assert verdict.checkers == (
            Checker("lean", "4.35.0", "kernel", (theory,), sandbox=isolation.level()),
        )
    files = [dict(v.artifacts)["lean"] for v in verdicts if isinstance(v, Proved)]
    files[0] = files[0].replace("identity_of_folds R 2", "identity_of_folds R 3")
    again = replayed(asked, files, BUDGET)
    assert isinstance(again[0], Unknown)
    assert again[0].reason == "refused"
    assert all(isinstance(v, Proved) for v in again[1:])


@pytest.mark.lean
def test_false_claims_are_not_proved() -> None:
    claims = [Claim.parse(text, {}, assume) for text, assume in FALSE.items()]
    verdicts = LeanProver().prove_many([Task(claim) for claim in claims], BUDGET)
    assert [v.claim.text for v in verdicts if not isinstance(v, Unknown)] == []


@pytest.mark.lean
def test_a_claim_that_is_defined_nowhere_is_not_proved() -> None:
    for text in ("1/(x - x) == 1/(x - x)", "1/(x*(1/x) - 1) == 1/(x/x - 1)"):
        assert isinstance(LeanProver().prove(Claim.parse(text), None, BUDGET), Unknown)


@pytest.mark.lean
def test_one_failing_proof_does_not_take_the_others_with_it() -> None:
    items = [item_of(f"(x + {k})**2 == x**2 + {2 * k}*x + {k * k}") for k in range(1, 6)]
    items[1] = Item(items[0].statement, items[1].body)  # the proof of another theorem
    items[3] = Item(items[3].statement, items[3].body.replace(" 4)", " 5)"))  # a false check
    found = check_items(items, 20.0, 1024)
    assert [isinstance(f, Accepted) for f in found] == [True, False, True, False, True]
    assert [f.reason for f in found if isinstance(f, Rejected)] == ["undecided", "undecided"]


@pytest.mark.lean
def test_what_takes_too_much_is_stopped() -> None:
    power = "R.pow (R.natural 3) 40000000"
    number = "(.pow (.number 3) 40000000)"
    proof = f"fun R => identity R 0 .nil {number} {number} (Eq.refl Bool.true)"
    (found,) = check_items([Item(f"∀ (R : Ring.{{0}}), Eq ({power}) ({power})", proof)], 1.0, 100)
    assert isinstance(found, Rejected)
    assert found.reason in ("memory", "timeout", "undecided")


@pytest.mark.lean
def test_the_kernel_raises_the_trust_of_an_exact_verdict() -> None:
    claim = Claim.parse("1/x + 1/y == (x + y)/(x*y)")
    exact = ExactProver().prove(claim, None, BUDGET)
    assert isinstance(exact, Proved)
    both = merge(exact, LeanProver().prove(claim, exact.certificate, BUDGET))
    assert isinstance(both, Proved)
    assert both.trust == "kernel"
    assert both.conditions == exact.conditions


@pytest.mark.lean
def test_the_artifact_compiles_by_itself(tmp_path: Path) -> None:
    verdict = LeanProver().prove(Claim.parse("(x + 1/2)**2 == x**2 + x + 1/4"), None, BUDGET)
    assert isinstance(verdict, Proved)
    found = locate.lean()
    assert isinstance(found, locate.Lean)
    (tmp_path / "claim.lean").write_text(dict(verdict.artifacts)["lean"], encoding="utf-8")
    run = subprocess.run(
        [*found.command, "claim.lean"],
        cwd=tmp_path,
        check=False,
        env={"LEAN_PATH": str(locate.library_folder())},
    )
    assert run.returncode == 0


def test_unsupported_claims_are_unknown_with_the_reason() -> None:
    prover = LeanProver()
    assert "not an equation" in (prover.supports(Claim.parse("Ei(x) <= 1")) or "")
    assert "defined nowhere" in (prover.supports(Claim.parse("1/0 == 1/0")) or "")
    assert prover.supports(Claim.parse("x == x")) is None


def test_what_is_too_large_or_oddly_named_is_refused_before_anything_is_computed() -> None:
    large = Claim.parse("(a + b + c + d + e)**100 == (a + b + c + d + e)**99*(a + b + c + d + e)")
    with pytest.raises(UnsupportedError, match="bits, more than"):
        goal(large)
    odd = Claim.make(relation("==", Variable("x) := sorry --"), Variable("y")))
    with pytest.raises(UnsupportedError, match="is not a variable's name"):
        goal(odd)


def test_cofactors_come_from_the_certificate_and_its_other_steps_do_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claim = Claim.parse("x**4 == 1", {}, ["x**2 + y**2 == 1", "y == 0"])
    found = ExactProver().prove(claim, None, BUDGET)
    assert isinstance(found, Proved)
    monkeypatch.setattr(cofactors, "_by_division", lambda f, zeros: iter(()))
    with pytest.raises(UnsupportedError, match="by cofactors that were found"):
        goal(claim)
    steps = found.certificate.data["steps"]
    other = ["zero", ["var", "y"], ["num", "1"], [[["+", ["var", "x"], ["num", "1"]], ["var", "y"]]]]
    proof = goal(claim, found.certificate).proof
    assert proof == goal(claim, Certificate("derivation", {"steps": [other, *steps]})).proof


def test_without_lean_the_answer_is_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "lean", lambda: "Lean is not installed; pip install 'porism[lean]'")
    verdict = LeanProver().prove(Claim.parse("x == x"), None, BUDGET)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "missing"
    assert "pip install 'porism[lean]'" in verdict.detail


def item_of(text: str) -> Item:
    return item(goal(Claim.parse(text)))
