"""Forged bodies of a false statement: refused by the guard with the rule's name, and by Lean alone; see `forged/` for files."""

from __future__ import annotations

import pytest

from porism.provers.findings import Accepted, Rejected
from porism.provers.lean.checking.audit import Item, check_batch
from porism.provers.lean.checking.guard import BodyRefused, guarded

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
