"""A verdict to look at: nothing is lost, nothing huge is dumped, nothing from a file runs in the reader's browser."""

from __future__ import annotations

import re
import xml.etree.ElementTree
from typing import Any

import pytest

from porism.provers.rendering import (
    LONGEST_FORMULA,
    STYLE,
    card,
    cut,
    duration,
    latex_text,
    mimebundle,
    plain,
)
from porism.provers.verdict import MINT, Checker, Proved, Refuted, Unknown, Verdict, verdict_record
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.term import HALF

CLAIM = Claim.parse("x/x == 1", assume=["x <= 2"])
CERTIFICATE = Certificate("derivation", {"secret": "certificate"})
CHECKERS = (Checker("porism-exact", "1", "exact"), Checker("rocq", "8.16.1", "kernel", ("classic",)))
PROVED = Proved(CLAIM, (Relation.parse("x != 0"),), CERTIFICATE, CHECKERS, 0.25, key=MINT)
REFUTED = Refuted(CLAIM, (("x", HALF),), CERTIFICATE, CHECKERS[:1], 0.0012, key=MINT)
UNKNOWN = Unknown(CLAIM, "timeout", "no answer within 3 s", 3.0)
HUGE = Claim.parse(" + ".join(f"sin({k}*x)**2" for k in range(1, 200)) + " <= 199")


def body(html: str) -> str:
    return html.partition("</style>")[2]


def well_formed(html: str) -> xml.etree.ElementTree.Element:
    return xml.etree.ElementTree.fromstring(html.replace("&ensp;", " "))


@pytest.mark.parametrize("verdict", [PROVED, REFUTED, UNKNOWN])
def test_a_notebook_gets_text_latex_and_html(verdict: Verdict) -> None:
    bundle = verdict._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/latex", "text/html"}
    status = verdict_record(verdict)["status"]
    assert all(status in text for text in bundle.values())
    well_formed(bundle["text/html"].replace(STYLE, ""))


def test_the_html_has_claim_conditions_checkers_axioms_and_time() -> None:
    text = " ".join("".join(well_formed(card(verdict_record(PROVED), CLAIM)).itertext()).split())
    for part in ("✓ proved", "kernel", "250 ms", "x≠0", "x≤2", "porism-exact 1", "rocq 8.16.1", "classic"):
        assert part in text.replace(" ≠ ", "≠").replace(" ≤ ", "≤"), part


def test_the_plain_text_names_witness_and_reason() -> None:
    assert "false at  x = 1/2" in plain(verdict_record(REFUTED), CLAIM)
    assert "reason    timeout: no answer within 3 s" in plain(verdict_record(UNKNOWN), CLAIM)


def test_latex_states_the_claim_with_its_conditions() -> None:
    assert r"\frac{x}{x} = 1" in latex_text(verdict_record(PROVED), CLAIM)
    assert r"\text{where } x \neq 0" in latex_text(verdict_record(PROVED), CLAIM)


def test_a_huge_claim_is_cut_and_its_whole_text_can_be_opened() -> None:
    verdict = Unknown(HUGE, "undecided")
    bundle = verdict._repr_mimebundle_()
    assert len(bundle["text/plain"]) < LONGEST_FORMULA + 200
    assert "(a claim of" in bundle["text/latex"]
    details = well_formed(card(verdict_record(verdict), HUGE)).find(".//details/pre")
    assert details is not None
    assert details.text == HUGE.text


def test_many_axioms_are_folded() -> None:
    checker = Checker("rocq", "8.16.1", "kernel", tuple(f"PrimInt63.axiom{k}" for k in range(40)))
    verdict = Proved(CLAIM, (), CERTIFICATE, (checker,), 1.0, key=MINT)
    assert "<summary>40 axioms</summary>" in card(verdict_record(verdict), CLAIM)
    assert "and 34 more" in plain(verdict_record(verdict), CLAIM)


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("field", ["reason", "proposer", "conditions", "witness", "checkers", "artifacts"])
def test_nothing_from_a_record_becomes_markup(field: str) -> None:
    record: dict[str, Any] = verdict_record(PROVED) | {"witness": {"x": "1"}}
    record[field] = {
        "conditions": [HOSTILE],
        "witness": {HOSTILE: HOSTILE},
        "checkers": [{"name": HOSTILE, "version": HOSTILE, "level": "exact", "assumptions": [HOSTILE]}],
        "artifacts": [["kernel note", HOSTILE]],
    }.get(field, HOSTILE)
    html = mimebundle(record, CLAIM)["text/html"]
    assert "<script" not in html
    assert "<img" not in html


def test_the_style_loads_nothing() -> None:
    assert not re.search(r"url\(|@import|https?:", STYLE)


def test_cut_and_duration() -> None:
    assert cut("short") == "short"
    assert cut("x" * 1000).endswith("(1,000 characters; the ledger has all)")
    assert [duration(s) for s in (0.0, 0.00012, 0.0099, 0.25, 1.0, 99.96, 3600)] == [
        "0 ms", "0.12 ms", "9.9 ms", "250 ms", "1.0 s", "100.0 s", "3600 s",
    ]  # fmt: skip
