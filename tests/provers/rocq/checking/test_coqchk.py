"""The strict level: what `coqc` compiled without its checks, on axioms, or what was changed afterwards, is refused."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from porism import kernels
from porism.provers.protocol import Budget
from porism.provers.rocq.checking import coqchk
from porism.provers.rocq.checking.audit import Accepted, Rejected
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.items import Item
from porism.provers.rocq.prover import RocqProver
from porism.provers.verdict import Proved, Unknown
from porism.stages import stages_with
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError

CLEAN = """
CONTEXT SUMMARY
===============

* Theory: Set is predicative
  
* Axioms:{axioms}
  
* Constants/Inductives relying on type-in-type: <none>
  
* Constants/Inductives relying on unsafe (co)fixpoints: <none>
  
* Inductives whose positivity is assumed: <none>
  
"""  # noqa: W293  # as coqchk prints it

FORGED = {
    "type-in-type": "Unset Universe Checking.\nDefinition U : Type := Type.\nDefinition V : U := U.\n",
    "unsafe recursion": "Unset Guard Checking.\nFixpoint f (n : nat) : False := f n.\n",
    "assumed positivity": "Unset Positivity Checking.\nInductive D : Set := d : (D -> False) -> D.\n",
    "axiom": "Axiom a : 0 = 1.\n",
}


def test_a_clean_summary_is_read() -> None:
    assert coqchk.summary_fault(CLEAN.format(axioms=" <none>")) is None
    assert coqchk.summary_fault(CLEAN.format(axioms="\n    Coq.Logic.Classical_Prop.classic")) is None


@pytest.mark.parametrize(
    "printed",
    [
        "",
        CLEAN.format(axioms=""),
        CLEAN.format(axioms=" <none>\n* Axioms:\n    Candidate.a"),
        CLEAN.format(axioms="\n    Candidate.proofs.a"),
        CLEAN.format(axioms="\n    Coq.Logic.Classical_Prop.classic\n    Porism.Order.a"),
        CLEAN.format(axioms="\n    Coqs.a"),
        CLEAN.format(axioms=" <none>").replace("fixpoints: <none>", "fixpoints:\n    Candidate.f"),
        CLEAN.format(axioms=" <none>").replace("type-in-type: <none>", "type-in-type:\n    Candidate.f"),
        CLEAN.format(axioms=" <none>").replace("assumed: <none>", "assumed:\n    Candidate.D"),
        CLEAN.format(axioms=" <none>").replace("predicative", "impredicative"),
        CLEAN.format(axioms=" <none>") + "one more line",
    ],
)
def test_any_other_summary_is_refused(printed: str) -> None:
    assert coqchk.summary_fault(printed) is not None


@pytest.mark.rocq
@pytest.mark.parametrize("name", FORGED)
def test_a_file_compiled_without_checks_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "forged.v").write_text(FORGED[name])
    compile_it = ["coqc", "-q", "-w", "none", "-Q", ".", "Candidate", "forged.v"]
    subprocess.run(compile_it, cwd=tmp_path, check=True, capture_output=True)
    found = coqchk.refusal(["Candidate.forged"], ["-Q", ".", "Candidate"], tmp_path, 60.0, 2000)
    assert found is not None
    assert found[0] == "strict"


@pytest.mark.rocq
def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "honest.v").write_text("Lemma g : 1 + 1 = 2.\nProof. reflexivity. Qed.\n")
    compile_it = ["coqc", "-q", "-w", "none", "-Q", ".", "Candidate", "honest.v"]
    subprocess.run(compile_it, cwd=tmp_path, check=True, capture_output=True)
    options = ["-Q", ".", "Candidate"]
    assert coqchk.refusal(["Candidate.honest"], options, tmp_path, 60.0, 2000) is None
    compiled = bytearray((tmp_path / "honest.vo").read_bytes())
    compiled[len(compiled) // 2] ^= 0x41
    (tmp_path / "honest.vo").write_bytes(compiled)
    found = coqchk.refusal(["Candidate.honest"], options, tmp_path, 60.0, 2000)
    assert found is not None
    assert found[0] == "strict"


@pytest.mark.rocq
def test_a_strict_verdict_names_the_second_checker() -> None:
    claim = Claim.parse("(x + 1)**2 == x**2 + 2*x + 1")
    verdict = RocqProver(strict=True).prove(claim, None, Budget(20.0))
    assert isinstance(verdict, Proved)
    assert [(c.name, c.level) for c in verdict.checkers] == [("rocq", "kernel"), ("coqchk", "strict")]
    assert verdict.trust == "kernel"  # one kernel: its second checker is no second one


@pytest.mark.rocq
def test_what_coqchk_refuses_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coqchk, "refusal", lambda *_: ("strict", "refused"))
    item = Item("(2 + 2 = 4)", "porism_identity (@nil R) (@nil porism_term) <{2 + 2}> <{4}>.")
    assert check_items([item], 5.0, 1024, strict=True) == [Rejected("strict", "refused")]
    assert isinstance(check_items([item], 5.0, 1024)[0], Accepted)


@pytest.mark.rocq
def test_without_coqchk_nothing_is_silently_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert coqchk.refusal(["Candidate.a"], [], Path(), 1.0, 100) == (
        "missing",
        "coqchk is not installed; apt-get install coq",
    )
    with pytest.raises(PorismError, match="strict level was asked for, but coqchk is not installed"):
        stages_with("rocq", strict=True)
    verdict = RocqProver(strict=True).prove(Claim.parse("x + 1 == 1 + x"), None, Budget(20.0))
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "missing"


def test_only_rocq_has_a_strict_level() -> None:
    with pytest.raises(PorismError, match="which only Rocq has"):
        stages_with(None, strict=True)
    assert kernels.at_strict_level(kernels.LEAN) == kernels.LEAN
    assert kernels.at_strict_level(kernels.ROCQ).replay == "porism.rocq_strict_worker:replayed"
