"""The chapters on order, used directly: Farkas' lemma, sums of squares, and the same with one thing wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from porism.provers.lean.checking import locate

pytestmark = pytest.mark.lean

FIELD = "(F : OrderedField.{0}) (x y : F.field.ring.carrier)"
POINT = "2 (.cons x (.cons y .nil))"
X, Y = "(.variable 0)", "(.variable 1)"


def premises(*stated: tuple[str, str]) -> str:
    """The list of (flag, expression)."""
    text = ".nil"
    for flag, expression in reversed(stated):
        text = f"(.cons (Prod.mk Bool.{flag} {expression}) {text})"
    return text


def held(*names: str) -> str:
    text = "True.intro"
    for name in reversed(names):
        text = f"(And.intro {name} {text})"
    return text


def farkas(last: int, weight: int = 1) -> str:
    """x ≥ 2, y ≥ 1 and x + y ≤ `last` exclude each other, by the multipliers 1, 1, `weight`."""
    zero, ring = "F.field.ring.zero", "F.field.ring"
    sides = [f"(.sub {X} (.number 2))", f"(.sub {Y} (.number 1))", f"(.sub (.number {last}) (.add {X} {Y}))"]
    values = [
        f"({ring}.sub x ({ring}.natural 2))",
        f"({ring}.sub y ({ring}.natural 1))",
        f"({ring}.sub ({ring}.natural {last}) ({ring}.add x y))",
    ]
    arrows = " ".join(f"(h{k} : F.le {zero} {v})" for k, v in enumerate(values))
    cone = f"(.add (.add (.premise 0) (.premise 1)) (.mul (.number {weight}) (.premise 2)))"
    return (
        f"{FIELD} {arrows} : False := infeasible F {POINT} {premises(*(('false', s) for s in sides))} "
        f"(.number 1) {cone} .nil rfl {held('h0', 'h1', 'h2')} True.intro"
    )


def square(law: str, relation: str, number: int, multiplier: str = "(.number 1)") -> str:
    """x² + y² − 2xy + number ≥ 0 (or > 0) as (x − y)² + number."""
    t = f"(.add (.sub (.add (.pow {X} 2) (.pow {Y} 2)) (.mul (.number 2) (.mul {X} {Y}))) (.number {number}))"
    cone = f"(.add (.square (.sub {X} {Y})) (.number {number}))"
    return (
        f"{FIELD} : F.{relation} F.field.ring.zero (Expression.value F.field.ring (F.point {POINT}) {t}) := "
        f"{law} F {POINT} {t} .nil {multiplier} {cone} .nil rfl True.intro True.intro"
    )


RIGHT = {
    "farkas": farkas(2),
    "weak": square("nonneg_of_certificate", "le", 0),
    "strict": square("positive_of_certificate", "lt", 1),
}
WRONG = {
    "feasible": farkas(3),
    "other_multiplier": farkas(2, 2),
    "strict_for_weak": square("positive_of_certificate", "lt", 0),
    "zero_multiplier": square("nonneg_of_certificate", "le", 0, "(.number 0)"),
    "square_multiplier": square("nonneg_of_certificate", "le", 0, f"(.square {X})"),
}


def errors(text: str, folder: Path) -> list[str]:
    found, library = locate.lean(), locate.library_folder()
    assert isinstance(found, locate.Lean)
    assert library is not None
    (folder / "asked.lean").write_text(f"prelude\nimport Porism.Library\n{text}", encoding="utf-8")
    run = locate.run_lean(found, ("asked.lean",), folder, (library,), 60.0, 2000)
    return re.findall(r"^asked\.lean:([0-9]+):[0-9]+: error", run.stdout, flags=re.MULTILINE)


def test_certificates_prove_what_they_say(tmp_path: Path) -> None:
    text = "\n".join(f"theorem {name} {body}" for name, body in RIGHT.items())
    assert errors(text + "\n", tmp_path) == []


def test_each_wrong_certificate_is_refused(tmp_path: Path) -> None:
    text = "\n".join(f"theorem {name} {body}" for name, body in WRONG.items())
    assert {int(line) - 3 for line in errors(text + "\n", tmp_path)} == set(range(len(WRONG)))


def test_the_chapters_on_order_rest_on_no_axiom(tmp_path: Path) -> None:
    names = list[str]()
    for chapter in ("Fields", "Orders", "Positivstellensatz"):
        space = ""
        for line in (locate.LIBRARY / f"{chapter}.lean").read_text(encoding="utf-8").splitlines():
            if found := re.match(r"namespace (\S+)", line):
                space = f"{found.group(1)}."
            elif line.startswith("end ") and space:
                space = ""
            elif found := re.match(r"theorem (\S+)", line):
                names.append(space + found.group(1))
    assert len(names) > 40
    found_lean, library = locate.lean(), locate.library_folder()
    assert isinstance(found_lean, locate.Lean)
    assert library is not None
    asked = "".join(f"#print axioms {name}\n" for name in names)
    (tmp_path / "asked.lean").write_text(f"prelude\nimport Porism.Library\n{asked}", encoding="utf-8")
    run = locate.run_lean(found_lean, ("asked.lean",), tmp_path, (library,), 60.0, 2000)
    assert [line.split("'", 2)[2] for line in run.stdout.splitlines()] == [
        " does not depend on any axioms"
    ] * len(names)
