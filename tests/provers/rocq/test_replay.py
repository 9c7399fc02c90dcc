"""Stored proofs are accepted again as they were written, and refused with anything added, changed or left out."""

from __future__ import annotations

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget, Task
from porism.provers.rocq import locate
from porism.provers.rocq.checking.body_guard import BodyRefused
from porism.provers.rocq.prover import RocqProver, proof_file
from porism.provers.rocq.replay import proof_body, replayed
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.claim import Claim

BUDGET = Budget(20.0)
CLAIM = Claim.parse("x + 1 == 1 + x")
STATED = "forall (v_x : R), (v_x + 1 = v_x + 1)"
FILE = proof_file(STATED, "intros; reflexivity.", CLAIM)


def test_a_body_is_read_back() -> None:
    assert proof_body(FILE, STATED, CLAIM) == "intros; reflexivity."


FORGED = {
    "an axiom before": FILE.replace("Lemma", "Axiom wrong : False.\nLemma"),
    "another theorem": FILE.replace("v_x + 1 = v_x + 1", "v_x + 2 = v_x + 1"),
    "an import": FILE.replace("Open Scope", "Require Import Candidate.\nOpen Scope"),
    "another remark": FILE.replace("(* ", "(* truly "),
    "something after": f"{FILE}Print Assumptions claim.\n",
    "no end": FILE.removesuffix("Qed.\n"),
    "admitted": FILE.replace("Qed.", "Admitted."),
    "nothing": "",
    "only a head": FILE[: FILE.index("intros")],
}


@pytest.mark.parametrize("name", FORGED)
def test_a_file_of_another_form_is_refused(name: str) -> None:
    with pytest.raises(BodyRefused, match="other-theorem"):
        proof_body(FORGED[name], STATED, CLAIM)


@pytest.mark.rocq
def test_proofs_are_accepted_again_and_a_broken_one_is_not() -> None:
    exact = ExactProver()
    tasks = list[Task]()
    for text in ("x/x == 1", "x**2 + y**2 >= 2*x*y", "sqrt(x)**2 == x"):
        claim = Claim.parse(text, {"x": "[0, 1]"})
        verdict = exact.prove(claim, None, BUDGET)
        assert isinstance(verdict, Proved)
        tasks.append(Task(claim, verdict.certificate))
    proved = [v for v in RocqProver().prove_many(tasks, BUDGET) if isinstance(v, Proved)]
    assert len(proved) == len(tasks)
    files = [text for verdict in proved for _, text in verdict.artifacts]
    again = replayed(tasks, files, BUDGET)
    assert [v.conditions for v in again if isinstance(v, Proved)] == [v.conditions for v in proved]
    # The proof of another claim in the form of the first one, one that ends too early, and one that leaves its place.
    head, middle, _ = files[0].partition("Proof.\n")
    foreign = head + middle + files[1].partition("Proof.\n")[2]
    early = f"{head}{middle}idtac.\nQed.\n"
    leaves = f"{head}{middle}Admitted. Lemma other : True. exact I.\nQed.\n"
    broken = replayed([tasks[0], tasks[0], tasks[0], tasks[1]], [foreign, early, leaves, files[1]], BUDGET)
    assert [v.reason for v in broken if isinstance(v, Unknown)] == ["undecided", "undecided", "refused"]
    assert isinstance(broken[3], Proved)


def test_without_rocq_nothing_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "coqc", lambda: None)
    (verdict,) = replayed([Task(CLAIM)], [FILE], BUDGET)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "missing"
