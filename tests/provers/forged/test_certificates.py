"""Forged certificates, `certificates/*.json`: each is refused by the rule of the checker that the file names.

    {"attack": …, "rule": words of the refusal, "claim": …, "certificate": …}              the exact checker
    {"attack": …, "rule": …, "statement": …, "data": …, "certificates": […]}               that of structured statements

Most are certificates of something true, moved to something false beside it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from porism.provers.calculus import checker as structured
from porism.provers.exact import checker
from porism.provers.exact.terms import Rejected
from porism.symbolic.claim import Claim
from porism.symbolic.meaning import truth
from porism.symbolic.sampling import sample_points
from porism.symbolic.statements import statement_from_json

FILES: dict[str, dict[str, Any]] = {
    p.stem: json.loads(p.read_text(encoding="utf-8"))
    for p in sorted(Path(__file__).with_name("certificates").glob("*.json"))
}
#: Claims that are true: what is forged about them is the refutation.
TRUE = {"exact_witness_elsewhere", "exact_witness_outside"}
STRUCTURED = [name for name, forged in FILES.items() if "statement" in forged]
EXACT = [name for name in FILES if name not in STRUCTURED]


def test_each_file_names_its_attack_and_is_another() -> None:
    assert len(EXACT) >= 30
    assert len(STRUCTURED) >= 10
    assert len({forged["attack"] for forged in FILES.values()}) == len(FILES)
    assert all(forged["rule"] for forged in FILES.values())


@pytest.mark.parametrize("name", EXACT)
def test_a_forged_certificate_is_refused_by_the_rule_named(name: str) -> None:
    forged = FILES[name]
    with pytest.raises(Rejected) as refused:
        checker.check(forged["claim"], forged["certificate"])
    assert str(refused.value).startswith(forged["rule"])


@pytest.mark.parametrize("name", STRUCTURED)
def test_a_forged_certificate_of_a_statement_is_refused_by_the_rule_named(name: str) -> None:
    forged = FILES[name]
    with pytest.raises(Rejected) as refused:
        structured.check(statement_from_json(forged["statement"]), forged["data"], forged["certificates"])
    assert str(refused.value).startswith(forged["rule"])


@pytest.mark.parametrize("name", EXACT)
def test_the_claims_are_false(name: str) -> None:
    claim = Claim.from_json(FILES[name]["claim"])
    values = {truth(claim, point, 300) for point in sample_points(claim, 400)}
    assert (False in values) is (name not in TRUE)
