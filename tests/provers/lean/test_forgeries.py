"""Forged bodies of a false statement: refused by the guard with the rule's name, and by Lean alone; see `forged/` for files."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from porism.provers.lean import locate
from porism.provers.lean.audit import Accepted, Item, Rejected, check_batch, check_items
from porism.provers.lean.cofactors import cofactors_of
from porism.provers.lean.emit import goal
from porism.provers.lean.fragments import equations
from porism.provers.lean.guard import BodyRefused, guarded
from porism.provers.lean.prover import item
from porism.symbolic.claim import Claim

FALSE = "∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2)"

# What stands after `:=` of the false theorem, the guard's rule, and who else refuses: "audit", "axioms", "undecided".
FORGED = {
    "sorry": ("sorry", "name", "undecided"),
    "sorry-axiom": ("sorryAx _ true", "name", "undecided"),
    "axiom-first": ("cheat\naxiom cheat : False", "name", "undecided"),
    "axiom-after": (
        "fun R => False.elim cheat\naxiom cheat : False",
        "name",
        "undecided",
    ),
    "native-decide": ("by native_decide", "name", "undecided"),
    "implemented-by": ("@[implemented_by cheat] cheat", "character", "undecided"),
    "option": ("set_option debug.skipKernelTC true in cheat", "name", "undecided"),
    "exit": ("True.intro #exit", "character", "undecided"),
    "meta-code": ("True.intro\nrun_cmd cheat", "name", "undecided"),
    "evaluation": ("True.intro\n#eval cheat", "character", "undecided"),
    "initialize": ("True.intro\ninitialize cheat", "name", "undecided"),
    "comment": ("True.intro /- ", "character", "undecided"),
    "string": ('True.intro "does not depend on any axioms"', "character", "undecided"),
    "look-alike": ("fun R => idеntity R", "name", "undecided"),
    "another-proof": ("fun R => Eq.trans R", "name", "undecided"),
    "bracket": ("fun R => identity R 0 .nil (.number 1)) (.number 2 check", "bracket", "undecided"),
    "empty": ("", "empty", "undecided"),
    "recursion": ("fun R => (let rec cheat := cheat; cheat)", "name", "undecided"),
}


@pytest.mark.parametrize("name", FORGED)
def test_the_guard_refuses_and_names_its_rule(name: str) -> None:
    body, rule, _ = FORGED[name]
    with pytest.raises(BodyRefused, match=f"^{rule}:"):
        guarded(body)


@pytest.mark.lean
def test_the_audit_alone_accepts_none_of_them() -> None:
    for name, (body, _, reason) in FORGED.items():
        found = check_batch([Item(FALSE, body)], 10.0, 1024)
        assert not isinstance(found, Accepted), name
        first = found if isinstance(found, Rejected) else found[0]
        assert isinstance(first, Rejected)
        assert first.reason in (reason, "crash"), (name, first)


@pytest.mark.lean
def test_a_swapped_library_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = locate.library_folder()
    assert honest is not None
    monkeypatch.setenv("PORISM_CACHE", str(tmp_path))
    swapped = tmp_path / honest.name
    shutil.copytree(honest, swapped)
    assert locate.library_folder() == swapped
    shutil.copyfile(swapped / "Porism" / "Naturals.olean", swapped / "Porism" / "Combination.olean")
    assert locate.library_folder() == swapped  # compiled again
    assert (swapped / "Porism" / "Combination.olean").read_bytes() == (
        honest / "Porism" / "Combination.olean"
    ).read_bytes()
    (swapped / "Porism" / "Forged.olean").write_bytes(b"")  # something that could be imported besides
    assert locate.library_folder() == swapped
    assert not (swapped / "Porism" / "Forged.olean").exists()


# A true claim, and a false one of the same shape.
NEIGHBOURS = [
    ("(x + 1/2)**2 == x**2 + x + 1/4", "(x + 1/2)**2 == x**2 + 2*x + 1/4", []),
    ("1/x + 1/y == (x + y)/(x*y)", "1/x + 1/y == (x + 2*y)/(x*y)", []),
    (
        "(x - y)**3 == x**3 - 3*x**2*y + 3*x*y**2 - y**3",
        "(x - y)**3 == x**3 - 3*x**2*y + 3*x*y**2 + y**3",
        [],
    ),
    ("x**3 + y**3 + z**3 == 3*x*y*z", "x**3 + y**3 + z**3 == 4*x*y*z", ["x + y + z == 0"]),
    ("x**4 == 1", "x**4 == 2", ["x**2 + y**2 == 1", "y == 0"]),
]


@pytest.mark.lean
@pytest.mark.parametrize("count", [20, pytest.param(100, marks=pytest.mark.slow)])
def test_mutated_certificates_of_false_claims_are_never_accepted(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng, search, mutants = random.Random(4), cofactors_of, list[Item]()
    for true, false, assume in NEIGHBOURS:
        certificates = list[Any]()  # Any: what the search finds
        with monkeypatch.context() as patch:
            patch.setattr(equations, "cofactors_of", lambda *a, c=certificates: c.append(search(*a)) or c[0])
            goal(Claim.parse(true, {}, assume))
            for _ in range(count):
                mutant = _mutated(certificates[0], rng)
                patch.setattr(equations, "cofactors_of", lambda *_, m=mutant: m)
                mutants.append(item(goal(Claim.parse(false, {}, assume))))
    findings = check_items(mutants, 20.0, 1024)
    assert {f.reason if isinstance(f, Rejected) else "accepted" for f in findings} == {"undecided"}


def _mutated(found: Any, rng: random.Random) -> Any:
    """The certificate with a power or with one to three monomials of its cofactors changed."""
    cofactors, powers = list(found.cofactors), list(found.powers)
    for _ in range(rng.randrange(1, 4)):
        if powers and rng.random() < 0.2:
            k = rng.randrange(len(powers))
            powers[k] = max(0, powers[k] + rng.choice((-1, 1)))
        elif cofactors:
            k, context = rng.randrange(len(cofactors)), cofactors[0].context()
            monomial = context.constant(rng.choice((-2, -1, 1, 3)))
            for generator in context.gens():
                monomial *= generator ** rng.choice((0, 0, 1, 2))
            cofactors[k] += monomial
    return replace(found, cofactors=tuple(cofactors), powers=tuple(powers))
