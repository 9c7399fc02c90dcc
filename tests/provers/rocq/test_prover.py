"""The Rocq prover end to end: true claims of every kind are proved, false ones are not, one failure harms no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.merge import merge
from porism.provers.protocol import Budget, Task
from porism.provers.rocq import locate
from porism.provers.rocq.checking.audit import Accepted, Rejected
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.items import Item
from porism.provers.rocq.prover import RocqProver
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.claim import Claim

BUDGET = Budget(seconds=20.0)

TRUE: dict[str, tuple[dict[str, str], list[str]]] = {
    # polynomial and rational identities
    "(a + b)**3 == a**3 + 3*a**2*b + 3*a*b**2 + b**3": ({}, []),
    "1/(x - 1) - 1/(x + 1) == 2/(x**2 - 1)": ({}, []),
    "1/(1 + 1/(1 + 1/x)) == (x + 1)/(2*x + 1)": ({}, []),
    "a**3 + b**3 + c**3 == 3*a*b*c": ({}, ["a + b + c == 0"]),
    # trigonometric, hyperbolic, exponential
    "cos(4*x) == 8*cos(x)**4 - 8*cos(x)**2 + 1": ({}, []),
    "tan(2*x) == 2*tan(x)/(1 - tan(x)**2)": ({}, []),
    "sin(x + pi/6) == sqrt(3)/2*sin(x) + cos(x)/2": ({}, []),
    "sin(x)*cos(y) == (sin(x + y) + sin(x - y))/2": ({}, []),
    "cosh(2*x) == 2*sinh(x)**2 + 1": ({}, []),
    "tanh(x) == (exp(x) - exp(-x))/(exp(x) + exp(-x))": ({}, []),
    "exp(2*x + y) == exp(x)**2*exp(y)": ({}, []),
    "log(x**2/y) == 2*log(x) - log(y)": ({"x": "positive", "y": "positive"}, []),
    "x**(a + 2) == x**a*x**2": ({"x": "positive"}, []),
    # roots and absolute values
    "sqrt(x**2 + 2*x + 1) == abs(x + 1)": ({}, []),
    "sqrt(8) == 2*sqrt(2)": ({}, []),
    "1/(sqrt(3) - sqrt(2)) == sqrt(3) + sqrt(2)": ({}, []),
    "abs(x)**2 == x**2": ({}, []),
    # constants
    "cos(pi/5) == (1 + sqrt(5))/4": ({}, []),
    "4*atan(1/5) - atan(1/239) == pi/4": ({}, []),
    "pi < 22/7": ({}, []),
    # inverse functions
    "sin(asin(x)) == x": ({"x": "[-1, 1]"}, []),
    "tan(atan(x)) == x": ({}, []),
    "asin(x) + acos(x) == pi/2": ({"x": "[-1, 1]"}, []),
    # that a term is real
    "log(x) <= log(x)": ({"x": "positive"}, []),
    "sqrt(3)*pi <= sqrt(3)*pi": ({}, []),
    # inequalities
    "x**2 + y**2 >= 2*x*y": ({}, []),
    "x + 1/x >= 2": ({"x": "positive"}, []),
    "exp(x) >= 1 + x": ({}, []),
    "log(x) <= x - 1": ({"x": "positive"}, []),
    "sin(x) <= x": ({"x": "nonnegative"}, []),
    "exp(x)*cos(x) <= 3": ({"x": "[0, 1]"}, []),
    "x**2 - x + 1 != 0": ({}, []),
    # derivatives
    "diff(x*log(x) - x, x) == log(x)": ({"x": "positive"}, []),
    "diff(sqrt(1 + x**2), x) == x/sqrt(1 + x**2)": ({}, []),
    "diff(sin(x)**2, x) == sin(2*x)": ({}, []),
    "2*x*diff(x**(3/2), x) == 3*x**(3/2)": ({"x": "positive"}, []),
    "diff(diff(exp(2*x), x), x) == 4*exp(2*x)": ({}, []),
    "diff(tanh(x), x) == 1 - tanh(x)**2": ({}, []),
}

FALSE: dict[str, dict[str, str]] = {
    "(x + 1)**2 == x**2 + 1": {},
    "sqrt(x**2) == x": {},
    "sin(2*x) == 2*sin(x)": {},
    "log(x*y) == log(x) + log(y)": {},
    "x/x == 2": {},
    "exp(x) >= 1 + x + x**2": {},
    "pi == 22/7": {},
    "x**2 >= x": {},
    "sin(x) < x": {"x": "nonnegative"},
    "diff(x**2, x) == x": {},
    "abs(x) == x": {},
    "asin(sin(x)) == x": {},
    "1/x < 1/y": {"x": "positive", "y": "positive"},
    "sqrt(log(x)**2) == abs(log(x))*1 + 0/log(x) + x - x + 1": {},
}


@pytest.mark.rocq
def test_true_claims_are_proved() -> None:
    exact = ExactProver()
    tasks = list[Task]()
    for text, (domains, assume) in TRUE.items():
        claim = Claim.parse(text, domains, assume)
        verdict = exact.prove(claim, None, Budget(10.0))
        tasks.append(Task(claim, verdict.certificate if isinstance(verdict, Proved) else None))
    verdicts = RocqProver().prove_many(tasks, BUDGET)
    failed = {t.claim.text: v.detail for t, v in zip(tasks, verdicts, strict=True) if isinstance(v, Unknown)}
    assert failed == {}
    for verdict in verdicts:
        assert isinstance(verdict, Proved)
        assert verdict.trust == "kernel"
        assert set(verdict.checkers[0].assumptions) <= {"classical reals", "machine integers"}


@pytest.mark.rocq
def test_false_claims_are_not_proved() -> None:
    verdicts = RocqProver().prove_many(
        [Task(Claim.parse(text, domains)) for text, domains in FALSE.items()], BUDGET
    )
    assert [v.claim.text for v in verdicts if isinstance(v, Proved)] == []


@pytest.mark.rocq
def test_one_failing_proof_does_not_take_the_others_with_it() -> None:
    items = [Item(f"forall x : R, x + {k} = {k} + x", "intros; ring.") for k in range(6)]
    items[1] = Item("0 = 1", "ring.")
    items[4] = Item("0 = 1", "let rec loop x := idtac; loop x in loop 0.")
    found = check_items(items, 2.0, 1024)
    assert [isinstance(f, Accepted) for f in found] == [True, False, True, True, False, True]
    assert [f.reason for f in found if isinstance(f, Rejected)] == ["undecided", "timeout"]


@pytest.mark.rocq
def test_the_kernel_raises_the_trust_of_an_exact_verdict() -> None:
    claim = Claim.parse("1/x + 1/y == (x + y)/(x*y)")
    exact = ExactProver().prove(claim, None, BUDGET)
    assert isinstance(exact, Proved)
    both = merge(exact, RocqProver().prove(claim, exact.certificate, BUDGET))
    assert isinstance(both, Proved)
    assert both.trust == "kernel"
    assert both.conditions == exact.conditions


@pytest.mark.rocq
def test_the_artifact_compiles_by_itself(tmp_path: Path) -> None:
    import subprocess

    verdict = RocqProver().prove(Claim.parse("cos(2*x) == 1 - 2*sin(x)**2"), None, BUDGET)
    assert isinstance(verdict, Proved)
    ((kind, text),) = verdict.artifacts
    assert kind == "rocq"
    (tmp_path / "claim.v").write_text(text)
    command = ["coqc", "-q", "-w", "none", "-Q", str(locate.library_folder()), "Porism", "claim.v"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0


def test_unsupported_claims_are_unknown_with_the_reason() -> None:
    prover = RocqProver()
    assert "complex" in (prover.supports(Claim.parse("z == z", {"z": "complex"})) or "")
    assert "fails at" in (prover.supports(Claim.parse("sqrt(x)*sqrt(x) == x")) or "")
    assert prover.supports(Claim.parse("sqrt(x) <= 1 + x")) is None  # left out where the root is not real
    assert prover.supports(Claim.parse("x == x")) is None


def test_without_rocq_the_answer_is_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "coqc", lambda: None)
    verdict = RocqProver().prove(Claim.parse("x == x"), None, BUDGET)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "missing"
    assert "apt-get install coq" in verdict.detail
