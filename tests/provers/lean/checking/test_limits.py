"""What Lean may take: a batch stays far below one gigabyte, what would take more is stopped, and nothing is left behind.

Peaks measured with Lean 4.35.0 in November 2026: 117 MB for 100 and for 1,000 identities handed to the kernel, 190 MB for
100 written ones, 215 MB for an identity with 500 monomials in 12 variables, which took 3.5 s on a busy machine.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from porism.provers import sandbox
from porism.provers.findings import Accepted, Rejected
from porism.provers.lean.checking import audit, kernel
from porism.provers.lean.checking.audit import Item, check_batch, check_items, resident_mb
from porism.provers.lean.checking.kernel import Theorem, check_theorems
from porism.provers.lean.emit import goal
from porism.provers.lean.prover import LeanProver, item
from porism.provers.lean.terms import BOOL, TRUE, Natural, call, decided, equal
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.claim import Claim

pytestmark = pytest.mark.lean
FALSE = "∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2)"


@pytest.fixture
def peak(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The largest resident memory that was seen, in megabytes."""
    seen, look = [0.0], sandbox.resident_mb

    def looked(pid: int) -> float:
        found = look(pid)
        seen[0] = max(seen[0], found)
        return found

    monkeypatch.setattr(sandbox, "resident_mb", looked)
    return seen


@pytest.fixture
def nothing_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No process that was started lives on, and no folder for temporary files is left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(tmp_path.glob("porism-lean-*")) == []
    assert [
        line for line in command_lines() if str(tmp_path) in line or f"PPID = {os.getpid()} " in line
    ] == []


def command_lines() -> Iterator[str]:
    for place in Path("/proc").glob("[0-9]*"):
        try:
            yield f"{os.readlink(place / 'cwd')} {(place / 'cmdline').read_bytes().decode('utf-8', 'replace')}"
        except OSError:
            continue


def identities(count: int) -> list[Claim]:
    return [
        Claim.parse(
            f"(x + {k}*y + z)**3*(x - w) == x*(x + {k}*y + z)**3 - w*(x + {k}*y + z)*(x + {k}*y + z)**2"
        )
        for k in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_batch_handed_to_the_kernel_stays_small(count: int, peak: list[float], nothing_left: None) -> None:
    goals = list(map(goal, identities(count)))
    found = check_theorems([Theorem(g.statement, g.proof) for g in goals], 10.0, 2048)
    assert found == [Accepted()] * count
    assert 0 < peak[0] < 400


def test_a_written_batch_stays_small(peak: list[float], nothing_left: None) -> None:
    found = check_items([item(goal(claim)) for claim in identities(10)], 10.0, 2048)
    assert found == [Accepted()] * 10
    assert 0 < peak[0] < 500


def test_five_hundred_monomials_in_twelve_variables(peak: list[float]) -> None:
    dice, monomials = random.Random(1), set[tuple[int, ...]]()
    while len(monomials) < 500:
        monomials.add(tuple(sorted(dice.sample(range(12), dice.choice((1, 2, 3, 4))))))
    terms = ["*".join([str(dice.randrange(1, 50)), *(f"x{i}" for i in m)]) for m in sorted(monomials)]
    half = len(terms) // 2
    left = f"({' + '.join(terms[:half])}) - (-1)*({' + '.join(terms[half:])})"
    claim = Claim.parse(f"{left} == {' + '.join(reversed(terms))}")
    verdict = LeanProver().prove(claim, None, Budget(30.0))
    assert isinstance(verdict, Proved)
    assert 0 < peak[0] < 600


def test_no_process_may_take_more_than_a_gigabyte() -> None:
    assert resident_mb(100) == 100 + audit.BASE_MEMORY_MB
    assert resident_mb(10**6) == resident_mb(2048) == 1000


def test_a_number_that_is_too_large_is_stopped_by_the_memory_it_takes(nothing_left: None) -> None:
    """The kernel computes with numbers of any size; this one has 250 megabytes."""
    number = call("Nat.pow", Natural(2), Natural(2**24 - 1))
    for _ in range(7):
        number = call("Nat.mul", number, number)
    huge = Theorem(equal(BOOL, call("Nat.beq", number, Natural(1)), TRUE), decided())
    (found,) = check_theorems([huge], 60.0, -150)
    assert isinstance(found, Rejected)
    assert found.reason == "memory"


def test_a_claim_that_needs_more_than_it_may_take_is_unknown(
    monkeypatch: pytest.MonkeyPatch, nothing_left: None
) -> None:
    monkeypatch.setattr(audit, "BASE_MEMORY_MB", 0)
    for prover in (LeanProver(), LeanProver(elaborated=True)):
        verdict = prover.prove(Claim.parse("(x + 1)**2 == x**2 + 2*x + 1"), None, Budget(20.0, 30))
        assert isinstance(verdict, Unknown)
        assert (verdict.reason, "ran out of memory" in verdict.detail) == ("memory", True)


def test_a_claim_that_takes_too_long_is_unknown(monkeypatch: pytest.MonkeyPatch, nothing_left: None) -> None:
    monkeypatch.setattr(audit, "START_SECONDS", 0.0)
    monkeypatch.setattr(kernel, "START_SECONDS", 0.0)
    for prover in (LeanProver(), LeanProver(elaborated=True)):
        verdict = prover.prove(Claim.parse("(x + 1)**2 == x**2 + 2*x + 1"), None, Budget(0.02))
        assert isinstance(verdict, Unknown)
        assert verdict.reason == "timeout"


NESTED = {
    "brackets": "(" * 20_000 + "True.intro" + ")" * 20_000,
    "applications": "fun R => " + "(And.intro True.intro " * 5_000 + "True.intro" + ")" * 5_000,
    "functions": "fun R => " + "fun R => " * 5_000 + "True.intro",
    "numeral": f"fun R => identity R 0 .nil (.number {'9' * 200_000}) (.number 2) (Eq.refl Bool.true)",
    "power": "fun R => identity R 0 .nil (.pow (.number 3) 99999999999) (.number 2) (Eq.refl Bool.true)",
    "variables": "fun R => identity R 99999999 .nil (.number 1) (.number 2) (Eq.refl Bool.true)",
}


@pytest.mark.parametrize("name", NESTED)
def test_what_is_large_or_deep_ends_as_unknown(
    name: str, monkeypatch: pytest.MonkeyPatch, nothing_left: None
) -> None:
    monkeypatch.setattr(audit, "START_SECONDS", 1.0)
    found = check_batch([Item(FALSE, NESTED[name])], 1.0, 500)
    first = found[0] if isinstance(found, dict) else found
    assert isinstance(first, Rejected)
    assert first.reason in ("undecided", "crash", "timeout", "memory")
