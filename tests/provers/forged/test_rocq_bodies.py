"""Forged bodies of a false statement in Rocq, `rocq/*.v`: each is refused by the rule that its first line names.

    (* attack: WHAT IT TRIES; guard: RULE; audit: REASON [or REASON] *)

`guard` is the rule of `body_guard.py` that stops it, `kernel` where the guard lets it pass because it is only a wrong proof.
`audit` says who stops it with the guard switched off: `undecided` Rocq itself, `timeout` and `memory` the sandbox, `audit` the
comparison with the statement, `axioms` the list of axioms. A body may use what a forger cannot know: GOAL is the name of
the lemma, NONCE the number in it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from porism.provers.protocol import Budget
from porism.provers.rocq.checking import audit
from porism.provers.rocq.checking.audit import Accepted, FailedAt, check_batch
from porism.provers.rocq.checking.body_guard import BodyRefused, guarded_body
from porism.provers.rocq.checking.items import ANALYSIS, Imports, Item
from porism.provers.rocq.prover import check_body
from porism.provers.verdict import Unknown
from porism.symbolic.claim import Claim

FALSE = "0 = 1"
HEAD = re.compile(
    r"\(\* attack: (?P<attack>[^;]+); guard: (?P<guard>[a-z-]+); audit: (?P<audit>[a-z ]+) \*\)\n"
)
RULES = {
    "forbidden-word",
    "character",
    "string",
    "unfinished-comment",
    "unfinished-sentence",
    "sentence-dots",
    "head",
}
#: 0 = 1 is about natural numbers, and nothing is imported, unless a forgery speaks of the reals: a process takes 0.2 s then,
#: where it takes 0.6 s with them and 1.9 s with all that proofs may use.
OF_REALS = re.compile(r"\b(TypeNeqSmallType|R|R_scope|lra|sig_forall_dec|Classical_Prop|PrimInt63|Reals)\b")
REALS = "Require Import Reals Lra.\nOpen Scope R_scope.\n"


class Forgery(NamedTuple):
    """What a file says of itself, and its body."""

    attack: str
    guard: str
    audit: tuple[str, ...]
    body: str


def read(path: Path) -> Forgery:
    text = path.read_text(encoding="utf-8")
    head = HEAD.match(text)
    assert head is not None, f"{path.name} does not name its attack and its rules"
    return Forgery(head["attack"], head["guard"], tuple(head["audit"].split(" or ")), text[head.end() :])


FILES = {p.stem: read(p) for p in sorted(Path(__file__).with_name("rocq").glob("*.v"))}


def test_each_file_names_its_attack_and_is_another() -> None:
    assert len(FILES) >= 60
    assert len({f.attack for f in FILES.values()}) == len(FILES)
    assert len({f.body for f in FILES.values()}) == len(FILES)
    assert {f.guard for f in FILES.values()} == RULES | {"kernel"}
    assert {"audit", "axioms", "undecided", "timeout"} <= {f.audit[0] for f in FILES.values()}


@pytest.mark.parametrize("name", FILES)
def test_the_guard_refuses_by_the_rule_named(name: str) -> None:
    forgery = FILES[name]
    if forgery.guard == "kernel":
        assert guarded_body(forgery.body)  # a wrong proof is not the guard's to refuse
        return
    with pytest.raises(BodyRefused) as refused:
        guarded_body(forgery.body)
    assert refused.value.rule == forgery.guard


@pytest.mark.rocq
def test_a_refused_body_is_unknown_and_says_by_which_rule() -> None:
    for forgery in FILES.values():
        if forgery.guard != "kernel":  # no process is started for these
            verdict = check_body(Claim.parse("x == x + 1"), (), forgery.body, Budget(5.0))
            assert isinstance(verdict, Unknown)
            assert (verdict.reason, verdict.detail.partition(":")[0]) == ("refused", forgery.guard)


@pytest.mark.rocq
def test_with_the_guard_off_each_is_refused_by_who_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    written = audit.proof_text

    def told(
        nonce: str,
        items: Sequence[Item],
        timeout_s: int | None = None,
        imports: Imports = ANALYSIS,
    ) -> tuple[str, list[int]]:
        known = [
            Item(i.statement, i.body.replace("GOAL", f"goal_{nonce}_0").replace("NONCE", nonce))
            for i in items
        ]
        return written(nonce, known, timeout_s, imports)

    monkeypatch.setattr(audit, "proof_text", told)

    def found(name: str) -> str:
        # One process each: what one body declares must not be what stops the next.
        finding = check_batch([Item(FALSE, FILES[name].body)], 2.0, 300)
        if isinstance(finding, Accepted):
            return "ACCEPTED"
        return finding.finding.reason if isinstance(finding, FailedAt) else finding.reason

    reasons = dict[str, str]()
    for imports, true in ((REALS, "lra."), ("", "reflexivity.")):
        monkeypatch.setattr(audit, "ANALYSIS", Imports(imports, imports, 120, 120))
        assert isinstance(check_batch([Item("1 + 1 = 2", true)], 5.0, 300), Accepted)
        names = [name for name, f in FILES.items() if bool(OF_REALS.search(f.body)) is bool(imports)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            reasons.update(zip(names, pool.map(found, names), strict=True))
    assert reasons.keys() == FILES.keys()
    assert {n: r for n, r in reasons.items() if r not in FILES[n].audit} == {}
