"""The emitted Lean text is what the golden files say; each file reads back; what cannot be said is refused with a reason."""

from __future__ import annotations

import pytest

from porism.provers.lean.mathlib.emit import theorem
from porism.provers.lean.mathlib.file import HEADER, entries, file_text
from porism.provers.lean.mathlib.guard import guarded
from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError, UnsupportedError
from tests.provers.lean.mathlib.golden_claims import (
    CLAIMS,
    GOLDEN,
    QUESTIONS,
    certificates,
    claim,
    statements,
    structured_text,
    text,
)

PLAIN, STATED = certificates(), statements()
AGAIN = "python -m tests.provers.lean.mathlib.golden_claims"


def test_every_claim_has_its_file_and_no_file_is_left_over() -> None:
    assert set(CLAIMS) == set(PLAIN), AGAIN
    assert set(QUESTIONS) == set(STATED), AGAIN
    assert {p.stem for p in GOLDEN.glob("*.lean")} == {*CLAIMS, *QUESTIONS}, AGAIN
    assert len(CLAIMS) >= 25


@pytest.mark.parametrize("name", CLAIMS)
def test_the_text_is_the_golden_one(name: str) -> None:
    golden = (GOLDEN / f"{name}.lean").read_text(encoding="utf-8")
    assert text(name, PLAIN[name]) == golden, f"if this is meant: {AGAIN}"
    assert "sorry" not in golden
    (entry,) = entries(golden)
    assert entry.said == claim(name)
    guarded(entry.body, entry.theorem.names)  # a proof of ours is made of what a proof may be made of


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_text_of_statements_is_the_golden_one(name: str) -> None:
    golden = (GOLDEN / f"{name}.lean").read_text(encoding="utf-8")
    assert structured_text(STATED[name]) == golden, f"if this is meant: {AGAIN}"
    assert "sorry" not in golden
    written = entries(golden)
    assert written
    for entry in written:
        guarded(entry.body, entry.theorem.names)


REFUSED = {
    "a special function": ("gamma(x + 1) == x*gamma(x)", {"x": "positive"}, [], "gamma"),
    "an order of complex values": ("abs(z) <= abs(z) + 1", {"z": "complex"}, [], "order relation"),
    "a logarithm that may be complex": ("log(x)**2 == log(x)*log(x)", {}, [], "0 < log|0 < x"),
    "a hypothesis about a function that may be complex": ("x == x", {}, ["log(x) < 2"], "real only where"),
    "a root that may be complex": ("sqrt(x)*sqrt(x) == x", {}, [], "0 <= x"),
    "a derivative in a hypothesis": ("x == 1", {}, ["diff(x**2, x) == 2"], "derivative"),
    "a false equation": ("x**2 == x", {}, [], "no laws"),
    "a false inequality": ("x**2 <= x", {}, [], "no certificate"),
    "a false equation from a hypothesis": ("x == 2", {}, ["x**2 == 4"], "no combination"),
    "a divisor that is zero": ("1/0 == 1/0", {}, [], "zero"),
    "the logarithm of a product of negative numbers": (
        "log(x*y) == log(x) + log(y)", {"x": "nonzero", "y": "nonzero"}, [], "0 < ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=list(REFUSED))
def test_what_is_not_known_to_be_provable_is_refused_with_the_reason(
    case: tuple[str, dict[str, str], list[str], str],
) -> None:
    stated, domains, assume, reason = case
    try:
        parsed = Claim.parse(stated, domains, assume)
    except Exception:  # noqa: BLE001  # the language refuses some of them itself
        return
    with pytest.raises(UnsupportedError) as refusal:
        theorem(parsed)
    if "|" not in reason:
        assert reason in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("x ^ 2 = 1)", "x ^ 2 = 2)", "wrong statement"),
        (": x ^ 4 = 1", ": x ^ 4 = x ^ 4", "wrong statement"),
        ("theorem", "axiom cheat : False\ntheorem", "more than|wrong statement"),
        ("theorem", "set_option debug.skipKernelTC true in\ntheorem", "wrong statement"),
        ("import Mathlib\n", "import Mathlib\nimport Evil\n", "begin"),
        (
            "open scoped Topology\n",
            "open scoped Topology\nlocal instance : Add ℝ := ⟨fun _ _ => 0⟩\n",
            "wrong statement",
        ),
        ("  linear_combination", "linear_combination", "no proof"),
        ("-- porism claim", "#exit\n-- porism claim", "more than"),
        ("-- porism", "-- other", "name its claims"),
        (" -/\ntheorem", " -/ theorem t : True := trivial /- -/\ntheorem", "wrong statement"),
    ],
)
def test_an_edited_file_is_refused(old: str, new: str, why: str) -> None:
    golden = (GOLDEN / "combination_fourth_power.lean").read_text(encoding="utf-8")
    assert old in golden
    with pytest.raises(FormatError) as refusal:
        entries(golden.replace(old, new, 1))
    assert any(part in str(refusal.value) for part in why.split("|"))


def test_several_theorems_share_a_file() -> None:
    chosen = ["ring_cube", "linear_sum", "log_mul"]
    proved = [(claim(n), theorem(claim(n))) for n in ("ring_cube", "linear_sum", "log_mul")]
    written = file_text(proved)
    assert written.startswith(HEADER)
    assert [e.said for e in entries(written)] == [claim(n) for n in chosen]


def test_no_text_of_a_variable_reaches_the_file_but_as_a_name() -> None:
    written = theorem(Claim.parse("sorry + Nat + end == Nat + end + sorry")).text.partition("-/\n")[2]
    assert "(v_Nat v_end v_sorry : ℝ)" in written
